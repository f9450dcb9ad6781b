"""Mails of which nobody knows whether they went: no other mail goes to their clients meanwhile."""

from collections.abc import Iterable, Iterator

from clientkit.correspondence.mail_history import unfinished
from clientkit.correspondence.mails import settling
from clientkit.kernel.model.records.correspondence import MailOutcome, MailSending
from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.store.journal.read import Numbered


def mail_problems(records: Iterable[Numbered]) -> Iterator[Problem]:
    """A warning for each of them, at its line of the journal."""
    mails = {
        record.id: (file, line, record)
        for file, line, record in records
        if isinstance(record, MailSending | MailOutcome)
    }
    for sending in unfinished(record for _, _, record in mails.values()):
        file, line, _ = mails[sending.id]
        yield Problem(
            file=file,
            line=line,
            code="unknown-mail",
            message=f"nobody knows whether the mail {sending.subject!r} of {sending.day} went",
            hint=settling(sending),
            severity="warning",
        )
