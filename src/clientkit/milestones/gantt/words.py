"""The words of a chart in the languages of documents, and the chart told in sentences."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from clientkit.kernel.model.files.schedule import MilestoneStatus
from clientkit.kernel.model.values.choices import Party
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.text.template.filters import format_day, format_period, formatted
from clientkit.kernel.text.words import words_of
from clientkit.milestones.baseline_comparison import DatedMilestone
from clientkit.milestones.gantt.chart import Chart

LONG = 365
"""Days from which a date needs its year."""


class GanttWords(NamedTuple):
    """What a chart says in one language."""

    chart: str
    milestone: str
    last_day: str
    owners: Mapping[Party, str]
    statuses: Mapping[MilestoneStatus, str]
    passed: str
    point: str
    client: str
    agreed: str
    planned: str
    weekends: str
    holidays: str
    today: str
    slip: str


@cache
def gantt_words(language: Language) -> GanttWords:
    """What a chart says in a language; the statuses are those of the timeline's table."""
    return words_of(language, "gantt", GanttWords)


def name_of(chart: Chart) -> str:
    """What the chart is: `Gantt chart: Web shop`."""
    return f"{gantt_words(chart.language).chart}: {chart.title}"


def short_day(chart: Chart, row: DatedMilestone) -> str:
    """The last day of a milestone: `17 Aug`, with its year where the chart shows more than a year."""
    pattern = "d MMM" if (chart.frame.last - chart.frame.first).days < LONG else "d MMM y"
    return formatted(row.end, pattern, chart.language)


def slip_sign(row: DatedMilestone) -> str:
    """`+3` for working days late, a minus sign for those early, nothing on time."""
    if not row.slip:
        return ""
    return f"+{row.slip}" if row.slip > 0 else f"−{-row.slip}"  # noqa: RUF001 - a minus sign


def baseline_name(chart: Chart) -> str:
    """What the thin bars show."""
    words = gantt_words(chart.language)
    return words.agreed if chart.is_agreed else words.planned


def today_name(chart: Chart) -> str:
    """`Today, 21 Nov`."""
    return f"{gantt_words(chart.language).today}, {formatted(chart.today, 'd MMM', chart.language)}"


def in_sentences(chart: Chart) -> str:
    """The chart for who cannot see it: today, and one sentence for each milestone."""
    named = f"{gantt_words(chart.language).today}: {format_day(chart.today, chart.language, 'long')}."
    return " ".join(
        [*([named] if chart.today > date.min else []), *(_sentence(chart, row) for row in chart.rows)]
    )


def _sentence(chart: Chart, row: DatedMilestone) -> str:
    words = gantt_words(chart.language)
    parts = [format_period(row.start, row.end, chart.language), words.statuses[row.status]]
    if row.has_moved:
        baseline = format_period(row.baseline_start, row.baseline_end, chart.language)
        parts.append(f"{baseline_name(chart)}: {baseline}")
    return f"{row.id} {row.title} ({words.owners[row.owner]}): {'; '.join(parts)}."
