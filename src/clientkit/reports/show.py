"""How the reports of a project look in a list."""

from collections.abc import Sequence

from clientkit.kernel.screen.output import say, say_json
from clientkit.kernel.screen.table import Column, show_table
from clientkit.reports.queries import ReportRow

OTHERS = (
    Column("of", style="bold"),
    Column("edition", right=True, named=True),
    Column("sent", named=True),
    Column("report", prose=True),
)


def show_reports(rows: Sequence[ReportRow], *, as_json: bool) -> None:
    """The weeks, and below them other reports; with none, how to take the first note."""
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
    weeks = [row for row in rows if row.kind == "week"]
    others = [row for row in rows if row.kind != "week"]
    if weeks:
        show_table(columns, [_cells(row) for row in weeks])
    if weeks and others:
        say("")
    if others:
        show_table(OTHERS, [_other_cells(row) for row in others])


def _cells(row: ReportRow) -> tuple[str, ...]:
    return (
        _or_blank(row.number),
        row.week or "",
        _or_blank(row.edition),
        row.status or "",
        _or_blank(row.notes),
        "" if row.hours is None else f"{row.hours.normalize():f}",
        *_sent_and_file(row),
    )


def _other_cells(row: ReportRow) -> tuple[str, ...]:
    return (row.month or "closing", _or_blank(row.edition), *_sent_and_file(row))


def _sent_and_file(row: ReportRow) -> tuple[str, str]:
    sent = str(row.sent_on) if row.sent_on else ("no" if row.document else "")
    return sent, row.document or ("gone" if row.edition else "not written")


def _or_blank(number: int | None) -> str:
    return "" if number is None else str(number)
