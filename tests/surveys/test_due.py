"""Whom it is time to ask what: by delivery, milestone, settled complaint and period, on any machine."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.surveys.questions import DueSurvey, due_surveys
from support.builders import a_record

TODAY = date(2026, 11, 21)


def keep(workspace: Workspace, kind: str, day: date, device: str = "laptop", **fields: Any) -> Any:
    ts = datetime.combine(day, datetime.min.time(), UTC)
    record = a_record(kind, day, **{"ts": ts, "project": "toko", **fields})
    append_record(Workspace(workspace.root, device), record)
    return record


def begun(workspace: Workspace, days: int = 200) -> None:
    keep(workspace, "project_state", TODAY - timedelta(days=days), state="active")


def asked(workspace: Workspace, day: date, question: str = "nps", **fields: Any) -> Any:
    values = {
        "question": question,
        "scale": {"csat": 5, "nps": 10, "ces": 7}[question],
        "contact": "rina",
        "occasion": "periodic",
        "language": "id",
        "expires": day + timedelta(days=45),
    }
    return keep(workspace, "survey", day, **{**values, **fields})


def due(workspace: Workspace, today: date = TODAY) -> list[DueSurvey]:
    return list(due_surveys(workspace, Scope(), today))


def test_nobody_is_asked_before_there_is_work(studio: Workspace) -> None:
    assert due(studio) == []


def test_a_recommendation_is_asked_for_after_90_days_of_work(studio: Workspace) -> None:
    begun(studio, 89)
    assert due(studio) == []
    (one,) = due(studio, TODAY + timedelta(days=1))
    assert (one.question, one.occasion, one.contact, one.project) == ("nps", "periodic", "rina", None)
    assert (one.obstacle, one.possible_on) == (None, TODAY + timedelta(days=1))
    assert "never asked for the NPS since 2026-08-24" in one.why


def test_and_again_90_days_after_the_last_one(studio: Workspace) -> None:
    begun(studio)
    asked(studio, TODAY - timedelta(days=89))
    assert due(studio) == []
    assert due(studio, TODAY + timedelta(days=1))[0].why == "last asked for the NPS on 2026-08-24"


def test_an_answer_that_nobody_asked_for_counts_as_one(studio: Workspace) -> None:
    begun(studio)
    keep(studio, "feedback", TODAY - timedelta(days=10), nps=9, contact="rina")
    assert due(studio) == []


@pytest.mark.parametrize(("days", "is_due"), [(0, True), (30, True), (31, False)])
def test_a_delivery_is_asked_about_while_it_is_remembered(studio: Workspace, days: int, is_due: bool) -> None:
    keep(studio, "project_state", TODAY - timedelta(days=days), state="delivered")
    found = due(studio)
    assert [(one.question, one.occasion, one.project) for one in found] == [
        ("csat", "delivery", "toko")
    ] * is_due


def test_a_milestone_of_ours_is_asked_about_once(studio: Workspace) -> None:
    keep(studio, "milestone_done", TODAY - timedelta(days=3), milestone="M1")
    (one,) = due(studio)
    assert (one.question, one.occasion, one.since) == ("csat", "milestone", TODAY - timedelta(days=3))
    assert one.why == "M1 of toko was reached on 2026-11-18"
    asked(studio, TODAY - timedelta(days=2), "csat", device="phone")
    assert due(studio) == []


def test_an_answer_about_the_work_settles_it(studio: Workspace) -> None:
    keep(studio, "milestone_done", TODAY - timedelta(days=3), milestone="M1")
    keep(studio, "feedback", TODAY - timedelta(days=1), csat=5)
    assert due(studio) == []


def test_ease_is_asked_for_after_a_low_score_was_settled(studio: Workspace) -> None:
    begun(studio)
    answer = keep(studio, "feedback", TODAY - timedelta(days=9), csat=2, contact="rina")
    step = {"ref": answer.id, "note": "Called"}
    keep(studio, "follow_up", TODAY - timedelta(days=8), **step)
    assert [one.question for one in due(studio)] == ["nps"]
    keep(studio, "follow_up", TODAY - timedelta(days=7), device="phone", done=True, **step)
    (one,) = due(studio)
    assert (one.question, one.occasion, one.contact) == ("ces", "complaint", "rina")
    assert "the low score of 2026-11-12 was settled on 2026-11-14" in one.why


def test_a_correction_keeps_that(studio: Workspace) -> None:
    answer = keep(studio, "feedback", TODAY - timedelta(days=9), csat=2, contact="rina")
    keep(studio, "follow_up", TODAY - timedelta(days=7), ref=answer.id, note="Called", done=True)
    keep(studio, "feedback", TODAY - timedelta(days=6), csat=1, contact="rina", replaces=answer.id)
    assert [one.question for one in due(studio)] == ["ces"]


def test_the_cool_down_puts_it_off_with_its_day(studio: Workspace) -> None:
    begun(studio)
    asked(studio, TODAY - timedelta(days=20), "csat", project=None)
    (one,) = due(studio)
    assert (one.question, one.obstacle) == ("nps", "cooldown")
    assert one.possible_on == TODAY + timedelta(days=10)
    (one,) = due(studio, TODAY + timedelta(days=10))
    assert one.obstacle is None


def test_what_was_taken_back_was_not_asked(studio: Workspace) -> None:
    begun(studio)
    survey = asked(studio, TODAY - timedelta(days=20))
    assert due(studio) == []
    keep(studio, "retraction", TODAY - timedelta(days=19), device="phone", retracts=survey.id)
    assert due(studio)[0].obstacle is None


def test_who_wants_none_is_told_apart(studio: Workspace) -> None:
    begun(studio)
    keep(studio, "consent", TODAY, contact="rina", purpose="surveys", given=False)
    (one,) = due(studio)
    assert (one.obstacle, one.possible_on) == ("contact", None)


@pytest.mark.parametrize(
    ("change", "word"), [("archived=true", "archived"), ("stage=lost", "lost")], ids=["archived", "lost"]
)
def test_old_clients_are_left_alone_and_it_is_said_where_one_asks_for_them(
    studio: Workspace, run: Any, change: str, word: str
) -> None:
    begun(studio)
    run("client", "set", "kopi", change)
    assert due(studio) == []
    assert run("survey", "due").err == "It is not time to ask anybody.\n"
    assert f"Note: kopi is {word}, so nobody there is on the list\n" in run("survey", "due", "kopi").err


def test_who_decides_is_asked_to_recommend_and_who_works_with_us_about_the_work(
    studio: Workspace, run: Any
) -> None:
    with studio.client_file("kopi").open("a") as file:
        for name, role in (("hendra", "signer"), ("sari", "billing")):
            file.write(f'\n[[contacts]]\nid = "{name}"\nname = "{name.title()}"\nroles = ["{role}"]\n')
            file.write(f'email = "{name}@kopi.example"\n')
    run("client", "set", "kopi", "contacts.rina.roles=day-to-day")
    begun(studio)
    keep(studio, "project_state", TODAY - timedelta(days=1), state="delivered")
    found = {(one.contact, one.question) for one in due(studio)}
    assert found == {("rina", "csat"), ("hendra", "nps")}


def test_the_list_is_shown_with_what_to_type(studio: Workspace, run: Any) -> None:
    assert "It is not time to ask anybody." in run("survey", "due").err
    keep(studio, "project_state", TODAY, state="delivered")
    ran = run("survey", "due")
    assert "toko was delivered on 2026-11-21" in ran.out
    assert "clientkit survey ask kopi/toko --kind csat --contact rina --trigger delivery\n" in ran.err
    assert run(*ran.err.partition("clientkit ")[2].split()).code == 0
    assert "It is not time to ask anybody." in run("survey", "due").err


def test_a_client_without_contacts_is_passed_over(studio: Workspace) -> None:
    assert Client(name="x").contacts == ()
    text = studio.client_file("kopi").read_text()
    studio.client_file("kopi").write_text(text.partition("[[contacts]]")[0])
    begun(studio)
    keep(studio, "project_state", TODAY, state="delivered")
    assert due(studio) == []
