"""A project's course as a picture: a strip of statuses, and columns for each measure, week below week."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.picture.shapes import SMALL, Box, Label, Point
from clientkit.kernel.picture.text_width import BOLD, shorten, width
from clientkit.kernel.text.template.svg import svg_template
from clientkit.reports.history.document import Series, WeekRow
from clientkit.reports.history.words import HistoryWords, Measure, history_words, measured, shown, value_of
from clientkit.reports.status import Light

CANVAS = 720.0
MARGIN = 16.0
HEADING, TEXT = 15.0, 13.0
TOP = 34.0
"""Height of the title."""

STRIP, PANEL, GAP = 34.0, 62.0, 20.0
"""Heights of the strip of statuses and of a panel, and the room between them."""

WIDEST = 60.0
"""Width of a week at most, so that a short course does not become blocks."""

SIGN = 13.0
"""Room of a sign; where weeks are narrower, it is smaller."""

BAR = 0.62
"""Part of a week's width that its column takes."""

SCORES: dict[Measure, tuple[int, int]] = {"csat": (0, 1), "nps": (0, 10), "ces": (1, 7)}
"""The ends of the scales; satisfaction is drawn as its part of its own scale."""

COLOURS = {
    "paper": ("#ffffff", "#12181f"),
    "text": ("#1d2733", "#e6edf3"),
    "quiet": ("#5f6f82", "#9aa9ba"),
    "rule": ("#c3cedb", "#3b4a5b"),
    "bar": ("#2566ad", "#5b9be6"),
    "late": ("#c05621", "#f0884a"),
    "green": ("#2f855a", "#4fb783"),
    "amber": ("#b7791f", "#e0a93b"),
    "red": ("#c53030", "#ff7b72"),
}
"""Colours on white and in the dark."""

SIGNS: dict[Light, str] = {
    "green": "M-5.2 .4-1.6 4 5.2-4.2",
    "amber": "M0-5.6 5.6 4.6H-5.6z",
    "red": "M-4.8-4.8H4.8V4.8H-4.8z",
}
"""The signs of the statuses as paths around the origin: their shapes tell them apart without colours."""


class WeekBar(NamedTuple):
    """A value of a week as a rectangle, zero as a line; with a label where there is room for one."""

    box: Box
    alt: str
    label: Label | None
    is_late: bool


class MeasurePanel(NamedTuple):
    """A measure with its bars on a base line."""

    name: Label
    base: float
    bars: tuple[WeekBar, ...]


class StatusSign(NamedTuple):
    """The status of a week, and what it says; None where nobody noted anything."""

    at: Point
    status: Light | None
    alt: str


class HistoryDrawing(NamedTuple):
    """A project's course on its canvas."""

    height: float
    left: float
    right: float
    heading: Label
    status: Label
    sign_size: float
    signs: tuple[StatusSign, ...]
    panels: tuple[MeasurePanel, ...]
    ticks: tuple[Label, ...]
    legend: tuple[tuple[Point, Light | None, Label], ...]


class _Scale(NamedTuple):
    """Where the weeks stand."""

    left: float
    step: float

    def x(self, at: int) -> float:
        return self.left + self.step * (at + 0.5)


def series_svg(series: Series, language: Language) -> str:
    """The course as a picture that stands on its own, on white or in the dark."""
    words = history_words(language)
    return svg_template("series").render(
        it=draw(series, words),
        canvas=CANVAS,
        title=words.course.format(title=series.title),
        description=in_sentences(series, words),
        colours=COLOURS,
        signs=SIGNS,
    )


def in_sentences(series: Series, words: HistoryWords) -> str:
    """The course told in words, a sentence a week, for those who do not see the picture."""
    columns = measured(series)
    return " ".join(f"{row.week}: {', '.join(_parts(row, words, columns))}." for row in series.weeks)


def _parts(row: WeekRow, words: HistoryWords, columns: Sequence[Measure]) -> Iterator[str]:
    if not row.notes:
        yield words.no_notes
    if row.status:
        yield words.lights[row.status].split(maxsplit=1)[1]
    for one in columns:
        if value := shown(row, one, words):
            yield f"{words.measures[one].lower()} {value}"


