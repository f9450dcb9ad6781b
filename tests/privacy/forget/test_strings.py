"""A person's strings are found in whatever spelling they stand, and words that only look like them stay."""

import base64
import gzip
import json
import quopri
import zipfile
import zlib
from io import BytesIO
from urllib.parse import quote

import pytest

from clientkit.privacy.forget.strings import Strings, words_of

ELODIE = Strings(
    "forgotten-000000",
    names=("Élodie O'Brien",),
    parts=("Élodie", "O'Brien"),
    rare=("Élodie",),
    addresses=("e.obrien@lait.example",),
    phones=("+33 1 23 45 67 89",),
    words=("We waited far too long for it.",),
)


@pytest.mark.parametrize(
    "text",
    [
        "Élodie O'Brien",
        "ÉLODIE O\u2019BRIEN",
        "élodie_o'brien",
        "O'Brien, Élodie",
        "Élodie\n  O'Brien",
        "E\u0301lodie O'Brien",
        json.dumps("Élodie O'Brien"),
        "&#201;lodie O&#39;Brien",
        quote("Élodie O'Brien"),
        "<E.OBrien@lait.example>",
        "mailto:e.obrien%40lait.example?subject=x",
        "01 23 45 67 89",
        "+33123456789",
        "(+33) 1-23.45/67 89",
        "> We waited far\n> too long for it.",
        "Élodie said",
        "with ÉLODIE",
    ],
)
def test_every_spelling_is_replaced(text):
    after = ELODIE.replaced(text, inside=True)
    assert "forgotten" in after
    assert not next(ELODIE.places(after, inside=True), None)


@pytest.mark.parametrize(
    "text",
    [
        "Élodies",
        "élodie",
        "Melodie O'Brienne",
        "me.obrien@lait.example",
        "e.obrien@lait.example.org",
        "123456789",
        "9133123456789",
    ],
)
def test_what_only_looks_like_them_stays(text):
    assert ELODIE.replaced(text, inside=True) == text


@pytest.mark.parametrize("phone", ["-", "ask the office", "110", "ext. 5"])
def test_what_is_no_number_stands_for_nobody(phone):
    text = f"abc 110 def - ask the office, ext. 5 {phone}"
    assert Strings("forgotten-000000", phones=(phone,)).replaced(text, inside=True) == text


def test_parts_that_others_bear_count_in_the_client_s_folder_alone():
    assert ELODIE.replaced("Mrs O'Brien", inside=True) == "Mrs forgotten-000000"
    assert ELODIE.replaced("Mrs O'Brien", inside=False) == "Mrs O'Brien"


def test_parts_of_names_are_whole_words_of_three_letters():
    assert words_of("Dr. Li Anne-Marie van 't Hof") == ["Anne-Marie", "van", "Hof"]


def packed(name, data):
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return whole.getvalue()


WORDS = "A letter to Élodie O'Brien, long enough to be wrapped by whatever encodes it.".encode()
ENCODED = {
    "base64": base64.encodebytes(WORDS),
    "short base64": b"name: " + base64.b64encode(b"e.obrien@lait.example"),
    "url-safe base64": b"https://x.example/?t=" + base64.urlsafe_b64encode(WORDS),
    "quoted-printable": quopri.encodestring(WORDS),
    "header": b"To: =?utf-8?Q?=C3=89lodie_O'Brien?=",
    "utf-16": WORDS.decode().encode("utf-16"),
    "latin-1": WORDS.decode().encode("latin-1"),
    "gzip": gzip.compress(WORDS),
    "archive": packed("x.txt", WORDS),
    "name in archive": packed("Élodie O'Brien.txt", b""),
    "base64 of base64": base64.encodebytes(base64.encodebytes(WORDS)),
    "pdf": b"%PDF-1.4\nstream\n" + zlib.compress(WORDS.decode().encode("latin-1")) + b"\nendstream",
}


@pytest.mark.parametrize("form", ENCODED)
def test_what_is_encoded_is_read(form):
    assert ELODIE.named_in(ENCODED[form], inside=True)[0], form
    other = ELODIE.__class__("forgotten-000000", names=("Hendra Gunawan",))
    assert not other.named_in(ENCODED[form], inside=True)[0]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
        (b"\x7fELF\0\0\x01", "of an unknown form"),
        (b"PK\x03\x04broken", "an archive that cannot be opened"),
        (b"%PDF-1.4\n%%EOF", "a PDF, whose letters may be drawn by number"),
        (b"\x1f\x8bbroken", "packed, and cannot be unpacked"),
    ],
)
def test_what_cannot_be_read_is_said_to_be_so(data, why):
    assert ELODIE.named_in(data, inside=True) == (False, why)


def test_plain_text_has_nothing_unread():
    text = b"sha256 9f86d081884c7d659a2feaa0c55ad015 internationalisation AbCdEfGhIjKlMnOp"
    assert ELODIE.named_in(text, inside=True) == (False, "")
