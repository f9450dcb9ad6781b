"""A project's course as a picture: a strip of statuses, and columns for each measure, week below week."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil
from typing import NamedTuple

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.picture.text_width import BOLD, shortened, width
from clientkit.kernel.text.template.svg import svg_template
from clientkit.reports.history.document import Series, WeekRow
from clientkit.reports.history.picture_shapes import Column, Drawing, Panel, Sign, Tick
from clientkit.reports.history.words import HistoryWords, Measure, history_words, measured, shown, value_of
from clientkit.reports.status import Light

CANVAS = 720.0
MARGIN = 16.0
HEADING, TEXT, SMALL = 15.0, 13.0, 11.0
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


class _Scale(NamedTuple):
    """Where the weeks stand."""

    left: float
    step: float

    def x(self, at: int) -> float:
        return self.left + self.step * (at + 0.5)


def series_svg(series: Series, language: Language) -> str:
    """The course as a picture that stands on its own, on white or in the dark."""
    words = history_words(language)
    it = draw(series, words)
    return svg_template("series").render(
        it=it,
        canvas=CANVAS,
        margin=MARGIN,
        title=words.course.format(title=series.title),
        heading=shortened(words.course.format(title=series.title), CANVAS - 2 * MARGIN, HEADING * BOLD),
        heading_size=HEADING,
        description=in_sentences(series, words),
        colours=COLOURS,
        signs=SIGNS,
        status=words.status,
        scale=min(1.0, it.step / SIGN),
        small=SMALL,
        size=TEXT,
    )


def in_sentences(series: Series, words: HistoryWords) -> str:
    """The course told in words, a sentence a week, for those who do not see the picture."""
    return " ".join(f"{row.week}: {', '.join(_told(row, words, measured(series)))}." for row in series.weeks)


def _told(row: WeekRow, words: HistoryWords, columns: Sequence[Measure]) -> Iterator[str]:
    if not row.notes:
        yield words.no_notes
    if row.status:
        yield words.lights[row.status].split(maxsplit=1)[1]
    for one in columns:
        if value := shown(row, one, words):
            yield f"{words.measures[one].lower()} {value}"


def draw(series: Series, words: HistoryWords) -> Drawing:
    """The picture laid out: every week has the same place in the strip and in each panel."""
    columns = measured(series)
    names = [words.status, *(words.measures[one] for one in columns)]
    left = MARGIN + max(width(name, TEXT) for name in names) + GAP / 2
    room = CANVAS - MARGIN - left
    scale = _Scale(left, min(WIDEST, room / max(1, len(series.weeks))))
    top = TOP + STRIP + GAP
    panels = tuple(
        _panel(series, one, words, scale, top + (PANEL + GAP) * at) for at, one in enumerate(columns)
    )
    bottom = top + (PANEL + GAP) * len(columns)
    return Drawing(
        height=bottom + 62,
        left=left,
        right=left + scale.step * max(1, len(series.weeks)),
        step=scale.step,
        strip=TOP + STRIP / 2,
        signs=tuple(
            Sign(scale.x(at), row.status, words.lights[row.status] if row.status else words.no_notes)
            for at, row in enumerate(series.weeks)
            if row.status or not row.notes
        ),
        panels=panels,
        ticks=tuple(_ticks(series, scale)),
        legend=tuple(_legend(series, words, left)),
    )


def _panel(series: Series, measure: Measure, words: HistoryWords, scale: _Scale, top: float) -> Panel:
    places = [_place(row, measure) for row in series.weeks]
    known = [place for place in places if place is not None]
    low, high = (0.0, 1.0) if measure in SCORES else (min(0.0, *known), max(0.0, *known))
    unit = (PANEL - 2 * SMALL) / ((high - low) or 1)
    base = top + SMALL + 2 + high * unit
    labels = [shown(row, measure, words) for row in series.weeks]
    labelled = _labelled(places, labels, scale.step)
    columns = []
    for at, (place, label) in enumerate(zip(places, labels, strict=True)):
        if place is not None:
            height = max(abs(place) * unit, 1.5)
            y = base - height if place >= 0 else base
            columns.append(
                Column(
                    x=scale.x(at) - scale.step * BAR / 2,
                    y=y,
                    width=scale.step * BAR,
                    height=height,
                    told=f"{series.weeks[at].week}: {label}",
                    label=label if at in labelled else "",
                    label_y=y - 4 if place >= 0 else y + height + SMALL,
                    is_late=measure == "slip" and place > 0,
                )
            )
    return Panel(words.measures[measure], base - 2, base, tuple(columns))


def _labelled(places: Sequence[float | None], labels: Sequence[str], step: float) -> set[int]:
    """The columns that have room for their values: all of them, else the highest and the last."""
    known = [at for at, place in enumerate(places) if place is not None]
    widest = max(width(label, SMALL) for label in labels) + 2
    if widest <= step or not known:
        return set(known)
    highest = max(known, key=lambda at: (places[at] or 0, at))
    return {highest, known[-1]} if (known[-1] - highest) * step >= widest else {highest}


def _place(row: WeekRow, measure: Measure) -> float | None:
    """How high a value stands: a score as its part of its scale, the others as they are."""
    value = value_of(row, measure)
    if value is None:
        return None
    if measure == "csat":
        return float(value) / (row.csat_scale or 1)
    low, high = SCORES.get(measure, (0, 1))
    return (float(value) - low) / (high - low)


def _ticks(series: Series, scale: _Scale) -> Iterator[Tick]:
    every = ceil(width("W00", SMALL) * 1.4 / scale.step)
    at = 0
    for year, rows in groupby(series.weeks, key=lambda row: row.week[:4]):
        for number, row in enumerate(rows):
            if at % every == 0 or number == 0:
                yield Tick(scale.x(at), row.week[5:] if at % every == 0 else "", year if number == 0 else "")
            at += 1


def _legend(series: Series, words: HistoryWords, x: float) -> Iterator[tuple[float, Light | None, str]]:
    for light, told in (*words.lights.items(), (None, words.no_notes)):
        is_there = any(row.status == light and (light or not row.notes) for row in series.weeks)
        if is_there:
            label = told.split(maxsplit=1)[1] if light else told
            yield x + 6, light, label
            x += width(label, SMALL) + 34
