"""How the health of relations looks on a screen: a word, and its reasons."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.card import heading, line
from clientkit.kernel.screen.output import say, say_json
from clientkit.kernel.screen.table import Column, show_table

if TYPE_CHECKING:
    from clientkit.overview.health import Health, HealthRow

MARKS = {"act": "!", "watch": "?", "info": "·"}
"""Signs by their weight, for those who see no colours."""

LEVELS = {"act": "! act", "watch": "? watch", "well": "✔ well", "unknown": "no records yet"}

COLUMNS = (
    Column("client", style="bold"),
    Column("health"),
    Column("last contact", named=True),
    Column("last score", named=True),
    Column("gravest reason", prose=True),
)


def show_by_health(rows: "Sequence[HealthRow]", *, as_json: bool) -> None:
    """The clients, those that need something first; all reasons are on the client's card."""
    if as_json:
        say_json("client-health", rows)
        return
    if not rows:
        say('No client yet. Add one: clientkit client add "PT Kopi Nusantara" --slug kopi', error=True)
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


def show_health(health: "Health") -> None:
    """The word and every reason for it, on a card."""
    heading(f"Health: {LEVELS[health.level]}")
    for sign in health.signs:
        line(f"{MARKS[sign.weight]} {one_line(sign.text)}", hanging=2)
