"""`clientkit undo`: take back the last thing that this device wrote, or a record."""

from typing import Annotated

import typer

from clientkit.kernel.screen.completion import complete_ids
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import NOTE_KINDS, JsonOption
from clientkit.kernel.screen.session import open_session

app = group("Take back what was written.")


@app.command("undo")
def undo(
    ctx: typer.Context,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID...",
            autocompletion=complete_ids(
                *NOTE_KINDS, "promise", "promise_ended", "log", "feedback", "resolved"
            ),
            help="A record's id; its beginning will do. The last thing written here if not given.",
            show_default=False,
        ),
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Take back the last thing that this device wrote, after showing it; or the record that an id names.

    \b
    clientkit undo
    clientkit undo 7k2 --note "Recorded twice"

    A record stays in the journal and is not counted; a correction gives way to what it corrected. Of a file
    the former lines return, unless somebody else wrote it since. What went by mail, was accepted, or is the
    client's word stands.
    """
    from clientkit.kernel.screen.imports import require_agreement
    from clientkit.workspace.undo import last_step, undo_last, undo_record

    session = open_session(ctx)
    if ids:
        results = (undo_record(session.workspace, session.stamp, one, note) for one in ids)
        session.show_all(results, as_json=as_json)
        return
    last = last_step(session.workspace)
    require_agreement(last.words, "Take it back: --yes", yes=yes, what="undone", ask="Take it back?")
    session.show(undo_last(session.workspace, session.stamp, last, note), as_json=as_json)
