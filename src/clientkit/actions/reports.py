"""The weekly reports of a project: which weeks have notes, which were reported, and which were sent."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pydantic import Field

from clientkit.actions.editions import edition_of, sent_reports, week_and_edition
from clientkit.actions.sent import SentDocument, sent_documents
from clientkit.actions.weeks import ProjectWeeks, project_weeks
from clientkit.model.base import Model
from clientkit.model.week import IsoWeek
from clientkit.model.workspace import Settings
from clientkit.render.status import Light
from clientkit.store.agreements import Name
from clientkit.store.workspace import Workspace


class ReportRow(Model):
    """One edition of a week's report; or a week with notes and no report."""

    number: int | None = Field(description="number of the report; null where the project has no beginning")
    week: str = Field(description="ISO week")
    edition: int | None = Field(description="1 at first; null where none was written")
    status: Light | None = Field(description="green, amber or red, as it is computed for the week now")
    notes: int = Field(description="notes taken of the week")
    hours: Decimal = Field(description="hours noted in it")
    document: str | None = Field(
        description="path of its report inside the workspace; null where there is none"
    )
    sent_on: date | None = Field(description="day it was last sent; null where it was not")
    recipients: tuple[str, ...] = Field(description="addresses it was sent to")


def list_reports(workspace: Workspace, settings: Settings, name: Name, today: date) -> list[ReportRow]:
    """The weeks with notes or a report, in order; a week has a row for each edition of its report.

    Raises:
        InvalidDataError: the project's file does not hold what it should, or its dates cannot be.
    """
    weeks = project_weeks(workspace, settings, name, today)
    sent = sent_reports(sent_documents(weeks.subject.records), name[1])
    written = _written(workspace, name)
    mailed = {(IsoWeek.parse(one.week), edition_of(one)) for one in sent if one.week}
    editions: dict[IsoWeek, list[int | None]] = {week: [] for week in weeks.noted}
    for week, edition in sorted({*written, *mailed}):
        editions.setdefault(week, []).append(edition)
    rows = []
    for week in sorted(editions):
        documents = {one: written.get((week, one or 0)) for one in editions[week] or [None]}
        rows += _rows(weeks, week, documents, sent)
    return rows


def _rows(
    weeks: ProjectWeeks,
    week: IsoWeek,
    documents: dict[int | None, str | None],
    sent: Sequence[SentDocument],
) -> list[ReportRow]:
    standing = weeks.standing(week)
    rows = []
    for edition, document in documents.items():
        gone = [one for one in sent if one.week == str(week) and edition_of(one) == edition]
        to = dict.fromkeys(address for one in gone for address in one.recipients)
        rows.append(
            ReportRow(
                number=standing.number if standing else None,
                week=str(week),
                edition=edition,
                status=standing.status if standing else None,
                notes=len(weeks.notes.get(week, ())),
                hours=weeks.hours(week),
                document=document,
                sent_on=max((one.day for one in gone), default=None),
                recipients=tuple(to),
            )
        )
    return rows


def _written(workspace: Workspace, name: Name) -> dict[tuple[IsoWeek, int], str]:
    """The reports in the project's `documents/`, with their paths inside the workspace."""
    folder = workspace.documents_dir(*name)
    if not folder.is_dir():
        return {}
    return {
        found: workspace.relative(path)
        for path in sorted(folder.glob("*.md"))
        if (found := week_and_edition(path.name)) and path.is_file()
    }
