"""`clientkit change decline`, `withdraw` and `absorb`: how a change ends without an approval."""

from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.changes.cli.assess import ChangeArgument
from clientkit.kernel.screen.options import JsonOption, OnOption

if TYPE_CHECKING:
    from clientkit.kernel.model.records.change import ChangeOutcome

EndNoteOption = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, in a sentence.")]


def decline(
    ctx: typer.Context,
    change: ChangeArgument,
    note: EndNoteOption,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record that a change will not be done: they said no to the offer, or we do not do it.

    \b
    clientkit change decline toko/CO-1 --note "Anggaran tahun ini sudah habis"
    """
    _end(ctx, change, "declined", note, on, as_json=as_json)


def withdraw(
    ctx: typer.Context,
    change: ChangeArgument,
    note: EndNoteOption,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record that they took the request back.

    \b
    clientkit change withdraw toko/CO-1 --note "Rina: belum perlu tahun ini"
    """
    _end(ctx, change, "withdrawn", note, on, as_json=as_json)


def absorb(
    ctx: typer.Context,
    change: ChangeArgument,
    note: EndNoteOption,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Do a change for free, knowingly: its price is added to what was given.

    \b
    clientkit change absorb toko/CO-1 --note "Kami ikut lupa menanyakannya"
    """
    _end(ctx, change, "absorbed", note, on, as_json=as_json)


def _end(
    ctx: typer.Context, change: str, outcome: "ChangeOutcome", note: str, on: str | None, *, as_json: bool
) -> None:
    from clientkit.changes.actions import end_change
    from clientkit.changes.found import find_change
    from clientkit.kernel.screen.positional_arguments import stamp_on
    from clientkit.kernel.screen.session import open_session

    session = open_session(ctx)
    found = find_change(session.workspace, change, session.here)
    stamp = stamp_on(session, on, "the end of a change")
    session.show(end_change(session.workspace, stamp, found, outcome, note), as_json=as_json)
