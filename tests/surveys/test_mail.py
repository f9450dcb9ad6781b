"""The mail of a survey: what it says in each language, and links that every mail program opens."""

import re
from datetime import UTC, date, datetime
from itertools import product
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.feedback.actions import OCCASIONS
from clientkit.kernel.model.records.survey import SurveyAsked, SurveyReminded
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.mail_text import mail_text
from clientkit.outbox.letters import LetterContext
from clientkit.questions.token import answer_subject, mailto, sign, skip_subject, verify
from clientkit.surveys.mail import SurveyMail, survey_mail
from clientkit.surveys.queries import QUESTIONS

KEY = b"k" * 64
DAY = date(2026, 11, 21)
SCALES = {"csat": (1, 5), "nps": (0, 10), "ces": (1, 7)}


def a_survey(**fields: object) -> SurveyAsked:
    return SurveyAsked(
        **{
            "id": "7k2m4n8p0q",
            "ts": datetime(2026, 11, 21, 3, tzinfo=UTC),
            "day": DAY,
            "client": "kopi",
            "project": "toko",
            "question": "nps",
            "scale": 10,
            "contact": "rina",
            "occasion": "periodic",
            "language": "en",
            "expires": date(2027, 1, 5),
            "message": "<ck.1@studio.example>",
            **fields,
        }
    )


def mail_of(studio: Workspace, *, reminded: bool = False, **fields: object) -> SurveyMail:
    asked = a_survey(**fields)
    reminder = SurveyReminded(id="7k2m4n8p0r", ts=asked.ts, day=DAY, client="kopi", ref=asked.id)
    context = LetterContext(studio, read_settings(studio).value, DAY)
    return survey_mail(context, asked, KEY, reminder if reminded else None)


def links(mail: SurveyMail) -> list[str]:
    return re.findall(r'href="(mailto:[^"]+)"', mail.letter.html)


def test_an_english_one_says_what_a_client_needs_to_know(studio):
    mail = mail_of(studio, question="csat", scale=5, occasion="delivery")
    assert mail.letter.subject == "One question about Toko daring"
    assert mail.letter.text == mail_text(
        "Hello Rina,\n\n"
        "“Toko daring” is in your hands now. May we ask you one question? It takes less than a minute.\n\n"
        "**How satisfied are you with what we delivered for “Toko daring”?**\n\n"
        "From 1 = very dissatisfied to 5 = very satisfied. "
        "Please reply to this email with your number in this line:\n\n"
        "Score: ___\n\n"
        "If you have another minute, please add a sentence to the same email: "
        "**what would have made it a 5?**\n\n"
        "We keep your answer with our notes on our work for PT Kopi Nusantara, to see what we should "
        "do better. We do not pass it on, and we quote it only if you allow us to; "
        "if you would like it deleted, just tell us. "
        "Answers count until 5 January 2027.\n\n"
        "Would you rather not answer? Leave this email as it is. "
        "If you would rather not be asked again at all, say so in a reply.\n\n"
        "Kind regards,\n\nDewi Lestari\n"
    )


