from datetime import UTC, date, datetime

import pytest

from clientkit.correspondence.document_editions import (
    edition_of,
    issue_and_edition,
    issue_sent,
    next_edition,
    sent_reports,
)
from clientkit.correspondence.mails import Mail
from clientkit.documents.issue import Issue

W47 = Issue("report", "2026-W47")


def a_sent_report(file="clients/kopi/projects/shop/documents/2026-W47.md", **fields):
    return Mail.model_construct(
        **{
            "id": "send00001",
            "client": "kopi",
            "project": "shop",
            "document": "report",
            "week": "2026-W47",
            "month": None,
            "file": file,
            "file_sha256": "a" * 64,
            "ts": datetime(2026, 11, 20, tzinfo=UTC),
            "outcome": "sent",
            "day": date(2026, 11, 20),
            "recipients": ("rina@kopi.example",),
            "refused": (),
            **fields,
        }
    )


def test_of_what_was_sent_the_project_s_reports_of_the_week_count():
    mine = a_sent_report()
    earlier = a_sent_report(week="2026-W46")
    others = [
        a_sent_report(project="blog"),
        a_sent_report(document="scope", week=None),
        a_sent_report(week=None),
    ]
    assert sent_reports([mine, earlier, *others], "shop", W47) == (mine,)
    assert sent_reports([mine, earlier, *others], "shop") == (mine, earlier)


@pytest.mark.parametrize(
    ("file", "edition"),
    [
        ("clients/kopi/projects/shop/documents/2026-W47.md", 1),
        ("clients/kopi/projects/shop/documents/2026-W47.2.md", 2),
        ("2026-W47.13.html", 13),
        (None, 1),
        ("elsewhere/report.md", 1),
    ],
)
def test_the_edition_stands_in_the_name_of_the_file(file, edition):
    assert edition_of(a_sent_report(file)) == edition


@pytest.mark.parametrize(
    ("fields", "issue", "named"),
    [
        ({}, W47, "report of 2026-W47"),
        (
            {"document": "month", "week": None, "month": "2026-11"},
            Issue("month", "2026-11"),
            "report of 2026-11",
        ),
        ({"document": "closing", "week": None}, Issue("closing", "closing"), "closing report"),
    ],
)
def test_reports_of_a_week_a_month_and_of_the_end_are_told_apart(fields, issue, named):
    sent = a_sent_report(**fields)
    assert (issue_sent(sent), issue.named) == (issue, named)
    assert (issue.week, issue.month) == (sent.week, sent.month)
    others = [a_sent_report(), a_sent_report(document="scope", week=None), a_sent_report(week=None)]
    assert sent_reports([sent, *others[1:]], "shop", issue) == (sent,)


def test_the_next_edition_follows_the_last_that_was_sent():
    assert next_edition([]) == 1
    assert next_edition([a_sent_report()]) == 2
    assert next_edition([a_sent_report("2026-W47.3.md"), a_sent_report()]) == 4


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("2026-W47.md", (W47, 1)),
        ("2026-W47.2.md", (W47, 2)),
        ("2026-W54.md", None),
        ("2026-W47.0.md", None),
        ("2026-W47.generated.json", None),
        ("scope.md", None),
        ("2026-11.md", (Issue("month", "2026-11"), 1)),
        ("2026-11.3.eml", (Issue("month", "2026-11"), 3)),
        ("2026-13.md", None),
        ("closing.md", (Issue("closing", "closing"), 1)),
        ("closing.2.md", (Issue("closing", "closing"), 2)),
        ("closing.md.bak", None),
    ],
)
def test_a_report_is_known_by_the_name_of_its_file(name, found):
    assert issue_and_edition(name) == found
