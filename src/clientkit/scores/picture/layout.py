"""A picture of scores laid out: for each question how often each value was given, and its course."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.picture.shapes import Box, Label
from clientkit.kernel.picture.text_width import BOLD, shorten, width
from clientkit.kernel.statistics.metrics import METRICS
from clientkit.scores.document import MeasuredScore, ScoreDocument, ScorePeriod
from clientkit.scores.picture.words import Tone, figure_of, name_of, of_period, score_words, shown, tones_of

CANVAS, NARROW = 768.0, 320.0
"""Widths: for paper and a screen, and for a telephone, where a course stands below its distribution."""

MARGIN = 12.0
TITLE, NAME, TEXT, SMALL = 15.0, 13.0, 12.0, 11.0
"""Sizes of letters."""

HEAD = 34.0
"""Height of the picture's title."""

PANEL_HEAD, LEGEND, GAP = 26.0, 24.0, 22.0
"""Heights of a panel's name and legend, and the room between two panels."""

ROW, BAR = 17.0, 11.0
"""Height of a value's row, and of its bar."""

LOWEST_PLOT = 96.0
"""Height of a course at least."""

MIDDLE = 392.0
"""Where the course begins, right of the distribution."""

AXIS = 34.0
"""Room for the numbers of an axis."""

FOOT = 30.0
"""Room for the periods below a course."""

TICK_ROOM = 10.0
PERIODS = 16
"""Periods that are drawn at most: the latest."""


class ValueBar(NamedTuple):
    """A value of the scale, and a bar for how often it was given."""

    label: Label
    bar: Box | None
    tone: Tone
    number: Label


class ToneSwatch(NamedTuple):
    """What a filling means."""

    box: Box
    tone: Tone
    label: Label


class PeriodDot(NamedTuple):
    """A period's score, and the ends of its interval where it has one."""

    x: float
    y: float
    ends: tuple[float, float] | None
    alt: str


@dataclass(frozen=True)
class ScoreCourse:
    """Scores from left to right, the earliest first."""

    box: Box
    grid: tuple[tuple[float, Label], ...]
    dots: tuple[PeriodDot, ...]
    lines: tuple[tuple[PeriodDot, PeriodDot], ...]
    ticks: tuple[Label, ...]


@dataclass(frozen=True)
class ScorePanel:
    """One question."""

    name: Label
    figure: Label
    rows: tuple[ValueBar, ...]
    legend: tuple[ToneSwatch, ...]
    course: ScoreCourse | None


@dataclass(frozen=True)
class ScoreDrawing:
    """The picture on its canvas."""

    width: float
    height: float
    title: Label | None
    panels: tuple[ScorePanel, ...]
    nothing: Label | None


def draw(document: ScoreDocument, title: str, language: Language, wide: float = CANVAS) -> ScoreDrawing:
    """The picture of a summary, with a title where one is given: a panel for each question answered."""
    room = wide - 2 * MARGIN
    top, panels = HEAD + 8 if title else MARGIN, []
    for one in document.scores:
        panel, bottom = _panel(one, top, language, wide)
        panels.append(panel)
        top = bottom + GAP
    nothing = None if panels else Label(MARGIN, top + 12, score_words(language).nothing, TEXT)
    return ScoreDrawing(
        wide,
        top - GAP + MARGIN if panels else top + 30,
        Label(MARGIN, 24, shorten(title, room, TITLE * BOLD), TITLE, bold=True) if title else None,
        tuple(panels),
        nothing,
    )


def tone_of(one: MeasuredScore, value: int) -> Tone:
    """What a value counts as."""
    if value >= one.best_from:
        return "best"
    return "worst" if value <= METRICS[one.name].worst_up_to else "rest"


def _panel(one: MeasuredScore, top: float, language: Language, wide: float) -> tuple[ScorePanel, float]:
    narrow = wide < CANVAS
    has_course = sum(period.score is not None for period in one.periods) > 1
    right = MIDDLE - 32 if has_course and not narrow else wide - MARGIN
    first = top + PANEL_HEAD + 8 + narrow * ROW
    rows = tuple(_rows(one, first, right))
    below = first + ROW * len(rows)
    legend = tuple(_legend(one, below + 16, language, below_one_another=narrow))
    under = legend[-1].label.y + LEGEND - 16
    left = (MARGIN if narrow else MIDDLE) + AXIS
    box = Box(left, first, wide - MARGIN - left, max(below - first, LOWEST_PLOT))
    if narrow:
        box = Box(left, under + GAP, box.width, LOWEST_PLOT)
    course = _course(one, box, language) if has_course else None
    bottom = max(under, box.bottom + FOOT if has_course else 0.0)
    size = TEXT if narrow else NAME
    said = shorten(name_of(one, language), wide - 2 * MARGIN, size * BOLD)
    name = Label(MARGIN, top + 14, said, size, bold=True)
    figure = (
        Label(MARGIN, top + 14 + ROW, figure_of(one, language), TEXT)
        if narrow
        else Label(wide - MARGIN, top + 14, figure_of(one, language), NAME, "end")
    )
    return ScorePanel(name, figure, rows, legend, course), bottom


