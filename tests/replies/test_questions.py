"""Replies to questions that a word answers: what the mail printed, alone, by whose word it is, in time."""

from datetime import UTC, date, datetime

import pytest

from clientkit.kernel.mail.message.parse import read_message
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.records.question import QUESTION_PURPOSES, QuestionAsked
from clientkit.questions.asking import linked, offered, whose_word
from clientkit.questions.token import in_subject, sign, verify
from clientkit.replies.interpretation import understand
from clientkit.replies.survey_index import SurveyIndex
from clientkit.replies.verdict import ReplyContext
from clientkit.replies.word import AskedQuestion
from support.mail_clients import CLIENTS, RINA, SURVEY_MESSAGE, Written, a_reply
from support.survey_mails import KEY

ASKED_ON, EXPIRES, TODAY = date(2026, 11, 16), date(2026, 12, 1), date(2026, 11, 21)
RINAS = Client.model_validate(
    {
        "name": "Kopi",
        "contacts": [
            {"id": "rina", "name": "Rina Wijaya", "email": RINA, "roles": ["day-to-day", "signer"]},
            {"id": "hendra", "name": "Hendra Gunawan", "email": "hendra@kopi.example"},
        ],
    }
)
ANSWERS = {
    "accept": ("accept",),
    "approve": ("approve", "decline"),
    "choose": ("1", "2", "3"),
    "confirm": ("yes", "no"),
    "allow": ("full", "company", "anonymous", "no"),
    "leave": ("price", "timing"),
}
SENTENCES = {
    "en": {
        "accept": ("I accept SOW-2026-014, version 1.",),
        "approve": ("I approve CO-1.", "I decline CO-1."),
        "choose": ("I choose option 1.", "I choose option 2.", "I choose option 3."),
        "confirm": ("Yes, it is put right.", "No, it is not put right yet."),
        "allow": (
            "Yes, with my name.",
            "Yes, with the company alone.",
            "Yes, without a name.",
            "No, please not.",
        ),
        "leave": ("The price was too high for us.", "The timing did not fit."),
    },
    "id": {
        "accept": ("Saya menyetujui SPK/DL-KOPI/014, versi 1.",),
        "approve": ("Saya menyetujui CO-1.", "Saya tidak menyetujui CO-1."),
        "choose": ("Saya memilih opsi 1.", "Saya memilih opsi 2.", "Saya memilih opsi 3."),
        "confirm": ("Ya, sudah beres.", "Belum beres."),
        "allow": (
            "Boleh, dengan nama saya.",
            "Boleh, nama perusahaan saja.",
            "Boleh, tanpa nama.",
            "Mohon jangan.",
        ),
        "leave": ("Harganya terlalu tinggi bagi kami.", "Waktunya tidak cocok."),
    },
}

GIVEN = (
    "{yes}",
    "{yes}\n\nTerima kasih,\nRina",
    "Yth. Ibu Dewi,\n\n{yes}\n\nSalam hormat,\nRina Wijaya\nPT Kopi Nusantara\n+62 811 000 5",
    "Hi Dewi,\n{yes}\nBest regards\nRina",
    '"{yes}"',
    "**{yes}**",
    "{yes}\n\nDikirim dari iPhone saya",
    "{yes}\n\n-- \nRina Wijaya | Kopi Nusantara",
)
"""Replies that give the word."""

NOT_GIVEN = (
    *(
        "{yes} Asal harganya tetap.",
        "{yes}\nAsal harganya tetap.",
        "Setuju, asal harganya tetap.",
        "Setuju.",
        "OK",
    ),
    *(
        "Ya",
        "Yes, fine.",
        "Belum. {yes}",
        "Not yet: {yes}",
        "{yes}?",
        "Kalau harganya turun: {yes}",
        "Sip 👍",
    ),
    *(
        "If the date holds, then\n{yes}",
        "{yes}\n\nP.S. Harga belum termasuk ongkos kirim, kan?",
        "Noted, thanks.",
    ),
    *(
        "{yes}\n\nTapi D3 dihapus.",
        "{yes} (kecuali D3)",
        "{yes}\n\nHanya bercanda.",
        "Apakah ini berarti: {yes}",
    ),
    *(
        "Besok saya kirim: {yes}",
        "Dear Dewi,\n\n> {yes}\n\nBest regards\nRina",
        "{yes}\n{yes} kecuali pasal 7",
    ),
    *("Halo asal harga tetap\n{yes}", "Hi Dewi, only if the price stays\n{yes}", "Mohon waktu sampai Senin."),
    *(
        "{yes}\n-- \nAsal harganya tetap",
        "{yes}\nSalam,\nTapi harganya harus tetap",
        "{yes}\n--\nbut not before May",
    ),
    *(
        "Tidak. {yes}",
        "I was asked to write “{yes}” but I will not.",
        "Saya belum bisa bilang {yes}",
        "{yes} {yes}",
    ),
    *(
        "Is that right: {yes}",
        "{yes} Kapan mulai?",
        "{yes}\n\nMohon tanggalnya dimundurkan.",
        "Ok setuju ya mbak",
    ),
    *(
        "I don't.\n{yes}",
        "On second thoughts, no.\n\n{yes}",
        "{yes}, I think",
        "Yes!",
        "Agreed, mostly.",
        "Deal",
    ),
    *("Saya teruskan ke Pak Hendra dulu.", "Terima kasih.", "", "\n\n", "Setuju untuk D1 dan D2", "No {yes}"),
)
"""Replies that do not give it, whatever they quote."""


