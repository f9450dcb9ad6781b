"""Mails that were cut off while they were sent: which they are, and saying what became of one."""

from typing import Literal

from clientkit.correspondence.mails import (
    Mail,
    mail_with_outcome,
    outcome_records,
    read_mails,
    unknown_among,
)
from clientkit.errors import NotFoundError, RefusedError, UsageError
from clientkit.kernel.model.records.correspondence import MailOutcome
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.store.journal.record_ids import may_hold
from clientkit.kernel.store.journal.record_input import made_record
from clientkit.kernel.store.lock import sending_alone
from clientkit.kernel.store.save import append_planned
from clientkit.kernel.store.workspace import Workspace
from clientkit.outbox.queries import SAID_BY_YOU, MailRow, mail_row


def unknown_mails(workspace: Workspace) -> list[Mail]:
    """The mails of all clients of which nobody knows whether they went, earliest first."""
    mails = [one for client in workspace.clients() for one in unknown_among(read_mails(workspace, client))]
    return sorted(mails, key=lambda one: (one.ts, one.id))


def resolve_mail(workspace: Workspace, stamp: Stamp, beginning: str, *, sent: bool) -> MailRow:
    """Record what a person knows of a mail: that it went, with what it promises, or that it did not.

    What a person said may be said anew; what the server said stands.

    Raises:
        NotFoundError: there is no such mail.
        UsageError: several ids begin so.
        RefusedError: the server said what became of it, or this was recorded already.
        BusyError: a mail is on its way right now.
    """
    with sending_alone(workspace):
        mail = _find_mail(workspace, beginning)
        outcome: Literal["sent", "failed"] = "sent" if sent else "failed"
        if mail.outcome_id and mail.note != SAID_BY_YOU:
            raise RefusedError(f"The server said of {mail.id}: {mail.note or mail.outcome}.", "That stands.")
        if mail.outcome == outcome:
            raise RefusedError(
                f"It is recorded already that {mail.id} {'went' if sent else 'did not go'}.",
                "See all mails: clientkit mail list",
            )
        values = {"replaces": mail.outcome_id, "ref": mail.id, "outcome": outcome, "note": SAID_BY_YOU}
        record = made_record(MailOutcome, stamp, Subject(mail.client, mail.project), values)
        append_planned(workspace, mail.client, lambda: outcome_records(mail, record))
    return mail_row(mail_with_outcome(mail, [record]))


def _find_mail(workspace: Workspace, beginning: str) -> Mail:
    found = [
        mail
        for client in workspace.clients()
        if may_hold(workspace, client, beginning)
        for mail in read_mails(workspace, client)
        if mail.id.startswith(beginning)
    ]
    whole = [mail for mail in found if mail.id == beginning] or found
    if not whole:
        raise NotFoundError(
            f"There is no mail whose id begins with {beginning[:40]!r}.", "See the ids: clientkit mail list"
        )
    if len(whole) > 1:
        raise UsageError(
            f"Several mails have an id that begins with {beginning[:40]!r}: "
            f"{', '.join(one.id for one in whole)}.",
            "Write more of the id.",
        )
    return whole[0]
