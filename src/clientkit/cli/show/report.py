"""How the weeks of a project look in a list."""

from collections.abc import Sequence

from clientkit.actions.reports import ReportRow
from clientkit.cli.show.json import say_json
from clientkit.cli.show.out import say
from clientkit.cli.show.table import Column, show_table


def show_reports(rows: Sequence[ReportRow], *, as_json: bool) -> None:
    """The weeks; with none, how to take the first note."""
    if as_json:
        say_json("reports", rows)
        return
    if not rows:
        say(
            'No notes yet. Take the first: clientkit progress done "Checkout page live" --hours 3', error=True
        )
        return
    columns = [
        Column("week", style="bold"),
        Column("notes", right=True),
        Column("hours", right=True),
        Column("report"),
    ]
    show_table(
        columns, [(row.week, str(row.notes), f"{row.hours:f}", row.document or "not written") for row in rows]
    )