def a_question(purpose: str, language: str = "id", **fields: object) -> QuestionAsked:
    return QuestionAsked.model_validate(
        {
            "id": f"{purpose:0<10}"[:10],
            "ts": datetime(2026, 11, 16, 2, tzinfo=UTC),
            "day": ASKED_ON,
            "client": "kopi",
            "project": "toko",
            "purpose": purpose,
            "contact": "rina",
            "topic": "v1",
            "answers": ANSWERS[purpose],
            "sentences": SENTENCES[language][purpose],
            "sha256": "0" * 64,
            "expires": EXPIRES,
            "message": SURVEY_MESSAGE,
            **fields,
        }
    )


def read(mail: bytes, *questions: QuestionAsked, over: str = "", **fields: object):
    index = SurveyIndex.of_questions(
        {
            one.id: AskedQuestion(one, whose_word(RINAS, one.purpose, one.topic, (one.contact,)), over)
            for one in questions
        }
    )
    values = {"index": index, "key": KEY, "today": TODAY, "zone": UTC, "ours": "Dewi Lestari", **fields}
    return understand(read_message(mail), "mail", ReplyContext(**values))  # type: ignore[arg-type]


def reply(text: str, client: str = "gmail-web", language: str = "id", **fields: str | None) -> bytes:
    return a_reply(client, Written(text, language), **fields)


def clicked(question: QuestionAsked, answer: str, **fields: object) -> str:
    values = {
        "question": question.id,
        "contact": "rina",
        "expires": EXPIRES,
        "purpose": question.purpose,
        **fields,
    }
    return f"{in_subject(sign(KEY, **values))} {answer.upper()}"  # type: ignore[arg-type]


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("purpose", sorted({*QUESTION_PURPOSES} - {"leave"}))
def test_each_answer_is_read_from_every_mail_program_and_no_other_word_is(purpose, language):
    """One table: the words that were given in 23 programs, and those that were not, each by its reason."""
    question = a_question(purpose, language)
    for answer, sentence in zip(question.answers, question.sentences, strict=True):
        for text in GIVEN:
            found = read(reply(text.format(yes=sentence), language=language), question)
            assert (found.verdict, found.word) == ("understood", answer), (text, found.reason)
        for client in CLIENTS:
            found = read(reply(sentence, client, language), question)
            assert (found.verdict, found.word) == ("understood", answer), (client, found.reason)
            found = read(reply(f"{sentence}\nAsal harganya tetap.", client, language), question)
            assert found.verdict == "unsure", client
    for number, text in enumerate(NOT_GIVEN):
        said = text.format(yes=question.sentences[0])
        found = read(reply(said, CLIENTS[number % len(CLIENTS)], language), question)
        assert (found.verdict in {"unsure", "left"}, found.word) == (True, None), text
    assert len(NOT_GIVEN) * 2 > 80


@pytest.mark.parametrize("language", SENTENCES)
def test_an_open_question_is_answered_by_any_words_of_whom_it_asks(language):
    question = a_question("leave", language)
    for client in CLIENTS:
        found = read(reply(question.sentences[1], client, language), question)
        assert (found.verdict, found.word) == ("understood", "timing"), client
        found = read(reply("You never called back.", client, language), question)
        assert (found.verdict, found.word) == ("understood", "other"), client
        assert "never called back" in str(found.comment)
    assert read(reply("Because.", From="Hendra <hendra@kopi.example>"), question).verdict == "unsure"
    stray = reply("About something else", In_Reply_To=None, References=None)
    assert read(stray, question).what == "other"


