"""The milestones of a report as one small picture: dots on a line, or below one another on a telephone."""

from typing import NamedTuple

from clientkit.kernel.picture.shapes import TEXT, Anchor, Label, Point
from clientkit.kernel.picture.text_width import BOLD, in_lines
from clientkit.kernel.picture.text_width import width as text_width
from clientkit.kernel.text.template.svg import svg_template
from clientkit.milestones.baseline_comparison import DatedMilestone
from clientkit.milestones.gantt.chart import Chart
from clientkit.milestones.gantt.look import COLOURS
from clientkit.milestones.gantt.words import in_sentences, name_of, short_day, slip_sign

ON_PAGE = "system-ui, sans-serif"
NARROW = 320.0
"""Width for a mail and a telephone."""
LEADING, ROW, DOT = 13.0, 27.0, 6.5
SMALLEST = 11.5
LINES, BESIDE_LINES = 3, 4
"""Lines that a title takes at most, below the line alone and on its two sides; two below one another."""

EDGE = 9.0
"""From the edge of the picture to the middle of a dot there."""
BESIDE = 1.3
"""Room of a title in steps from dot to dot, where the next title stands on the other side."""
MANY = 3
"""Milestones from which on there are two sides to write on."""


class Stop(NamedTuple):
    """One milestone: its dot, and the words beside or below it."""

    row: DatedMilestone
    at: Point
    labels: tuple[Label, ...]


def strip_svg(chart: Chart, width: float, font: str) -> str:
    """The milestones of a chart as dots: in a line, or one below the other where it is narrow."""
    stops = (
        _below_one_another(chart)
        if width <= NARROW
        else _in_a_line(chart, width) or _on_two_sides(chart, width)
    )
    return svg_template("strip").render(
        stops=stops,
        width=width,
        height=max(y for stop in stops for y in (stop.at.y, *(label.y for label in stop.labels))) + 9,
        dot=DOT,
        id=f"strip-{'wide' if width > NARROW else 'narrow'}",
        font=font,
        title=name_of(chart),
        description=in_sentences(chart),
        colours=COLOURS,
    )


def _below_one_another(chart: Chart) -> list[Stop]:
    stops, y = [], 12.0
    for row in chart.rows:
        bold, said = row is chart.rows[-1], _said(chart, row)
        room = NARROW - 34 - text_width(said, TEXT, bold=bold)
        lines = in_lines(row.title or row.id, room / (BOLD if bold else 1), TEXT, 2)
        titles = (Label(24, y + 4 + at * LEADING, line, TEXT, bold=bold) for at, line in enumerate(lines))
        stops.append(Stop(row, Point(10, y), (*titles, Label(NARROW - 2, y + 4, said, TEXT, "end", bold))))
        y += ROW + (len(lines) - 1) * LEADING
    return stops


def _in_a_line(chart: Chart, width: float) -> list[Stop]:
    """Words below their dots; none where a title would be cut and there is another way."""
    share, stops = width / len(chart.rows), []
    for number, row in enumerate(chart.rows):
        bold, x, name = row is chart.rows[-1], share * (number + 0.5), row.title or row.id
        lines = in_lines(name, (share - 2) / (BOLD if bold else 1), SMALLEST, LINES)
        if " ".join(lines) != " ".join(name.split()) and len(chart.rows) >= MANY:
            return []
        stops.append(Stop(row, Point(x, 10), _lettered([*lines, _said(chart, row)], x, 30, "middle", bold)))
    return stops


def _on_two_sides(chart: Chart, width: float) -> list[Stop]:
    """Words below and above their dots by turns, each with more room; the first and last at the edges."""
    last = len(chart.rows) - 1
    step = (width - 2 * EDGE) / last
    words = [
        [*in_lines(row.title or row.id, BESIDE * step - 2, SMALLEST, BESIDE_LINES), _said(chart, row)]
        for row in chart.rows
    ]
    top = max(map(len, words[1::2])) * LEADING
    stops = []
    for number, (row, lines) in enumerate(zip(chart.rows, words, strict=True)):
        anchor: Anchor = "start" if number == 0 else "end" if number == last else "middle"
        at = Point(EDGE + number * step, top + 12)
        x = {"start": 0, "middle": at.x, "end": width}[anchor]
        y = top - (len(lines) - 1) * LEADING if number % 2 else at.y + 20
        stops.append(Stop(row, at, _lettered(lines, x, y, anchor, bold=False)))
    return stops


def _lettered(lines: list[str], x: float, y: float, anchor: Anchor, bold: bool) -> tuple[Label, ...]:
    """Lines below one another, the last of them, which is the day, in bold letters."""
    return tuple(
        Label(x, y + place * LEADING, line, SMALLEST, anchor, bold or place == len(lines) - 1)
        for place, line in enumerate(lines)
    )


def _said(chart: Chart, row: DatedMilestone) -> str:
    day, late = short_day(chart, row), slip_sign(row)
    return f"{day} ({late})" if late else day
