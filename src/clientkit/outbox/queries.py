"""What went out: the mails in a list."""

from datetime import date, datetime

from pydantic import Field

from clientkit.correspondence.mails import Mail, Outcome, read_mails
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.date_span import ALL_DAYS, Span
from clientkit.kernel.model.values.references import Scope, Subject
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.workspace import Workspace

SAID_BY_YOU = "said by you"
"""Note of an outcome that a person knew of, not the server."""


class MailRow(Model):
    """A mail that was sent, or was about to be."""

    id: str = Field(description="id of the sending")
    sent_at: datetime = Field(
        description="instant it was given to the server, UTC; that of being recorded where it went by hand"
    )
    day: date = Field(description="local day on which it went")
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
    message: str | None = Field(description="Message-ID; null where it went by hand and no draft tells it")
    sha256: str | None = Field(
        description="SHA-256 of the mail as it was given to the server; null where it went by hand"
    )


class MailRows(Rows[MailRow]):
    """Mails in a list."""


def list_mails(workspace: Workspace, scope: Scope, span: Span = ALL_DAYS) -> MailRows:
    """The mails of a project, a client or all within a span of days, earliest first."""
    mails = [
        mail
        for slug in scope.clients(workspace)
        for mail in read_mails(workspace, slug)
        if scope.covers(mail.project) and span.holds(mail.day)
    ]
    return MailRows(mail_row(one) for one in sorted(mails, key=lambda one: (one.ts, one.id)))


def mail_row(mail: Mail) -> MailRow:
    """A mail as a list has it."""
    return MailRow.from_fields(mail, sent_at=mail.ts, project=str(Subject(mail.client, mail.project)))
