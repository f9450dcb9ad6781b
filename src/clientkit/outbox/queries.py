"""What went out: the mails in a list, those that nobody knows of, and what stands in a new one's way."""

from collections.abc import Sequence
from datetime import date, datetime

from pydantic import Field

from clientkit.correspondence.mails import Mail, Outcome, how_to_resolve, read_mails, unknown_among
from clientkit.errors import RefusedError
from clientkit.kernel.model.records.correspondence import MailSending
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.references import Scope, Subject
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.workspace import Workspace
from clientkit.outbox.outgoing_mail import OutgoingMail

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
    outcome: Outcome = Field(
        description="sent; failed for all recipients; unknown where the command was cut off"
    )
    recipients: tuple[str, ...] = Field(description="addresses it was meant for")
    refused: tuple[str, ...] = Field(description="addresses that the server refused")
    subject: str = Field(description="its subject")
    note: str | None = Field(description="what the server said, or who says that it went")
    message: str = Field(description="Message-ID")
    sha256: str = Field(description="SHA-256 of the mail as it was given to the server")


class MailRows(Rows[MailRow]):
    """Mails in a list."""


def list_mails(workspace: Workspace, scope: Scope) -> MailRows:
    """The mails of a project, a client or all, earliest first."""
    mails = [
        mail
        for slug in scope.clients(workspace)
        for mail in read_mails(workspace, slug)
        if scope.covers(mail.project)
    ]
    return MailRows(mail_row(one) for one in sorted(mails, key=lambda one: (one.ts, one.id)))


def mail_row(mail: Mail) -> MailRow:
    """A mail as a list has it."""
    return MailRow.from_fields(mail, sent_at=mail.ts, project=str(Subject(mail.client, mail.project)))


def unknown_mails(workspace: Workspace) -> list[Mail]:
    """The mails of all clients of which nobody knows whether they went, earliest first."""
    mails = [one for client in workspace.clients() for one in unknown_among(read_mails(workspace, client))]
    return sorted(mails, key=lambda one: (one.ts, one.id))


def require_free(mails: Sequence[Mail], outgoing: OutgoingMail) -> None:
    """Refuse while a mail of this client may have gone or not, and to send the same document twice.

    The same is the same text, or any report of the same week or month, or of the end: what is made after
    one went is a new edition.

    Raises:
        RefusedError: nobody knows of an earlier mail, or somebody has the document already.
    """
    for mail in unknown_among(mails):
        raise RefusedError(
            f"Nobody knows whether the mail {mail.subject!r} of {mail.day} to "
            f"{', '.join(mail.recipients)} went: clientkit was cut off while sending it.",
            how_to_resolve(mail),
        )
    from clientkit.correspondence.document_editions import issue_sent
    from clientkit.documents.issue import called

    for sent in [] if outgoing.again else reversed(mails):
        if sent.outcome != "sent" or _about(sent) != _about(outgoing):
            continue
        same_text = sent.file_sha256 is not None and sent.file_sha256 == outgoing.file_sha256
        have = [mailbox.address for mailbox in outgoing.letter.to if mailbox.address in sent.accepted]
        if have and (same_text or issue_sent(sent)):
            what = called(outgoing.document, outgoing.week or outgoing.month)
            raise RefusedError(
                f"This {what} went to {', '.join(have)} on {sent.day} already.",
                "Send it once more with --again; see what went: clientkit mail list",
            )


def failed_before(mails: Sequence[Mail], outgoing: OutgoingMail) -> list[Mail]:
    """Mails with the same document that failed, earliest first."""
    about = (*_about(outgoing), outgoing.ref)
    return [one for one in mails if one.outcome == "failed" and (*_about(one), one.ref) == about]


def _about(mail: MailSending | OutgoingMail) -> tuple[str | None, ...]:
    """Which document of which project a mail carries."""
    return mail.project, mail.document, mail.week, mail.month
