"""The milestones of a report as one small picture: dots on a line, or below one another on a telephone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.picture.figure import FONT, Png, Svg, png_of
from clientkit.kernel.picture.shapes import TEXT, Label, Point
from clientkit.kernel.picture.text_width import in_lines, shorten
from clientkit.kernel.text.template.sources import shipped_templates
from clientkit.kernel.text.template.svg import svg_template
from clientkit.milestones.baseline_comparison import DatedMilestone
from clientkit.milestones.gantt.chart import Chart, HasMilestones, chart_of
from clientkit.milestones.gantt.figure import COLOURS, PRINT, PRINT_FONT, SCREEN, GanttFigure
from clientkit.milestones.gantt.words import in_sentences, name_of, short_day, slip_sign

MOST = 8
"""Milestones that it shows: the last ones that were reached, the next ones, and the end."""
REACHED = 2
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
        wide, narrow = (self._picture(width, "system-ui, sans-serif") for width in (SCREEN, NARROW))
        return Svg((wide, narrow), in_sentences(self._shown), css)

    def as_print_svg(self) -> Svg:
        """The line of dots."""
        return Svg((self._picture(PRINT, PRINT_FONT),), in_sentences(self._shown))

    def as_png(self) -> Png:
        """One below the other, as large on a telephone as elsewhere."""
        return png_of(self._picture(NARROW, FONT), in_sentences(self._shown), NARROW)

    @property
    def _shown(self) -> Chart:
        return replace(self.chart, rows=_chosen(self.chart.rows))

    def _picture(self, width: float, font: str) -> str:
        rows, wide = self._shown.rows, width > NARROW
        stops = [self._stop(number, row, width, len(rows)) for number, row in enumerate(rows)]
        lowest = max((label.y for stop in stops for label in stop.labels), default=0.0)
        return svg_template("strip").render(
            stops=stops,
            width=width,
            height=lowest + 9,
            wide=wide,
            dot=DOT,
            id=f"strip-{'wide' if wide else 'narrow'}",
            font=font,
            title=name_of(self.chart),
            description=in_sentences(self._shown),
            colours=COLOURS,
        )

    def _stop(self, number: int, row: DatedMilestone, width: float, count: int) -> Stop:
        day, late = short_day(self.chart, row), slip_sign(row)
        said, name = f"{day} ({late})" if late else day, row.title or row.id
        bold = number == count - 1
        if width <= NARROW:
            y = 12 + number * ROW
            title = Label(24, y + 4, shorten(name, width - 122, TEXT), TEXT, bold=bold)
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
