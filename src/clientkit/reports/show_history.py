"""How the course of a project looks in the terminal: a line for each measure, then a table."""

from collections.abc import Iterator
from decimal import Decimal

from clientkit.kernel.screen.bars import can_show_blocks, columns, sparkline
from clientkit.kernel.screen.output import is_terminal, say, say_json
from clientkit.kernel.screen.safe_text import one_line
from clientkit.kernel.screen.table import Column, show_table
from clientkit.reports.history.document import Series, WeekRow
from clientkit.reports.history.words import WORDS, Measure, measured, shown, value_of

ENDS: dict[Measure, tuple[int, int]] = {"nps": (0, 10), "ces": (1, 7)}
"""Ends of the scales of scores; satisfaction has two, hours and days have none."""

NOTHING = "·"
"""Stands where nobody noted anything."""


def show_series(series: Series, *, as_json: bool) -> None:
    """The weeks; with none, how to take the first note."""
    if as_json:
        say_json("series", series)
        return
    if not series.weeks:
        say(f"{one_line(series.project)} has no notes in these weeks.", error=True)
        return
    if is_terminal() and can_show_blocks():
        for line in _course(series):
            say(line)
        say("")
    words, measures = WORDS["en"], measured(series)
    titles = [Column(words.measures[one].lower(), right=True, named=True) for one in measures]
    rows = [
        (
            row.week,
            row.status or ("" if row.notes else words.no_notes),
            *(shown(row, one, words) for one in measures),
        )
        for row in series.weeks
    ]
    show_table([Column("week", style="bold"), Column("status"), *titles], rows)


def _course(series: Series) -> Iterator[str]:
    """One line a measure: the latest weeks that fit, and the last value that is known."""
    words, measures = WORDS["en"], measured(series)
    room = max(columns() - 32, 8)
    weeks = series.weeks[-room:]
    names = {one: words.measures[one].lower() for one in measures}
    longest = max(map(len, ("status", *names.values())))
    yield f"{one_line(series.title)}, {weeks[0].week} to {weeks[-1].week}"
    signs = "".join(words.lights[row.status][0] if row.status else NOTHING for row in weeks)
    status = next((row.status for row in reversed(weeks) if row.status), "")
    yield f"  {'status':{longest}}  {signs}  {status}"
    for one, name in names.items():
        drawn = sparkline(_places(weeks, one)).replace(" ", NOTHING)
        last = next((said for row in reversed(weeks) if (said := shown(row, one, words))), "")
        yield f"  {name:{longest}}  {drawn}  {last}"


def _places(weeks: tuple[WeekRow, ...], measure: Measure) -> list[float | None]:
    """The values on a scale from 0 to 1: a score's own scale, else from nothing to the most there is."""
    if measure == "csat":
        return [row.csat / (row.csat_scale or 1) if row.csat is not None else None for row in weeks]
    values = [value_of(row, measure) for row in weeks]
    known = [value for value in values if value is not None]
    low, high = ENDS.get(measure, (min(0, *known), max(0, *known)))
    span = Decimal((high - low) or 1)
    return [None if value is None else float((Decimal(value) - Decimal(low)) / span) for value in values]
