"""How clients look on a screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say, say_json
from clientkit.kernel.screen.table import Column, show_table

if TYPE_CHECKING:
    from clientkit.clients.actions import AddedClient, ClientRow


def show_added(added: "AddedClient", *, as_json: bool) -> None:
    """The new client's short name; what to do next on stderr."""
    if as_json:
        say_json("client", added)
        return
    say(added.client)
    say(f"{one_line(added.value.name)} is kept in {added.file}. Next:", error=True)
    say(f'  clientkit project add {added.client} "Web shop"', error=True)


def show_clients(rows: "Sequence[ClientRow]", *, as_json: bool) -> None:
    """The list; with none, how to add the first."""
    if as_json:
        say_json("clients", rows)
        return
    if not rows:
        say('No client yet. Add one: clientkit client add "PT Kopi Nusantara" --slug kopi', error=True)
        return
    columns = [
        Column("client", style="bold"),
        Column("name"),
        Column("kind"),
        Column("stage"),
        Column("lang", named=True),
        Column("projects", right=True, named=True),
        Column("contact", prose=True),
    ]
    show_table(
        columns,
        [
            (
                row.client,
                row.name,
                row.kind,
                row.stage + (" (archived)" if row.archived else ""),
                row.language,
                str(row.projects),
                row.contact,
            )
            for row in rows
        ],
    )
