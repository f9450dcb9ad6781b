import pytest

from clientkit.documents.kinds import READERS, document_kind
from clientkit.errors import NotFoundError, RefusedError, UsageError
from clientkit.kernel.mail.letter import Mailbox
from clientkit.kernel.model.files.client import Client, Contact
from clientkit.outbox.recipients import contacts_for, mailbox, message_id, sender
from support.builders import some_settings

RINA = Contact(id="rina", name="Rina Wijaya", email="rina@kopi.example", roles=("approver", "day-to-day"))
HENDRA = Contact(id="hendra", name="Hendra Gunawan", email="hendra@kopi.example", roles=("signer",))
RIZKI = Contact(id="rizki", name="Rizki", roles=("billing",))
KOPI = Client(name="PT Kopi", contacts=(RIZKI, RINA, HENDRA))


def names(document: str, *named: str, client: Client = KOPI) -> list[str]:
    roles = document_kind(document).recipients if document != "file" else READERS
    return [contact.id for contact in contacts_for(client, "kopi", named, roles)]


def test_a_document_goes_to_whom_it_is_for():
    assert names("scope") == ["hendra"]
    assert names("report") == names("timeline") == names("file") == ["rina"]
    assert names("report", client=Client(name="Budi", contacts=(RINA.model_copy(update={"roles": ()}),))) == [
        "rina"
    ]


def test_contacts_are_named_by_id_its_beginning_or_their_address():
    assert names("scope", "rina") == names("scope", "rin") == names("scope", "Rina@kopi.example") == ["rina"]
    assert names("scope", "hendra", "rina", "hendra") == ["hendra", "rina"]


def test_a_name_that_fits_several_or_none_is_told():
    with pytest.raises(UsageError, match=r"'ri' could be rizki, rina, hendra\."):
        names("report", "ri")
    with pytest.raises(NotFoundError, match="no contact called 'sari'") as caught:
        names("report", "sari")
    assert caught.value.hint == "There is rizki, rina, hendra."
    with pytest.raises(NotFoundError, match="no contact called ''"):
        names("report", "")


def test_a_contact_without_an_address_is_told_with_what_to_type():
    with pytest.raises(RefusedError, match=r"Rizki has no mail address\.") as caught:
        names("report", "rizki")
    assert "clientkit client edit kopi" in caught.value.hint
    assert "--contact rina" in caught.value.hint


def test_a_client_without_contacts_is_told_with_what_to_type():
    with pytest.raises(RefusedError, match=r"kopi has no contact to write to\.") as caught:
        names("report", client=Client(name="PT Kopi"))
    assert caught.value.hint == "Add one with its 'email': clientkit client edit kopi"


def test_you_need_an_address_of_your_own():
    settings = some_settings(you={"email": ""})
    with pytest.raises(RefusedError, match="Your own mail address is not set"):
        sender(settings)
    assert sender(some_settings(you={"name": "Dewi", "email": "d@s.example"})) == Mailbox(
        name="Dewi", address="d@s.example"
    )


def test_the_same_mail_has_the_same_message_id_and_another_has_another():
    dewi = Mailbox(name="Dewi", address="dewi@köpi.example")
    first = message_id(dewi, "Laporan", "Teks", "rina@kopi.example")
    assert first == message_id(dewi, "Laporan", "Teks", "rina@kopi.example")
    assert first.startswith("<ck.")
    assert first.endswith("@xn--kpi-sna.example>")
    others = {
        message_id(dewi, "Laporan", "Teks", "hendra@kopi.example"),
        message_id(dewi, "LaporanTeks", "", "rina@kopi.example"),
        message_id(mailbox(HENDRA), "Laporan", "Teks", "rina@kopi.example"),
    }
    assert len(others | {first}) == 4
