"""Where the rows of a checklist stand, and how much of each phase is done."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Literal

from pydantic import Field

from clientkit.kernel.model.files.checklist import PHASES, Phase
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.records.checklist import Ticked
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import Party
from clientkit.kernel.model.values.rows import Rows

RowState = Literal["open", "done", "skipped"]


class ChecklistItem(Model):
    """A row of the checklist with where it stands."""

    id: str = Field(description="short name of the row")
    what: str = Field(description="what is done")
    owner: Party = Field(description="who does it: us or client")
    phase: Phase = Field(description="onboarding, delivery or closing")
    state: RowState = Field(description="open, done or skipped")
    due: date | None = Field(description="day set in the file; what it comes after gives another")
    after: str = Field(description="what it comes after, and working days")
    ended: date | None = Field(description="day on which it was done or left out")
    note: str | None = Field(description="why")


class ChecklistItems(Rows[ChecklistItem]):
    """The checklist of a project, in the order of its file."""


class PhaseCount(Model):
    """How much of a phase is done."""

    phase: Phase = Field(description="onboarding, delivery or closing")
    done: int = Field(description="rows that are done")
    of: int = Field(description="rows that there are; those left out do not count")


def checklist(project: Project, records: Iterable[Entry], sent: Iterable[tuple[str, date]]) -> ChecklistItems:
    """The rows of a project: as ticked by hand, else done once the mail went that ticks them.

    `sent` are the mails of the project that went: what each carried, and the day.
    """
    said = {one.item: one for one in records if isinstance(one, Ticked)}
    went: dict[str, date] = {}
    for document, day in sent:
        went.setdefault(document.removeprefix("letter-"), day)
    items = []
    for row in project.checklist:
        word, mailed = said.get(row.id), went.get(row.letter) if row.letter else None
        state: RowState = word.state if word else "done" if mailed else "open"
        items.append(
            ChecklistItem.from_fields(
                row,
                state=state,
                ended=None if state == "open" else word.day if word else mailed,
                note=word.note if word else None,
            )
        )
    return ChecklistItems(items)


def counts(items: Sequence[ChecklistItem]) -> tuple[PhaseCount, ...]:
    """How much of each phase is done, of the phases that have rows."""
    found = []
    for phase in PHASES:
        rows = [one for one in items if one.phase == phase and one.state != "skipped"]
        if rows:
            done = sum(one.state == "done" for one in rows)
            found.append(PhaseCount(phase=phase, done=done, of=len(rows)))
    return tuple(found)


def open_ids(items: Sequence[ChecklistItem], phases: Collection[Phase]) -> list[str]:
    """Ids of the open rows of some phases."""
    return [one.id for one in items if one.state == "open" and one.phase in phases]
