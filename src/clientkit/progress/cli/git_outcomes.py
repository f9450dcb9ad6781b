"""`clientkit progress from-commits`: notes from what git knows of the work."""

from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.kernel.screen.options import JsonOption, ProjectArgument, WeekOption
from clientkit.kernel.screen.output import is_interactive
from clientkit.kernel.screen.session import open_session

if TYPE_CHECKING:
    from clientkit.progress.git_outcomes.proposals import Proposals

TakeOption = Annotated[
    str | None,
    typer.Option("--take", metavar="all|1,3-5", help="Take these as notes; asked for on a terminal."),
]


def from_commits(
    ctx: typer.Context,
    project: ProjectArgument = None,
    week: WeekOption = None,
    take: TakeOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what your commits of a week tell that no note does, and take it as notes of what was done.

    \b
    clientkit progress from-commits kopi/toko
    clientkit progress from-commits kopi/toko --week 2026-W46 --take 1,3-5

    It reads the repositories under [[repo]] in the project's file, and runs nothing of theirs. Merges, fixups
    and chores (chore, ci, build, style, test, refactor) are left out; what was taken is not proposed again.
    """
    from clientkit.kernel.model.values.week import IsoWeek
    from clientkit.progress.git_outcomes.actions import add_notes, select_proposals
    from clientkit.progress.git_outcomes.proposals import proposals
    from clientkit.progress.show.git_outcomes import show_how_to_take, show_proposals

    session = open_session(ctx)
    name = session.project(project)
    of_week = session.week(week) or IsoWeek.of(session.today)
    found = proposals(session.workspace, session.settings, name, of_week)
    if not as_json and (take is None or not found.proposals):
        show_proposals(found)
        take = take if take is not None else _prompt(found)
    picked = select_proposals(found.proposals, take or "")
    if picked or take is not None or as_json:
        session.show(add_notes(session.workspace, session.stamp(), found, picked), as_json=as_json)
    else:
        show_how_to_take(found)


def _prompt(found: "Proposals") -> str | None:
    """Which to take; None where nobody can be asked or nothing is wanted."""
    if not found.proposals or not is_interactive():
        return None
    question = "Which to take (all, 1,3-5; Enter for none)"
    return str(typer.prompt(question, default="", show_default=False, err=True)) or None
