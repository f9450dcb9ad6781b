"""What became of surveys, read from what several machines wrote: every state, and an honest rate."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.store.workspace import Workspace
from clientkit.replies.survey_index import SurveyIndex, survey_index
from clientkit.surveys.queries import list_surveys, read_surveys
from support.builders import a_record

TODAY = date(2026, 11, 21)
MAIL = {
    "message": "<1@studio.example>",
    "recipients": ["rina@kopi.example"],
    "subject": "One question",
    "sha256": "0" * 64,
    "document": "survey",
}


def keep(workspace: Workspace, kind: str, day: int = 1, device: str = "laptop", **fields: Any) -> Any:
    day_of_november = date(2026, 11, day)
    ts = datetime.combine(day_of_november, datetime.min.time(), UTC)
    record = a_record(kind, day_of_november, **{"ts": ts, "project": None, **fields})
    append_record(Workspace(workspace.root, device), record)
    return record


def ask(workspace: Workspace, day: int = 1, **fields: Any) -> str:
    asked = {"question": "nps", "scale": 10, "contact": "rina", "occasion": "periodic", "language": "id"}
    expires = date(2026, 11, day) + timedelta(days=45)
    return keep(workspace, "survey", day, **{**asked, "expires": expires, **fields}).id


def states(workspace: Workspace, today: date = TODAY) -> dict[str, str]:
    return {one.id: one.state for one in read_surveys(workspace, "kopi", today)}


@pytest.mark.parametrize(
    ("kind", "fields", "state"),
    [
        ("survey_reminded", {}, "reminded"),
        ("survey_ended", {"outcome": "bounced"}, "bounced"),
        ("survey_ended", {"outcome": "declined"}, "declined"),
        ("feedback", {"nps": 9}, "answered"),
    ],
)
def test_what_another_machine_wrote_counts(studio, kind, fields, state):
    name = ask(studio)
    ref = {"survey": name} if kind == "feedback" else {"ref": name}
    keep(studio, kind, 3, device="phone", **ref, **fields)
    assert states(studio) == {name: state}


def test_an_answer_counts_more_than_an_end_and_a_later_one_more_than_an_earlier(studio):
    name = ask(studio)
    keep(studio, "survey_ended", 4, device="phone", ref=name, outcome="bounced")
    keep(studio, "feedback", 3, nps=3, survey=name)
    last = keep(studio, "feedback", 5, device="phone", nps=8, survey=name)
    (one,) = read_surveys(studio, "kopi", TODAY)
    assert (one.state, one.score, one.answer) == ("answered", 8, last.id)
    corrected = keep(studio, "feedback", 6, device="desk", nps=7, survey=name, replaces=last.id)
    assert read_surveys(studio, "kopi", TODAY)[0].answer == corrected.id
    keep(studio, "retraction", 7, retracts=last.id)
    assert read_surveys(studio, "kopi", TODAY)[0].score == 3


def test_a_survey_taken_back_elsewhere_is_none(studio):
    name = ask(studio)
    keep(studio, "retraction", 2, device="phone", retracts=name)
    assert states(studio) == {}


def test_the_day_after_the_last_it_is_expired(studio):
    name = ask(studio)
    assert states(studio, date(2026, 12, 16)) == {name: "asked"}
    assert states(studio, date(2026, 12, 17)) == {name: "expired"}


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        ((), "asked"),  # cut off: it may have gone
        (("failed",), "unsent"),
        (("sent",), "asked"),
        (("failed", "sent"), "asked"),
    ],
)
def test_one_that_no_server_took_was_not_asked(studio, outcomes, state):
    name = ask(studio)
    first = keep(studio, "mail_sending", 1, ref=name, **MAIL)
    for outcome in outcomes:
        keep(studio, "mail_outcome", 2, ref=first.id, outcome=outcome)
    assert states(studio) == {name: state}


def test_a_second_try_that_went_settles_it(studio):
    name = ask(studio)
    for outcome in ("failed", "sent"):
        sending = keep(studio, "mail_sending", 1, ref=name, **MAIL)
        keep(studio, "mail_outcome", 2, ref=sending.id, outcome=outcome)
    assert states(studio) == {name: "asked"}


def test_a_reminder_that_failed_does_not_unask_the_survey(studio):
    name = ask(studio)
    reminder = keep(studio, "mail_sending", 9, ref=name, **{**MAIL, "document": "survey-reminder"})
    keep(studio, "mail_outcome", 9, ref=reminder.id, outcome="failed")
    assert states(studio) == {name: "asked"}


def test_the_rate_is_of_all_that_were_asked(studio):
    names = [ask(studio, day) for day in range(1, 9)]
    for name in names[:3]:
        keep(studio, "feedback", 10, nps=9, survey=name)
    keep(studio, "survey_ended", 10, ref=names[3], outcome="bounced")
    keep(studio, "survey_ended", 10, ref=names[4], outcome="declined")
    sending = keep(studio, "mail_sending", 10, ref=names[5], **MAIL)
    keep(studio, "mail_outcome", 10, ref=sending.id, outcome="failed")
    found = list_surveys(studio, Scope(None, None), TODAY)
    assert (found.rate.asked, found.rate.reached, found.rate.answered) == (7, 6, 3)
    assert found.rate.rate == pytest.approx(42.857, abs=0.001)
    assert found.open == 2
    assert [one.asked_on.day for one in found.surveys] == list(range(8, 0, -1))


def test_a_project_alone_can_be_looked_at(studio):
    ask(studio)
    name = ask(studio, 2, project="toko")
    found = list_surveys(studio, Scope("kopi", "toko"), TODAY)
    assert [one.id for one in found.surveys] == [name]
    assert found.rate.asked == 1


def known(workspace: Workspace) -> SurveyIndex:
    return survey_index(workspace, read_settings(workspace).value)


def test_a_mail_that_answers_any_mail_of_a_survey_belongs_to_it(studio):
    name = ask(studio, message="<1@studio.example>")
    keep(studio, "mail_sending", 1, ref=name, **{**MAIL, "message": "<again.1@studio.example>"})
    keep(studio, "survey_reminded", 9, ref=name, message="<2@studio.example>")
    found = known(studio).by_message
    assert {message: survey.asked.id for message, survey in found.items()} == dict.fromkeys(
        ("<1@studio.example>", "<again.1@studio.example>", "<2@studio.example>"), name
    )


@pytest.mark.parametrize(
    ("kind", "fields", "waits"),
    [
        ("survey_reminded", {}, True),
        ("survey_ended", {"outcome": "declined"}, False),
        ("feedback", {"nps": 9}, False),
    ],
)
def test_those_who_list_surveys_and_those_who_read_answers_agree_on_what_is_open(studio, kind, fields, waits):
    name = ask(studio)
    keep(studio, kind, 2, **{"survey" if kind == "feedback" else "ref": name}, **fields)
    assert [one.asked.id for one in known(studio).open_of.get("rina@kopi.example", ())] == [name] * waits
    assert (states(studio)[name] in {"asked", "reminded"}) is waits


def test_nobody_waits_for_the_answer_to_a_mail_that_no_server_took(studio):
    sending = keep(studio, "mail_sending", 1, ref=ask(studio), **MAIL)
    keep(studio, "mail_outcome", 1, ref=sending.id, outcome="failed")
    assert known(studio).open_of == {}
