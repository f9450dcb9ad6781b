"""The course of a project: how it stood, what was worked and what the client said, week by week."""

from collections.abc import Iterator
from datetime import date

from clientkit.errors import UsageError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.project import ProjectMoved
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.workspace import Workspace
from clientkit.reports.history.document import Series
from clientkit.reports.history.weeks import ProjectWeeks, project_weeks

WeekSpan = tuple[IsoWeek | None, IsoWeek | None]
"""The first and the last week that are wanted; None where it is left to the project."""

LONGEST = 530
"""Weeks that one series holds at most: ten years."""


def project_series(
    workspace: Workspace, settings: Settings, name: ProjectRef, today: date, span: WeekSpan = (None, None)
) -> Series:
    """Every week from one to another; from the first with notes or answers to this one where none is named.

    The series of a closed project ends with the week in which it was closed, or with its last notes.

    Raises:
        UsageError: the span ends before it begins, in the future, or is longer than `LONGEST`.
        InvalidDataError: the project's file does not hold what it should, or its dates cannot be.
    """
    weeks = project_weeks(workspace, settings, name, today)
    rows = tuple(weeks.row(week) for week in _weeks(weeks, span))
    project = weeks.dossier.engagement.project
    return Series(
        project=str(name), title=project.title, language=weeks.dossier.engagement.language, weeks=rows
    )


def _weeks(weeks: ProjectWeeks, span: WeekSpan) -> Iterator[IsoWeek]:
    told = {*weeks.notes, *weeks.answers}
    current = IsoWeek.of(weeks.today)
    since, until = span
    if until is not None and until > current:
        raise UsageError(
            f"The week {until} has not begun: it starts on {until.monday}.", f"The current one is {current}."
        )
    if since is not None and since > (until or current):
        raise UsageError(
            f"No week lies between --since {since} and --until {until or current}.",
            "Give the earlier week to --since.",
        )
    first = since or min(told, default=None)
    last = until or _last(weeks, current)
    if first is None or first > last:
        return
    if (last.monday - first.monday).days // 7 >= LONGEST:
        raise UsageError(
            f"From {first} to {last} are more than {LONGEST} weeks.", "Begin later: --since 2026-W01"
        )
    while first <= last:
        yield first
        first = first.plus(1)


def _last(weeks: ProjectWeeks, current: IsoWeek) -> IsoWeek:
    moves = [one for one in weeks.dossier.records if isinstance(one, ProjectMoved)]
    if not moves or moves[-1].state != "closed":
        return current
    return min(current, max({IsoWeek.of(moves[-1].day), *weeks.notes, *weeks.answers}))
