"""What happened, in one order of time: contacts, mails, notes, promises, decisions, feedback."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from pydantic import Field

from clientkit.archive.sentences import sentence, speaker
from clientkit.correspondence.mails import mails_among
from clientkit.errors import ClientkitError
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.ids import item_titles
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.workspace import Workspace

UNTOLD = frozenset({"retraction", "mail_outcome"})
"""Kinds that are told with the record that they are about, or not at all."""


class HistoryRow(Model):
    """Something that happened."""

    id: str = Field(description="id of the record")
    day: date = Field(description="day that it is about")
    ts: datetime = Field(description="instant it was written down, UTC")
    about: str = Field(description="client, or client/project")
    kind: str = Field(description="kind of the record: done, promise, log, mail_sending, ...")
    who: str = Field(
        description="whose word it is: you, your agent's name, a contact's id or name, or client"
    )
    text: str = Field(description="what happened, in a line")


class HistoryRows(Rows[HistoryRow]):
    """What happened, the earliest first."""


def history(workspace: Workspace, scope: Scope, span: Span) -> HistoryRows:
    """What happened with a project, a client or all on the days of a span."""
    rows = [
        row
        for client in scope.clients(workspace)
        for row in _of_client(workspace, client, scope)
        if span.holds(row.day)
    ]
    return HistoryRows(sorted(rows, key=lambda row: (row.day, row.ts, row.id)))


def _of_client(workspace: Workspace, client: str, scope: Scope) -> Iterator[HistoryRow]:
    records = read_journal(workspace, client)
    by_id = {name: one for one in records for name in (one.replaces, one.id) if name}
    mails = {one.id: one for one in mails_among(records)}
    titles = _Titles(workspace, client)
    for record in records:
        if record.kind in UNTOLD or not scope.covers(record.project):  # type: ignore[attr-defined] # every kind has one
            continue
        one = mails.get(record.id, record)
        fields = {**(one.model_extra or {}), **dict(one)}
        asked = by_id.get(str(fields.get("ref")))
        item = fields.get("milestone") or fields.get("item")
        told = str(getattr(asked, "text", ""))
        yield HistoryRow.from_fields(
            record,
            about=str(record.about),
            who=speaker(fields, getattr(asked, "kind", "")),
            text=sentence(fields, told, titles.of(record.project, item)),
        )


class _Titles:
    """Titles of deliverables and milestones, with their ids; of a broken file the ids alone."""

    def __init__(self, workspace: Workspace, client: str) -> None:
        self.workspace, self.client = workspace, client
        self.known: dict[str, Mapping[str, str]] = {}

    def of(self, project: str | None, item: str | None) -> str:
        if not project or not item:
            return ""
        if project not in self.known:
            try:
                self.known[project] = item_titles(self.workspace, self.client, project)
            except ClientkitError as error:
                self.workspace.notices.add(f"passed over {error.message}")
                self.known[project] = {}
        return f"{item} {self.known[project].get(item, '')}".strip()
