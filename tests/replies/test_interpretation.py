"""What is certain, what must be confirmed, and what is left: each with its reason."""

from datetime import date, timedelta

import pytest

from clientkit.kernel.mail.message.parse import read_message
from support.builders import a_record
from support.mail_bounces import a_bounce, an_absence_note, with_parts
from support.mail_clients import SURVEY_MESSAGE, Written, a_reply
from support.survey_mails import EXPIRES, KEY, SURVEY, TODAY, answering, known, understood

LATER = EXPIRES + timedelta(days=1)


def reply(text: str = "", **headers: str | None) -> bytes:
    return a_reply("gmail-web", Written(text), **headers)


def test_a_score_link_is_certain():
    read = understood(reply("Quick.", Subject=answering(9), In_Reply_To=None, References=None))
    assert (read.verdict, read.what, read.score, read.comment) == ("understood", "answer", 9, "Quick.")
    assert (read.client, read.project, read.survey, read.contact) == ("kopi", "toko", SURVEY, "rina")
    assert read.day == date(2026, 11, 18)


@pytest.mark.parametrize(
    ("question", "scale", "score", "verdict"),
    [
        ("nps", 10, 0, "understood"),
        ("nps", 10, 10, "understood"),
        ("nps", 10, 11, "left"),
        ("csat", 5, 0, "left"),
        ("csat", 5, 1, "understood"),
        ("csat", 5, 5, "understood"),
        ("csat", 5, 6, "left"),
        ("csat", 10, 6, "understood"),
        ("ces", 7, 7, "understood"),
        ("ces", 7, 8, "left"),
    ],
)
def test_scores_lie_on_the_scale_of_their_question(question, scale, score, verdict):
    read = understood(reply(Subject=answering(score, question.upper())), known(question, scale))
    assert read.verdict == verdict
    if verdict == "left":
        assert (read.score, f"{score} is not on the scale" in read.reason) == (None, True)


def test_a_forged_token_is_never_counted():
    read = understood(reply(Subject=answering(9, key=bytes(40))))
    assert (read.verdict, read.score, read.what) == ("left", None, "answer")
    assert "forged" in read.reason


def test_a_token_that_was_cut_is_never_counted():
    subject = answering(9).replace("]", "", 1)
    read = understood(reply(Subject=subject[:20] + subject[28:]))
    assert (read.verdict, "forged" in read.reason) == ("left", True)


def test_a_token_cannot_be_verified_without_the_key():
    read = understood(reply(Subject=answering(9)), known(key=None))
    assert (read.verdict, "no survey key" in read.reason) == ("left", True)


def test_an_answer_to_a_survey_never_asked_is_left():
    read = understood(reply(Subject=answering(9, survey="sv99999999")))
    assert (read.verdict, "never asked" in read.reason) == ("left", True)


def test_an_expired_token_must_be_confirmed():
    late = "Fri, 01 Jan 2027 10:00:00 +0700"
    read = understood(reply(Subject=answering(9), Date=late), known(today=LATER))
    assert (read.verdict, read.score, f"expired on {EXPIRES}" in read.reason) == ("unsure", 9, True)
    in_time = understood(reply(Subject=answering(9)), known(today=LATER))
    assert in_time.verdict == "understood"


def test_a_token_of_another_contact_must_be_confirmed():
    read = understood(reply(Subject=answering(9, contact="hendra")))
    assert (read.verdict, read.score, "another contact" in read.reason) == ("unsure", 9, True)


def test_another_sender_must_be_confirmed():
    read = understood(reply(Subject=answering(9), From='"rina@kopi.example" <boss@kopi.example>'))
    assert (read.verdict, read.score) == ("unsure", 9)
    assert "from boss@kopi.example, but Rina Wijaya (rina@kopi.example) was asked" in read.reason


def test_another_question_than_the_one_asked_is_not_counted():
    read = understood(reply(Subject=answering(5, "CSAT")))
    assert (read.verdict, read.score) == ("left", None)
    assert "its subject says CSAT, but the question was NPS" in read.reason


def test_a_subject_that_was_changed_by_hand_must_be_confirmed():
    changed = understood(reply(Subject=answering(9).replace("NPS ", "")))
    assert (changed.verdict, changed.score, changed.reason) == ("unsure", 9, "its subject names no question")
    emptied = understood(reply("8", Subject=answering(9).replace("NPS 9", "my answer")))
    assert (emptied.verdict, emptied.score) == ("unsure", 8)


def test_a_subject_keeps_its_score_whatever_stands_around_it():
    assert understood(reply(Subject=f"[EXTERNAL] {answering(9)}")).verdict == "understood"
    folded = answering(9).replace("] ", "]\r\n ")
    assert understood(reply(Subject=folded)).score == 9


