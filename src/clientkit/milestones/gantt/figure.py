"""The Gantt chart of a document as a figure: SVG for a page, for paper or alone, PNG, Mermaid."""

from dataclasses import dataclass

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.picture.figure import FONT, Png, Svg, png_of
from clientkit.kernel.text.figure import GANTT
from clientkit.kernel.text.template.sources import shipped_templates
from clientkit.kernel.text.template.svg import svg_template
from clientkit.milestones.gantt.chart import Chart, HasMilestones, chart_of
from clientkit.milestones.gantt.layout import draw
from clientkit.milestones.gantt.look import COLOURS, HIGHEST, PRINT, PRINT_FONT, SCREEN, SIGNS
from clientkit.milestones.gantt.mermaid import mermaid
from clientkit.milestones.gantt.narrow import NARROW, draw_narrow
from clientkit.milestones.gantt.shapes import GanttDrawing
from clientkit.milestones.gantt.words import gantt_words, in_sentences, name_of


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
        narrow = self._svg(draw_narrow(self.chart), "system-ui, sans-serif", "strip-narrow")
        return Svg((self.as_svg(), narrow), in_sentences(self.chart), css)

    def as_print_svg(self) -> Svg:
        """The chart for paper, a long one in several parts."""
        parts = draw(self.chart, PRINT, HIGHEST)
        return Svg(tuple(self._svg(part, PRINT_FONT) for part in parts), in_sentences(self.chart))

    def as_png(self) -> Png:
        """The chart on white, with the bundled letters, as large on a telephone as elsewhere."""
        drawing = draw_narrow(self.chart)
        return png_of(self._svg(drawing, FONT), in_sentences(self.chart), NARROW, drawing.height)

    def as_markdown(self) -> str:
        """A section with the chart as a Mermaid diagram."""
        return f"## {gantt_words(self.chart.language).chart}\n\n```mermaid\n{mermaid(self.chart)}```\n"

    def _svg(self, drawing: GanttDrawing, font: str, name: str = GANTT) -> str:
        return svg_template("gantt").render(
            it=drawing,
            id=name,
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
