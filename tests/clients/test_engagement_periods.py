"""Who was a client on a day, and what that makes of retention, churn and the repeat rate."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.clients.engagement_periods import (
    EngagementPeriod,
    LifeCycle,
    Relation,
    WorkStep,
    day_of_work,
    relation_of,
    work_step,
)
from clientkit.kernel.model.values.date_span import Span
from clientkit.scores.retention import clients_kept
from support.builders import a_record

ACTIVE = LifeCycle("active")
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def step(day, state="active", project="toko"):
    return WorkStep(datetime.combine(day, datetime.min.time(), UTC), project, day, state)


def relation(*steps, file=ACTIVE, last=None):
    return relation_of(steps, file, last)


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
    assert one.engagements == (EngagementPeriod(date(2025, 1, 1)),)


def test_delivered_and_then_closed_ends_when_it_was_closed():
    one = relation(
        step(date(2025, 1, 1)), step(date(2025, 2, 1), "delivered"), step(date(2025, 3, 1), "closed")
    )
    assert one.engagements == (EngagementPeriod(date(2025, 1, 1), date(2025, 3, 1)),)


@pytest.mark.parametrize("file", [LifeCycle("lost"), LifeCycle("active", archived=True)])
def test_a_file_that_says_lost_ends_it_with_the_last_day_of_work(file):
    one = relation(step(date(2026, 1, 1)), file=file, last=date(2026, 5, 5))
    assert one.holds(date(2026, 5, 5))
    assert not one.holds(date(2026, 5, 6))


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


def test_a_client_from_before_the_journal_counts_from_the_day_in_the_file():
    one = relation(file=LifeCycle("active", since=date(2024, 1, 1)))
    assert one.holds(date(2024, 1, 1))
    assert not one.holds(date(2023, 12, 31))
    assert one.begun_by(date(2024, 1, 1)) == 1


def test_a_prospect_is_no_client_and_one_without_a_day_is_left_out_and_counted():
    kept = clients_kept(
        {"a": relation(file=LifeCycle("prospect", since=date(2024, 1, 1))), "b": relation(file=ACTIVE)},
        Span(date(2026, 1, 1), date(2026, 12, 31)),
    )
    assert (kept.start, kept.end, kept.all_clients, kept.unplaced) == (0, 0, 0, 1)
    assert kept.retention is kept.churn is kept.repeat_rate is None


def test_drafts_and_records_without_a_project_are_no_agreed_work():
    assert work_step(a_record("project_state", state="draft")) is None
    assert work_step(a_record("project_state", state="active", project=None)) is None
    begun = a_record("project_state", state="active")
    assert work_step(begun) == WorkStep(begun.ts, begun.project, begun.day, "active")


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


RELATIONS = st.builds(
    Relation,
    st.lists(
        st.tuples(DAYS, st.one_of(st.none(), DAYS)).map(
            lambda ends: EngagementPeriod(ends[0], ends[1] and max(ends))  # type: ignore[type-var]
        ),
        max_size=3,
    ).map(tuple),
    st.one_of(st.none(), DAYS),
)


@given(st.dictionaries(st.text(max_size=3), RELATIONS, max_size=8), DAYS, DAYS)
def test_retention_and_churn_add_up(relations, one, other):
    kept = clients_kept(relations, Span(min(one, other), max(one, other)))
    assert kept.start - kept.lost + kept.won == kept.end
    if kept.retention is not None:
        assert kept.retention + kept.churn == pytest.approx(100)
    assert kept.repeat <= kept.all_clients <= len(relations)
