"""A chart as a Mermaid diagram: for what shows Markdown in a browser or an editor."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from clientkit.kernel.model.files.calendar_settings import WEEKDAYS
from clientkit.kernel.model.files.schedule import MilestoneStatus
from clientkit.kernel.text.template.filters import format_working_days
from clientkit.milestones.baseline_comparison import DatedMilestone
from clientkit.milestones.gantt.chart import Chart
from clientkit.milestones.gantt.words import gantt_words, slip_sign, today_name

LONGEST = 60
"""Letters of a title: Mermaid sets each on one line, and refuses more than 50,000 in all."""

MOST_DAYS_OFF = 366
"""Days off that are written out: Mermaid takes them one by one."""

YEAR = 366
"""Days from which the dates are shown with their year."""

_TAGS: dict[MilestoneStatus, str] = {
    "done": "done, ",
    "running": "active, ",
    "late": "crit, ",
    "waiting": "crit, ",
    "planned": "",
}
_SIGNS: dict[MilestoneStatus, str] = {
    "done": "✔",
    "running": "▶",
    "late": "▲",
    "waiting": "▲",
    "planned": "○",
}
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# what ends a text or begins a comment, a directive, a formula or markup, in Mermaid or in Markdown;
# the last two are what Mermaid itself writes in the place of '#' and ';'
_SPECIAL = re.compile(r"[:;#%&<>\"'`{}$\\ﬂ¶]")


def mermaid(chart: Chart) -> str:
    """The source of the diagram, without the fence around it; ends with a newline.

    It names the day that it is of, because Mermaid's own line for today would be the reader's.
    """
    return "\n".join(_statements(chart)) + "\n"


def _statements(chart: Chart) -> Iterator[str]:
    yield "gantt"
    yield f"    title {_escape(chart.title)}"
    yield "    dateFormat YYYY-MM-DD"
    yield f"    axisFormat {'%m-%d' if (chart.frame.last - chart.frame.first).days < YEAR else '%Y-%m'}"
    yield "    todayMarker off"
    yield from (f"    excludes {rested}" for rested in [", ".join(_without_work(chart))] if rested)
    if chart.shows_today:
        yield f"    {_escape(today_name(chart))} :milestone, {_dates(chart.today, chart.today)}"
    for row in chart.rows:
        tags = _TAGS[row.status] + ("milestone, " if row.is_point else "")
        yield f"    {_words(chart, row)} :{tags}{_dates(row.start, row.end)}"


def _words(chart: Chart, row: DatedMilestone) -> str:
    """The text of a task; it begins with a sign, so that no title is taken for a statement."""
    parts = [
        f"{_SIGNS[row.status]} {row.id} {_escape(row.title)}",
        gantt_words(chart.language).owners[row.owner],
    ]
    if row.slip:
        parts.append(f"{slip_sign(row)[0]}{format_working_days(abs(row.slip), chart.language)}")
    return " · ".join(parts)


def _dates(first: date, last: date) -> str:
    """The first day, and the one after the last: Mermaid's ends are exclusive."""
    after = last + timedelta(days=1) if last < date.max else last
    return f"{first}, {after}"


def _without_work(chart: Chart) -> Iterator[str]:
    yield from (name for code, name in zip(WEEKDAYS, _NAMES, strict=True) if code not in chart.working_days)
    left = MOST_DAYS_OFF
    for rest in chart.holidays():
        count = min(left, (rest.span.last - rest.span.first).days + 1)
        yield from (str(rest.span.first + timedelta(days=number)) for number in range(count))
        left -= count


def _escape(text: str) -> str:
    cut = text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
    return _SPECIAL.sub(lambda sign: f"#{ord(sign[0])};", cut)