def _rows(one: MeasuredScore, first: float, right: float) -> Iterator[ValueBar]:
    most = max(given.count for given in one.distribution)
    left = MARGIN + width("10", TEXT) + 8
    room = right - left - width(str(most), TEXT) - 8
    for at, given in enumerate(one.distribution):
        top = first + ROW * at
        base = top + ROW / 2 + TEXT / 3
        long = room * given.count / most
        bar = Box(left, top + (ROW - BAR) / 2, max(long, 1.5), BAR) if given.count else None
        end = left + (long + 6 if given.count else 0)
        yield ValueBar(
            Label(left - 8, base, str(given.value), TEXT, "end"),
            bar,
            tone_of(one, given.value),
            Label(end, base, str(given.count), TEXT),
        )


def _legend(
    one: MeasuredScore, y: float, language: Language, *, below_one_another: bool
) -> Iterator[ToneSwatch]:
    """Each filling with its meaning and how many answered so, from left to right where there is room."""
    tones = tones_of(one, language)
    counts = dict.fromkeys(tones, 0)
    for given in one.distribution:
        counts[tone_of(one, given.value)] += given.count
    x = MARGIN
    for tone, count in counts.items():
        text = f"{tones[tone]} {count}"
        yield ToneSwatch(Box(x, y - 9, 18, 10), tone, Label(x + 24, y, text, SMALL))
        if below_one_another:
            y += ROW
        else:
            x += 24 + width(text, SMALL) + 16


class _Scale(NamedTuple):
    """Where a score stands between the ends of its scale."""

    box: Box
    lowest: float
    highest: float

    def y(self, score: float) -> float:
        """The height of a score on the canvas."""
        return self.box.bottom - (score - self.lowest) / (self.highest - self.lowest) * self.box.height


def _course(one: MeasuredScore, box: Box, language: Language) -> ScoreCourse:
    periods = one.periods[-PERIODS:]
    lowest, highest = METRICS[one.name].limits
    middle = (lowest + highest) / 2
    scale = _Scale(box, lowest, highest)
    step = box.width / len(periods)
    places = [box.x + step * (at + 0.5) for at in range(len(periods))]
    dots = [_dot(one, period, x, scale, language) for period, x in zip(periods, places, strict=True)]
    grid = tuple(_grid_line(one, score, scale, language) for score in (lowest, middle, highest))
    return ScoreCourse(
        box,
        grid,
        tuple(dot for dot in dots if dot),
        tuple((dot, after) for dot, after in pairwise(dots) if dot and after),
        tuple(_ticks(periods, places, box)),
    )


def _grid_line(one: MeasuredScore, score: float, scale: _Scale, language: Language) -> tuple[float, Label]:
    y = scale.y(score)
    text = shown(one, score, language).removeprefix("+")
    return y, Label(scale.box.x - 6, y + SMALL / 3, text, SMALL, "end")


def _dot(
    one: MeasuredScore, period: ScorePeriod, x: float, scale: _Scale, language: Language
) -> PeriodDot | None:
    """A period's score; none where nobody answered."""
    if period.score is None:
        return None
    ends = None
    if period.low is not None and period.high is not None:
        ends = scale.y(period.low), scale.y(period.high)
    return PeriodDot(x, scale.y(period.score), ends, of_period(one, period, language))


def _ticks(periods: Sequence[ScorePeriod], places: Sequence[float], box: Box) -> Iterator[Label]:
    """The names of the periods, from the last one backwards, as many as have room."""
    taken = box.right + MARGIN
    for period, x in reversed(list(zip(periods, places, strict=True))):
        half = width(period.key, SMALL) / 2
        if x + half <= taken and x - half >= box.x - AXIS:
            yield Label(x, box.bottom + 18, period.key, SMALL, "middle")
            taken = x - half - TICK_ROOM
