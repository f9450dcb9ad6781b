"""Who was a client on a day, and what that makes of retention, churn and the repeat rate."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientkit.clients.engagement_periods import day_of_work, relation_step
from clientkit.clients.stages import (
    EngagementPeriod,
    RelationStep,
    plain_relation,
    relation_from,
    relation_of,
)
from clientkit.kernel.model.values.date_span import Span
from clientkit.scores.retention import clients_kept
from support.builders import a_record
from support.histories import DAYS, HISTORIES, require_past_unmoved


def step(day, turn="active", project="toko"):
    written = datetime.combine(day, datetime.min.time(), UTC).timestamp()
    return RelationStep(written, project, day, turn)


def ended(day, turn="ended"):
    return step(day, turn, "")


def relation(*steps, lost=False, worked=()):
    return relation_of(steps, lost=lost, worked=worked)


def test_agreed_work_makes_a_client_from_its_first_day():
    one = relation(step(date(2026, 3, 1)))
    assert [one.holds(date(2026, 2, 28)), one.holds(date(2026, 3, 1)), one.holds(date(2030, 1, 1))] == [
        *(False, True, True)
    ]


def test_a_year_without_work_loses_a_client_and_90_days_do_not():
    one = relation(step(date(2025, 1, 1)), step(date(2025, 3, 1), "closed"))
    assert one.holds(date(2025, 6, 1))
    assert one.holds(date(2026, 3, 1))
    assert not one.holds(date(2026, 3, 2))


def test_work_goes_on_where_a_project_is_opened_again():
    one = relation(step(date(2025, 1, 1)), step(date(2025, 2, 1), "delivered"), step(date(2025, 2, 9)))
    assert one.engagements(date.max) == [EngagementPeriod("toko", date(2025, 1, 1))]
    assert one.engagements(date(2025, 2, 8)) == [EngagementPeriod("toko", date(2025, 1, 1), date(2025, 2, 1))]


def test_delivered_and_then_closed_ends_when_it_was_closed():
    one = relation(
        step(date(2025, 1, 1)), step(date(2025, 2, 1), "delivered"), step(date(2025, 3, 1), "closed")
    )
    assert one.engagements(date.max) == [EngagementPeriod("toko", date(2025, 1, 1), date(2025, 3, 1))]


def test_an_end_has_its_day_and_agreed_work_or_a_return_takes_it_up_again():
    one = relation(step(date(2026, 1, 1)), ended(date(2026, 5, 5)), step(date(2026, 9, 1), project="blog"))
    assert [one.holds(date(2026, 5, 4)), one.holds(date(2026, 5, 5)), one.holds(date(2026, 9, 1))] == [
        *(True, False, True)
    ]
    back = relation(
        step(date(2024, 1, 1)),
        step(date(2024, 2, 1), "closed"),
        ended(date(2024, 3, 1)),
        ended(date(2026, 4, 1), "back"),
    )
    assert [back.stage(day) for day in (date(2024, 2, 9), date(2024, 3, 1), date(2026, 4, 1))] == [
        *("active", "lost", "active")
    ]
    assert not back.holds(date(2024, 6, 1))
    assert back.holds(date(2027, 4, 1))


def test_a_file_that_says_lost_ends_it_where_work_was_closed_and_a_year_after_the_last_where_it_was_not():
    closed = relation(step(date(2026, 1, 1)), step(date(2026, 5, 5), "closed"), lost=True)
    assert [closed.holds(date(2026, 5, 5)), closed.holds(date(2026, 5, 6))] == [True, False]
    left = relation(step(date(2026, 1, 1)), lost=True, worked=[date(2026, 1, 1), date(2026, 2, 1)])
    assert [left.holds(date(2027, 2, 1)), left.holds(date(2027, 2, 2))] == [True, False]
    assert left.stage(date(2026, 2, 2)) == "lost"
    told = relation(step(date(2026, 1, 1)), ended(date(2026, 6, 1), "back"), lost=True)
    assert told.stage(date(2026, 6, 1)) == "active"


@pytest.mark.parametrize(
    ("steps", "stages"),
    [
        ((), ["prospect"] * 4),
        ((step(date(2026, 3, 1)),), ["active"] * 4),
        ((step(date(2026, 3, 1)), step(date(2026, 3, 1), "closed")), ["active", "active", "dormant", "lost"]),
        ((ended(date(2026, 3, 1)),), ["lost"] * 4),
        ((ended(date(2026, 3, 1)), ended(date(2026, 3, 2), "back")), ["lost", *["prospect"] * 3]),
    ],
    ids=["nothing", "runs", "closed", "a prospect who said no", "and came back"],
)
def test_stages_by_their_days(steps, stages):
    days = [date(2026, 3, 1), date(2026, 5, 30), date(2027, 3, 1), date(2027, 3, 2)]
    assert [relation(*steps).stage(day) for day in days] == stages
    assert relation_from(plain_relation(relation(*steps))) == relation(*steps)


def test_first_steps_that_are_open_are_onboarding_while_the_first_work_runs():
    one = relation(step(date(2026, 3, 1)), step(date(2026, 4, 1), "delivered"))
    assert one.stage(date(2026, 3, 2), onboarding=True) == "onboarding"
    assert one.stage(date(2026, 4, 2), onboarding=True) == "active"


WORKED = {
    "done": {},
    "hours": {"hours": 2, "source": "toggl:1"},
    "milestone_done": {"milestone": "M1"},
    "project_state": {"state": "closed"},
}


@pytest.mark.parametrize("kind", WORKED)
def test_work_has_its_day(kind):
    assert day_of_work(a_record(kind, day="2026-05-05", **WORKED[kind])) == date(2026, 5, 5)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [("log", {"channel": "phone"}), ("feedback", {"nps": 9}), ("project_state", {"state": "draft"})],
)
def test_to_speak_is_no_work(kind, fields):
    assert day_of_work(a_record(kind, **fields)) is None


def test_a_prospect_is_no_client():
    kept = clients_kept(
        {"a": relation(), "b": relation(step(date(2026, 2, 1), "closed"))},
        Span(date(2026, 1, 1), date(2026, 12, 31)),
    )
    assert (kept.start, kept.end, kept.all_clients) == (0, 0, 0)
    assert kept.retention is kept.churn is kept.repeat_rate is None


def test_drafts_and_records_without_a_project_are_no_agreed_work():
    assert relation_step(a_record("project_state", state="draft")) is None
    assert relation_step(a_record("project_state", state="active", project=None)) is None
    begun = a_record("project_state", state="active")
    assert relation_step(begun) == RelationStep(begun.ts.timestamp(), begun.project, begun.day, "active")


def test_won_and_lost_inside_the_period_counts_in_neither():
    """Of four at the start three stay; one is won; one is won and lost in between."""
    span = Span(date(2024, 1, 1), date(2026, 12, 31))
    stays = [relation(step(date(2023, 1, 1))) for _ in range(3)]
    clients = {
        **{f"stays{number}": one for number, one in enumerate(stays)},
        "leaves": relation(step(date(2023, 1, 1)), step(date(2024, 2, 1), "closed")),
        "won": relation(step(date(2026, 1, 1))),
        "between": relation(step(date(2024, 2, 1)), step(date(2024, 3, 1), "closed")),
    }
    kept = clients_kept(clients, span)
    assert (kept.start, kept.won, kept.lost, kept.end) == (4, 1, 1, 4)
    assert (kept.retention, kept.churn) == (75.0, 25.0)


def test_lost_and_won_back_inside_the_period_stayed():
    one = relation(
        step(date(2023, 1, 1)), step(date(2023, 2, 1), "closed"), step(date(2024, 12, 1), project="blog")
    )
    assert not one.holds(date(2024, 6, 1))
    kept = clients_kept({"one": one}, Span(date(2023, 6, 1), date(2024, 12, 31)))
    assert (kept.start, kept.won, kept.lost, kept.end, kept.retention) == (1, 0, 0, 1, 100.0)
    assert (kept.repeat, kept.all_clients, kept.repeat_rate) == (1, 1, 100.0)


def test_a_client_won_on_the_first_day_was_not_there_at_the_start():
    kept = clients_kept({"one": relation(step(date(2026, 1, 1)))}, Span(date(2026, 1, 1), date(2026, 1, 31)))
    assert (kept.start, kept.won, kept.end) == (0, 1, 1)


TURNS = st.sampled_from(["active", "active", "delivered", "closed", "ended", "back"])
STEPS = st.lists(st.tuples(DAYS, TURNS, st.sampled_from(["toko", "blog"])), max_size=6)
RELATIONS = st.builds(
    lambda steps, lost, worked: relation(
        *(step(day, turn, "" if turn in {"ended", "back"} else project) for day, turn, project in steps),
        lost=lost,
        worked=worked,
    ),
    STEPS,
    st.booleans(),
    st.lists(DAYS, max_size=4),
)


@given(st.dictionaries(st.text(max_size=3), RELATIONS, max_size=8), DAYS, DAYS)
def test_retention_and_churn_add_up(relations, one, other):
    kept = clients_kept(relations, Span(min(one, other), max(one, other)))
    assert kept.start - kept.lost + kept.won == kept.end
    if kept.retention is not None:
        assert kept.retention + kept.churn == pytest.approx(100)
    assert kept.repeat <= kept.all_clients <= len(relations)


@settings(max_examples=200, deadline=None)
@given(HISTORIES)
def test_no_figure_of_a_past_period_changes_with_a_later_record(found):
    require_past_unmoved(*found)
