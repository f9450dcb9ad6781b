"""Where the weekly report of each running project stands: its status, what it lacks, whether it went."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import Field

from clientkit.correspondence.document_editions import sent_reports
from clientkit.correspondence.mails import mails_among
from clientkit.documents.compose import draft_document
from clientkit.documents.issue import Issue
from clientkit.documents.request import DocumentRequest
from clientkit.errors import ClientkitError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.workspace import Workspace
from clientkit.projects.open_items import project_state
from clientkit.reports.due import EARLY
from clientkit.reports.status import Light
from clientkit.reports.weekly.document import ReportDocument
from clientkit.reports.weekly.lint import ReportFinding, checked_report

State = Literal["sent", "written", "broken"]


class WeekStanding(Model):
    """A running project in the weekly round."""

    project: str = Field(description="client/project")
    week: str = Field(description="ISO week of its report")
    state: State = Field(description="sent before; written now; broken where a file cannot be read")
    sent_on: date | None = Field(None, description="day it went; null where it did not")
    status: Light | None = Field(None, description="green, amber or red; null where nothing can be told")
    days_late: int = Field(0, description="working days that the end is expected late; negative when early")
    end: date | None = Field(None, description="end of the project as expected")
    done: int = Field(0, description="outcomes of the week")
    findings: tuple[ReportFinding, ...] = Field((), description="what leaves a client with a question")
    document: str | None = Field(None, description="path of the report inside the workspace")
    error: str | None = Field(None, description="why it could not be made")


class WeekRound(Rows[WeekStanding]):
    """The weekly round: every running project, by its name."""


@dataclass(frozen=True)
class Round:
    """What the reports of a round are made with."""

    workspace: Workspace
    settings: Settings
    today: date
    week: IsoWeek | None = None
    """The week that was named; none where each project's own counts."""

    def running(self) -> list[ProjectRef]:
        """The projects that run."""
        return list(self._running())

    def _running(self) -> Iterator[ProjectRef]:
        for client in self.workspace.clients():
            records = read_journal(self.workspace, client)
            for project in self.workspace.projects(client):
                if project_state(records, project) == "active":
                    yield ProjectRef(client, project)

    def request(self, name: ProjectRef) -> DocumentRequest:
        """The report that is due: this week's; on the first two days, the one before if it did not go."""
        week = self.week or IsoWeek.of(self.today)
        if self.week is None and self.today.weekday() < EARLY and self.sent_on(name, week.plus(-1)) is None:
            week = week.plus(-1)
        return DocumentRequest("report", *name, week=week)

    def sent_on(self, name: ProjectRef, week: IsoWeek) -> date | None:
        """The day on which the report of a week went; None where it did not."""
        mails = mails_among(read_journal(self.workspace, name.client))
        sent = sent_reports(mails, name.project, Issue("report", str(week)))
        return sent[-1].day if sent else None

    def standing(self, request: DocumentRequest) -> WeekStanding:
        """How a report stands; what cannot be read is said in it.

        Nothing is written. A report that went is not looked into: what came later is the next one's.
        """
        about: dict[str, Any] = {"project": str(request.ref), "week": str(request.week)}
        try:
            if request.week and (sent_on := self.sent_on(request.ref, request.week)):
                return WeekStanding(state="sent", sent_on=sent_on, **about)
            composed = draft_document(self.workspace, self.settings, request, self.today).composed
            findings = checked_report(self.workspace, composed).findings
        except ClientkitError as error:
            return WeekStanding(state="broken", error=f"{error.message} {error.hint}".strip(), **about)
        document = composed.data
        if not isinstance(document, ReportDocument):
            raise TypeError(request.document)
        return WeekStanding(
            state="written",
            status=document.status.overall,
            days_late=document.slip,
            end=document.end,
            done=len(document.done),
            findings=findings,
            **about,
        )


def write_all(round_: Round, names: Sequence[ProjectRef]) -> WeekRound:
    """Write the reports that did not go, as they stand; one that cannot be made stops no other."""
    return WeekRound(_written(round_, name) for name in names)


def _written(round_: Round, name: ProjectRef) -> WeekStanding:
    request = round_.request(name)
    standing = round_.standing(request)
    if standing.state != "written":
        return standing
    workspace, today = round_.workspace, round_.today
    try:
        path = draft_document(workspace, round_.settings, request, today).save(workspace, "md", today)
    except ClientkitError as error:
        said = f"{error.message} {error.hint}".strip()
        return standing.model_copy(update={"state": "broken", "error": said})
    return standing.model_copy(update={"document": workspace.relative(path)})