def test_the_answer_to_a_known_mail_is_found_without_a_token():
    assert understood(reply("Score: 8")).verdict == "understood"
    other = understood(reply("Score: 8", In_Reply_To="<other@x>", References=f"{SURVEY_MESSAGE} <other@x>"))
    assert (other.verdict, other.score) == ("understood", 8)


def test_a_mail_of_somebody_asked_that_names_no_survey_must_be_confirmed():
    plain = {"Subject": "Your question", "In_Reply_To": None, "References": None}
    read = understood(reply("Q1: 8", **plain))
    assert (read.verdict, read.score) == ("unsure", 8)
    assert understood(reply("See you", **plain)).verdict == "left"


def test_words_without_a_score_must_be_confirmed():
    read = understood(reply("I would rather talk about it."))
    assert (read.verdict, read.score, read.reason) == ("unsure", None, "no score in it")
    assert read.comment == "I would rather talk about it."


def test_words_under_the_quote_are_shown_too():
    read = understood(
        a_reply("thunderbird-below", Written("Rapi dan cepat.\nTerima kasih atas bantuannya.", "id"))
    )
    assert (read.verdict, read.reason) == ("unsure", "no score in it")
    assert read.comment == "Rapi dan cepat.\nTerima kasih atas bantuannya."


def test_a_second_answer_with_the_same_score_in_a_reply_repeats_it():
    answer = a_record("feedback", nps=9, survey=SURVEY)
    subject = f"Re: {answering(9)}"
    read = understood(reply("Thanks!", Subject=subject), known(answer=answer))
    assert (read.verdict, "repeats" in read.reason) == ("left", True)
    fresh = understood(reply("Thanks!", Subject=subject))
    assert (fresh.verdict, fresh.score) == ("unsure", 9)


def test_talk_after_the_answer_is_left():
    answer = a_record("feedback", nps=9, survey=SURVEY)
    read = understood(reply("Faster photos would be nice."), known(answer=answer))
    assert (read.verdict, "talks on" in read.reason) == ("left", True)


def test_the_link_that_declines_is_understood():
    read = understood(reply(Subject=answering("", "SKIP").strip()))
    assert (read.verdict, read.what, read.score) == ("understood", "decline", None)


def test_what_was_read_before_is_left():
    data = reply(Subject=answering(9))
    everything = known().index._replace(read=frozenset({read_message(data).message}))
    read = understood(data, known(index=everything))
    assert (read.verdict, "read before" in read.reason) == ("left", True)


def test_automatic_mails_are_left():
    assert understood(an_absence_note()).reason == "an automatic reply"
    assert understood(an_absence_note(Auto_Submitted="no")).reason == "an automatic reply"
    assert (
        understood(an_absence_note(Auto_Submitted="no", Subject="Re: x", Precedence="bulk")).verdict == "left"
    )
    assert understood(an_absence_note(Auto_Submitted="no", Subject="Balasan otomatis: x")).verdict == "left"
    assert understood(an_absence_note(Auto_Submitted="no", Subject="Re: x")).score == 9


def test_mails_of_one_s_own_are_left():
    read = understood(reply("Q1: 9", From="Dewi <dewi@studio.example>"))
    assert (read.verdict, read.reason) == ("left", "written by yourself")


def test_a_survey_that_came_back_is_understood():
    read = understood(a_bounce())
    assert (read.verdict, read.what, read.survey) == ("understood", "bounce", SURVEY)
    assert "550 5.1.1 <rina@kopi.example>: Recipient address rejected: User unknown" in read.reason


def test_a_bounce_of_somebody_else_must_be_confirmed():
    read = understood(a_bounce(recipient="budi@kopi.example"))
    assert (read.verdict, "but rina@kopi.example was asked" in read.reason) == ("unsure", True)


def test_a_delay_ends_nothing_and_other_bounces_are_left():
    assert "still tries" in understood(a_bounce(action="delayed")).reason
    other = understood(a_bounce(original="<report@studio.example>"))
    assert (other.verdict, other.what) == ("left", "other")
    assert "came back" in other.reason


def test_a_broken_date_or_one_to_come_is_today():
    assert understood(reply("Q1: 9", Date="Tue, 99 Nov 2026")).day == TODAY
    assert understood(reply("Q1: 9", Date="Tue, 01 Dec 2026 10:00:00 +0700")).day == TODAY


def test_a_comment_fits_into_a_record_and_the_rest_is_told():
    read = understood(reply("Score: 9\n\n" + "Panjang sekali.\n" * 1000))
    assert (read.verdict, len(read.comment or "")) == ("unsure", 4000)
    assert "longer than 4,000 letters" in read.reason


def test_the_text_is_found_before_and_after_an_attachment():
    assert understood(with_parts("Score: 9")).score == 9
    assert understood(with_parts("Score: 9", first=True)).score == 9


def test_the_key_of_the_tests_has_the_length_of_a_real_one():
    assert len(KEY) >= 32
