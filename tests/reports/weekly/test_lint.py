"""What the check of a weekly report finds, each by the smallest week that shows it."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.documents.parties import Engagement
from clientkit.kernel.model.files.schedule import Forecast
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.reports.drafts.own_words import words_by_hand
from clientkit.reports.status import status
from clientkit.reports.weekly.document import report_document
from clientkit.reports.weekly.facts import ReportFacts
from clientkit.reports.weekly.lint import ReportFinding, findings
from support.builders import (
    MONDAY,
    a_client,
    a_forecast,
    a_forecast_milestone,
    a_project,
    a_record,
    some_settings,
)

FRIDAY = MONDAY + timedelta(days=4)
WEEK = timedelta(days=7)


def found(*records: Entry, forecast: Forecast | None = None, own_words: int = 0) -> list[ReportFinding]:
    engagement = Engagement(a_project(), a_client(), some_settings())
    facts = ReportFacts(forecast=forecast or Forecast())
    document = report_document(engagement, facts, records, IsoWeek.of(MONDAY), FRIDAY)
    return findings(document, records, own_words)


def codes(*records: Entry, **given_parts: Any) -> list[str]:
    return [one.code for one in found(*records, **given_parts)]


def a_good_week() -> Iterator[Entry]:
    yield a_record(text="The home page is live")
    yield a_record("next", text="Connect the provider", due=FRIDAY)


def test_a_good_week_has_nothing_to_mend():
    ask = a_record("ask", options=("A", "B"), recommend="A", due=FRIDAY, default="A")
    assert found(*a_good_week(), ask, a_record("risk"), a_record("blocked", due=FRIDAY)) == []


def test_an_empty_week():
    assert [(one.code, one.note, one.message) for one in found()] == [
        ("no-done", None, "nothing is noted as finished"),
        ("no-next", None, "nothing is noted as next"),
    ]
    assert found()[0].write.startswith("Note what was finished this week, 3 to 7 outcomes (clientkit done")


def test_a_milestone_reached_is_something_done():
    reached = a_record("milestone_done", milestone="M1")
    assert codes(reached, a_record("next", due=FRIDAY)) == []


def test_a_next_step_without_a_date_is_named_with_its_id():
    plan = a_record("next", text="x" * 80)
    assert found(a_record(), plan) == [
        ReportFinding(
            code="next-without-date",
            note=plan.id,
            message=f"'{'x' * 59}…' comes next without a date",
            write=f"clientkit progress set {plan.id} due=fri",
        )
    ]


def test_every_part_that_a_question_lacks_is_a_finding():
    ask = a_record("ask", text="Which?")
    assert [(one.code, one.note, one.write) for one in found(*a_good_week(), ask)] == [
        ("ask-without-options", ask.id, f"clientkit progress set {ask.id} options='A|B'"),
        ("ask-without-recommend", ask.id, f"clientkit progress set {ask.id} recommend=A"),
        ("ask-without-due", ask.id, f"clientkit progress set {ask.id} due=fri"),
        ("ask-without-default", ask.id, f"clientkit progress set {ask.id} default='We take A'"),
    ]
    assert codes(*a_good_week(), ask, a_record("resolved", ref=ask.id)) == []


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("done", {"text": "fix: the cart"}),
        ("next", {"text": "Refactor the cart", "due": FRIDAY}),
        ("blocked", {"unblocks": "Merge of #12", "due": FRIDAY}),
        ("blocked", {"effect": "Merge of #12", "due": FRIDAY}),
        ("blocked", {"owner": "us", "text": "WIP"}),
        ("risk", {"answer": "Rewrite cart.py"}),
        (
            "ask",
            {
                "options": ("A", "use cart.py"),
                "recommend": "A",
                "due": FRIDAY,
                "default": "A",
                "text": "How?",
            },
        ),
    ],
)
def test_words_of_programmers_are_found_wherever_the_client_reads_them(kind, fields):
    note = a_record(kind, **fields)
    (one,) = found(*a_good_week(), note)
    assert (one.code, one.note) == ("commit-jargon", note.id)
    assert one.write == (f"Say what the client can now see or do: clientkit progress set {note.id} text='…'")


def test_the_reason_of_a_move_is_read_too():
    move = a_record("milestone_moved", milestone="M1", due=FRIDAY, cause="us", reason="hotfix", text="x")
    (one,) = found(*a_good_week(), move)
    assert (one.message, one.note) == ("'hotfix' speaks to programmers: hotfix", None)


def test_what_was_written_last_week_was_read_last_week():
    earlier = (a_record(day=MONDAY - WEEK, text="WIP"), a_record("next", MONDAY - WEEK, text="WIP " * 300))
    assert codes(*a_good_week(), *earlier) == []


@pytest.mark.parametrize(("words", "expected"), [(192, []), (193, ["too-many-words"])])
def test_two_hundred_words_are_enough(words, expected):
    risk = a_record("risk", text=" ".join(["word"] * (words - 2)), answer="two words")
    assert sum(len(one.text.split()) for one in a_good_week()) == 200 - 192
    assert codes(*a_good_week(), risk) == expected


def test_the_longest_note_is_to_be_shortened_first():
    long, short = a_record("risk", text="long " * 150), a_record("risk", text="short " * 60)
    (one,) = found(*a_good_week(), short, long)
    assert (one.note, one.message) == (long.id, "your notes have 218 words; a client reads 200")


def test_what_waits_for_the_client_says_by_when():
    block = a_record("blocked", text="Product pages", owner="client")
    (one,) = found(*a_good_week(), block, a_record("blocked", text="Till", owner="us"))
    assert (one.code, one.note) == ("waiting-without-date", block.id)
    assert one.message == "'Product pages' waits for the client and does not say by when"
    assert one.write == f"clientkit progress set {block.id} due=fri effect='…'"
    assert codes(*a_good_week(), a_record("blocked", owner="client", due=FRIDAY)) == []


def test_words_written_into_the_report_count_too():
    note = a_record("risk", text=" ".join(["word"] * 100))
    records = (*a_good_week(), note)
    assert codes(*records, own_words=92) == []
    (one,) = found(*records, own_words=93)
    assert (one.note, one.message) == (
        note.id,
        "your notes and what you wrote into the report have 201 words; a client reads 200",
    )
    (one,) = found(*records, own_words=101)
    assert (one.note, one.write) == (
        None,
        "Shorten them, first what you wrote into it (101 words): clientkit report week PROJECT --edit",
    )


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ([], [], 0),
        (["# Title", "", "## Next"], ["# Title", "", "Thank you - Rina!", "", "## Next"], 3),
        (["- Home page", "- Shop"], ["- Shop"], 0),
        (["**3 things finished.**"], ["**3 great things finished.**"], 1),
        (["The end is near."], ["It is done."], 2),
    ],
)
def test_words_written_by_hand_are_those_that_the_data_do_not_give(before, after, words):
    assert words_by_hand(before, after) == words


def weeks(*days: Any, text: str = "Test the till", **fields: Any) -> list[Entry]:
    return [a_record("next", MONDAY + day, text=text, due=FRIDAY, **fields) for day in days]


def test_the_same_words_for_the_third_week():
    plans = [*weeks(-2 * WEEK), *weeks(-WEEK, text="test the  till."), *weeks(timedelta())]
    (one,) = found(a_record(text="x"), *plans)
    assert (one.code, one.note) == ("third-week", plans[2].id)
    assert one.write.endswith(f"or drop it: clientkit progress drop {plans[2].id}")


def test_the_same_item_for_the_third_week():
    plans = [*weeks(-2 * WEEK, text="a", item="D1"), *weeks(-WEEK, text="b", item="D1")]
    last = weeks(timedelta(), text="c", item="D1")
    assert codes(a_record(text="x"), *plans, *last) == ["third-week"]
    worked = a_record(day=MONDAY - timedelta(days=2), text="half of it", item="D1")
    assert codes(a_record(text="x"), *plans, *last, worked) == []
    another = weeks(-WEEK, text="e", item="D1")
    assert codes(a_record(text="x"), *plans, *last, *another) == []


@pytest.mark.parametrize(
    "days",
    [(-WEEK, timedelta()), (-3 * WEEK, -WEEK, timedelta()), (-2 * WEEK, -WEEK), (-2 * WEEK, timedelta())],
)
def test_fewer_than_three_weeks_running_are_let_pass(days):
    assert "third-week" not in codes(a_record(text="x"), *weeks(*days, text="x y", item="D1"))


@pytest.mark.parametrize("done_on", [MONDAY - WEEK, MONDAY - timedelta(days=3), MONDAY])
def test_what_was_done_is_not_stale(done_on):
    done = a_record(day=done_on, text="Test the till")
    assert "third-week" not in codes(a_record(text="x"), done, *weeks(-2 * WEEK, -WEEK, timedelta()))


def test_a_milestone_of_ours_that_is_late_wants_a_reason():
    (one,) = found(*a_good_week(), forecast=a_forecast(a_forecast_milestone(slip=2, status="late")))
    assert (one.code, one.message) == (
        "late-without-cause",
        "M1 was due on 2026-11-20, and nothing says why it is late",
    )
    assert one.write == "clientkit milestone move PROJECT M1 --later +3d --cause us --note '…'"
    for told in ({"status": "late", "reason": "Illness"}, {"status": "waiting"}, {"status": "running"}):
        milestone = a_forecast_milestone(**{"slip": 2, **told})
        assert codes(*a_good_week(), forecast=a_forecast(milestone)) == []


@given(
    st.integers(-10, 10),
    st.sampled_from(["late", "running", "done"]),
    st.none() | st.decimals(0, 200, places=1),
)
def test_the_whole_is_never_greener_than_its_parts(slip: int, state: str, used: Decimal | None):
    """Why no rule looks for it."""
    one = a_forecast_milestone(slip=slip, status=state, done_on=MONDAY if state == "done" else None)
    told = status(a_forecast(one), used)
    assert told.overall != "green" or {told.schedule, told.budget} <= {"green", None}
