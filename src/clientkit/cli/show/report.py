"""How the weekly reports of a project look in a list."""

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
        Column("no.", right=True, named=True),
        Column("week", style="bold"),
        Column("edition", right=True, named=True),
        Column("status"),
        Column("notes", right=True, named=True),
        Column("hours", right=True, named=True),
        Column("sent", named=True),
        Column("report", prose=True),
    ]
    show_table(columns, [_cells(row) for row in rows])


def _cells(row: ReportRow) -> tuple[str, ...]:
    return (
        _or_blank(row.number),
        row.week,
        _or_blank(row.edition),
        row.status or "",
        str(row.notes),
        f"{row.hours.normalize():f}",
        str(row.sent_on) if row.sent_on else ("no" if row.document else ""),
        row.document or ("gone" if row.edition else "not written"),
    )


def _or_blank(number: int | None) -> str:
    return "" if number is None else str(number)
