"""A timeline's chart in the terminal: bars to half a column, in colour and without."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from clientkit.kernel.model.files.schedule import MilestoneStatus
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.picture.figure import Figure
from clientkit.kernel.screen.terminal import console, print_rich, show_document
from clientkit.kernel.text.figure import around_figure
from clientkit.milestones.baseline_comparison import DatedMilestone
from clientkit.milestones.gantt.chart import Chart
from clientkit.milestones.gantt.date_axis import DateScale, DateTick, LabelFit, axis
from clientkit.milestones.gantt.figure import GanttFigure
from clientkit.milestones.gantt.legend import meanings
from clientkit.milestones.gantt.terminal_pen import Pen, pen_of_terminal
from clientkit.milestones.gantt.words import GanttWords, gantt_words, short_day, slip_sign, today_name

NARROWEST, WIDEST = 60, 200
"""Columns between which a chart is drawn; where there are fewer, the table says it all."""

TITLES = 0.34
"""Share of the columns that titles may take."""

DATES_APART = 2
"""Columns between two dates above the chart."""

ENTRIES_APART = "   "

STYLES: dict[MilestoneStatus, str] = {
    "done": "green",
    "running": "bright_blue",
    "late": "color(208)",
    "waiting": "magenta",
    "planned": "",
}
TITLE_STYLES = {**STYLES, "done": "dim", "running": ""}
TODAY = "red"
QUIET = "dim"

Cell = tuple[str, str]
"""A sign and its style."""


def show_timeline(marked: str, figure: Figure) -> None:
    """A timeline's Markdown set for the terminal, with its chart where the template marks the place."""
    before, after = around_figure(marked)
    width = min(console().width, WIDEST)
    if width < NARROWEST or before == marked or not isinstance(figure, GanttFigure):
        show_document(before + after)
        return
    show_document(before)
    print_rich()
    for line in chart_lines(figure.chart, width, pen_of_terminal()):
        print_rich(line, no_wrap=True, overflow="crop", crop=True)
    show_document(after)


def chart_lines(chart: Chart, width: int, pen: Pen) -> Iterator[Text]:
    """The dates, a line for each milestone, and what the signs mean; none is wider than `width`."""
    sheet = _Sheet(chart, width, pen)
    yield from sheet.head()
    yield from (sheet.line(row) for row in chart.rows)
    yield from _wrap(_legend(chart, pen), width)