def draw(series: Series, words: HistoryWords) -> HistoryDrawing:
    """The picture laid out: every week has the same place in the strip and in each panel."""
    columns = measured(series)
    names = [words.status, *(words.measures[one] for one in columns)]
    left = MARGIN + max(width(name, TEXT) for name in names) + GAP / 2
    count = max(1, len(series.weeks))
    scale = _Scale(left, min(WIDEST, (CANVAS - MARGIN - left) / count))
    strip, top = TOP + STRIP / 2, TOP + STRIP + GAP
    height = top + (PANEL + GAP) * len(columns) + 62
    heading = shorten(words.course.format(title=series.title), CANVAS - 2 * MARGIN, HEADING * BOLD)
    return HistoryDrawing(
        height=height,
        left=left,
        right=left + scale.step * count,
        heading=Label(MARGIN, 22, heading, HEADING, bold=True),
        status=Label(MARGIN, strip + TEXT / 3, words.status, TEXT),
        sign_size=min(1.0, scale.step / SIGN),
        signs=tuple(_signs(series, words, scale, strip)),
        panels=tuple(
            _panel(series, one, words, scale, top + (PANEL + GAP) * at) for at, one in enumerate(columns)
        ),
        ticks=tuple(_ticks(series, scale, height)),
        legend=tuple(_legend(series, words, left, height)),
    )


def _signs(series: Series, words: HistoryWords, scale: _Scale, y: float) -> Iterator[StatusSign]:
    for at, row in enumerate(series.weeks):
        if row.status or not row.notes:
            alt = words.lights[row.status] if row.status else words.no_notes
            yield StatusSign(Point(scale.x(at), y), row.status, alt)


def _panel(series: Series, measure: Measure, words: HistoryWords, scale: _Scale, top: float) -> MeasurePanel:
    heights = [_height(row, measure) for row in series.weeks]
    known = [one for one in heights if one is not None]
    low, high = (0.0, 1.0) if measure in SCORES else (min(0.0, *known), max(0.0, *known))
    unit = (PANEL - 2 * SMALL) / ((high - low) or 1)
    base = top + SMALL + 2 + high * unit
    labels = [shown(row, measure, words) for row in series.weeks]
    label_places = _label_places(heights, labels, scale.step)
    bars = []
    for at, (height, label) in enumerate(zip(heights, labels, strict=True)):
        if height is not None:
            tall = max(abs(height) * unit, 1.5)
            x, y = scale.x(at) - scale.step * BAR / 2, base - tall if height >= 0 else base
            box = Box(x, y, scale.step * BAR, tall)
            label_y = y - 4 if height >= 0 else box.bottom + SMALL
            text = Label(x + box.width / 2, label_y, label, anchor="middle") if at in label_places else None
            is_late = measure == "slip" and height > 0
            bars.append(WeekBar(box, f"{series.weeks[at].week}: {label}", text, is_late))
    return MeasurePanel(Label(MARGIN, base - 2, words.measures[measure], TEXT), base, tuple(bars))


def _label_places(heights: Sequence[float | None], labels: Sequence[str], step: float) -> set[int]:
    """The bars that have room for their values: all of them, else the highest and the last."""
    known = [at for at, height in enumerate(heights) if height is not None]
    widest = max(width(label, SMALL) for label in labels) + 2
    if widest <= step or not known:
        return set(known)
    highest = max(known, key=lambda at: (heights[at] or 0, at))
    return {highest, known[-1]} if (known[-1] - highest) * step >= widest else {highest}


def _height(row: WeekRow, measure: Measure) -> float | None:
    """How high a value stands: a score as its part of its scale, the others as they are."""
    value = value_of(row, measure)
    if value is None:
        return None
    if measure == "csat":
        return float(value) / (row.csat_scale or 1)
    low, high = SCORES.get(measure, (0, 1))
    return (float(value) - low) / (high - low)


def _ticks(series: Series, scale: _Scale, height: float) -> Iterator[Label]:
    """Weeks as far apart as they have room, and below the first week of each year the year."""
    every = ceil(width("W00", SMALL) * 1.4 / scale.step)
    year = ""
    for at, row in enumerate(series.weeks):
        if at % every == 0:
            yield Label(scale.x(at), height - 48, row.week[5:], anchor="middle")
        if row.week[:4] != year:
            year = row.week[:4]
            yield Label(scale.x(at), height - 34, year, anchor="middle")


def _legend(
    series: Series, words: HistoryWords, x: float, height: float
) -> Iterator[tuple[Point, Light | None, Label]]:
    for light, text in (*words.lights.items(), (None, words.no_notes)):
        if any(row.status == light and (light or not row.notes) for row in series.weeks):
            label = text.split(maxsplit=1)[1] if light else text
            yield Point(x + 6, height - 14), light, Label(x + 6 + 12, height - 10, label)
            x += width(label, SMALL) + 34
