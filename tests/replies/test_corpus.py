"""Mails that clients wrote: no score is invented where there is none, and every score is read right."""

import tomllib
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from support.mail_clients import CLIENTS, HTML, RINA, SURVEY_MESSAGE, Written, a_reply, survey_lines
from support.survey_mails import answering, known, understood

CORPUS = Path(__file__).parent / "corpus"


def corpus(name: str) -> dict[str, Any]:
    return tomllib.loads((CORPUS / f"{name}.toml").read_text(encoding="utf-8"))


WITHOUT = [
    (client, language, text)
    for language, texts in corpus("without_score").items()
    for client, text in zip(cycle(CLIENTS), texts, strict=False)
]
HOSTILE = corpus("hostile")["mail"]
FOREIGN = corpus("hostile")["foreign"]
OUR_WORDS = ("likely are you", "in your hands", "Wijaya,", "Web shop", "___", "mailto:", "dewi@studio")
WITH = list(zip(cycle(CLIENTS), corpus("with_answer")["mail"], strict=False))


def test_the_corpus_is_as_large_as_it_is_said_to_be():
    assert len(WITHOUT) >= 100
    assert len(WITH) >= 60
    assert len(HOSTILE) + 3 * len(FOREIGN) >= 60
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
    label = {"en": "Score", "id": "Skor"}[language]
    written = Written(f"{label}: 9\n\nRapi dan cepat.\nSekali lagi: bagus.", language)
    read = understood(a_reply(client, written), known(language=language))
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
    read = understood(a_reply(chosen, written, **subject), known(language=written.language))
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


def a_foreign_reply(above: str, head: str, mark: str = "", **fields: str) -> bytes:
    """A reply whose program introduces our survey with `head` and does not mark it, or marks it oddly."""
    quoted = "\n".join(mark + line for line in survey_lines(Written(""), links=False))
    body = "\n\n".join(filter(None, (above, head, quoted)))
    values = {
        "From": f"Rina Wijaya <{RINA}>",
        "Subject": "AW: One question about Web shop",
        "Message-ID": "<foreign@kopi.example>",
        "In-Reply-To": SURVEY_MESSAGE,
        **fields,
    }
    lines = [f"{name}: {value}" for name, value in values.items() if value]
    return "\n".join((*lines, "Content-Type: text/plain; charset=utf-8", "", body)).encode()


@pytest.mark.parametrize("case", HOSTILE, ids=range(len(HOSTILE)))
def test_no_score_is_counted_that_the_client_did_not_give(case):
    fields = {"From": case["from"]} if "from" in case else {}
    if "subject" in case:
        fields["Subject"] = case["subject"].replace("TOKEN", answering("").partition("]")[0] + "]")
    read = understood(a_foreign_reply(case.get("above", ""), FOREIGN["de"], **fields))
    assert (read.verdict == "understood") == case.get("sure", False), read
    if read.verdict == "understood":
        assert read.score == case["given"]
    assert not any(words in (read.comment or "") for words in OUR_WORDS), read.comment


@pytest.mark.parametrize("mark", ["", ": ", "    "])
@pytest.mark.parametrize("head", FOREIGN)
def test_our_own_survey_is_never_taken_for_the_client_s_words(head, mark):
    read = understood(a_foreign_reply("Alles bestens.\n2. Zeile\n\nGruß\nRina", FOREIGN[head], mark))
    assert (read.verdict, read.score) == ("unsure", None), read
    assert read.comment == "Alles bestens.\n2. Zeile\n\nGruß\nRina"
    sure = understood(a_foreign_reply("Score: 9\n\nAlles bestens.", FOREIGN[head], mark))
    assert (sure.verdict, sure.score, sure.comment) == ("understood", 9, "Alles bestens."), sure
    only = understood(a_foreign_reply("", FOREIGN[head], mark))
    assert (only.verdict, only.score) == ("left", None), only


@pytest.mark.parametrize(
    "text",
    [
        "Dewi Lestari was great, and Web shop is in your hands now said it all.",
        "You ask what would have made it a 10? More photos.\n\nThe rest was fine: thank you!",
        "Speed: good\nPrice: fair\nStart: 9:30 every day",
        "I wrote to dewi@studio.example at 9:12, and nobody answered.",
    ],
)
def test_words_of_the_client_that_look_like_ours_stay_theirs(text):
    read = understood(a_foreign_reply(text, FOREIGN["de-sentence"]))
    assert (read.verdict, read.score, read.comment) == ("unsure", None, text)
