"""`clientkit project tick`: the checklist of a project."""

from typing import Annotated, Literal

import typer

from clientkit.errors import UsageError
from clientkit.kernel.screen.completion import complete_project
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption, OnOption
from clientkit.kernel.screen.session import open_session

project = group("Projects: their checklists.")


@project.command("tick")
def tick(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PROJECT] [ID]...",
            autocompletion=complete_project,
            help="The project, left out inside its folder, and rows; without a row the checklist is shown.",
        ),
    ] = None,
    undo: Annotated[bool, typer.Option("--not", help="It is open again.")] = False,
    skip: Annotated[bool, typer.Option("--skip", help="It is left out this time.")] = False,
    row: Annotated[
        str | None, typer.Option("--add", metavar="TEXT", help="Add this row, as a lesson learned elsewhere.")
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why, in a sentence.")] = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tick rows of a project's checklist, or show it.

    \b
    clientkit project tick kopi/toko
    clientkit project tick kopi/toko C1 C2
    clientkit project tick kopi/toko --add "Prices read aloud by two people"
    clientkit project tick kopi/toko C3 --skip --note "They have no accounts yet"
    """
    from clientkit.checklists.actions import add_to_project
    from clientkit.checklists.actions import tick as tick_rows
    from clientkit.checklists.queries import read_checklist

    session = open_session(ctx)
    named = list(words or [])
    first = named.pop(0) if named and ("/" in named[0] or not session.here.project) else None
    ref = session.project(first)
    if row is not None:
        add_to_project(session.workspace, ref, row)
    if not named:
        session.show(read_checklist(session.workspace, ref), as_json=as_json)
        return
    if undo and skip:
        raise UsageError("A row is open again or left out, not both.", "Leave out --not or --skip.")
    state: Literal["done", "skipped", "open"] = "open" if undo else "skipped" if skip else "done"
    day = session.stamp_on(on, "a tick").day
    done = tick_rows(session.workspace, lambda: session.stamp(day), ref, named, state, note)
    session.show(done, as_json=as_json)
