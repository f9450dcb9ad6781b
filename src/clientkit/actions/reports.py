"""The weeks of a project: which have notes, and which were reported."""

from collections import Counter
from decimal import Decimal

from pydantic import Field

from clientkit.model.base import Model
from clientkit.model.journal import Done, Entry, Feedback, ProjectMoved, Retraction
from clientkit.model.week import IsoWeek
from clientkit.store.journal import read_journal
from clientkit.store.workspace import Workspace


class ReportRow(Model):
    """One week of a project."""

    week: str = Field(description="ISO week")
    notes: int = Field(description="notes taken in it")
    hours: Decimal = Field(description="hours noted in it")
    document: str | None = Field(
        description="path of its report inside the workspace; null where none was written"
    )


def list_reports(workspace: Workspace, name: tuple[str, str]) -> list[ReportRow]:
    """The weeks with notes or a report, in order."""
    client, project = name
    notes: Counter[IsoWeek] = Counter()
    hours: dict[IsoWeek, Decimal] = {}
    for record in read_journal(workspace, client):
        if record.project == project and _is_note(record):
            week = IsoWeek.of(record.day)
            notes[week] += 1
            if isinstance(record, Done) and record.hours:
                hours[week] = hours.get(week, Decimal(0)) + record.hours
    written = _written(workspace, name)
    return [
        ReportRow(
            week=str(week), notes=notes[week], hours=hours.get(week, Decimal(0)), document=written.get(week)
        )
        for week in sorted({*notes, *written})
    ]


def _is_note(record: Entry) -> bool:
    return not isinstance(record, Feedback | ProjectMoved | Retraction)


def _written(workspace: Workspace, name: tuple[str, str]) -> dict[IsoWeek, str]:
    folder = workspace.documents_dir(*name)
    if not folder.is_dir():
        return {}
    return {
        IsoWeek.parse(path.stem): workspace.relative(path)
        for path in sorted(folder.glob("[0-9][0-9][0-9][0-9]-W[0-5][0-9].md"))
    }
