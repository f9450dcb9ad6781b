"""A chart as SVG: for a page, for PDF, or alone; the same chart gives the same bytes."""

from functools import cache

from jinja2 import Environment, StrictUndefined, Template

from clientkit.kernel.model.files.schedule import MilestoneStatus
from clientkit.kernel.picture.shapes import Drawing
from clientkit.kernel.text.figure import GANTT, Figure
from clientkit.kernel.text.template.sources import shipped_templates
from clientkit.milestones.gantt.chart import Chart
from clientkit.milestones.gantt.layout import draw
from clientkit.milestones.gantt.words import in_sentences, name_of

SCREEN = 768.0
"""Width for a page: that of its column, in CSS pixels."""

PRINT = 680.0
"""Width for paper: letters come out as large there as in a table."""

PRINT_FONT = "Libertinus Serif"
"""The letters of printed documents, which come with Typst."""

HIGHEST = 760.0
"""Height of the rows that stay together in print: a page, or the rest of one below a title."""

COLOURS = {
    "text": "#1d2733",
    "quiet": "#5f6f82",
    "rule": "#e3e9ef",
    "month": "#c3cedb",
    "paper": "#ffffff",
    "rest": "#f0f4f8",
    "holiday": "#dde5ee",
    "baseline": "#7d8ea3",
    "stripe": "#ffffff",
    "today": "#d02f2f",
    "done": "#2f855a",
    "done-light": "#c6e6d5",
    "running": "#2566ad",
    "running-light": "#c9ddf2",
    "late": "#c05621",
    "late-light": "#f6d5c3",
    "waiting": "#6b46c1",
    "waiting-light": "#ddd2f4",
    "planned": "#718096",
    "planned-light": "#dfe5ec",
}
"""The colours on white; templates/svg/gantt.css sets a page's own, in the dark too."""

SIGNS: dict[MilestoneStatus, str] = {
    "done": "M-4.2 .4-1.3 3.4 4.2-3.4",
    "running": "M-3-4.2 4.2 0-3 4.2z",
    "late": "M0-4.4 4.6 3.6H-4.6z",
    "waiting": "M0-3.8 4 3.2H-4z",
    "planned": "M-3.4 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0z",
}
"""The signs of the statuses as paths around the origin: no font is needed for them."""


def gantt_svg(chart: Chart) -> str:
    """The chart as a picture that stands on its own."""
    return drawn(chart, draw(chart, SCREEN)[0], "system-ui, sans-serif")


def for_page(chart: Chart) -> Figure:
    """The chart for a page, whose style sheet colours it, in the dark too."""
    return Figure((gantt_svg(chart),), in_sentences(chart), _style_sheet())


def for_print(chart: Chart) -> Figure:
    """The chart for paper, a long one in several parts."""
    parts = draw(chart, PRINT, HIGHEST)
    return Figure(tuple(drawn(chart, part, PRINT_FONT) for part in parts), in_sentences(chart))


def drawn(chart: Chart, drawing: Drawing, font: str) -> str:
    """A part of the chart in one font, as a picture that stands on its own."""
    return _template().render(
        it=drawing,
        id=GANTT,
        font=font,
        title=name_of(chart),
        description=in_sentences(chart),
        titles_end=min(line.owner.x for line in drawing.lines) - 2,
        colours=COLOURS,
        signs=SIGNS,
    )


@cache
def _style_sheet() -> str:
    return (shipped_templates() / "svg" / "gantt.css").read_text("utf-8")


@cache
def _template() -> Template:
    text = (shipped_templates() / "svg" / "gantt.svg.j2").read_text("utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["n"] = _number
    return environment.from_string(text)


def _number(value: float) -> str:
    """A coordinate with one decimal where it has one."""
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0")
