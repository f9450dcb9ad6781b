"""How clients look in a list: who they are, or how the relation with each stands."""

from typing import TYPE_CHECKING

from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import columns_of, show_table
from clientkit.overview.show.cards import LEVELS

if TYPE_CHECKING:
    from clientkit.overview.client_list import ClientRows
    from clientkit.overview.health import HealthRow, HealthRows

COLUMNS = columns_of(
    "client, health, last contact, last score, gravest reason",
    named="last contact, last score",
    prose="gravest reason",
)


CLIENT_COLUMNS = columns_of(
    "client, name, kind, stage, last contact, open, contact",
    right="open",
    named="last contact, open",
    prose="contact",
)


@view("clients")
def show_clients(rows: "ClientRows", *, begin: bool) -> None:
    """The list; with none, how to `begin`, or that none is so."""
    if not rows:
        say_none(begin=begin)
        return
    cells = [
        (
            row.client,
            row.name,
            row.kind,
            row.stage + (" (archived)" if row.archived else ""),
            str(row.last_contact or "none"),
            str(row.open),
            row.contact,
        )
        for row in rows
    ]
    show_table(CLIENT_COLUMNS, cells)


def say_none(*, begin: bool) -> None:
    """How to begin, where there is no client; else that none is so."""
    yet = 'No client yet. Add one: clientkit client add "PT Kopi Nusantara" --slug kopi'
    say(yet if begin else "No client is so. All of them: clientkit client list --all", error=True)


@view("client-health")
def show_by_health(rows: "HealthRows", *, begin: bool) -> None:
    """The clients, those that need something first; all reasons are on the client's card."""
    if not rows:
        say_none(begin=begin)
        return
    show_table(COLUMNS, [_cells(row) for row in rows])
    say("All reasons: clientkit client show CLIENT", error=True)


def _cells(row: "HealthRow") -> tuple[str, ...]:
    health = row.health
    grave = [sign for sign in health.signs if sign.weight != "info"]
    more = f" (and {len(grave) - 1} more)" if len(grave) > 1 else ""
    return (
        row.client,
        LEVELS[health.level],
        str(health.last_contact or "none"),
        health.last_score or "none",
        f"{grave[0].text}{more}" if grave else "",
    )
