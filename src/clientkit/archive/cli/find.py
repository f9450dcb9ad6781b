"""`clientkit find`: where words stand."""

from typing import Annotated

import typer

from clientkit.errors import ExitCode
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption
from clientkit.kernel.screen.session import open_session

app = group("Find words in all that is kept.")


@app.command("find")
def find(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS", help="All of them, anywhere in a line; a phrase in quotes."),
    ],
    as_json: JsonOption = False,
) -> None:
    """Find words in all that is kept: TOML files, the journal, documents and agreements.

    \b
    clientkit find foto
    clientkit find "nomor resi" whatsapp

    Letters' case does not matter. Each place comes with the command that shows it. Exit code 1 where
    nothing was found.
    """
    from clientkit.archive.search import find_words

    session = open_session(ctx)
    found = find_words(session.workspace, words)
    session.show(found, as_json=as_json)
    if not found:
        raise typer.Exit(ExitCode.FOUND)
