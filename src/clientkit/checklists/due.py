"""What is due of checklists: the open rows whose day is known."""

from collections.abc import Iterator
from datetime import date

from clientkit.checklists.queries import checklist_of
from clientkit.documents.account import AccountProject, ClientAccount
from clientkit.documents.registry import mailed_documents, record_letters
from clientkit.errors import UsageError
from clientkit.kernel.model.files.checklist import Anchor, ChecklistRow
from clientkit.kernel.model.records.project import MilestoneDone, ProjectMoved
from clientkit.kernel.model.values.due import Due, due_key, plus_days

AHEAD = 7
"""Days before it is due from which a row is shown."""

OLD_ROW = 60
"""Days in which a row of a closed project is still asked about."""


def dues_of(account: ClientAccount) -> Iterator[Due]:
    """Every open row of a checklist with a day of its own, or whose event has come."""
    for project in account.projects:
        state = {item.id: item.state for item in checklist_of(project.project, project.records)}
        for row in project.project.checklist:
            due = _due(account, project, row) if state[row.id] == "open" else None
            if due:
                name = project.name
                yield Due(
                    key=due_key("checklist", name.client, name.project, row.id),
                    kind="checklist",
                    id=row.id,
                    client=name.client,
                    project=name.project,
                    owner=row.owner,
                    due=due.isoformat(),
                    weight="watch",
                    text=row.what,
                    why=f"{row.id} of the checklist, {row.after or 'on its day'}",
                    do=_command(project, row),
                    shown_from=plus_days(due, -AHEAD),
                    shown_until=plus_days(due, OLD_ROW) if project.state == "closed" else "",
                )


def _command(project: AccountProject, row: ChecklistRow) -> str:
    """What sends the mail that ticks the row, else what ticks it."""
    name = project.name
    if row.letter == "survey":
        return f"clientkit survey due {name}"
    if row.letter in {*mailed_documents(), *record_letters()}:
        return f"clientkit mail draft {row.letter} {name}"
    return f"clientkit project tick {name} {row.id}"


def _due(account: ClientAccount, project: AccountProject, row: ChecklistRow) -> date | None:
    anchor = row.anchor(frozenset(one.id for one in project.project.milestones))
    if row.due or anchor is None:
        return row.due
    day = _day_of(project, anchor)
    try:
        return account.calendar.add(day, anchor.days) if day else None
    except UsageError:  # beyond the calendar
        return None


def _day_of(project: AccountProject, anchor: Anchor) -> date | None:
    """The day of an event; None while it has not come and nothing is planned for it."""
    if anchor.event == "agreed":
        return project.agreed.on if project.agreed else None
    moved = [one for one in project.records if isinstance(one, ProjectMoved)]
    if anchor.event == "started":
        return min((one.day for one in moved if one.state == "active"), default=None)
    if anchor.event in {"delivered", "closed"}:
        days = [one.day for one in moved if one.state == anchor.event]
        return max(days) if days and project.state in {"delivered", "closed"} else None
    reached = [
        one.day for one in project.records if isinstance(one, MilestoneDone) and one.milestone == anchor.event
    ]
    planned = project.agreed.plan.milestones if project.agreed else ()
    return max(reached, default=None) or next((one.end for one in planned if one.id == anchor.event), None)
