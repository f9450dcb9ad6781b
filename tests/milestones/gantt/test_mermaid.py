"""Charts as Mermaid: the lines that its lexer would read, whatever the titles say."""

import re
from datetime import date

import pytest
from hypothesis import example, given, settings

from clientkit.kernel.model.files.calendar_settings import DayOff
from clientkit.milestones.gantt.chart import DaySpan
from clientkit.milestones.gantt.mermaid import mermaid
from support.charts import TITLES, a_chart, a_row, charts

DAY = r"\d{4}-\d\d-\d\d"
TEXT = r"[^:;%<>\"'`{}$\\&\n#]|#\d+;"
STATEMENT = re.compile(
    rf"gantt|    title (?:{TEXT})*|    dateFormat YYYY-MM-DD|    axisFormat (?:%m-%d|%Y-%m)"
    r"|    todayMarker off"
    rf"|    excludes (?:[a-z]+day|{DAY})(?:, (?:[a-z]+day|{DAY}))*"
    rf"|    (?:Today|Hari ini), (?:{TEXT})* :milestone, {DAY}, {DAY}"
    rf"|    [✔▶▲○] \S+ (?:{TEXT})* :(?:done, |active, |crit, )?(?:milestone, )?{DAY}, {DAY}"
)
"""What a line of the diagram can be: no text holds a sign that Mermaid reads as its own."""


def shown(text):
    """A text as Mermaid shows it: its entities decoded."""
    return re.sub(r"#(\d+);", lambda match: chr(int(match[1])), text)


@settings(max_examples=60)
@given(charts())
def test_every_line_is_a_statement(chart):
    source = mermaid(chart)
    assert source.endswith("\n")
    lines = source.removesuffix("\n").split("\n")
    assert all(STATEMENT.fullmatch(line) for line in lines), source
    assert sum(line[4:5] in "✔▶▲○" and bool(line[4:5]) for line in lines) == len(chart.rows)
    assert mermaid(chart) == source


@given(TITLES)
@example("a:b; c#d %% comment")
@example("%%{init: {'securityLevel': 'loose'}}%%")
@example("</text><script>")
@example("#35; &amp; ﬂ°°58¶ß")
@example("```")
@example("$$x$$")
def test_a_title_is_shown_as_it_is(title):
    line = next(line for line in mermaid(a_chart(a_row(title=title))).split("\n") if line.startswith("    ▶"))
    words, _, dates = line.rpartition(" :")
    cut = title if len(title) <= 60 else title[:59].rstrip() + "…"
    assert shown(words) == f"    ▶ M1 {cut} · We"
    assert dates == "active, 2026-11-16, 2026-11-28"


def test_a_diagram_says_when_it_is_of_who_does_what_and_what_is_late():
    day = date(2026, 11, 19)
    chart = a_chart(
        a_row("M1", status="done", slip=-1, baseline=DaySpan(date(2026, 11, 16), date(2026, 11, 30))),
        a_row("M2", DaySpan(day, day), status="waiting", owner="client", is_point=True, slip=3),
        a_row("M3", status="planned"),
        language="id",
        title="Toko: daring",
        days_off=(DayOff(day=date(2026, 11, 24), until=date(2026, 11, 25)),),
    )
    assert mermaid(chart) == (
        "gantt\n"
        "    title Toko#58; daring\n"
        "    dateFormat YYYY-MM-DD\n"
        "    axisFormat %m-%d\n"
        "    todayMarker off\n"
        "    excludes saturday, sunday, 2026-11-24, 2026-11-25\n"
        "    Hari ini, 21 Nov :milestone, 2026-11-21, 2026-11-22\n"
        "    ✔ M1 Design approved · Kami · \N{MINUS SIGN}1 hari kerja :done, 2026-11-16, 2026-11-28\n"
        "    ▲ M2 Design approved · Anda · +3 hari kerja :crit, milestone, 2026-11-19, 2026-11-20\n"
        "    ○ M3 Design approved · Kami :2026-11-16, 2026-11-28\n"
    )


def test_who_works_every_day_excludes_none():
    week = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    assert "excludes" not in mermaid(a_chart(working_days=week))


@pytest.mark.parametrize(("until", "form"), [(date(2027, 6, 1), "%m-%d"), (date(2028, 6, 1), "%Y-%m")])
def test_long_charts_show_years(until, form):
    assert f"axisFormat {form}\n" in mermaid(a_chart(a_row(expected=DaySpan(date(2026, 11, 16), until))))


def test_endless_days_off_are_cut():
    off = (DayOff(day=date(2026, 11, 16), until=date(2046, 11, 16)),)
    source = mermaid(a_chart(a_row(expected=DaySpan(date(2026, 11, 16), date(2046, 1, 1))), days_off=off))
    assert source.count("20") < 400


def test_the_last_day_there_is_has_no_day_after_it():
    assert f":active, {date.max}, {date.max}" in mermaid(a_chart(a_row(expected=DaySpan(date.max, date.max))))
