"""A report passes on nobody's name and words but the reader's own, unless they may be quoted."""

from datetime import date

import pytest

from clientkit.documents.parties import Engagement
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.reports.weekly.document import report_document
from clientkit.reports.weekly.facts import ReportFacts
from support.builders import MONDAY, a_client, a_contact, a_forecast, a_project, a_record, some_settings

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"contact": "rina"}, [("Rina Wijaya", "Too slow", 3)]),
        ({"contact": "hendra"}, []),
        ({"contact": "hendra", "quotable": True}, [("Hendra Gunawan", "Too slow", 3)]),
        ({}, []),
    ],
)
def test_whose_words_a_report_shows(fields: dict[str, object], shown: list[tuple[str, str, int]]) -> None:
    client = a_client(contacts=(a_contact(roles=("day-to-day",)), a_contact("Hendra Gunawan")))
    answer = a_record("feedback", MONDAY, csat=3, comment="Too slow", **fields)
    engagement = Engagement(a_project(), client, some_settings())
    facts = ReportFacts(forecast=a_forecast())
    report = report_document(engagement, facts, [answer], IsoWeek.of(TODAY), TODAY)
    assert [(one.contact, one.comment, one.csat) for one in report.feedback] == shown
