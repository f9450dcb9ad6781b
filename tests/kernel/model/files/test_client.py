import pytest
from pydantic import ValidationError

from clientkit.kernel.model.files.client import Client, Consent, Contact
from support.builders import a_client, a_contact


def test_a_name_is_enough():
    client = Client(name="Kopi")

    assert (client.kind, client.stage, client.language, client.currency) == (
        "company",
        None,
        "en",
        "USD",
    )
    assert client.consent == Consent(surveys=True, quote=False)
    assert client.contacts == ()


def test_contacts_have_ids_of_their_own():
    with pytest.raises(ValidationError, match="two contacts have the id 'rina'"):
        a_client(contacts=(a_contact("Rina A"), a_contact("Rina B")))

    assert len(a_client(contacts=(a_contact("Rina"), a_contact("Budi"))).contacts) == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "two\nlines"),
        ("kind", "shop"),
        ("stage", "won"),
        ("language", "fr"),
        ("currency", "rp"),
        ("country", "Indonesia"),
        ("country", "id"),
        ("timezone", "Mars/Olympus"),
        ("timezone", "../../../etc/passwd"),
        ("timezone", "/etc/localtime"),
        ("timezone", ""),
        ("since", "2026-02-30"),
        ("version", 2),
        ("tags", "retail"),
        ("colour", "red"),
    ],
)
def test_what_a_client_cannot_be(field, value):
    with pytest.raises(ValidationError) as wrong:
        Client.model_validate({"name": "Kopi", field: value})

    assert wrong.value.errors()[0]["loc"][0] == field


@pytest.mark.parametrize("name", ["", "rina wijaya", "-rina", "x" * 33, "é", "a.b"])
def test_a_contacts_id_can_be_typed_in_a_command(name):
    with pytest.raises(ValidationError):
        Contact(id=name, name="Rina")


def test_a_client_does_not_change():
    with pytest.raises(ValidationError, match="frozen"):
        a_client().name = "Other"
