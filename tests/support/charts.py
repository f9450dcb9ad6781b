"""Charts for tests: one that a test words itself, and any that dates, titles and facts could make."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from clientkit.kernel.model.files.calendar_settings import WEEKDAYS, DayOff
from clientkit.kernel.model.values.safe_text import printable_line
from clientkit.kernel.model.values.week import whole_weeks
from clientkit.milestones.baseline_comparison import DatedMilestone
from clientkit.milestones.gantt.chart import Chart, DaySpan

TODAY = date(2026, 11, 21)
NOVEMBER = DaySpan(date(2026, 11, 16), date(2026, 11, 27))


def a_row(
    name: str = "M1",
    expected: DaySpan = NOVEMBER,
    *,
    baseline: DaySpan | None = None,
    is_point: bool = False,
    **fields: Any,
) -> DatedMilestone:
    """A milestone of ours that is under way, on its planned days unless told otherwise."""
    planned = baseline or expected
    dates = {"start": expected.first, "end": expected.last}
    dates |= {"baseline_start": planned.first, "baseline_end": planned.last}
    empty = {"deliverables": (), "after": (), "done_on": None, "slips": (), "reason": "", "buffer": 0}
    usual = {
        "title": "Design approved",
        "owner": "us",
        "status": "running",
        "slip": 0,
        "days": int(not is_point),
    }
    return DatedMilestone(
        id=name,
        acceptance_due=None,
        note="",
        due=expected.last,
        overdue=0,
        **{**empty, **usual, **dates, **fields},
    )


def a_chart(*rows: DatedMilestone, **fields: Any) -> Chart:
    """A chart of whole weeks around its milestones, in English."""
    chosen = rows or (a_row(),)
    days = [day for row in chosen for day in (row.baseline_start, row.baseline_end, row.start, row.end)]
    return Chart(
        **{
            "title": "Web shop",
            "language": "en",
            "frame": DaySpan(*whole_weeks(min(days), max(days))),
            "today": TODAY,
            "rows": chosen,
            "is_agreed": True,
            "working_days": WEEKDAYS[:5],
            "days_off": (),
            **fields,
        }
    )


TITLES = st.one_of(
    st.text(max_size=120),
    st.text(st.sampled_from("MW @%ij-<>&\"';#:{}%é京🎉\u0301"), max_size=80),
    st.sampled_from(
        ["title of it", "section a", "Peta situs dan alur belanja disetujui oleh Klien dan percetakan"]
    ),
).map(printable_line)
_STARTS = st.one_of(
    st.dates(), st.dates(date(2026, 1, 1), date(2029, 12, 31)), st.dates(date(2026, 10, 1), date(2027, 1, 31))
)


@st.composite
def spans(draw: st.DrawFn, around: date) -> DaySpan:
    """Some days, most of them near a day."""
    first = _moved(around, draw(st.integers(-400, 400) | st.integers(-20, 20)))
    return DaySpan(first, _moved(first, draw(st.integers(0, 1500) | st.integers(0, 15))))


@st.composite
def rows(draw: st.DrawFn, around: date) -> DatedMilestone:
    """Any milestone."""
    planned, expected = draw(spans(around)), draw(spans(around))
    is_point = draw(st.booleans())
    if is_point:
        planned, expected = DaySpan(planned.last, planned.last), DaySpan(expected.last, expected.last)
    return a_row(
        draw(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}", fullmatch=True)),
        expected,
        title=draw(TITLES),
        owner=draw(st.sampled_from(["us", "client"])),
        status=draw(st.sampled_from(["done", "running", "late", "waiting", "planned"])),
        is_point=is_point,
        baseline=draw(st.sampled_from([planned, expected])),
        slip=draw(st.integers(-30, 300) | st.just(0)),
    )


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Any chart, from one milestone of a day to many over millennia."""
    around = draw(_STARTS)
    chosen = draw(st.lists(rows(around), min_size=1, max_size=6))
    far = draw(st.lists(st.dates(), max_size=1))
    chosen += [a_row("far", DaySpan(day, day)) for day in far]
    off = [
        DayOff(day=first, until=last, name="Libur <&>")
        for first, last in draw(st.lists(spans(around), max_size=3))
    ]
    return a_chart(
        *chosen,
        title=draw(TITLES),
        language=draw(st.sampled_from(["en", "id"])),
        today=_moved(around, draw(st.integers(-60, 60))),
        days_off=tuple(off),
        working_days=tuple(draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7, unique=True))),
    )


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
