"""`clientkit promise`: who owes what, by when."""

from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.kernel.screen.completion import complete_ids, complete_name
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import (
    PARTIES,
    ItemOption,
    JsonOption,
    OnOption,
    ScopeArgument,
    SinceOption,
    SortOption,
    UntilOption,
)
from clientkit.kernel.screen.positional_arguments import name_and_text
from clientkit.kernel.screen.row_order import in_order
from clientkit.kernel.screen.session import open_session

if TYPE_CHECKING:
    from clientkit.promises.actions import Outcome

app = group("Promises in both directions: who owes what, by when, and whether it was kept.")

PromiseIdArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="ID...",
        autocompletion=complete_ids("promise"),
        help="The promise's id; its beginning will do. Several may stand.",
    ),
]
NoteOption = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="How, or why not.")]


@app.command("add")
def add(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[CLIENT[/PROJECT]] TEXT",
            autocompletion=complete_name,
            help="Whom it is about, which may be left out inside the folder, and the promise in quotes.",
        ),
    ],
    due: Annotated[str, typer.Option("--due", metavar="DATE", help="By when: 2026-11-27, fri, +3d.")],
    owner: Annotated[
        str, typer.Option(metavar="us|client", autocompletion=lambda: PARTIES, help="Who promised it.")
    ] = "us",
    item: ItemOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write down what one side told the other it would do.

    \b
    clientkit promise add kopi/toko "Send the draft of the payment page" --due fri
    clientkit promise add kopi "Send the product photographs" --due +3d --owner client
    """
    from clientkit.promises.actions import add_promise

    session = open_session(ctx)
    name, text = name_and_text(words, "the promise")
    subject = session.subject(name)
    stamp = session.stamp_on(on, "a promise")
    values = {"text": text, "due": session.day(due), "owner": owner, "item": item}
    session.show(add_promise(session.workspace, stamp, subject, values), as_json=as_json)


@app.command("list")
def list_(
    ctx: typer.Context,
    subject: ScopeArgument = None,
    since: SinceOption = None,
    until: UntilOption = None,
    every: Annotated[bool, typer.Option("--all", help="Those that were kept or broken too.")] = False,
    sort: SortOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the promises that are not kept yet, what is overdue first; days are those they are due on.

    \b
    clientkit promise list
    clientkit promise list kopi --all
    """
    from clientkit.promises.queries import list_promises

    session = open_session(ctx)
    name = session.scope(subject)
    span = session.span(since, until)
    rows = list_promises(session.workspace, name, session.today, span, every=every)
    session.show(in_order(rows, sort), as_json=as_json)


@app.command("kept")
def kept(
    ctx: typer.Context,
    ids: PromiseIdArgument,
    note: NoteOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that a promise was kept.

    \b
    clientkit promise kept 7k2 --note "Sent by mail"
    """
    _end(ctx, (ids, "kept", note), on, as_json=as_json)


@app.command("broken")
def broken(
    ctx: typer.Context,
    ids: PromiseIdArgument,
    note: NoteOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that a promise was broken, and why.

    \b
    clientkit promise broken 7k2 --note "The provider's test account came a week late"
    """
    _end(ctx, (ids, "broken", note), on, as_json=as_json)


def _end(
    ctx: typer.Context, said: "tuple[list[str], Outcome, str | None]", on: str | None, *, as_json: bool
) -> None:
    from clientkit.promises.actions import end_promise

    session = open_session(ctx)
    ids, outcome, note = said
    day = session.stamp_on(on, "the end of a promise").day
    results = (end_promise(session.workspace, session.stamp(day), one, outcome, note) for one in ids)
    session.show_all(results, as_json=as_json)
