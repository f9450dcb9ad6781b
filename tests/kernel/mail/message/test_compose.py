import email
import re
from datetime import datetime
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses, parsedate_to_datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from clientkit.errors import RefusedError
from clientkit.kernel.mail.letter import Attachment, InlinePicture, Letter, Mailbox
from clientkit.kernel.mail.message.compose import message_bytes

RINA = Mailbox(name="Rina Wijaya", address="rina@kopi.example")
PNG = b"\x89PNG\r\n\x1a\nabc"
ENCODED_WORD = re.compile(r"=\?utf-8\?[bq]\?([^?]*)\?=")


def a_letter(**changes) -> Letter:
    given = {
        "message_id": "<ck.0123@studio.example>",
        "sender": Mailbox(name="Dewi Lestari", address="dewi@studio.example"),
        "to": (RINA,),
        "subject": "Laporan mingguan 47",
        "text": "# Laporan\n\nBaris satu  \nBaris dua → selesai\n",
    }
    return Letter(**given | changes)


def as_read(letter: Letter, *, draft: bool = True) -> EmailMessage:
    return email.message_from_bytes(message_bytes(letter, draft=draft), policy=default)


def shape(part: EmailMessage) -> object:
    if part.is_multipart():
        return [part.get_content_subtype(), *(shape(inner) for inner in part.iter_parts())]
    return part.get_content_type()


def text_of(mail: EmailMessage) -> str:
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


# control characters are refused where a name is typed; the rest is what people call themselves and projects
words = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=120)
lines = words.map(lambda text: " ".join(text.split())).filter(bool)


@given(subject=lines, name=lines)
@example(subject="=?utf-8?q?=0ABcc:_x@y.example?=", name="=?utf-8?b?QmNj?=")
@example(
    subject="Laporan 47 'PT Kopi Nusantara' · Toko daring " * 8, name='Dewi "D." Lestari, S.Ds. (Studio)'
)
@example(subject="x" * 500, name="Ñandú, Ibu " * 11)
def test_headers_say_what_was_typed(subject, name):
    letter = a_letter(subject=subject, to=(Mailbox(name=name, address="x@y.example"), RINA))
    raw = message_bytes(letter, draft=True)
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    read = email.message_from_bytes(raw)
    assert str(make_header(decode_header(read["Subject"]))) == letter.subject
    told = [(str(make_header(decode_header(name))), address) for name, address in getaddresses([read["To"]])]
    assert told == [(letter.to[0].name, "x@y.example"), ("Rina Wijaya", "rina@kopi.example")]
    assert all(ENCODED_WORD.findall(read["Subject"] + read["To"])), "no encoded word is empty"
    assert read["Bcc"] is None


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=300))
@example(text="From here\n.\n..\n--\n=3D  \n" + "é" * 400)
def test_the_text_part_is_the_text(text):
    letter = a_letter(text=text, html="<p>x</p>")
    assert text_of(as_read(letter)).rstrip("\n") == text.rstrip("\n")


def test_parts_stand_as_mail_programs_expect():
    picture = InlinePicture(cid="gantt.0123@studio.example", png=PNG, alt="Tonggak")
    pdf = Attachment(name="scope.pdf", mime="application/pdf", data=b"%PDF-1.7")
    letter = a_letter(
        html=f'<img src="cid:{picture.cid}">', pictures=(picture,), attachments=(pdf,), text="Halo"
    )
    mail = as_read(letter)
    assert shape(mail) == [
        "mixed",
        ["alternative", "text/plain", ["related", "text/html", "image/png"]],
        "application/pdf",
    ]
    image = next(part for part in mail.walk() if part.get_content_type() == "image/png")
    assert (image["Content-ID"], image.get_content()) == ("<gantt.0123@studio.example>", PNG)
    assert (image.get_filename(), image.get_content_disposition()) == ("gantt.png", "inline")
    assert [(one.get_filename(), one.get_content()) for one in mail.iter_attachments()] == [
        ("scope.pdf", b"%PDF-1.7")
    ]
    assert all(not part.defects for part in mail.walk())


def test_a_letter_of_text_alone_has_one_part():
    assert shape(as_read(a_letter())) == "text/plain"


def test_a_draft_opens_for_editing_and_a_sent_mail_hides_its_blind_copies():
    letter = a_letter(
        date=datetime(2026, 11, 20, 16, 5, tzinfo=ZoneInfo("Asia/Jakarta")),
        blind_copy_to=(Mailbox(name="", address="arsip@studio.example"),),
        copy_to=(Mailbox(name="Hendra Gunawan", address="hendra@kopi.example"),),
        reply_to="halo@studio.example",
        in_reply_to="<question@studio.example>",
    )
    draft, sent = as_read(letter), as_read(letter, draft=False)
    assert (draft["X-Unsent"], draft["Bcc"]) == ("1", "arsip@studio.example")
    assert (sent["X-Unsent"], sent["Bcc"]) == (None, None)
    assert sent["Cc"] == "Hendra Gunawan <hendra@kopi.example>"
    assert sent["Reply-To"] == "halo@studio.example"
    assert sent["In-Reply-To"] == sent["References"] == "<question@studio.example>"
    assert sent["Message-ID"] == "<ck.0123@studio.example>"
    assert parsedate_to_datetime(sent["Date"]) == letter.date


def test_the_same_letter_gives_the_same_bytes_and_a_draft_without_a_date_has_none():
    letter = a_letter(
        html="<p>x</p>", attachments=(Attachment(name="a.ics", mime="text/calendar", data=b"x"),)
    )
    assert message_bytes(letter, draft=True) == message_bytes(letter, draft=True)
    assert as_read(letter)["Date"] is None


def test_a_domain_of_other_letters_goes_by_its_ascii_name():
    letter = a_letter(to=(Mailbox(name="Rina", address="rina@köpi.example"),))
    assert as_read(letter)["To"] == "Rina <rina@xn--kpi-sna.example>"


@pytest.mark.parametrize("domain", [f"{'k' * 64}.example", "kopi..example", f"{'é' * 64}.example"])
def test_what_is_no_address_is_told(domain):
    with pytest.raises(RefusedError, match="cannot stand in a mail: it is no address") as caught:
        message_bytes(a_letter(to=(Mailbox(name="", address=f"rina@{domain}"),)), draft=True)
    assert caught.value.hint == "Mend it in client.toml or clientkit.toml."


def test_an_address_that_servers_do_not_take_is_refused():
    with pytest.raises(
        RefusedError, match=r"beyond ASCII before the @, such as rína@kopi\.example: .*SMTPUTF8"
    ):
        message_bytes(a_letter(to=(Mailbox(name="Rína", address="rína@kopi.example"),)), draft=True)


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "Halo\r\nBcc: x@y.example"},
        {"in_reply_to": "<a@b>\r\nBcc: x@y.example"},
        {"message_id": "<a@b>\nBcc: x@y.example"},
        {"message_id": "<é@b>"},
        {"reply_to": "a@b.example\nBcc:x@y.example"},
        {"to": ({"name": "R\nBcc: x@y.example", "address": "a@b.example"},)},
    ],
)
def test_nothing_can_put_a_header_of_its_own_into_a_mail(changes):
    with pytest.raises(ValidationError):
        a_letter(**changes)
