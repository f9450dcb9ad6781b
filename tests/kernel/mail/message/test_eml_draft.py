"""Mails that a person, or a mail program, wrote over: what is kept of them and what is not sent."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import InvalidDataError, RefusedError
from clientkit.kernel.mail.letter import Attachment, Letter, Mailbox
from clientkit.kernel.mail.message.compose import message_bytes
from clientkit.kernel.mail.message.eml_draft import read_written, written_bytes

DATE = datetime(2026, 11, 20, 9, tzinfo=UTC)
HEAD = (
    b"X-Unsent: 1\nX-Mozilla-Status: 0001\nX-Identity-Key: id1\nFCC: imap://dewi@studio/Sent\n"
    b"Date: Mon, 1 Jan 2024 00:00:00 +0000\nMessage-ID: <old@studio.example>\n"
    b'From: Dewi Lestari <dewi@studio.example>\nTo: "Wijaya, Rina" <rina@kopi.example>,\n budi@kopi.example\n'
    b"Cc: sari@kopi.example\nBcc: arsip@studio.example\nReply-To: halo@studio.example\n"
    b"Subject: =?utf-8?q?Laporan_=E2=80=94_minggu?=\n =?utf-8?q?_47?=\n"
)
TAIL = (
    b"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    b"Termasuk \xe2\x9c\x94.\n"
)


def test_a_draft_of_a_mail_program_is_sent_without_its_private_fields():
    mail = read_written(HEAD + TAIL, "draft.eml")
    assert [one.address for one in mail.to] == ["rina@kopi.example", "budi@kopi.example"]
    assert [one.address for one in (*mail.copy_to, *mail.blind_copy_to)] == [
        "sari@kopi.example",
        "arsip@studio.example",
    ]
    assert (mail.subject, mail.message_id) == ("Laporan — minggu 47", "<old@studio.example>")
    sent = message_from_bytes(written_bytes(mail, "<new@studio.example>", DATE), policy=default)
    assert set(sent) == {
        *("Date", "From", "Reply-To", "To", "Cc", "Subject", "Message-ID"),
        *("MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
    }
    assert sent["Subject"] == "Laporan — minggu 47"
    assert str(sent["To"]) == '"Wijaya, Rina" <rina@kopi.example>, budi@kopi.example'
    assert sent["Date"].datetime == DATE
    assert sent.get_content().strip() == "Termasuk ✔."


def test_letters_beyond_ascii_that_were_typed_into_a_header_are_encoded():
    head = HEAD.replace(b"Dewi Lestari", "Déwi Lestari".encode()).replace(b"=?utf-8?q?_47?=", "№ 47".encode())
    sent = written_bytes(read_written(head + TAIL, "draft.eml"), "<new@studio.example>", DATE)
    assert sent.partition(b"\r\n\r\n")[0].isascii()
    assert message_from_bytes(sent, policy=default)["From"].addresses[0].display_name == "Déwi Lestari"


@pytest.mark.parametrize("field", [b"From", b"To", b"Subject"])
def test_what_a_mail_must_have(field):
    head = b"".join(
        line for line in HEAD.splitlines(keepends=True) if line[:1] != b" " and not line.startswith(field)
    )
    with pytest.raises(InvalidDataError, match=rf"draft\.eml has no '{field.decode()}'"):
        read_written(head + TAIL, "draft.eml")


@pytest.mark.parametrize("name", ["<ø@studio.example>", f"<{'x' * 200}@studio.example>", "none"])
def test_a_message_id_that_cannot_stand_in_a_mail_is_none(name):
    head = HEAD.replace(b"<old@studio.example>", name.encode())
    assert read_written(head + TAIL, "draft.eml").message_id == ""


def test_our_own_draft_comes_back_as_it_was():
    letter = Letter(
        message_id="<1@studio.example>",
        sender=Mailbox(name="Dewi", address="dewi@studio.example"),
        to=(Mailbox(name="Ibu Rina Wijaya", address="rina@kopi.example"),),
        subject="Perjanjian",
        text="Yth. Ibu Rina,\n",
        html="<p>Yth. Ibu Rina,</p>",
        attachments=(Attachment(name="scope.pdf", mime="application/pdf", data=b"%PDF-1.7\n"),),
    )
    mail = read_written(message_bytes(letter, draft=True), "scope.eml")
    assert (mail.to, mail.subject, mail.attached) == (letter.to, letter.subject, ("scope.pdf",))
    assert mail.text.replace("\r\n", "\n") == letter.text
    sent = message_from_bytes(written_bytes(mail, letter.message_id, DATE), policy=default)
    whole = message_from_bytes(
        message_bytes(letter.model_copy(update={"date": DATE}), draft=False), policy=default
    )
    assert sorted(sent.items()) == sorted(whole.items())
    parts = [[part.get_content() for part in one.walk() if not part.is_multipart()] for one in (sent, whole)]
    assert parts[0] == parts[1]


@given(st.binary(max_size=400))
def test_any_bytes_are_a_mail_or_named_as_none(data):
    try:
        mail = read_written(data, "draft.eml")
    except InvalidDataError:
        return
    assert mail.to


@given(st.binary(max_size=60), st.sampled_from([b"From: ", b"To: ", b"Cc: ", b"Subject: "]))
def test_whatever_stands_in_a_field_adds_no_header(value, field):
    line = field + value.replace(b"\r", b"").replace(b"\n", b"") + b"\n"
    try:
        sent = written_bytes(read_written(line + HEAD + TAIL, "draft.eml"), "<new@studio.example>", DATE)
    except (InvalidDataError, RefusedError):
        return
    names = [
        row.partition(b":")[0] for row in sent.partition(b"\r\n\r\n")[0].split(b"\r\n") if row[:1] != b" "
    ]
    assert set(names) <= {
        *(b"Date", b"From", b"Reply-To", b"To", b"Cc", b"Subject", b"Message-ID"),
        *(b"MIME-Version", b"Content-Type", b"Content-Transfer-Encoding"),
    }
    assert len(names) == len(set(names))
