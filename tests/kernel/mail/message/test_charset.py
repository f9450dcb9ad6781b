"""Bytes of mails as text, whatever they are said to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.mail.message.charset import decoded


@pytest.mark.parametrize(
    ("data", "name", "text"),
    [
        ("Café".encode(), "utf-8", "Café"),
        ("Café".encode("cp1252"), "windows-1252", "Café"),
        ("Café".encode("cp1252"), "utf-8", "Café"),
        ("Café".encode(), "us-ascii", "Café"),
        ("Café".encode(), "", "Café"),
        ("Café".encode(), '"UTF8"', "Café"),
        ("Café".encode(), "x-unknown", "Café"),
        ("Café".encode("utf-16"), "utf-16", "Café"),
        ("九".encode("shift_jis"), "Shift_JIS", "九"),
        ("九".encode("gb18030"), "gb2312", "九"),
        ("9".encode("utf-8-sig"), "utf-8", "9"),
        (b"\x93quoted\x94", "iso-8859-1", "quoted"),
        (b"one\r\ntwo\rthree\xe2\x80\xa8four", "utf-8", "one\ntwo\nthree\nfour"),
        ("½ Café \xe9".encode() + b"\xff", "utf-8", "½ Café é\ufffd"),
    ],
)
def test_text_is_found_whatever_its_encoding_is_called(data, name, text):
    assert decoded(data, name) == text


@pytest.mark.parametrize(
    "name", ["zlib", "bz2", "rot13", "unicode_escape", "idna", "punycode", "undefined", "hex"]
)
def test_codecs_that_are_no_encodings_of_mail_are_never_called(name):
    assert decoded(b"x\\u0041 9", name) == "x\\u0041 9"


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "utf-8", "utf-7", "utf-16", "utf-32", "big5", "iso-2022-jp", "hz"]),
)
def test_any_bytes_are_some_text_that_can_be_written_down(data, name):
    assert decoded(data, name).encode("utf-8").decode("utf-8") == decoded(data, name)
