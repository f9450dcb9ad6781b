"""The milestones of a report as one small picture: dots on a line, or below one another on a telephone."""

from typing import NamedTuple

from clientkit.kernel.picture.shapes import TEXT, Label, Point
from clientkit.kernel.picture.text_width import in_lines, shorten
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
LINES = 3
"""Lines that a title takes at most."""


class Stop(NamedTuple):
    """One milestone: its dot, and the words beside or below it."""

    row: DatedMilestone
    at: Point
    labels: tuple[Label, ...]


def strip_svg(chart: Chart, width: float, font: str) -> str:
    """The milestones of a chart as dots: in a line, or one below the other where it is narrow."""
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
