"""The picture of a report: some milestones of the chart, in every form that a document takes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.picture.figure import FONT, Png, Svg, png_of
from clientkit.kernel.text.template.sources import shipped_templates
from clientkit.milestones.baseline_comparison import DatedMilestone
from clientkit.milestones.gantt.chart import Chart, HasMilestones, chart_of
from clientkit.milestones.gantt.figure import GanttFigure
from clientkit.milestones.gantt.look import PRINT, PRINT_FONT, SCREEN
from clientkit.milestones.gantt.strip import NARROW, ON_PAGE, strip_svg
from clientkit.milestones.gantt.words import in_sentences

MOST = 8
"""Milestones that it shows: the last ones that were reached, the next ones, and the end."""
REACHED = 2


@dataclass(frozen=True)
class StripFigure(GanttFigure):
    """The picture in every form that a report takes; a terminal shows the chart of all milestones."""

    def as_page_svg(self) -> Svg:
        """Both layouts: the page's style sheet shows the one that fits."""
        css = (shipped_templates() / "svg" / "gantt.css").read_text("utf-8")
        wide, narrow = (strip_svg(self._shown, width, ON_PAGE) for width in (SCREEN, NARROW))
        return Svg((wide, narrow), in_sentences(self._shown), css)

    def as_print_svg(self) -> Svg:
        """The line of dots."""
        return Svg((strip_svg(self._shown, PRINT, PRINT_FONT),), in_sentences(self._shown))

    def as_png(self) -> Png:
        """One below the other, as large on a telephone as elsewhere."""
        return png_of(strip_svg(self._shown, NARROW, FONT), in_sentences(self._shown), NARROW)

    @property
    def _shown(self) -> Chart:
        return replace(self.chart, rows=_chosen(self.chart.rows))


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
