"""Promises in the weekly report: kept, broken, due."""

from datetime import timedelta

import pytest

from clientkit.documents.parties import Engagement
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.text.template.engine import render
from clientkit.kernel.text.template.sources import find_template
from clientkit.reports.weekly.document import report_document
from clientkit.reports.weekly.facts import ReportFacts
from support.builders import MONDAY, a_client, a_project, a_record, some_settings

FRIDAY = MONDAY + timedelta(days=4)
LAST_WEEK = MONDAY - timedelta(days=5)


def promised(*records):
    engagement = Engagement(a_project(), a_client(), some_settings())
    return report_document(engagement, ReportFacts(), records, IsoWeek.of(MONDAY), FRIDAY)


def in_words(report, language="en"):
    return render(find_template("report", language, None), report.model_dump(), language)


def a_promise(due=FRIDAY, day=LAST_WEEK, **fields):
    return a_record("promise", day, **{"text": "A price for gift cards", "due": due, **fields})


def ended(promise, outcome, day=MONDAY, **fields):
    return a_record("promise_ended", day, ref=promise.id, outcome=outcome, text=None, **fields)


def test_without_promises_there_is_no_such_section():
    assert "## Promises" not in in_words(promised())


@pytest.mark.parametrize(
    ("owner", "outcome", "line"),
    [
        ("us", "kept", "- ✔ kept by us: A price for gift cards. As agreed\n"),
        ("client", "broken", "- ■ not kept by you: A price for gift cards. As agreed\n"),
    ],
)
def test_a_promise_that_ended_this_week_is_told_with_how(owner, outcome, line):
    one = a_promise(owner=owner)
    report = promised(one, ended(one, outcome, note="As agreed"))
    assert line in in_words(report.model_copy(update={"full": True}))


def test_one_that_ended_in_another_week_was_told_there():
    one = a_promise()
    assert promised(one, ended(one, "kept", day=LAST_WEEK)).promises == ()


@pytest.mark.parametrize(("days", "told"), [(-10, 1), (0, 1), (14, 1), (15, 0)])
def test_open_ones_are_told_when_they_are_due_within_a_fortnight(days, told):
    assert len(promised(a_promise(FRIDAY + timedelta(days=days))).promises) == told


def test_one_that_is_overdue_says_so():
    report = promised(a_promise(MONDAY)).model_copy(update={"full": True})
    assert "- ▲ from us, was due on Mon 16 Nov 2026: A price for gift cards\n" in in_words(report)
    assert "- ▲ dari pihak kami, lewat tenggat Sen, 16 Nov 2026: A price for gift cards\n" in in_words(
        report, "id"
    )


def test_a_corrected_promise_keeps_its_end():
    one = a_promise()
    corrected = a_promise(replaces=one.id)
    assert [note.outcome for note in promised(corrected, ended(one, "kept")).promises] == ["kept"]
