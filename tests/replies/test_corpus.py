"""Mails that clients wrote: no score is invented where there is none, and every score is read right."""

import tomllib
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from support.mail_clients import CLIENTS, HTML, Written, a_reply
from support.survey_mails import answering, understood

CORPUS = Path(__file__).parent / "corpus"


def corpus(name: str) -> dict[str, Any]:
    return tomllib.loads((CORPUS / f"{name}.toml").read_text(encoding="utf-8"))


WITHOUT = [
    (client, language, text)
    for language, texts in corpus("without_score").items()
    for client, text in zip(cycle(CLIENTS), texts, strict=False)
]
WITH = list(zip(cycle(CLIENTS), corpus("with_answer")["mail"], strict=False))


def test_the_corpus_is_as_large_as_it_is_said_to_be():
    assert len(WITHOUT) >= 100
    assert len(WITH) >= 60
    assert {client for client, _, _ in WITHOUT} == set(CLIENTS)


@pytest.mark.parametrize(("client", "language", "text"), WITHOUT)
def test_no_score_is_invented(client, language, text):
    read = understood(a_reply(client, Written(text, language)))
    assert (read.score, read.others) == (None, ()), read.reason
    assert read.verdict in {"unsure", "left"}


@pytest.mark.parametrize(("client", "language", "text"), WITHOUT)
def test_no_score_is_invented_in_a_mail_that_answers_nothing(client, language, text):
    data = a_reply(client, Written(text, language), Subject="Web shop", In_Reply_To=None, References=None)
    read = understood(data)
    assert (read.verdict, read.score) == ("left", None), read.reason


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("language", ["en", "id"])
def test_every_mail_program_s_quote_is_told_from_the_reply(client, language):
    read = understood(a_reply(client, Written("Skor: 9\n\nRapi dan cepat.\nSekali lagi: bagus.", language)))
    if client == "thunderbird-below":
        assert (read.verdict, read.score) == ("unsure", 9)
        return
    assert (read.verdict, read.score, read.comment) == (
        "understood",
        9,
        "Rapi dan cepat.\nSekali lagi: bagus.",
    )


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("language", ["en", "id"])
def test_a_reply_that_only_quotes_is_left(client, language):
    read = understood(a_reply(client, Written("", language)))
    assert (read.verdict, read.score) == ("left", None), read.reason


@pytest.mark.parametrize(("client", "case"), WITH)
def test_an_answer_is_read_right(client, case):
    written = Written(case["text"], case.get("language", "en"), case.get("inline", ""), case.get("below", ""))
    subject = {"Subject": answering(*reversed(case["subject"].split()))} if "subject" in case else {}
    chosen = "gmail-web" if client == "thunderbird-below" else client
    read = understood(a_reply(chosen, written, **subject))
    if case.get("refused"):
        assert (read.verdict, read.score) == ("left", None)
        assert "not on the scale" in read.reason
    elif case.get("absent"):
        assert (read.verdict, read.score) == ("unsure", None)
    else:
        assert (read.score, list(read.others)) == (case["score"], case.get("others", [])), read
        assert read.verdict == ("understood" if case["sure"] else "unsure"), read
        if "comment" in case:
            assert squeezed(read.comment) == squeezed(case["comment"])


def squeezed(text: str | None) -> str:
    """Without empty lines, of which HTML has its own number."""
    return "\n".join(line for line in (text or "").split("\n") if line.strip())


def test_html_without_a_text_part_is_among_the_programs():
    assert len(HTML) >= 5
