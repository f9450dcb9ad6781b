"""Notes of a week whose report was out before they were written: the next one tells them, once."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.documents.parties import Engagement
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.text.template.engine import render
from clientkit.kernel.text.template.sources import find_template
from clientkit.reports.period_records import WeekRecords
from clientkit.reports.weekly.document import report_document
from clientkit.reports.weekly.facts import ReportFacts
from support.builders import MONDAY, a_client, a_project, a_record, some_settings

WEEK = IsoWeek.of(MONDAY)
BEFORE = WEEK.plus(-1)
LAST_FRIDAY = MONDAY - timedelta(days=3)
SENT = datetime(2026, 11, 13, 15, tzinfo=UTC)
EARLIER, LATER = SENT - timedelta(hours=1), SENT + timedelta(hours=1)


def a_report(*records, week=WEEK, sent=None, edition=1):
    engagement = Engagement(a_project(), a_client(), some_settings())
    facts = ReportFacts(sent={BEFORE: SENT} if sent is None else sent, edition=edition)
    return report_document(engagement, facts, records, week, WEEK.sunday)


def in_words(report, language="en"):
    return render(find_template("report", language, None), report.model_dump(), language)


def test_what_was_written_before_the_report_went_out_was_in_it():
    assert a_report(a_record(day=LAST_FRIDAY, ts=EARLIER)).done == ()


def test_what_was_written_after_it_is_in_the_next_one_and_marked():
    report = a_report(a_record(day=LAST_FRIDAY, ts=LATER, text="Footer", hours=2))
    assert [(note.text, note.late) for note in report.done] == [("Footer", True)]
    assert report.hours.late == 2
    said = "- Footer (Fri 13 Nov 2026, added after that week's report)\n"
    assert said in in_words(report)
    assert "- Footer (Jum, 13 Nov 2026, ditambahkan setelah laporan pekan itu terkirim)\n" in in_words(
        report, "id"
    )


def test_it_is_told_in_one_week_only():
    note = a_record(day=LAST_FRIDAY, ts=LATER)
    assert a_report(note, week=WEEK.plus(1), sent={BEFORE: SENT}).done == ()


def test_a_report_that_was_out_too_is_passed_over():
    note = a_record(day=LAST_FRIDAY - timedelta(days=7), ts=LATER)
    sent = {BEFORE.plus(-1): SENT - timedelta(days=7), BEFORE: SENT}
    assert len(a_report(note, sent=sent).done) == 1


def test_the_week_itself_made_again_tells_it_as_its_own():
    note = a_record(day=LAST_FRIDAY, ts=LATER)
    again = a_report(note, week=BEFORE, edition=2)
    assert [one.late for one in again.done] == [False]


def test_without_a_report_that_was_sent_nothing_is_late():
    assert a_report(a_record(day=LAST_FRIDAY, ts=LATER), sent={}).done == ()


@pytest.mark.parametrize(
    ("kind", "fields", "section"),
    [
        ("milestone_done", {"milestone": "M1"}, "reached"),
        (
            "milestone_moved",
            {"milestone": "M1", "due": MONDAY, "cause": "us", "reason": "Illness", "text": None},
            "moved",
        ),
        ("next", {"due": MONDAY}, "behind"),
    ],
)
def test_other_notes_are_told_late_as_well(kind, fields, section):
    report = a_report(a_record(kind, LAST_FRIDAY, ts=LATER, **fields))
    assert [one.late for one in getattr(report, section)] == [True]


def test_an_answer_that_was_typed_in_late_is_the_week_s():
    assert len(a_report(a_record("feedback", LAST_FRIDAY, ts=LATER, csat=5)).feedback) == 1


@given(
    st.lists(st.tuples(st.integers(0, 27), st.integers(0, 40)), max_size=8),
    st.dictionaries(st.integers(0, 3), st.integers(0, 40), max_size=4),
)
def test_every_note_is_told_by_exactly_one_report(notes, sent):
    """Whenever it was written and whatever was sent: none is lost, none is told twice."""
    first = MONDAY - timedelta(days=28)
    noon = datetime(first.year, first.month, first.day, 12, tzinfo=UTC)
    records = [
        a_record(day=first + timedelta(days=day), ts=noon + timedelta(days=written)) for day, written in notes
    ]
    weeks = [IsoWeek.of(first).plus(number) for number in range(12)]
    times = {weeks[week]: noon + timedelta(days=day, hours=1) for week, day in sent.items()}
    for record in records:
        telling = [
            week
            for week in weeks
            if WeekRecords(records, weeks[-1], weeks[-1].sunday, times).belongs(record, week)
        ]
        assert len(telling) == 1


@pytest.mark.parametrize(
    ("edition", "english", "indonesian"),
    [
        (1, "Weekly report 2 · week 47, ", "Laporan mingguan ke-2 · pekan ke-47, "),
        (2, " · second edition · as of ", " · edisi kedua · per "),
        (7, " · edition 7 · as of ", " · edisi ke-7 · per "),
    ],
)
def test_an_edition_after_the_first_says_so(edition, english, indonesian):
    report = a_report(edition=edition)
    assert english in in_words(report).splitlines()[2]
    assert indonesian in in_words(report, "id").splitlines()[2]
