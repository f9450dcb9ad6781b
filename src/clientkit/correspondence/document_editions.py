"""The editions of a report: what was sent stays as it is, what is made later has the next number."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from clientkit.correspondence.mails import Mail
from clientkit.errors import UsageError
from clientkit.kernel.model.values.month import Month
from clientkit.kernel.model.values.week import IsoWeek

KEPT = ("report", "month", "closing")
"""Reports whose words written by hand are kept, and which are frozen once they were sent."""

_REPORT = re.compile(
    r"(?P<stem>(?P<week>[0-9]{4}-W[0-9]{2})|(?P<month>[0-9]{4}-[0-9]{2})|closing)"
    r"(?:\.(?P<edition>[1-9][0-9]{0,3}))?\.[a-z]+"
)


class Issue(NamedTuple):
    """One report of a project: of a week, of a month, or of its end."""

    document: str
    """report, month or closing."""
    stem: str
    """The week, the month, or `closing`: what the files of its first edition are called."""

    @property
    def week(self) -> str | None:
        """The ISO week of a weekly report."""
        return self.stem if self.document == "report" else None

    @property
    def month(self) -> str | None:
        """The month of a monthly report."""
        return self.stem if self.document == "month" else None

    @property
    def named(self) -> str:
        """What a sentence calls it."""
        return "closing report" if self.document == "closing" else f"report of {self.stem}"


def issue_sent(sent: Mail) -> Issue | None:
    """Which report was sent; None for another document."""
    stem = {"report": sent.week, "month": sent.month, "closing": "closing"}.get(sent.document)
    return Issue(sent.document, stem) if stem else None


def sent_reports(mails: Iterable[Mail], project: str, issue: Issue | None = None) -> tuple[Mail, ...]:
    """The reports of a project among the mails that went; one of them where it is named."""
    return tuple(
        sent
        for sent in mails
        if sent.outcome == "sent"
        and sent.project == project
        and (found := issue_sent(sent))
        and issue in {None, found}
    )


def edition_of(sent: Mail) -> int:
    """The number of a sent report's edition, as the name of its file has it: 1 where it has none."""
    named = _REPORT.fullmatch((sent.file or "").rpartition("/")[2])
    return int(named["edition"] or 1) if named else 1


def next_edition(sent: Iterable[Mail]) -> int:
    """The edition that a report has when it is made now: one more than the last that was sent."""
    return max((edition_of(one) for one in sent), default=0) + 1


def issue_and_edition(name: str) -> tuple[Issue, int] | None:
    """What the name of a report's file says; None where it is no report's."""
    named = _REPORT.fullmatch(name)
    if not named:
        return None
    try:
        if named["week"]:
            issue = Issue("report", str(IsoWeek.parse(named["week"])))
        elif named["month"]:
            issue = Issue("month", str(Month.parse(named["month"])))
        else:
            issue = Issue("closing", "closing")
    except UsageError:
        return None
    return issue, int(named["edition"] or 1)
