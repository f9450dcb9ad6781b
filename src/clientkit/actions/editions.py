"""The editions of a weekly report: what was sent stays as it is, what is made later has the next number."""

import re
from collections.abc import Iterable

from clientkit.actions.sent import SentDocument
from clientkit.errors import UsageError
from clientkit.model.week import IsoWeek

_REPORT = re.compile(r"(?P<week>[0-9]{4}-W[0-9]{2})(?:\.(?P<edition>[1-9][0-9]{0,3}))?\.[a-z]+")


def sent_reports(
    documents: Iterable[SentDocument], project: str, week: IsoWeek | None = None
) -> tuple[SentDocument, ...]:
    """The weekly reports of a project among the documents that were sent; of one week where it is named."""
    return tuple(
        sent
        for sent in documents
        if (sent.document, sent.project) == ("report", project)
        and sent.week is not None
        and week in {None, IsoWeek.parse(sent.week)}
    )


def edition_of(sent: SentDocument) -> int:
    """The number of a sent report's edition, as the name of its file has it: 1 where it has none."""
    named = _REPORT.fullmatch((sent.file or "").rpartition("/")[2])
    return int(named["edition"] or 1) if named else 1


def next_edition(sent: Iterable[SentDocument]) -> int:
    """The edition that a week's report has when it is made now: one more than the last that was sent."""
    return max((edition_of(one) for one in sent), default=0) + 1


def week_and_edition(name: str) -> tuple[IsoWeek, int] | None:
    """What the name of a report's file says; None where it is no report's."""
    named = _REPORT.fullmatch(name)
    try:
        return (IsoWeek.parse(named["week"]), int(named["edition"] or 1)) if named else None
    except UsageError:
        return None
