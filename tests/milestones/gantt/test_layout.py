"""Geometry: nothing that a chart says is covered, and nothing leaves its canvas."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings

from clientkit.kernel.model.files.calendar_settings import DayOff
from clientkit.kernel.picture.shapes import Box, Label, Point
from clientkit.milestones.gantt.chart import DaySpan
from clientkit.milestones.gantt.figure import GanttFigure
from clientkit.milestones.gantt.layout import draw
from clientkit.milestones.gantt.narrow import draw_narrow
from clientkit.milestones.gantt.row_layout import POINT
from clientkit.milestones.gantt.shapes import Bar, GanttDrawing
from support.charts import a_chart, a_row, charts

CANVASES = (680.0, 768.0)


def labels(drawing: GanttDrawing) -> Iterator[Label]:
    """Every text of a drawing."""
    yield from (mark.label for mark in (*drawing.upper, *drawing.lower) if mark.label)
    for line in drawing.lines:
        yield from (line.id, line.owner, line.end, *line.title)
    if drawing.today:
        yield drawing.today.label
    yield from (entry.label for entry in drawing.legend)


def shapes(drawing: GanttDrawing) -> Iterator[Box]:
    """Every bar, diamond and sign, as the box around it."""
    for line in drawing.lines:
        for shape in (line.shape, line.baseline, line.sign):
            match shape:
                case Bar():
                    yield shape.box
                case Box():
                    yield shape
                case Point():
                    half = 5 if shape is line.sign else POINT
                    yield Box(shape.x - half, shape.y - half, 2 * half, 2 * half)
    yield from (Box(entry.at.x - 10, entry.at.y - 6, 20, 12) for entry in drawing.legend)


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return across > 0.01 and down > 0.01


def assert_nothing_is_covered(drawing: GanttDrawing) -> None:
    canvas = Box(0, 0, drawing.width, drawing.height)
    written = [label for label in labels(drawing) if label.text]
    for label in written:
        box = label.box
        assert 0 <= box.x <= box.right <= canvas.right, label
        assert 0 <= box.y < box.bottom <= canvas.bottom, label
    for one, other in combinations(written, 2):
        assert not meet(one.box, other.box), (one, other)
    drawn = list(shapes(drawing))
    for label in written:
        assert not any(meet(label.box, shape) for shape in drawn), label
    for shape in drawn:
        assert 0 <= shape.x < shape.right <= canvas.right
        assert shape.bottom <= canvas.bottom


@settings(max_examples=150)
@given(charts())
def test_no_label_is_covered_whatever_the_milestones(chart):
    for canvas in CANVASES:
        for drawing in draw(chart, canvas):
            assert drawing.width == canvas
            assert_nothing_is_covered(drawing)
            assert all(
                drawing.plot.x - 0.01 <= shade.box.x and shade.box.right <= drawing.plot.right + 0.01
                for shade in (*drawing.weekends, *drawing.holidays)
            )
            if drawing.today:
                x = drawing.today.x
                for above, below in drawing.today.pieces:
                    stretch = Box(x - 0.5, above, 1, below - above)
                    assert above < below
                    assert not any(meet(stretch, line.end.box) for line in drawing.lines)


@settings(max_examples=100)
@given(charts())
def test_nothing_is_covered_on_a_telephone(chart):
    drawing = draw_narrow(chart)
    assert_nothing_is_covered(drawing)
    assert min(label.size for label in labels(drawing)) >= 11
    for above, below in drawing.today.pieces if drawing.today else ():
        stretch = Box(drawing.today.x - 0.5, above, 1, below - above)
        assert not any(
            meet(stretch, label.box) for line in drawing.lines for label in (*line.title, line.end)
        )


def test_sixty_milestones_stand_below_one_another_on_a_telephone():
    figure = GanttFigure(a_chart(*many(60)))
    assert len(draw_narrow(figure.chart).lines) == 60
    assert figure.as_png().width == 320
    assert len(figure.as_png().png) < 200_000


@settings(max_examples=40)
@given(charts())
def test_the_same_chart_is_drawn_the_same(chart):
    assert draw(chart, 680, 100) == draw(replace(chart), 680, 100)


def many(count):
    return [
        a_row(f"M{n}", title="Photos of the products in the shop and in the warehouse") for n in range(count)
    ]


@pytest.mark.parametrize("count", [1, 8, 40])
def test_a_long_chart_is_drawn_in_parts_of_much_the_same_height(count):
    chart = a_chart(*many(count))
    assert len(draw(chart, 768)) == 1
    parts = draw(chart, 680, 760)
    assert [line.row.id for part in parts for line in part.lines] == [f"M{n}" for n in range(count)]
    assert len(parts) == {1: 1, 8: 1, 40: 3}[count]
    assert all(part.plot.height <= 760 for part in parts)
    assert max(part.plot.height for part in parts) - min(part.plot.height for part in parts) <= 45
    assert len({part.plot.x for part in parts}) == 1


def test_a_row_higher_than_the_paper_has_a_part_of_its_own():
    assert len(draw(a_chart(*many(3)), 680, 20)) == 3


def test_baselines_are_drawn_below_what_has_moved_only():
    moved = a_row("M2", baseline=DaySpan(date(2026, 11, 9), date(2026, 11, 20)))
    still, late = draw(a_chart(a_row(), moved), 768)[0].lines
    assert still.baseline is None
    assert isinstance(late.baseline, Box)
    assert isinstance(late.shape, Bar)
    assert late.shape.box.bottom < late.baseline.y
    assert late.baseline.x < late.shape.box.x
    assert late.baseline.width == pytest.approx(late.shape.box.width)


def test_a_point_is_a_diamond_on_its_day():
    day = date(2026, 11, 23)
    point = a_row("M2", DaySpan(day, day), is_point=True, baseline=DaySpan(*[day - timedelta(days=7)] * 2))
    drawing = draw(a_chart(a_row(), point), 768)[0]
    line = drawing.lines[1]
    assert isinstance(line.shape, Point)
    assert isinstance(line.baseline, Point)
    week = drawing.plot.width / 2
    assert line.shape.x - line.baseline.x == pytest.approx(week)
    assert line.shape.x - drawing.plot.x == pytest.approx(week * 7.5 / 7)


@pytest.mark.parametrize(
    ("status", "share"), [("done", 1), ("late", 1), ("waiting", 1), ("planned", 0), ("running", 5.5 / 12)]
)
def test_what_has_passed_of_a_bar_is_time(status, share):
    shape = draw(a_chart(a_row(status=status)), 768)[0].lines[0].shape
    assert isinstance(shape, Bar)
    assert shape.passed == pytest.approx(shape.box.width * share)


def test_weekends_and_days_off_are_shaded_while_they_can_be_seen():
    off = (DayOff(day=date(2026, 11, 18), name="Election"), DayOff(day=date(2026, 12, 24)))
    drawing = draw(a_chart(days_off=off), 768)[0]
    day = drawing.plot.width / 14
    assert [shade.box.x - drawing.plot.x for shade in drawing.weekends] == pytest.approx([5 * day, 12 * day])
    assert [shade.box.width for shade in drawing.weekends] == pytest.approx([2 * day, 2 * day])
    assert [shade.name for shade in drawing.holidays] == ["Election"]
    years = a_chart(a_row(expected=DaySpan(date(2026, 11, 16), date(2029, 11, 16))), days_off=off)
    assert draw(years, 768)[0].weekends == ()
    assert len(draw(years, 768)[0].holidays) == 2


def test_a_day_too_short_to_see_is_still_drawn():
    century = a_row("M1", DaySpan(date(2000, 1, 1), date(2099, 12, 31)))
    shape = draw(a_chart(century, a_row("M2")), 768)[0].lines[1].shape
    assert isinstance(shape, Bar)
    assert shape.box.width == 3


def test_today_is_shown_where_it_is_one_of_the_days():
    assert draw(a_chart(), 768)[0].today is not None
    assert draw(a_chart(today=date(2026, 12, 1)), 768)[0].today is None


def test_long_titles_take_two_lines_and_are_cut_with_an_ellipsis():
    short, two, cut = draw(
        a_chart(
            a_row(title="Kick-off"),
            a_row(title="Photos of forty products received"),
            a_row(title="Photos of forty products received, with prices and weights, from the warehouse"),
        ),
        768,
    )[0].lines
    assert [label.text for label in short.title] == ["Kick-off"]
    assert [label.text for label in two.title] == ["Photos of forty products", "received"]
    assert len(cut.title) == 2
    assert cut.title[1].text.endswith("…")
    assert (short.is_cut, two.is_cut, cut.is_cut) == (False, False, True)
    assert short.box.height < two.box.height == cut.box.height


def test_the_legend_explains_what_is_shown_and_no_more():
    plain = draw(a_chart(), 768)[0]
    assert [entry.swatch for entry in plain.legend] == ["running", "rest"]
    day = date(2026, 11, 20)
    rich = a_chart(
        *(a_row(status=status) for status in ("done", "running", "late", "planned")),
        a_row(status="waiting", owner="client", slip=3, baseline=DaySpan(day, day)),
        a_row(status="planned", expected=DaySpan(day, day), is_point=True),
        days_off=(DayOff(day=day),),
    )
    assert [entry.swatch for entry in draw(rich, 768)[0].legend] == [
        *(
            "done",
            "running",
            "late",
            "waiting",
            "planned",
            "point",
            "client",
            "baseline",
            "slip",
            "rest",
            "holiday",
        )
    ]


def test_a_title_of_blanks_has_a_row_too():
    assert draw(a_chart(a_row(title="")), 768)[0].lines[0].box.height == 30
