"""The milestones of a report as one small picture: dots on a line, or below one another on a telephone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.picture.figure import FONT, Png, Svg, png_of
from clientkit.kernel.picture.shapes import TEXT, Label, Point
from clientkit.kernel.picture.text_width import in_lines, shorten
from clientkit.kernel.picture.text_width import width as text_width
from clientkit.kernel.text.template.sources import shipped_templates
from clientkit.kernel.text.template.svg import svg_template
from clientkit.milestones.baseline_comparison import DatedMilestone
from clientkit.milestones.gantt.chart import Chart, HasMilestones, chart_of
from clientkit.milestones.gantt.figure import COLOURS, PRINT, PRINT_FONT, SCREEN, GanttFigure
from clientkit.milestones.gantt.words import in_sentences, name_of, short_day, slip_sign

MOST = 8
"""Milestones that it shows: the last ones that were reached, the next ones, and the end."""
REACHED = 2
ON_PAGE = "system-ui, sans-serif"
NARROW = 320.0
"""Width for a mail and a telephone."""
LEADING, ROW, DOT = 13.0, 27.0, 6.5
SMALLEST = 11.5
LINES = 3
"""Lines that a title takes at most."""


class Stop(NamedTuple):
    """One milestone: its dot, and the words beside or below it."""

    row: DatedMilestone
    at: Point
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class StripFigure(GanttFigure):
    """The picture in every form that a report takes; a terminal shows the chart of all milestones."""

    def as_page_svg(self) -> Svg:
        """Both layouts: the page's style sheet shows the one that fits."""
        css = (shipped_templates() / "svg" / "gantt.css").read_text("utf-8")
        wide, narrow = (_picture(self._shown, width, ON_PAGE) for width in (SCREEN, NARROW))
        return Svg((wide, narrow), in_sentences(self._shown), css)

    def as_print_svg(self) -> Svg:
        """The line of dots."""
        return Svg((_picture(self._shown, PRINT, PRINT_FONT),), in_sentences(self._shown))

    def as_png(self) -> Png:
        """One below the other, as large on a telephone as elsewhere."""
        return png_of(_picture(self._shown, NARROW, FONT), in_sentences(self._shown), NARROW)

    @property
    def _shown(self) -> Chart:
        return replace(self.chart, rows=_chosen(self.chart.rows))


def narrow_svg(chart: Chart) -> str:
    """All milestones of a chart one below the other, for a page on a telephone."""
    return _picture(chart, NARROW, ON_PAGE)


def _picture(chart: Chart, width: float, font: str) -> str:
    stops = [_stop(chart, number, width) for number in range(len(chart.rows))]
    return svg_template("strip").render(
        stops=stops,
        width=width,
        height=max(label.y for stop in stops for label in stop.labels) + 9,
        dot=DOT,
        id=f"strip-{'wide' if width > NARROW else 'narrow'}",
        font=font,
        title=name_of(chart),
        description=in_sentences(chart),
        colours=COLOURS,
    )


def _stop(chart: Chart, number: int, width: float) -> Stop:
    row, count = chart.rows[number], len(chart.rows)
    day, late = short_day(chart, row), slip_sign(row)
    said, name = f"{day} ({late})" if late else day, row.title or row.id
    bold = number == count - 1
    if width <= NARROW:
        y = 12 + number * ROW
        room = width - 34 - text_width(said, TEXT, bold=bold)
        title = Label(24, y + 4, shorten(name, room, TEXT), TEXT, bold=bold)
        return Stop(row, Point(10, y), (title, Label(width - 2, y + 4, said, TEXT, "end", bold)))
    share = width / count
    x = share * (number + 0.5)
    lines = [*in_lines(name, share - 2, SMALLEST, LINES), said]
    labels = (
        Label(x, 30 + place * LEADING, line, SMALLEST, "middle", bold or place == len(lines) - 1)
        for place, line in enumerate(lines)
    )
    return Stop(row, Point(x, 10), tuple(labels))


def _chosen(rows: Sequence[DatedMilestone]) -> tuple[DatedMilestone, ...]:
    """The milestones that are shown, in their order."""
    if len(rows) <= MOST:
        return tuple(rows)
    ahead = [one for one in rows if one.status != "done"]
    done = [one for one in rows if one.status == "done"]
    last = rows[-1:] if rows[-1].status == "done" else ahead[-1:]
    kept = [*done[-max(REACHED, MOST - len(ahead)) :], *ahead]
    chosen = {one.id for one in (*kept[: MOST - 1], *last)}
    return tuple(one for one in rows if one.id in chosen)


def strip_figure(document: HasMilestones, language: Language) -> StripFigure | None:
    """The milestones of a report as a small picture; None without milestones."""
    chart = chart_of(document, language)
    return StripFigure(chart) if chart else None
