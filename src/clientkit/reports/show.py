"""How the reports of a project look: their list, a check's findings, a status set worse, week by week."""

from collections.abc import Iterator
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.language import DEFAULT_LANGUAGE
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.bars import can_show_blocks, columns, sparkline
from clientkit.kernel.screen.output import is_terminal, say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import Column, columns_of, show_table
from clientkit.reports.history.document import Series, WeekRow
from clientkit.reports.history.words import Measure, history_words, measured, shown, value_of

if TYPE_CHECKING:
    from clientkit.reports.queries import ReportRow, ReportRows
    from clientkit.reports.status_override import StatusOverride
    from clientkit.reports.weekly.lint import ReportCheck, ReportFinding

WEEKS = (
    Column("no.", right=True, named=True),
    Column("week", style="bold"),
    Column("edition", right=True, named=True),
    Column("status"),
    Column("notes", right=True, named=True),
    Column("hours", right=True, named=True),
    Column("sent", named=True),
    Column("report", prose=True),
)
OTHERS = columns_of("of, edition, sent, report", right="edition", named="edition, sent", prose="report")

ENDS: dict[Measure, tuple[int, int]] = {"nps": (0, 10), "ces": (1, 7)}
"""Ends of the scales of scores; satisfaction has two, hours and days have none."""

NOTHING = "·"
"""Stands where nobody noted anything."""


@view("reports")
def show_reports(rows: "ReportRows", *, within: bool) -> None:
    """The weeks, and below them other reports; with none `within` the days asked for, how to take a note."""
    if not rows and within:
        say("No notes and no report in these days.", error=True)
        return
    if not rows:
        say('No notes yet. Take the first: clientkit done "Checkout page live" --hours 3', error=True)
        return
    weeks = [row for row in rows if row.kind == "week"]
    others = [row for row in rows if row.kind != "week"]
    if weeks:
        show_table(WEEKS, [_cells(row) for row in weeks])
    if weeks and others:
        say("")
    if others:
        show_table(OTHERS, [_other_cells(row) for row in others])


def _cells(row: "ReportRow") -> tuple[str, ...]:
    hours = "" if row.hours is None else f"{row.hours.normalize():f}"
    return (
        *(_or_blank(row.number), row.week or "", _or_blank(row.edition), row.status or ""),
        *(_or_blank(row.notes), hours, *_sent_and_file(row)),
    )


def _other_cells(row: "ReportRow") -> tuple[str, ...]:
    return (row.month or "closing", _or_blank(row.edition), *_sent_and_file(row))


def _sent_and_file(row: "ReportRow") -> tuple[str, str]:
    sent = str(row.sent_on) if row.sent_on else ("no" if row.document else "")
    return sent, row.document or ("gone" if row.edition else "not written")


def _or_blank(number: int | None) -> str:
    return "" if number is None else str(number)


@view("report-check")
def show_report_check(checked: "ReportCheck") -> None:
    """Findings on stdout; the sum on stderr."""
    for one in checked.findings:
        say(_finding(one))
    number = len(checked.findings)
    if not number:
        say(f"Nothing found in {checked.week} of {checked.project}: it can be sent.", error=True)
        return
    things = "One thing" if number == 1 else f"{number} things"
    say(f"{things} to mend in {checked.week} of {checked.project}.", error=True)


def _finding(one: "ReportFinding") -> str:
    return one_line(f"{one.message}. {one.write}. [{one.code}]")


@view("status", data=attrgetter("record"))
def show_worsened(worsened: "StatusOverride") -> None:
    """The record's id; what the week's report will say on stderr."""
    record = worsened.record
    say(record.id)
    found = f"the rule finds {worsened.rule}" if worsened.rule else "the rule cannot tell"
    about = f"{record.dimension} of {record.client}/{record.project} in {worsened.week}"
    say(one_line(f"Set to {record.light}: {about} ({found}). {record.reason}"), error=True)
    if worsened.before:
        before = f"It takes the place of {worsened.before.light}: {worsened.before.reason}"
        say(one_line(before), error=True)


@view("series")
def show_series(series: Series) -> None:
    """A line for each measure where a person looks at it, then the weeks in a table."""
    if not series.weeks:
        say(f"{one_line(series.project)} has no notes in these weeks.", error=True)
        return
    if is_terminal() and can_show_blocks():
        for line in _course(series):
            say(line)
        say("")
    words, measures = history_words(DEFAULT_LANGUAGE), measured(series)
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
    words, measures = history_words(DEFAULT_LANGUAGE), measured(series)
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
