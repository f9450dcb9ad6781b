"""The sample's journals must read as eight months of real work: in order, resolved, never perfect."""

import json
import re
from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from clientkit.kernel.model.records.journal import record_adapter
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.workspace.demo_sample import days_after
from support.sample_studio import (
    CLIENTS,
    PROJECTS,
    REFERENCE_DAY,
    RUNNING,
    client,
    everything,
    journal,
    lines,
    project,
    records,
    settings,
    state,
    works_on,
)

REPORTED_WEEKS = [IsoWeek(2026, number) for number in (44, 45, 46, 47)]


@pytest.mark.parametrize("slug", CLIENTS)
def test_journal_lines_are_compact_flat_and_in_order(slug):
    for line in lines(slug):
        record = json.loads(line)
        assert line == json.dumps(record, ensure_ascii=True, separators=(",", ":"))
        assert list(record)[:4] == ["id", "ts", "kind", "v"]
        assert not [value for value in record.values() if isinstance(value, dict)]
    keys = [(record.ts, record.id) for record in journal(slug)]
    assert all(earlier < later for earlier, later in pairwise(keys))


def test_ids_are_ten_characters_and_unique_over_the_workspace():
    ids = [record.id for record in everything()]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[0-9a-z]{10}", name) for name in ids)


def test_records_are_written_on_working_days_in_working_hours_until_the_reference_day():
    zone = ZoneInfo(settings().defaults.timezone)
    for record in everything():
        local = record.ts.astimezone(zone)
        assert local.date() == record.day <= REFERENCE_DAY
        assert works_on(record.day), record
        assert 8 <= local.hour < 18, record
        assert record.ts < datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize("slug", CLIENTS)
def test_records_refer_to_what_exists(slug):
    people = {person.id for person in client(slug).contacts}
    earlier: dict[str, str] = {}
    for record in journal(slug):
        assert record.client == slug
        assert record.project is None or f"{slug}/{record.project}" in PROJECTS
        assert getattr(record, "contact", None) in people | {None}
        if record.kind == "resolved":
            assert earlier[record.ref] in {"ask", "blocked", "risk"}
        if record.replaces:
            assert earlier[record.replaces] == record.kind
        earlier[record.id] = record.kind


@pytest.mark.parametrize("name", PROJECTS)
def test_notes_name_items_of_their_project(name):
    stones = {stone.id for stone in project(name).milestones}
    items = stones | {item.id for item in project(name).deliverables}
    for note in records(name, "done", "next", "blocked"):
        assert note.item in items
    for note in records(name, "milestone_done", "milestone_moved"):
        assert note.milestone in stones


def test_the_projects_stand_in_different_states():
    assert {name: state(name) for name in RUNNING} == dict.fromkeys(RUNNING, "active")
    assert state("kopi/katalog") == "delivered"
    reached = {note.milestone for note in records("kopi/katalog", "milestone_done")}
    assert reached == {stone.id for stone in project("kopi/katalog").milestones}


@pytest.mark.parametrize("name", RUNNING)
@pytest.mark.parametrize("week", REPORTED_WEEKS, ids=str)
def test_each_running_project_has_notes_for_each_week(name, week):
    notes = [note for note in records(name, "done", "next") if note.day in week]
    assert len([note for note in notes if note.kind == "done"]) >= 2
    assert len([note for note in notes if note.kind == "next"]) >= 2
    assert any(note.hours for note in notes if note.kind == "done")
    due = [note.due for note in notes if note.kind == "next"]
    assert all(day in week.plus(1) for day in due)


@pytest.mark.parametrize("name", RUNNING)
def test_each_running_project_has_open_and_settled_matters(name):
    settled = {note.ref for note in records(name, "resolved")}
    for kind in ("ask", "blocked", "risk"):
        matters = records(name, kind)
        assert {note.id in settled for note in matters} == {True, False}, kind
    for question in records(name, "ask"):
        assert len(question.options) >= 2
        assert question.recommend
        assert question.otherwise
        assert question.due > question.day


@pytest.mark.parametrize("name", RUNNING)
def test_hours_stay_within_those_planned(name):
    spent = sum(note.hours or 0 for note in records(name, "done"))
    assert 0.4 * float(project(name).price.hours) < spent < 0.6 * float(project(name).price.hours)


def test_feedback_comes_from_everyone_over_eight_months_and_is_honest():
    answers = [record for record in everything() if record.kind == "feedback"]
    people = {(slug, person.id) for slug in CLIENTS for person in client(slug).contacts}
    assert {(answer.client, answer.contact) for answer in answers} == people
    days = sorted(answer.day for answer in answers)
    assert 7 * 30 <= (REFERENCE_DAY - days[0]).days <= 9 * 31
    for question in ("csat", "nps"):
        quarters = [quarter(answer.day) for answer in answers if getattr(answer, question) is not None]
        assert all(2 <= quarters.count(number) <= 9 for number in (1, 2, 3, 4))
    low = [answer for answer in answers if answer.csat is not None and answer.csat <= 2]
    assert [len(answer.comment) > 80 for answer in low] == [True]


def quarter(day: date) -> int:
    return (day.month + 2) // 3


def test_the_days_after_go_on_where_the_journals_end():
    known = {record.id for record in everything()}
    said = [record_adapter().validate_json(line) for line in days_after(REFERENCE_DAY).splitlines()]
    assert {record.day for record in said} == {date(2026, 11, day) for day in (23, 24, 25, 26)}
    assert [(one.ts, one.id) for one in said] == sorted((one.ts, one.id) for one in said)
    assert not known & {record.id for record in said}
    for record in said:
        local = record.ts.astimezone(ZoneInfo(settings().defaults.timezone))
        assert local.date() == record.day
        assert 8 <= local.hour < 18, record
        assert f"{record.client}/{record.project}" in PROJECTS
        assert getattr(record, "ref", None) in {*known, None, *(one.id for one in said)}