def test_a_link_opens_a_ready_reply_and_says_which_answer():
    question = a_question("confirm", "en")
    text = linked(
        "Is it?\n\n> Yes, it is put right.\n\n> No, it is not put right yet.\n", question, KEY, "d@s.example"
    )
    assert text.count("](mailto:d@s.example?subject=%5BCK-") == 2
    assert offered("> other\n> Yes, it is put right.\n", 1) == ("Yes, it is put right.",)
    body = {"In_Reply_To": None, "References": None}
    found = read(reply("No, it is not put right yet.", Subject=clicked(question, "no"), **body), question)
    assert (found.verdict, found.word, found.asked) == ("understood", "no", question.id)
    alone = read(
        b"From: %s\r\nDate: Wed, 18 Nov 2026 10:30:00 +0700\r\nSubject: [EXTERNAL] %s\r\n\r\n"
        % (RINA.encode(), clicked(question, "yes").encode()),
        question,
    )
    assert (alone.verdict, alone.word) == ("understood", "yes")


def test_bad_input_is_never_taken():
    """Whose word, when, and about what: nothing that does not fit is certain."""
    question = a_question("confirm", "en")
    yes, subject = question.sentences[0], clicked(question, "yes")
    other = a_question("approve", "en", message="<other@studio.example>")
    cases = {
        "somebody else": read(reply(yes, From="Hendra <hendra@kopi.example>"), question),
        "nobody": read(reply(yes, From="nobody"), question),
        "closed": read(reply(yes), question, over="it ended on 2026-11-17"),
        "expired": read(
            reply(yes, Date="Wed, 02 Dec 2026 10:30:00 +0700"), question, today=date(2026, 12, 5)
        ),
        "expired token": read(
            reply(yes, Subject=subject, Date="Wed, 02 Dec 2026 10:30:00 +0700"),
            question,
            today=date(2026, 12, 5),
        ),
        "too early": read(reply(yes, Date="Sun, 15 Nov 2026 10:30:00 +0700"), question),
        "no date": read(reply(yes, Date="not a day"), question),
        "another purpose": read(
            reply(yes, Subject=clicked(question, "yes", purpose="approve"), In_Reply_To=None), question, other
        ),
        "a survey's token": read(reply(yes, Subject=clicked(question, "yes", purpose="survey")), question),
        "no key": read(reply(yes, Subject=subject), question, key=None),
        "link says no, words say yes": read(reply(yes, Subject=clicked(question, "no")), question),
        "answered again and again": read(reply("", Subject=f"Re: {subject}"), question),
        "forwarded": read(reply("", Subject=f"Fwd: {subject}"), question),
        "quoted twice": read(reply(f"> > {yes}\n> {yes}"), question),
        "out of office": read(reply(yes, Auto_Submitted="auto-replied"), question),
        "out of office without a sign": read(reply(f"I am away until Monday.\n\n{yes}"), question),
        "names nothing": read(reply(yes, In_Reply_To=None, References=None), question),
        "another client's": read(reply(yes), question, client="harbour"),
        "not asked": read(reply(yes, In_Reply_To="<x@y>", References=None, From="x@evil.example"), question),
    }
    assert {name for name, found in cases.items() if found.verdict == "understood"} == set()
    assert "Rina Wijaya" in cases["somebody else"].reason
    assert cases["closed"].reason == "it ended on 2026-11-17"
    assert cases["out of office"].reason == "an automatic reply"
    assert cases["names nothing"].verdict == "unsure"


def test_a_file_beside_the_word_is_looked_at_by_a_person():
    mail = (
        f"From: {RINA}\r\nDate: Wed, 18 Nov 2026 10:30:00 +0700\r\nIn-Reply-To: {SURVEY_MESSAGE}\r\n"
        'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n{yes}\r\n'
        "--b\r\nContent-Type: application/pdf\r\n"
        'Content-Disposition: attachment; filename="{name}"\r\n\r\nx\r\n--b--'
    )
    question = a_question("accept", "en")
    yes = question.sentences[0]
    revised = read(mail.replace("{yes}", yes).replace("{name}", "revised.pdf").encode(), question)
    assert (revised.verdict, "revised.pdf" in revised.reason) == ("unsure", True)
    logo = read(mail.replace("{yes}", yes).replace("{name}", "logo.png").encode(), question)
    assert logo.verdict == "understood"


def test_a_token_of_one_purpose_is_worth_nothing_for_another():
    for purpose in ("survey", *QUESTION_PURPOSES):
        token = sign(KEY, "asked00001", "rina", EXPIRES, purpose)
        said = verify(KEY, in_subject(token))
        assert said is not None
        assert said.purpose == purpose
    assert len({sign(KEY, "asked00001", "rina", EXPIRES, one) for one in ("survey", *QUESTION_PURPOSES)}) == 7
