"""`clientkit progress move` and `drop`: what becomes of a planned step."""

import typer

from clientkit.errors import UsageError
from clientkit.kernel.screen.options import (
    DueOption,
    JsonOption,
    OnOption,
    PlanIdArgument,
    PlanIdsArgument,
    WhyOption,
)
from clientkit.kernel.screen.output import is_interactive
from clientkit.kernel.screen.session import open_session


def move(
    ctx: typer.Context,
    beginning: PlanIdArgument,
    due: DueOption = None,
    note: WhyOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give a planned step another day, and say why; on a terminal, what you leave out is asked for.

    \b
    clientkit progress move 7k2 --due fri --note "The photos came on Thursday"

    The weekly report says that it slipped, the new day, and the reason.
    """
    from clientkit.progress.actions import move_plan

    session = open_session(ctx)
    stamp = session.stamp_on(on, "a new plan")
    day = session.day(_ask_for_due(due))
    changed = move_plan(session.workspace, stamp, beginning, day, _ask_for_reason(note))
    session.show(changed, as_json=as_json)


def drop(
    ctx: typer.Context,
    ids: PlanIdsArgument,
    note: WhyOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that planned steps will not be done, and why; on a terminal, the reason is asked for.

    \b
    clientkit progress drop 7k2 --note "You chose delivery only"
    """
    from clientkit.progress.actions import drop_plan

    session = open_session(ctx)
    day = session.stamp_on(on, "a dropped plan").day
    why = _ask_for_reason(note)
    results = (drop_plan(session.workspace, session.stamp(day), one, why) for one in ids)
    session.show_all(results, as_json=as_json)


def _ask_for_reason(reason: str | None) -> str:
    """Why, in a sentence; asked for on a terminal where it was not given.

    Raises:
        UsageError: nobody can be asked.
    """
    if reason is not None:
        return reason

    if not is_interactive():
        raise UsageError("Why? There is no --note.", 'Add --note "The photos came on Thursday".')
    return str(typer.prompt("Why, in a sentence for the client", err=True))


def _ask_for_due(due: str | None) -> str:
    """A new day; asked for on a terminal where it was not given.

    Raises:
        UsageError: nobody can be asked.
    """
    if due is not None:
        return due

    if not is_interactive():
        raise UsageError("By when now? There is no --due.", "Add --due fri, or a date.")
    return str(typer.prompt("By when now (2026-11-27, fri, +3d)", err=True))
