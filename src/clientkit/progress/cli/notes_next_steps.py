"""`clientkit progress move` and `drop`: what becomes of a planned step."""

from typing import Annotated

import typer

from clientkit.kernel.screen.options import JsonOption, OnOption
from clientkit.kernel.screen.options_note import DueOption, IdArgument

ReasonOption = Annotated[
    str | None, typer.Option("--reason", metavar="TEXT", help="Why, in a sentence that the client reads.")
]


def move(
    ctx: typer.Context,
    beginning: IdArgument,
    due: DueOption = None,
    reason: ReasonOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give a planned step another day, and say why; on a terminal, what you leave out is asked for.

    \b
    clientkit progress move 7k2 --due fri --reason "The photos came on Thursday"

    The weekly report says that it slipped, the new day, and the reason.
    """
    from clientkit.kernel.screen.positional_arguments_record import stamp_on
    from clientkit.kernel.screen.prompts import ask_for_due, ask_for_reason
    from clientkit.kernel.screen.session import open_session
    from clientkit.progress.next_steps import move_plan
    from clientkit.progress.show.notes_next_steps import show_plan_change

    session = open_session(ctx)
    stamp = stamp_on(session, on, "a new plan")
    day = session.day(ask_for_due(due))
    changed = move_plan(session.workspace, stamp, beginning, day, ask_for_reason(reason))
    show_plan_change(changed, as_json=as_json)


def drop(
    ctx: typer.Context,
    beginning: IdArgument,
    reason: ReasonOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that a planned step will not be done, and why; on a terminal, the reason is asked for.

    \b
    clientkit progress drop 7k2 --reason "You chose delivery only"
    """
    from clientkit.kernel.screen.positional_arguments_record import stamp_on
    from clientkit.kernel.screen.prompts import ask_for_reason
    from clientkit.kernel.screen.session import open_session
    from clientkit.progress.next_steps import drop_plan
    from clientkit.progress.show.notes_next_steps import show_plan_change

    session = open_session(ctx)
    stamp = stamp_on(session, on, "a dropped plan")
    changed = drop_plan(session.workspace, stamp, beginning, ask_for_reason(reason))
    show_plan_change(changed, as_json=as_json)
