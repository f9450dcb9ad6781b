"""A token says which survey to whom until when, survives mail programs, and cannot be made elsewhere."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.questions.token import ALPHABET, LENGTH, Token, has_token, in_subject, sign, verify

KEY = b"0123456789abcdef0123456789abcdef"
UNTIL = date(2026, 12, 31)
TOKEN = sign(KEY, "asked00001", "rina", UNTIL)

ids = st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=10, max_size=10)
days = st.dates(date(2020, 1, 1), date(2109, 9, 17))
contacts = st.text("abcdefghijklmnopqrstuvwxyzABC0123456789_-", min_size=1, max_size=32)


@given(ids, contacts, days, st.binary(min_size=32, max_size=64))
def test_what_was_signed_is_read_back(survey: str, contact: str, until: date, key: bytes) -> None:
    token = sign(key, survey, contact, until)
    said = verify(key, f"Re: {in_subject(token)} NPS 9")
    assert said is not None
    assert (said.question, said.expires, said.is_for(contact)) == (survey, until, True)
    assert len(token) == LENGTH
    assert set(token) <= set(ALPHABET)


@pytest.mark.parametrize(
    "mangled",
    [
        TOKEN,
        TOKEN.lower(),
        f"Re: [ck-{TOKEN.lower()}] nps 9",
        f"RE: [CK-{TOKEN}] NPS 9",
        f"Bls: [CK-{TOKEN}] NPS 9",
        f"[CK-{TOKEN[:17]}\r\n {TOKEN[17:]}] NPS 9",
        f"[CK-{TOKEN[:5]}\n\t{TOKEN[5:]}] NPS 9",
        f"[CK-{TOKEN[:9]}%20{TOKEN[9:]}]%20NPS%209",
        f"%5BCK-{TOKEN}%5D%20NPS%209",
        f"=5BCK-{TOKEN[:20]}=\r\n{TOKEN[20:]}=5D NPS 9",
        f"[CK-{TOKEN[:12]}=20{TOKEN[12:]}] CSAT 4",
        f"[CK-{TOKEN[:12]} {TOKEN[12:]}] CSAT 4",
        f"[CK-{TOKEN[:8]}-{TOKEN[8:16]}-{TOKEN[16:]}]",
        f"[CK-{TOKEN[:8]}\u00ad{TOKEN[8:16]}\u200b{TOKEN[16:]}]",
        f"[CK\u2011{TOKEN}] NPS 9",
        f"[CK-{TOKEN.replace('0', 'O').replace('1', 'l')}] NPS 9",
        f"CK-{TOKEN} NPS 9",
        f"Fwd: [CK-{TOKEN[:-1]}?] and again [CK-{TOKEN}]",
        f"Hello\n\n> Subject: [CK-{TOKEN}]\n> and more",
    ],
)
def test_mail_programs_do_not_break_it(mangled: str) -> None:
    said = verify(KEY, mangled)
    assert said is not None
    assert (said.question, said.expires) == ("asked00001", UNTIL)


@given(st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_no_letter_can_be_changed(position: int, letter: str) -> None:
    forged = TOKEN[:position] + letter + TOKEN[position + 1 :]
    assert (verify(KEY, in_subject(forged)) is not None) == (forged == TOKEN)


@given(st.integers(0, LENGTH - 1))
def test_a_cut_one_is_none(length: int) -> None:
    assert verify(KEY, in_subject(TOKEN[:length])) is None


@given(st.text(max_size=200))
def test_no_text_is_taken_for_one(text: str) -> None:
    assert verify(KEY, text) is None


def test_one_that_was_signed_elsewhere_is_none() -> None:
    assert verify(b"f" * 32, in_subject(TOKEN)) is None
    assert verify(KEY, in_subject(sign(b"f" * 32, "asked00001", "rina", UNTIL))) is None


def test_survey_day_and_contact_all_change_it() -> None:
    others = {
        sign(KEY, "asked00002", "rina", UNTIL),
        sign(KEY, "asked00001", "budi", UNTIL),
        sign(KEY, "asked00001", "rina", UNTIL + timedelta(days=1)),
    }
    assert len(others | {TOKEN}) == 4


def test_it_knows_its_contact() -> None:
    said = verify(KEY, TOKEN)
    assert isinstance(said, Token)
    assert said.is_for("rina")
    assert not said.is_for("budi")


@pytest.mark.parametrize(
    ("survey", "until"),
    [("short", UNTIL), ("UPPERCASE1", UNTIL), ("asked00001", date(2019, 12, 31)), ("asked00001", date.max)],
)
def test_what_cannot_be_written_is_refused(survey: str, until: date) -> None:
    with pytest.raises(UsageError, match="No token can be made"):
        sign(KEY, survey, "rina", until)


def test_a_broken_one_is_seen_as_meant() -> None:
    assert has_token("Re: [CK-7F3K NPS 9")
    assert has_token("%5Bck-7F")
    assert not has_token("The CK-12 bracket [see below]")


def test_many_beginnings_take_no_time() -> None:
    assert verify(KEY, "[CK-" * 100_000) is None
