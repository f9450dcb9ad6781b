from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.clients.actions import add_client, archive_client, parse_contacts
from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.model.files.client import Contact
from clientkit.kernel.model.values.slugs import is_slug
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.overview.client_list import list_clients
from support.builders import some_settings

TODAY = date(2026, 11, 21)


def test_what_is_given_goes_before_the_workspaces_defaults(empty_studio):
    settings = some_settings(defaults={"language": "id", "currency": "IDR"})

    added = add_client(empty_studio, settings, None, {"name": "Kopi", "currency": "SGD"})

    assert (added.client, added.file) == ("kopi", "clients/kopi/client.toml")
    assert (added.value.language, added.value.currency) == ("id", "SGD")
    assert read_client(empty_studio, "kopi").value == added.value


def test_the_file_holds_what_was_understood_not_what_was_typed(empty_studio):
    add_client(empty_studio, some_settings(), None, {"name": "  Cafe\u0301 ", "tags": [" a "]})

    text = empty_studio.client_file("cafe").read_text(encoding="utf-8")
    assert '\nname = "Caf\u00e9"\n' in text
    assert '\ntags = ["a"]\n' in text


def test_a_client_is_added_once(studio):
    with pytest.raises(RefusedError, match="There is a client called kopi already"):
        add_client(studio, some_settings(), "kopi", {"name": "Other"})


def test_an_archived_client_is_listed_only_when_asked_for(studio):
    assert archive_client(studio, "kopi").changed is True
    assert archive_client(studio, "kopi").changed is False
    assert not list_clients(studio, TODAY)
    assert [row.archived for row in list_clients(studio, TODAY, archived=True)] == [True]

    assert archive_client(studio, "kopi", back=True).changed is True
    assert [row.archived for row in list_clients(studio, TODAY)] == [False]


def test_a_row_shows_the_first_contact(studio):
    (row,) = list_clients(studio, TODAY)

    assert (row.client, row.projects, row.contact) == ("kopi", 1, "Rina Wijaya <rina@kopi.example>")


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        (
            "Rina Wijaya <rina@kopi.example>",
            {"id": "rina", "name": "Rina Wijaya", "email": "rina@kopi.example"},
        ),
        ("  Rina  < rina@kopi.example > ", {"id": "rina", "name": "Rina", "email": "rina@kopi.example"}),
        ("Rina Wijaya", {"id": "rina", "name": "Rina Wijaya"}),
        ("Rina <>", {"id": "rina", "name": "Rina"}),
        ("rina@kopi.example", {"id": "rina", "name": "rina@kopi.example", "email": "rina@kopi.example"}),
        ("東京 花子", {"id": "contact-1", "name": "東京 花子"}),
        ("Dr. Ir. H. Budi", {"id": "budi", "name": "Budi", "title": "Dr. Ir. H."}),
        (
            "Smith, John <js@acme.example>",
            {"id": "john", "name": "John Smith", "email": "js@acme.example"},
        ),
        (
            '"van der Berg, Jan-Willem" <jw@acme.example>',
            {"id": "jan", "name": "Jan-Willem van der Berg", "email": "jw@acme.example"},
        ),
        (
            "Pak Bayu <bayu@kopi.example>",
            {"id": "bayu", "name": "Bayu", "title": "Pak", "email": "bayu@kopi.example"},
        ),
        ("mbak sari", {"id": "sari", "name": "sari", "title": "Mbak"}),
        ("Bpk. Hendra", {"id": "hendra", "name": "Hendra", "title": "Bapak"}),
        ("Mr. John O'Neil, Jr.", {"id": "john", "name": "John O'Neil, Jr.", "title": "Mr."}),
        ("Budi Santoso, S.T., M.M.", {"id": "budi", "name": "Budi Santoso, S.T., M.M."}),
        ("Budi, S.T.", {"id": "budi", "name": "Budi, S.T."}),
        ("Santoso, MBA", {"id": "santoso", "name": "Santoso, MBA"}),
        ("Smith, Jr.", {"id": "smith", "name": "Smith, Jr."}),
        ("Ibu", {"id": "ibu", "name": "Ibu"}),
        ("Drajat Purnomo", {"id": "drajat", "name": "Drajat Purnomo"}),
        (
            "js@acme.example (John Smith)",
            {"id": "john", "name": "John Smith", "email": "js@acme.example"},
        ),
        (
            "=?utf-8?q?Zo=C3=AB?= <zoe@acme.example>",
            {"id": "zoe", "name": "Zoë", "email": "zoe@acme.example"},
        ),
    ],
)
def test_a_contact_is_read(text, contact):
    assert parse_contacts([text]) == [contact]


def test_contacts_of_one_name_get_ids_of_their_own():
    contacts = parse_contacts(["Rina A", "Rina B", "Rina C", "東", "京"])

    assert [contact["id"] for contact in contacts] == ["rina", "rina2", "rina3", "contact-4", "contact-5"]


@pytest.mark.parametrize("text", ["", "  ", "<a@b>", "Rina <a@b", "Rina <a@b> x", "Rina <a> <b>", "Rina <a>"])
def test_what_is_no_contact_is_told_with_an_example(text):
    with pytest.raises(UsageError) as wrong:
        parse_contacts([text])

    assert wrong.value.hint == "Write it as 'Rina Wijaya <rina@kopi.example>'."


@given(st.lists(st.text(max_size=20), max_size=5))
def test_contacts_are_sound_or_refused(texts):
    try:
        contacts = [Contact.model_validate(contact) for contact in parse_contacts(texts)]
    except UsageError:
        return
    assert len({contact.id for contact in contacts}) == len(texts)
    assert all(is_slug(contact.id) for contact in contacts)
