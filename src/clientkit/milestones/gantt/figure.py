"""The Gantt chart of a document as a figure: SVG for a page, for paper or alone, PNG, Mermaid."""

from dataclasses import dataclass

from clientkit.kernel.model.files.schedule import MilestoneStatus
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.picture.figure import FONT, Png, Svg, png_of
from clientkit.kernel.text.figure import GANTT
from clientkit.kernel.text.template.sources import shipped_templates
from clientkit.kernel.text.template.svg import svg_template
from clientkit.milestones.gantt.chart import Chart, HasMilestones, chart_of
from clientkit.milestones.gantt.layout import draw
from clientkit.milestones.gantt.mermaid import mermaid
from clientkit.milestones.gantt.shapes import GanttDrawing
from clientkit.milestones.gantt.words import gantt_words, in_sentences, name_of

SCREEN = 768.0
"""Width for a page: that of its column, in CSS pixels."""

MAIL = 584.0
"""Width for a mail: that of its column."""

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


@dataclass(frozen=True)
class GanttFigure:
    """A chart in every form that a document takes; the same chart gives the same bytes."""

    chart: Chart

    def as_svg(self) -> str:
        """The chart as a picture that stands on its own."""
        return self._svg(draw(self.chart, SCREEN)[0], "system-ui, sans-serif")

    def as_page_svg(self) -> Svg:
        """The chart for a page, whose style sheet colours it, in the dark too."""
        css = (shipped_templates() / "svg" / "gantt.css").read_text("utf-8")
        from clientkit.milestones.gantt.strip import narrow_svg  # which shows less of this very chart

        return Svg((self.as_svg(), narrow_svg(self.chart)), in_sentences(self.chart), css)

    def as_print_svg(self) -> Svg:
        """The chart for paper, a long one in several parts."""
        parts = draw(self.chart, PRINT, HIGHEST)
        return Svg(tuple(self._svg(part, PRINT_FONT) for part in parts), in_sentences(self.chart))

    def as_png(self) -> Png:
        """The chart on white, with the bundled letters, as wide as the column of a mail."""
        return png_of(self._svg(draw(self.chart, MAIL)[0], FONT), in_sentences(self.chart), MAIL)

    def as_markdown(self) -> str:
        """A section with the chart as a Mermaid diagram."""
        return f"## {gantt_words(self.chart.language).chart}\n\n```mermaid\n{mermaid(self.chart)}```\n"

    def _svg(self, drawing: GanttDrawing, font: str) -> str:
        return svg_template("gantt").render(
            it=drawing,
            id=GANTT,
            font=font,
            title=name_of(self.chart),
            description=in_sentences(self.chart),
            titles_end=min(line.owner.x for line in drawing.lines) - 2,
            colours=COLOURS,
            signs=SIGNS,
        )


def gantt_figure(document: HasMilestones, language: Language) -> GanttFigure | None:
    """The chart of a document's milestones as a figure; None without milestones."""
    chart = chart_of(document, language)
    return GanttFigure(chart) if chart else None
