"""The editions of a report: what was sent stays as it is, what is made later has the next number."""

import re
from collections.abc import Iterable

from clientkit.correspondence.mails import Mail, mails_among
from clientkit.documents.issue import Issue, request_of_file
from clientkit.documents.kinds import document_kind, document_kinds
from clientkit.kernel.model.records.correspondence import MailSending
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.references import ProjectRef

_FILE = re.compile(r"(?P<stem>[^.]+)(?:\.(?P<edition>[1-9][0-9]{0,3}))?\.[a-z]+")


def issue_sent(sent: Mail) -> Issue | None:
    """Which report was sent; None for another document."""
    for kind in document_kinds():
        if kind.keeps_words and kind.name == sent.document:
            is_known = kind.span is None or {"week": sent.week, "month": sent.month}[kind.span]
            return Issue(kind.name, kind.stem(sent.week, sent.month)) if is_known else None
    return None


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


def edition_of(sent: MailSending) -> int:
    """The number of a sent report's edition, as the name of its file has it: 1 where it has none."""
    named = issue_and_edition((sent.file or "").rpartition("/")[2])
    return named[1] if named else 1


def next_edition(sent: Iterable[Mail]) -> int:
    """The edition that a report has when it is made now: one more than the last that was sent."""
    return max((edition_of(one) for one in sent), default=0) + 1


def edition_now(records: Iterable[Entry], name: ProjectRef, issue: Issue) -> int:
    """The edition that a report of a project has when it is made now; `records` are the client's."""
    return next_edition(sent_reports(mails_among(records), name.project, issue))


def issue_and_edition(name: str) -> tuple[Issue, int] | None:
    """What the name of a report's file says; None where it is no report's."""
    match = _FILE.fullmatch(name)
    request = match and request_of_file(match["stem"], ProjectRef("", ""))
    if not match or not request or not document_kind(request.document).keeps_words:
        return None
    return Issue(request.document, match["stem"]), int(match["edition"] or 1)
