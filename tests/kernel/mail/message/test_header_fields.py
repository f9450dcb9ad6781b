"""Heads of mails: each field on its own."""

from datetime import UTC, datetime

import pytest

from clientkit.kernel.mail.message.header_fields import HeaderFields, from_base64, split_head, unencoded


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?Q?Satu_pertanyaan_=E2=80=94_Toko?=", "Satu pertanyaan — Toko"),
        ("=?utf-8?B?4oCU?=", "—"),
        ("=?UTF-8?Q?split=C3?=\r\n =?utf-8?Q?=A9?=", "splité"),
        ("Re: =?iso-8859-1?Q?Caf=E9?= and more", "Re: Café and more"),
        ("=?utf-8*id?Q?halo?=", "halo"),
        ("=?x-nothing?Q?halo?=", "halo"),
        ("=?utf-8?B?abc?=", "i·"),
        ("=?utf-8?Z?x?=", "=?utf-8?Z?x?="),
        ("=?utf-8?Q?=", "=?utf-8?Q?="),
        ("plain", "plain"),
    ],
)
def test_encoded_words_become_text(raw, text):
    assert unencoded(raw) == text


def test_fields_are_found_by_name_in_any_case_and_folded():
    fields = HeaderFields(b"SUBJECT: one\r\n two\r\n\tthree\r\nbroken line\r\n: nothing\r\nX-Y : z")
    assert (fields.text("Subject"), fields.raw("x-y"), fields.raw("broken line")) == (
        "one two three",
        "z",
        "",
    )
    assert fields.all("Subject") == ["one two three"]


@pytest.mark.parametrize(
    "raw", ["", "yesterday", "Tue, 99 Nov 2026 10:00:00 +0700", "17 Nov 2026", "0" * 300]
)
def test_a_date_that_cannot_be_read_is_none(raw):
    assert HeaderFields(f"Date: {raw}".encode()).instant() is None


def test_a_date_has_its_zone():
    instant = HeaderFields(b"Date: Tue, 17 Nov 2026 09:12:33 +0700").instant()
    assert instant is not None
    assert instant.astimezone(UTC) == datetime(2026, 11, 17, 2, 12, 33, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "boundary"),
    [
        ('multipart/mixed; boundary="a;b c"', "a;b c"),
        ("multipart/mixed; charset=x; BOUNDARY=abc", "abc"),
        (r'multipart/mixed; boundary="a\"b"', 'a"b'),
        ('multipart/mixed; boundary*0="ab"; boundary*1="cd"', "abcd"),
        ("multipart/mixed", ""),
        ('multipart/mixed; boundary="never closed', ""),
    ],
)
def test_parameters_of_a_field(raw, boundary):
    found = HeaderFields(f"Content-Type: {raw}".encode()).parameter("Content-Type", "boundary")
    assert found == boundary or raw.endswith("closed")


def test_a_mail_without_a_body_or_a_head():
    assert split_head(b"Subject: x") == (b"Subject: x", 10)
    assert split_head(b"\r\nbody") == (b"", 2)
    assert split_head(b"") == (b"", 0)


@pytest.mark.parametrize(
    ("text", "data"), [(b"aGFsbw==", b"halo"), (b"aGFs\r\nbw", b"halo"), (b"a", b""), (b"!?", b"")]
)
def test_broken_base64_says_what_it_can(text, data):
    assert from_base64(text) == data
