"""The logbook: every contact with a client, whoever began it and however."""

from datetime import date
from typing import Any

from pydantic import Field

from clientkit.clients.contacts import require_contact
from clientkit.errors import UsageError
from clientkit.kernel.model.records.correspondence import Logged
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import CHANNELS, Channel
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.model.values.references import Scope, Subject
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.journal.record_input import known_word, made_record, typed_text
from clientkit.kernel.store.journal.retraction import RetractedRecord, take_back
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace


class LogRow(Model):
    """A contact in the logbook."""

    id: str = Field(description="id of the record")
    day: date = Field(description="day of the contact")
    subject: str = Field(description="client, or client/project")
    channel: Channel = Field(description="mail, phone, whatsapp, meeting, ...")
    incoming: bool = Field(description="whether the client began it")
    contact: str | None = Field(description="id of the contact")
    text: str = Field(description="what was said")
    again: date | None = Field(description="day of the next contact")
    no_answer: bool = Field(description="whether it needs no answer")


class LogRows(Rows[LogRow]):
    """Contacts in a list, the latest first."""


def log_contact(workspace: Workspace, stamp: Stamp, subject: Subject, values: dict[str, Any]) -> Logged:
    """Write a contact down.

    Raises:
        UsageError: an empty text, or no such channel.
        NotFoundError: a contact that the client does not have.
    """
    known_word(values["channel"], CHANNELS, "channel")
    if values.get("contact") is not None:
        require_contact(workspace, subject.client, values["contact"])
    if values.get("ref"):
        values = {**values, **_belongs_to(workspace, subject, values["ref"])}
    record = made_record(Logged, stamp, subject, {**values, "text": typed_text(values["text"], "The text")})
    if record.no_answer and not record.incoming:
        raise UsageError("Only what came from the client can need no answer.", "Add --incoming.")
    if record.again and record.again <= record.day:
        raise UsageError(
            f"The next contact on {record.again} would not be after this one.", "Say --again mon."
        )
    append_record(workspace, record)
    return record


def _belongs_to(workspace: Workspace, subject: Subject, name: str) -> dict[str, Any]:
    """The service level of the project that a name is the id of, else the one record that begins so."""
    from clientkit.kernel.store.ids import item_titles

    client, project = subject
    levels = item_titles(workspace, client, project, ("service_levels",)) if project else {}
    for level in levels:
        if level.casefold() == name.strip().casefold():
            return {"ref": None, "level": level}
    return {"ref": _id_of(workspace, subject.client, name)}


def _id_of(workspace: Workspace, client: str, beginning: str) -> str:
    """The id of the client's one record that begins so."""
    from clientkit.kernel.store.journal.record_ids import origin_of, records_begun

    listing = "clientkit agenda"
    found = records_begun(workspace, beginning.strip().lower(), listing)
    own = sorted({origin_of(record) for record, _ in found if record.client == client})
    if not own:
        raise UsageError(f"{beginning[:40]!r} is no record of {client}.", f"See the ids: {listing}")
    if len(own) > 1:
        raise UsageError(f"{beginning[:40]!r} could be {', '.join(own[:5])}.", "Write more of the id.")
    return own[0]


def retract_contact(workspace: Workspace, stamp: Stamp, beginning: str) -> RetractedRecord:
    """Take an entry of the logbook back; see `take_back` for errors."""
    return take_back(workspace, stamp, beginning, ("log",))


def list_contacts(workspace: Workspace, scope: Scope, span: Span) -> LogRows:
    """The logbook of a project, a client or all, within some days, the latest contact first."""
    from clientkit.kernel.store.journal.read import read_journal

    contacts = [
        record
        for slug in scope.clients(workspace)
        for record in read_journal(workspace, slug)
        if isinstance(record, Logged) and scope.covers(record.project) and span.holds(record.day)
    ]
    return LogRows(
        LogRow.from_fields(one, subject=str(Subject(one.client, one.project)))
        for one in sorted(contacts, key=lambda one: (one.day, one.ts, one.id), reverse=True)
    )
