"""What is due of the dates: milestones of ours, and those that wait for the client."""

from collections.abc import Iterator
from datetime import date

from clientkit.documents.account import AccountProject, ClientAccount
from clientkit.errors import ClientkitError
from clientkit.kernel.model.files.schedule import ForecastMilestone
from clientkit.kernel.model.values.due import Due, due_key, plus_days
from clientkit.milestones.queries import Outlook, outlook_of

AHEAD = 7
"""Days before the day of a client's step from which it is waited for."""


def dues_of(account: ClientAccount) -> Iterator[Due]:
    """The milestones of running projects that are not reached; dates that cannot be become a notice."""
    for project in account.projects:
        if not project.is_running or not project.project.has_dates:
            continue
        try:
            rows = _outlook(account, project).forecast().milestones
        except ClientkitError as error:
            account.workspace.notices.add(f"passed over the dates of {project.name}: {error.message}")
            continue
        after = {one.id: one.after for one in project.project.milestones}
        done = {row.baseline.id for row in rows if row.done_on}
        for row in rows:
            if not row.done_on:
                yield _item(project, row, [one for one in after[row.baseline.id] if one not in done])


def _outlook(account: ClientAccount, project: AccountProject) -> Outlook:
    """As it looks before anything is late: what is due then does not move with today."""
    known = [one.day for one in project.records] or ([project.agreed.on] if project.agreed else [])
    own = (day for one in project.project.milestones for day in (one.start, one.due, one.not_before) if day)
    first = min([*known, *own, *filter(None, [project.project.timeline.start])], default=date.min)
    outlook = outlook_of(project.project, account.settings, project.records, first, project.agreed)
    return outlook.as_of(min(first, outlook.baseline.start or first), outlook.facts)


def _item(project: AccountProject, row: ForecastMilestone, waits_for: list[str]) -> Due:
    name, base = project.name, row.baseline
    due, ours = row.due or row.end, base.owner == "us"
    fixed = "agreed" if project.agreed else "planned"
    return Due(
        key=_key(name.client, name.project, base.id),
        kind="milestone" if ours else "gate",
        id=base.id,
        client=name.client,
        project=name.project,
        owner=base.owner,
        due=due.isoformat(),
        weight="act",
        text=f"{base.id} {base.title}",
        why=f"{fixed} for {base.end}" + (f", moved: {row.reason}" if row.reason else ""),
        do=f"clientkit milestone done {name} {base.id}",
        shown_from="" if ours else plus_days(due, -AHEAD),
        new_date=f"clientkit milestone move {name} {base.id}" if ours else "",
        waits_for=tuple(_key(name.client, name.project, one) for one in waits_for),
    )


def _key(client: str, project: str, milestone: str) -> str:
    return due_key("milestone", client, project, milestone)
