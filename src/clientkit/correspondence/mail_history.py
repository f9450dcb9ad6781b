"""Which documents were mailed to a client, and which mails may have gone without a record of it."""

from collections.abc import Iterable
from datetime import date, datetime

from pydantic import Field

from clientkit.kernel.model.records.correspondence import MailOutcome, MailSending
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.base import Model


class SentDocument(Model):
    """A document that went out by mail."""

    id: str = Field(description="id of the sending")
    client: str = Field(description="client it went to")
    project: str | None = Field(description="project it is of")
    document: str = Field(description="report, month, closing, scope, timeline, survey, ...")
    week: str | None = Field(description="ISO week of a weekly report")
    month: str | None = Field(description="month of a monthly report")
    file: str | None = Field(description="path of the document inside the workspace")
    file_sha256: str | None = Field(description="SHA-256 of that document as it was sent")
    sent_at: datetime = Field(description="instant it was given to the server, UTC")
    day: date = Field(description="local day of that instant")
    recipients: tuple[str, ...] = Field(description="addresses that the server took it for")
    refused: tuple[str, ...] = Field(description="addresses that the server refused")


def sent_documents(records: Iterable[Entry]) -> tuple[SentDocument, ...]:
    """The documents that were sent, earliest first; those that failed for all recipients are left out.

    Where outcomes contradict each other, as after two people answered what became of a mail, one that
    says 'sent' counts: a mail that is out cannot be taken back.
    """
    sendings, outcomes = _mails(records)
    return tuple(
        _sent(sending, went)
        for sending in sendings
        if (went := [one for one in outcomes.get(sending.id, ()) if one.outcome == "sent"])
    )


def unfinished(records: Iterable[Entry]) -> tuple[MailSending, ...]:
    """The mails that were about to be sent and have no outcome, earliest first: they may have gone."""
    sendings, outcomes = _mails(records)
    return tuple(sending for sending in sendings if sending.id not in outcomes)


def _mails(records: Iterable[Entry]) -> tuple[list[MailSending], dict[str, list[MailOutcome]]]:
    sendings: list[MailSending] = []
    outcomes: dict[str, list[MailOutcome]] = {}
    for record in records:
        if isinstance(record, MailSending):
            sendings.append(record)
        elif isinstance(record, MailOutcome):
            outcomes.setdefault(record.ref, []).append(record)
    return sorted(sendings, key=lambda one: (one.ts, one.id)), outcomes


def _sent(sending: MailSending, outcomes: list[MailOutcome]) -> SentDocument:
    refused = {address for one in outcomes for address in one.refused}
    return SentDocument(
        id=sending.id,
        client=sending.client,
        project=sending.project,
        document=sending.document,
        week=sending.week,
        month=sending.month,
        file=sending.file,
        file_sha256=sending.file_sha256,
        sent_at=sending.ts,
        day=sending.day,
        recipients=tuple(one for one in sending.recipients if one not in refused),
        refused=tuple(one for one in sending.recipients if one in refused),
    )