def test_an_indonesian_one_is_written_there(studio, run):
    run("client", "set", "kopi", "contacts.rina.title=Ibu")
    mail = mail_of(studio, language="id")
    assert mail.letter.subject == "Satu pertanyaan tentang Toko daring"
    assert mail.letter.text == mail_text(
        "Yth. Ibu Rina,\n\n"
        "Kami ingin mengetahui pendapat Ibu tentang kerja sama kita. "
        "Mohon kesediaan Ibu menjawab satu pertanyaan; waktunya tidak sampai satu menit.\n\n"
        "**Seberapa besar kemungkinan Ibu merekomendasikan kami kepada rekan atau kenalan?**\n\n"
        "Skalanya dari 0 (sama sekali tidak mungkin) sampai 10 (sangat mungkin). "
        "Silakan balas surel ini dan isikan angkanya pada baris berikut:\n\n"
        "Skor: ___\n\n"
        "Apabila berkenan, tambahkan satu atau dua kalimat dalam surel yang sama: "
        "**apa yang perlu kami perbaiki agar nilainya menjadi 10?**\n\n"
        "Jawaban Ibu kami simpan bersama catatan pekerjaan kami untuk PT Kopi Nusantara "
        "agar kami tahu apa yang perlu diperbaiki. Jawaban itu tidak kami teruskan kepada siapa pun "
        "dan hanya kami kutip dengan izin Ibu; apabila Ibu ingin jawaban itu dihapus, "
        "cukup sampaikan kepada kami. Jawaban dapat kami terima sampai dengan 5 Januari 2027.\n\n"
        "Tidak berkenan menjawab? Abaikan saja surel ini. Apabila Ibu tidak ingin menerima pertanyaan "
        "seperti ini lagi, mohon tuliskan dalam balasan.\n\n"
        "Salam hormat,\n\nDewi Lestari\n"
    )


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_question_after_every_occasion_has_one_link_for_each_score(studio, language):
    for question, occasion, project in product(QUESTIONS, OCCASIONS, ("toko", None)):
        lowest, highest = SCALES[question]
        for reminded in (False, True):
            mail = mail_of(
                studio,
                language=language,
                question=question,
                scale=highest,
                occasion=occasion,
                project=project,
                reminded=reminded,
            )
            *scores, decline = links(mail)
            subjects = [parse_qs(urlsplit(link).query)["subject"][0] for link in scores]
            said = [subject.partition("] ")[2] for subject in subjects]
            assert said == [f"{question.upper()} {score}" for score in range(lowest, highest + 1)]
            assert parse_qs(urlsplit(decline).query)["subject"][0].endswith("] SKIP")
            text = mail.letter.text
            assert "*" not in text
            assert not re.search(r"[{}]|None|  |\bNone\b|CK-|mailto", text), text
            assert ("Toko daring" in mail.letter.subject) is (project is not None)
            assert text.count("?") in {3, 4}


def test_the_reminder_answers_the_first_mail(studio):
    first, again = mail_of(studio), mail_of(studio, reminded=True)
    assert again.letter.in_reply_to == first.letter.message_id == "<ck.1@studio.example>"
    assert again.letter.message_id != first.letter.message_id
    assert again.letter.subject == "Reminder: one question about Toko daring"
    assert links(again) == links(first)
    assert (first.file_name, again.file_name) == (
        "survey-7k2m4n8p0q",
        "survey-7k2m4n8p0q-reminder",
    )


def test_the_buttons_are_styled_where_mail_programs_look(studio):
    buttons = re.findall(r"<a [^>]*>", mail_of(studio).letter.html)
    styled = [tag for tag in buttons if "display: inline-block" in tag or "display:inline-block" in tag]
    assert (len(buttons), len(styled)) == (12, 11)
    assert "<script" not in mail_of(studio).letter.html
    assert "http" not in re.sub(r"<!--.*?-->", "", mail_of(studio).letter.html.partition("<body")[2])


HOSTILE = "**Toko** [klik](http://evil.example) <img src=x> | `a` %5BCK-1%5D"


def test_a_hostile_title_stays_text(studio, run):
    run("project", "set", "kopi/toko", f"title={HOSTILE}")
    mail = mail_of(studio, occasion="delivery", question="csat", scale=5)
    assert 'href="http' not in mail.letter.html
    assert "<img" not in mail.letter.html
    assert len(links(mail)) == 6
    assert mail.letter.subject.startswith("One question about **Toko** [klik](http://evil.example)")


ADDRESSES = [
    "dewi@studio.example",
    "dewi+ck@studio.example",
    "d&w=?#%@studio.example",
    "o'dewi/x@studio.example",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_link_names_the_address_whatever_is_in_it(address):
    link = mailto(address, answer_subject("7F3K", "nps", 9))
    parts = urlsplit(link)
    assert unquote(parts.path) == address
    assert parse_qs(parts.query) == {"subject": ["[CK-7F3K] NPS 9"]}
    assert (parts.fragment, re.search(r"[\s\"<>\[\]]", link)) == ("", None)


@given(st.sampled_from(QUESTIONS), st.integers(0, 10), st.dates(date(2026, 1, 1), date(2100, 1, 1)))
def test_what_a_link_says_is_read_back(question, score, until):
    token = sign(KEY, "7k2m4n8p0q", "rina", until)
    subject = parse_qs(urlsplit(mailto("d@s.example", answer_subject(token, question, score))).query)[
        "subject"
    ]
    assert verify(KEY, f"Re: {subject[0]}").expires == until
    assert subject[0].endswith(f"] {question.upper()} {score}")
    assert skip_subject(token).endswith("] SKIP")
