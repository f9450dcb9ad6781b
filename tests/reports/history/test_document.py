from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.model.values.week import IsoWeek
from clientkit.reports.history.document import Series, WeekRow
from clientkit.reports.history.document_table import series_table
from clientkit.reports.history.picture import CANVAS, draw, in_sentences, series_svg
from clientkit.reports.history.words import history_words

SVG = "{http://www.w3.org/2000/svg}"


def a_week(week="2026-W47", **fields):
    known = {"notes": 3, "hours": Decimal("7.5"), "status": "green", "slip": 0}
    scores = dict.fromkeys(("csat", "csat_scale", "nps", "ces"))
    return WeekRow(**{"week": week, **known, **scores, **fields})


def a_silent_week(week, **fields):
    return a_week(week, **{"notes": 0, "hours": None, "status": None, "slip": None, **fields})


def a_series(*weeks, title="Toko daring"):
    return Series(project="kopi/toko", title=title, language="id", weeks=weeks)


COURSE = a_series(
    a_week("2026-W44", csat=4, csat_scale=5),
    a_silent_week("2026-W45", nps=9),
    a_week("2026-W46", status="amber", slip=-2, hours=Decimal("12.25"), ces=7),
    a_week("2026-W47", status="red", slip=6),
)


def test_the_table_has_what_is_known_and_says_where_nothing_was_noted():
    assert series_table(COURSE, "en").splitlines() == [
        "# Toko daring, week by week",
        "",
        "| Week | Status | Days late | Hours | Satisfaction | Recommendation | Ease |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
        "| 2026-W44 | ✔ green | 0 | 7.5 | 4/5 |  |  |",
        "| 2026-W45 | no notes |  |  |  | 9/10 |  |",
        "| 2026-W46 | ▲ amber | −2 | 12.25 |  |  | 7/7 |",  # noqa: RUF001 - a minus sign
        "| 2026-W47 | ■ red | 6 | 7.5 |  |  |  |",
    ]


def test_the_table_is_in_the_language_that_is_asked_for():
    lines = series_table(COURSE, "id").splitlines()
    assert lines[0] == "# Toko daring, pekan demi pekan"
    assert "| 2026-W45 | tanpa catatan |" in lines[5]
    assert "12,25" in lines[6]


def test_a_measure_that_nobody_has_is_no_column():
    table = series_table(a_series(a_week()), "en")
    assert table.splitlines()[2] == "| Week | Status | Days late | Hours |"


def test_a_title_is_no_markdown():
    assert series_table(a_series(a_week(), title="*A* [b](c)"), "en").startswith(r"# \*A\* [b\](c), week")


def test_the_picture_tells_its_title_and_every_week_in_words():
    root = ET.fromstring(series_svg(COURSE, "en"))  # noqa: S314 - our own drawing
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Toko daring, week by week"
    assert root.find(f"{SVG}desc").text == in_sentences(COURSE, history_words("en"))
    assert in_sentences(COURSE, history_words("en")).split(". ")[:2] == [
        "2026-W44: green, days late 0, hours 7.5, satisfaction 4/5",
        "2026-W45: no notes, recommendation 9/10",
    ]


def test_statuses_have_shapes_of_their_own_and_silence_has_one_too():
    root = ET.fromstring(series_svg(COURSE, "en"))  # noqa: S314 - our own drawing
    signs = {
        group.find(f"{SVG}title").text: group.find(f"{SVG}path").get("d") for group in root.findall(f"{SVG}g")
    }
    assert list(signs) == ["✔ green", "no notes", "▲ amber", "■ red"]
    assert len(set(signs.values())) == len(signs)


def test_the_picture_has_colours_for_the_dark():
    svg = series_svg(COURSE, "en")
    assert "@media (prefers-color-scheme: dark)" in svg
    assert svg.count('class="paper"') == 1


def test_days_won_back_hang_below_the_line():
    late = draw(COURSE, history_words("en")).panels[0]
    won_back, lost = late.bars[1].box, late.bars[2].box
    assert won_back.y == late.base
    assert lost.y + lost.height == pytest.approx(late.base)
    assert [one.is_late for one in late.bars] == [False, False, True]


def test_of_narrow_columns_the_highest_and_the_last_have_their_values():
    first = IsoWeek(2026, 1)
    hours = [Decimal("7.25")] * 20 + [Decimal("99.25")] + [Decimal("7.75")] * 39
    weeks = [a_week(str(first.plus(at)), hours=one) for at, one in enumerate(hours)]
    (panel,) = [one for one in draw(a_series(*weeks), history_words("en")).panels if one.name.text == "Hours"]
    assert [one.label.text for one in panel.bars if one.label] == ["99.25", "7.75"]
    assert panel.bars[5].alt == "2026-W06: 7.25"


def test_a_hostile_title_is_text():
    svg = series_svg(a_series(a_week(), title="</title><script>alert(1)</script>" * 9), "en")
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    assert root.findall(f".//{SVG}script") == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["green", "amber", "red", None]),
            st.integers(-40, 400),
            st.decimals(0, 1000, places=2),
        ),
        min_size=1,
        max_size=150,
    )
)
def test_everything_stays_on_the_canvas(values):
    first = IsoWeek(2026, 44)
    weeks = [
        a_week(str(first.plus(at)), status=status, slip=slip, hours=hours)
        for at, (status, slip, hours) in enumerate(values)
    ]
    drawing = draw(a_series(*weeks), history_words("en"))
    columns = [one.box for panel in drawing.panels for one in panel.bars]
    assert len(columns) == 2 * len(weeks)
    assert all(drawing.left <= one.x and one.x + one.width <= CANVAS for one in columns)
    assert all(one.y >= 0 and one.y + one.height <= drawing.height for one in columns)
    assert len({one.box.x for one in drawing.panels[0].bars}) == len(weeks)
