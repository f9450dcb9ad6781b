"""A chart for a telephone: the words of each milestone above its bar, in letters that can be read there."""

from dataclasses import replace

from clientkit.kernel.picture.shapes import SMALL, TEXT, Box, Label, Point
from clientkit.kernel.picture.text_width import BOLD, in_lines, width
from clientkit.milestones.baseline_comparison import DatedMilestone
from clientkit.milestones.gantt.chart import Chart
from clientkit.milestones.gantt.date_axis import DateScale, axis
from clientkit.milestones.gantt.layout import FOOT, LABEL_FIT, LINES, UPPER, marks, today_line
from clientkit.milestones.gantt.legend import LINE, legend
from clientkit.milestones.gantt.row_layout import GAP, LEADING, MARGIN, POINT, Columns, RowPlace, end_text
from clientkit.milestones.gantt.shapes import GanttDrawing, RowDrawing

NARROW = 320.0
"""Width for a telephone, inside the edges of a mail."""

HEAD, TRACK, AFTER = 24.0, 26.0, 4.0
"""Heights of the line of dates and of a bar with its baseline, and the room after it."""

INDENT = 16.0
"""Room of the sign of a status before the words."""


def draw_narrow(chart: Chart) -> GanttDrawing:
    """The whole chart, one milestone below the other."""
    edge = MARGIN + POINT
    scale = DateScale(chart.frame, NARROW - 2 * edge)
    columns = Columns(0, INDENT, 0, NARROW, edge, NARROW - edge)
    lines: list[RowDrawing] = []
    for row in chart.rows:
        lines.append(_line(chart, row, RowPlace(chart, scale, columns, _after(lines))))
    plot = Box(edge, HEAD, scale.room, lines[-1].box.bottom - HEAD)
    below = Box(MARGIN, plot.bottom + (FOOT if chart.shows_today else GAP), NARROW - 2 * MARGIN, 0)
    entries = legend(chart, below, weekends=False, holidays=False)
    dates = axis(scale, chart.language, LABEL_FIT)
    x = edge + scale.middle(chart.today)
    tracks = [(line.box.bottom - TRACK, line.box.bottom - AFTER) for line in lines]
    return GanttDrawing(
        width=NARROW,
        height=entries[-1].at.y + LINE / 2,
        plot=plot,
        upper=marks(dates.upper, plot, UPPER, bold=True),
        lower=(),
        weekends=(),
        holidays=(),
        lines=tuple(lines),
        today=today_line(chart, x, plot.bottom, NARROW, tracks) if chart.shows_today else None,
        legend=entries,
    )


def _after(lines: list[RowDrawing]) -> Box:
    """Where the next milestone begins; its height is not known yet."""
    return Box(MARGIN, lines[-1].box.bottom if lines else HEAD, NARROW - 2 * MARGIN, 0)


def _line(chart: Chart, row: DatedMilestone, place: RowPlace) -> RowDrawing:
    said = end_text(chart, row)
    room = NARROW - INDENT - MARGIN - GAP - width(said, SMALL)
    is_client = row.owner == "client"
    words = in_lines(row.title or row.id, room / (BOLD if is_client else 1), TEXT, LINES)
    top = place.box.y
    height = LEADING * len(words) + TRACK
    first = top + LEADING
    track = Box(MARGIN, top + LEADING * len(words) + 2, place.box.width, TRACK)
    drawn = RowPlace(chart, place.scale, place.columns, track).line(row, [])
    return replace(
        drawn,
        box=Box(MARGIN, top, place.box.width, height + AFTER),
        id=Label(0, 0, ""),
        owner=Label(NARROW, 0, ""),
        title=tuple(
            Label(INDENT, first + number * LEADING, text, TEXT, bold=is_client)
            for number, text in enumerate(words)
        ),
        sign=Point(INDENT / 2, first - TEXT * 0.36),
        end=Label(NARROW - MARGIN, first, said, anchor="end"),
    )
