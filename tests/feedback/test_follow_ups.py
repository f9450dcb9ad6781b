"""Which low scores wait, by when, and how many were followed up in time: on any machine, in any zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from clientkit.feedback.loop import read_loop
from clientkit.feedback.time_limit import TimeLimit
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace
from support.builders import a_record

NEW_YORK = ZoneInfo("America/New_York")
JAKARTA = ZoneInfo("Asia/Jakarta")
BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def keep(workspace: Workspace, *records: object, device: str = "laptop") -> None:
    for record in records:
        append_record(Workspace(workspace.root, device), record)


def answer(name: str, ts: str, **fields: object) -> object:
    day = at(ts).date()
    return a_record("feedback", day, **{"id": name, "ts": at(ts), "nps": 2, "project": None, **fields})


def step(ref: str, ts: str, **fields: object) -> object:
    moment = at(ts)
    return a_record(
        "follow_up", **{"day": moment.date(), "ref": ref, "ts": moment, "note": "Called", **fields}
    )


def the_loop(workspace: Workspace, now: str, zone: ZoneInfo = JAKARTA, hours: int = 48):
    return read_loop(workspace, Scope(), at(now), TimeLimit(hours, zone), every=True)


@pytest.mark.parametrize(
    ("zone", "asked", "due"),
    [
        (JAKARTA, "2026-11-20T03:00:00+00:00", "2026-11-22T10:00:00+07:00"),
        (BERLIN, "2026-10-24T12:00:00+02:00", "2026-10-26T11:00:00+01:00"),
        (BERLIN, "2026-03-28T12:00:00+01:00", "2026-03-30T13:00:00+02:00"),
        (NEW_YORK, "2026-10-31T20:00:00-04:00", "2026-11-02T19:00:00-05:00"),
        (NEW_YORK, "2026-03-07T01:30:00-05:00", "2026-03-09T02:30:00-04:00"),
    ],
)
def test_48_hours_are_48_hours_on_the_days_that_the_clocks_change(studio, zone, asked, due):
    keep(studio, answer("answer0001", asked))
    (one,) = the_loop(studio, asked, zone).answers
    assert one.due.isoformat() == due
    assert not the_loop(studio, due, zone).answers[0].overdue
    later = datetime.fromisoformat(due).timestamp() + 1
    assert the_loop(studio, datetime.fromtimestamp(later, UTC).isoformat(), zone).answers[0].overdue


def test_what_two_devices_wrote_is_one_loop(studio):
    keep(studio, answer("answer0001", "2026-11-16T03:00:00+00:00"), device="laptop")
    keep(studio, step("answer0001", "2026-11-17T03:00:00+00:00", note="Called"), device="phone")
    keep(studio, step("answer0001", "2026-11-18T09:00:00+00:00", note="Settled", done=True), device="desk")
    (one,) = the_loop(studio, "2026-11-20T00:00:00+00:00").answers
    assert (one.state, one.in_time) == ("done", True)
    assert [done.note for done in one.steps] == ["Called", "Settled"]


def test_a_correction_made_elsewhere_keeps_the_follow_up(studio):
    keep(studio, answer("answer0001", "2026-11-16T03:00:00+00:00"), device="laptop")
    keep(studio, step("answer0001", "2026-11-16T04:00:00+00:00", done=True), device="laptop")
    keep(
        studio, answer("answer0002", "2026-11-17T03:00:00+00:00", replaces="answer0001", nps=5), device="desk"
    )
    (one,) = the_loop(studio, "2026-11-20T00:00:00+00:00").answers
    assert (one.feedback.id, one.state, one.in_time) == ("answer0002", "done", True)


def test_an_answer_that_became_low_by_a_correction_has_its_time_from_then(studio):
    keep(studio, answer("answer0001", "2026-11-16T03:00:00+00:00", nps=9))
    keep(studio, answer("answer0002", "2026-11-18T03:00:00+00:00", replaces="answer0001"))
    (one,) = the_loop(studio, "2026-11-19T00:00:00+00:00").answers
    assert one.due == at("2026-11-20T03:00:00+00:00")


def test_a_follow_up_that_was_taken_back_is_none(studio):
    keep(studio, answer("answer0001", "2026-11-16T03:00:00+00:00"))
    keep(studio, step("answer0001", "2026-11-16T04:00:00+00:00", id="step000001", done=True))
    keep(studio, a_record("retraction", retracts="step000001", ts=at("2026-11-16T05:00:00+00:00")))
    (one,) = the_loop(studio, "2026-11-20T00:00:00+00:00").answers
    assert (one.state, one.overdue, one.in_time) == ("open", True, None)


def test_the_first_follow_up_decides_whether_it_was_in_time(studio):
    keep(studio, answer("answer0001", "2026-11-16T03:00:00+00:00"))
    keep(studio, step("answer0001", "2026-11-18T03:00:01+00:00"))
    assert the_loop(studio, "2026-11-20T00:00:00+00:00").answers[0].in_time is False


def test_one_that_is_noted_later_counts_on_its_day(studio):
    keep(studio, answer("answer0001", "2026-11-16T03:00:00+00:00"))
    keep(studio, step("answer0001", "2026-11-20T03:00:00+00:00", day="2026-11-17"))
    assert the_loop(studio, "2026-11-21T00:00:00+00:00").answers[0].in_time is True
    keep(studio, answer("answer0002", "2026-11-16T03:00:00+00:00"))
    keep(studio, step("answer0002", "2026-11-20T03:00:00+00:00", day="2026-11-18"))  # ends 14 hours too late
    late = {one.feedback.id: one.in_time for one in the_loop(studio, "2026-11-21T00:00:00+00:00").answers}
    assert late == {"answer0001": True, "answer0002": False}


def test_the_figure_counts_what_fell_due_or_was_followed(studio):
    keep(studio, answer("answer0001", "2026-11-10T03:00:00+00:00"))  # overdue
    keep(studio, answer("answer0002", "2026-11-10T03:00:00+00:00"))
    keep(studio, step("answer0002", "2026-11-11T03:00:00+00:00"))  # in time
    keep(studio, answer("answer0003", "2026-11-10T03:00:00+00:00"))
    keep(studio, step("answer0003", "2026-11-15T03:00:00+00:00"))  # late
    keep(studio, answer("answer0004", "2026-11-20T03:00:00+00:00"))  # has its time left
    found = the_loop(studio, "2026-11-21T00:00:00+00:00")
    figure = found.promptness
    assert (figure.due, figure.in_time, figure.waiting) == (3, 1, 1)
    assert figure.share == pytest.approx(33.333, abs=0.01)
    assert (figure.low, figure.high) == pytest.approx((1.67, 86.80), abs=0.01)
    assert [one.feedback.id for one in found.answers][:2] == ["answer0001", "answer0002"]


def test_overdue_ones_come_first_and_done_ones_last(studio):
    keep(studio, answer("answer0001", "2026-11-01T03:00:00+00:00"))
    keep(studio, step("answer0001", "2026-11-02T03:00:00+00:00", done=True))
    keep(studio, answer("answer0002", "2026-11-20T03:00:00+00:00"))
    keep(studio, answer("answer0003", "2026-11-10T03:00:00+00:00"))
    names = [one.feedback.id for one in the_loop(studio, "2026-11-21T00:00:00+00:00").answers]
    assert names == ["answer0003", "answer0002", "answer0001"]
