"""What became of each mail; and saying it of one that was cut off while it was sent."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from clientkit.correspondence.mail_history import unfinished
from clientkit.correspondence.mails import mails_of
from clientkit.errors import NotFoundError, RefusedError, UsageError
from clientkit.kernel.model.records.correspondence import MailOutcome, MailSending
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.store.journal.record_ids import may_hold
from clientkit.kernel.store.lock import sending_alone
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace

SAID_BY_YOU = "said by you"
"""Note of an outcome that a person knew of, not the server."""


class MailRow(Model):
    """A mail that was sent, or was about to be."""

    id: str = Field(description="id of the sending")
    sent_at: datetime = Field(description="instant it was given to the server, UTC")
    day: date = Field(description="local day of that instant")
    project: str = Field(description="client/project; the client alone where it is about no project")
    document: str = Field(description="what it carries: report, scope, timeline, survey, ...")
    week: str | None = Field(description="ISO week of the report that it carries")
    month: str | None = Field(description="month of the monthly report that it carries")
    file: str | None = Field(description="path of the document inside the workspace")
    outcome: Literal["sent", "failed", "unknown"] = Field(
        description="sent; failed for all recipients; unknown where the command was cut off"
    )
    recipients: tuple[str, ...] = Field(description="addresses it was meant for")
    refused: tuple[str, ...] = Field(description="addresses that the server refused")
    subject: str = Field(description="its subject")
    note: str | None = Field(description="what the server said, or who says that it went")
    message: str = Field(description="Message-ID")
    sha256: str = Field(description="SHA-256 of the mail as it was given to the server")


def list_mails(workspace: Workspace, client: str | None, project: str | None) -> list[MailRow]:
    """The mails of a project, a client or all, earliest first."""
    rows = []
    for slug in Scope(client).clients(workspace):
        mails = mails_of(workspace, slug)
        outcomes = _outcomes(mails)
        rows += [
            _row(sending, outcomes.get(sending.id))
            for sending in mails
            if isinstance(sending, MailSending) and project in {None, sending.project}
        ]
    return sorted(rows, key=lambda row: (row.sent_at, row.id))


def unknown_mails(workspace: Workspace) -> list[MailSending]:
    """The mails of all clients of which nobody knows whether they went, earliest first."""
    found = [one for client in workspace.clients() for one in unfinished(mails_of(workspace, client))]
    return sorted(found, key=lambda one: (one.ts, one.id))


def settle(workspace: Workspace, stamp: Stamp, beginning: str, *, sent: bool) -> MailRow:
    """Record what a person knows of a mail: that it went, or that it did not.

    What a person said may be said anew; what the server said stands.

    Raises:
        NotFoundError: there is no such mail.
        UsageError: several ids begin so.
        RefusedError: the server said what became of it, or this was recorded already.
        BusyError: a mail is on its way right now.
    """
    with sending_alone(workspace):
        sending, before = _found(workspace, beginning)
        outcome: Literal["sent", "failed"] = "sent" if sent else "failed"
        if before is not None and before.note != SAID_BY_YOU:
            raise RefusedError(
                f"The server said of {sending.id}: {before.note or before.outcome}.", "That stands."
            )
        if before is not None and before.outcome == outcome:
            raise RefusedError(
                f"It is recorded already that {sending.id} {'went' if sent else 'did not go'}.",
                "See all mails: clientkit mail list",
            )
        said = MailOutcome(
            id=stamp.id,
            ts=stamp.ts,
            day=stamp.day,
            client=sending.client,
            project=sending.project,
            replaces=before.id if before else None,
            ref=sending.id,
            outcome=outcome,
            note=SAID_BY_YOU,
        )
        append_record(workspace, said)
    return _row(sending, said)


def _found(workspace: Workspace, beginning: str) -> tuple[MailSending, MailOutcome | None]:
    journals = [
        mails_of(workspace, one) for one in workspace.clients() if may_hold(workspace, one, beginning)
    ]
    found = [
        (one, _outcomes(mails).get(one.id))
        for mails in journals
        for one in mails
        if isinstance(one, MailSending) and one.id.startswith(beginning)
    ]
    whole = [pair for pair in found if pair[0].id == beginning] or found
    if not whole:
        raise NotFoundError(
            f"There is no mail whose id begins with {beginning[:40]!r}.", "See the ids: clientkit mail list"
        )
    if len(whole) > 1:
        raise UsageError(
            f"Several mails have an id that begins with {beginning[:40]!r}: "
            f"{', '.join(one.id for one, _ in whole)}.",
            "Write more of the id.",
        )
    return whole[0]


def _outcomes(mails: list[Entry]) -> dict[str, MailOutcome]:
    """The outcome of each sending by its id; one that says 'sent' counts before any other."""
    found: dict[str, MailOutcome] = {}
    for one in mails:
        if isinstance(one, MailOutcome) and (one.ref not in found or found[one.ref].outcome == "failed"):
            found[one.ref] = one
    return found


def _row(sending: MailSending, outcome: MailOutcome | None) -> MailRow:
    return MailRow(
        id=sending.id,
        sent_at=sending.ts,
        day=sending.day,
        project=f"{sending.client}/{sending.project}" if sending.project else sending.client,
        document=sending.document,
        week=sending.week,
        month=sending.month,
        file=sending.file,
        outcome=outcome.outcome if outcome else "unknown",
        recipients=sending.recipients,
        refused=outcome.refused if outcome else (),
        subject=sending.subject,
        note=outcome.note if outcome else None,
        message=sending.message,
        sha256=sending.sha256,
    )