@dataclass(frozen=True)
class _Sheet:
    """The columns of a terminal, shared among titles, owners, days and dates."""

    chart: Chart
    width: int
    pen: Pen

    @property
    def words(self) -> GanttWords:
        return gantt_words(self.chart.language)

    @cached_property
    def titles(self) -> int:
        longest = max(cell_len(self._name(row)) for row in self.chart.rows)
        return max(len(self.words.milestone), min(longest, int(self.width * TITLES)))

    @cached_property
    def owners(self) -> int:
        return max(len(word) for word in self.words.owners.values())

    @cached_property
    def ends(self) -> int:
        """Columns of the last days."""
        return max(len(self.words.last_day), *(len(short_day(self.chart, row)) for row in self.chart.rows))

    @cached_property
    def slips(self) -> int:
        """Columns of the working days late, with the blank before them."""
        longest = max(len(slip_sign(row)) for row in self.chart.rows)
        return longest + 1 if longest else 0

    @cached_property
    def days(self) -> int:
        """Columns of the days."""
        sign, blanks = 2, 3
        return self.width - sign - blanks - self.titles - self.owners - self.ends - self.slips

    @cached_property
    def halves(self) -> DateScale:
        """The days over half columns."""
        return DateScale(self.chart.frame, 2 * self.days)

    def head(self) -> Iterator[Text]:
        """Two lines of dates, and what stands in the columns."""
        fit = LabelFit(cell_len, cell_len, DATES_APART)
        upper, lower = axis(DateScale(self.chart.frame, self.days), self.chart.language, fit)
        before = self.titles + self.owners + 4
        yield Text(" " * before + self._dates(upper), style="bold")
        named = "  " + _fit(self.words.milestone, before - 2, self.pen)
        end = self.words.last_day.rjust(self.ends)
        yield Text(f"{named}{self._dates(lower)} {end}", style=QUIET)

    def line(self, row: DatedMilestone) -> Text:
        """One milestone."""
        style = TITLE_STYLES[row.status]
        owner = self.words.owners[row.owner].ljust(self.owners)
        slip = self.pen.written(slip_sign(row)).rjust(self.slips)
        return Text.assemble(
            (self.pen.signs[row.status], STYLES[row.status]),
            " ",
            (_fit(self._name(row), self.titles, self.pen), style),
            " ",
            (owner, "bold" if row.owner == "client" else QUIET),
            " ",
            *_join(self._cells(row)),
            " ",
            (short_day(self.chart, row).rjust(self.ends), style),
            (slip, "bold" if row.slip > 0 else QUIET),
        )

    def _name(self, row: DatedMilestone) -> str:
        return self.pen.written(f"{row.id} {one_line(row.title)}")

    def _dates(self, ticks: Sequence[DateTick]) -> str:
        line = " " * self.days
        for tick in ticks:
            place = int(tick.at)
            line = line[:place] + tick.label + line[place + len(tick.label) :]
        return line[: self.days]

    def _cells(self, row: DatedMilestone) -> list[Cell]:
        """The columns of the days: today, over it the baseline, over both the milestone."""
        cells: list[Cell] = [(" ", "")] * self.days
        if self.chart.shows_today:
            cells[int(self.halves.middle(self.chart.today)) // 2] = (self.pen.today, TODAY)
        if row.is_point:
            if row.has_moved:
                cells[int(self.halves.middle(row.baseline_end)) // 2] = (self.pen.was, QUIET)
            cells[int(self.halves.middle(row.end)) // 2] = (self.pen.point, STYLES[row.status])
            return cells
        if row.has_moved:
            first = self._begin(row.baseline_start) // 2
            for place in range(first, max(first + 1, round(self.halves.end(row.baseline_end)) // 2)):
                cells[place] = (self.pen.baseline, QUIET)
        for place, sign in self._bar(row):
            cells[place] = (sign, STYLES[row.status])
        return cells

    def _begin(self, day: date) -> int:
        """The half column in which a day begins."""
        return min(round(self.halves.begin(day)), 2 * self.days - 1)

    def _bar(self, row: DatedMilestone) -> Iterator[tuple[int, str]]:
        """The columns of a bar: passed in half columns, and the rest."""
        first = self._begin(row.start)
        after = max(first + 1, round(self.halves.end(row.end)))
        passed = round(self.halves.past_end(row, self.chart.today))
        if row.status != "planned":
            passed = max(passed, first + 1)
        for place in range(first // 2, (after + 1) // 2):
            left, right = (first <= half < passed for half in (2 * place, 2 * place + 1))
            if left and right:
                yield place, self.pen.solid
            elif left or right:
                yield place, self.pen.left if left else self.pen.right
            else:
                yield place, self.pen.rest


def _legend(chart: Chart, pen: Pen) -> Iterator[Text]:
    signs = {"point": pen.point, "baseline": pen.baseline * 2, "slip": "+n"}
    for swatch, meaning in meanings(chart):
        words = pen.written(meaning)
        if swatch in signs:
            yield Text.assemble((signs[swatch], QUIET), f" {words}")
        elif swatch in STYLES:
            rest = {"running": pen.solid + pen.rest, "planned": pen.rest}
            bar = rest.get(swatch, pen.solid)
            yield Text.assemble((f"{bar} {pen.signs[swatch]}", STYLES[swatch]), f" {words}")
    if chart.shows_today:
        yield Text.assemble((pen.today, TODAY), f" {today_name(chart)}")


def _wrap(entries: Iterable[Text], width: int) -> Iterator[Text]:
    """Entries side by side, in lines that fit."""
    line = Text()
    for entry in entries:
        if line and line.cell_len + len(ENTRIES_APART) + entry.cell_len > width:
            yield line
            line = Text()
        line = Text.assemble(line, ENTRIES_APART, entry) if line else entry
    yield line


def _fit(text: str, room: int, pen: Pen) -> str:
    """A text in exactly so many columns: filled with blanks, or cut with an ellipsis."""
    if cell_len(text) <= room:
        return set_cell_size(text, room)
    kept = set_cell_size(text, room - len(pen.ellipsis)).rstrip()
    return set_cell_size(kept + pen.ellipsis, room)


def _join(cells: Iterable[Cell]) -> Iterator[Cell]:
    """Neighbours of the same style in one piece."""
    sign, style = "", ""
    for next_sign, next_style in cells:
        if next_style != style and sign:
            yield sign, style
            sign = ""
        sign, style = sign + next_sign, next_style
    yield sign, style
