"""A project's weeks one by one: what was noted, how it stood, what the client said."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clientkit.documents.dossier import Dossier, read_dossier
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.progress import (
    Ask,
    Blocked,
    Done,
    HoursSpent,
    Next,
    PlanDropped,
    PlanMoved,
    Resolved,
    RiskNote,
    StatusWorsened,
    spent_hours,
)
from clientkit.kernel.model.records.project import MilestoneDone, MilestoneMoved
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.workspace import Workspace
from clientkit.milestones.queries import locate_errors
from clientkit.reports.history.document import WeekRow
from clientkit.reports.history.weekly_status import WeeklyStatus, WeekStatus

NOTES = (
    *(Done, HoursSpent, Next, PlanMoved, PlanDropped, Blocked, Ask, RiskNote, Resolved, StatusWorsened),
    *(MilestoneDone, MilestoneMoved),
)
"""Records that somebody takes of the work; what the client said, or what was mailed, is none."""


@dataclass(frozen=True)
class ProjectWeeks:
    """What the workspace holds of a project, its records by the weeks that they are about."""

    dossier: Dossier
    statuses: WeeklyStatus
    notes: dict[IsoWeek, list[Entry]]
    answers: dict[IsoWeek, list[Feedback]]

    @property
    def today(self) -> date:
        """The day that all is seen from."""
        return self.statuses.today

    def status(self, week: IsoWeek) -> WeekStatus | None:
        """How a week's report would begin now; None for a week that has not begun.

        Raises:
            InvalidDataError: the project's dates cannot be.
        """
        with locate_errors(self.dossier.workspace, self.dossier.name):
            return self.statuses.at(week)

    def hours(self, week: IsoWeek) -> Decimal:
        """The hours noted in a week."""
        return spent_hours(self.notes.get(week, ()))

    def row(self, week: IsoWeek) -> WeekRow:
        """A week with all that is known of it; see `status` for errors."""
        notes, answers = self.notes.get(week, []), self.answers.get(week, [])
        status = self.status(week) if notes else None
        satisfied = _latest(answers, "csat")
        recommended = _latest(answers, "nps")
        eased = _latest([one for one in answers if one.ces_scale is None], "ces")
        return WeekRow(
            week=str(week),
            notes=len(notes),
            hours=self.hours(week) if notes else None,
            status=status.status if status else None,
            slip=status.slip if status else None,
            csat=satisfied.csat if satisfied else None,
            csat_scale=satisfied.csat_scale if satisfied else None,
            nps=recommended.nps if recommended else None,
            ces=eased.ces if eased else None,
        )


def project_weeks(workspace: Workspace, settings: Settings, name: ProjectRef, today: date) -> ProjectWeeks:
    """A project with its records by weeks; the journal is read once.

    Raises:
        InvalidDataError: the project's file does not hold what it should.
    """
    dossier = read_dossier(workspace, settings, name, today)
    notes, answers = _by_week(dossier.records)
    return ProjectWeeks(dossier, WeeklyStatus(dossier, today), notes, answers)


def _by_week(
    records: Iterable[Entry],
) -> tuple[dict[IsoWeek, list[Entry]], dict[IsoWeek, list[Feedback]]]:
    notes: dict[IsoWeek, list[Entry]] = defaultdict(list)
    answers: dict[IsoWeek, list[Feedback]] = defaultdict(list)
    for record in records:
        if isinstance(record, NOTES):
            notes[IsoWeek.of(record.day)].append(record)
        elif isinstance(record, Feedback):
            answers[IsoWeek.of(record.day)].append(record)
    return dict(notes), dict(answers)


def _latest(answers: Sequence[Feedback], score: str) -> Feedback | None:
    """The answer with such a score on the latest day; of one day, the one written down last."""
    found = [one for one in answers if getattr(one, score) is not None]
    return max(found, key=lambda one: (one.day, one.ts, one.id), default=None)
