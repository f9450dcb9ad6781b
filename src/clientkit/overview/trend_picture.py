"""The course of each score as a small picture: its last periods, and where each most likely lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.picture.figure import Svg
from clientkit.kernel.statistics.metrics import METRICS
from clientkit.kernel.text.template.svg import svg_template
from clientkit.scores.document import MeasuredScore, ScorePeriod
from clientkit.scores.picture.words import name_of, of_period, shown, value

WIDTH, HEIGHT = 320.0, 132.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 292.0, 18.0, 106.0
PERIODS = 4
"""Periods that are drawn at most, the latest: their names fit a telephone."""

CSS = """figure:has(.trend) { margin: .4em 0 1.4em; }
.trend { display: block; width: 100%; max-width: 26rem; height: auto; font-family: inherit; }
.trend-text { fill: var(--text); font-weight: 600; }
.trend-quiet { fill: var(--quiet); }
.trend-rule { stroke: var(--line); }
.trend-band { fill: var(--link); opacity: .14; }
.trend-line { fill: none; stroke: var(--link); stroke-width: 2; }
.trend-dot { fill: var(--paper); stroke: var(--link); stroke-width: 2; }
"""


class GridLine(NamedTuple):
    """A value of the scale at its height."""

    y: float
    text: str


class TrendDot(NamedTuple):
    """A period's score at its place."""

    x: float
    y: float
    text: str
    period: str


@dataclass(frozen=True)
class Trend:
    """The picture on its canvas."""

    grid: tuple[GridLine, ...]
    band: tuple[tuple[float, float], ...]
    dots: tuple[TrendDot, ...]
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = RIGHT


def trends(scores: Sequence[MeasuredScore], language: Language) -> dict[str, Svg]:
    """By metric, the picture of its course; none of one that has a single period, or another scale."""
    found: dict[str, Svg] = {}
    for one in scores:
        periods = [period for period in one.periods if period.responses][-PERIODS:]
        if one.is_usual and len(periods) > 1:
            said = "; ".join(of_period(one, period, language) for period in periods)
            description = f"{name_of(one, language)}: {said}"
            svg = svg_template("trend").render(it=_drawn(one, periods, language), description=description)
            found[one.name] = Svg((svg,), description, "" if found else CSS)
    return found


def _drawn(one: MeasuredScore, periods: Sequence[ScorePeriod], language: Language) -> Trend:
    lowest, highest = METRICS[one.name].limits_on(one.highest)
    step = (RIGHT - LEFT - 44) / (len(periods) - 1)
    places = [LEFT + 22 + step * number for number in range(len(periods))]

    def height(score: float) -> float:
        return BOTTOM - (score - lowest) / (highest - lowest) * (BOTTOM - TOP)

    ends = [(x, one) for x, one in zip(places, periods, strict=True) if one.low is not None]
    band = [(x, height(one.high or 0.0)) for x, one in ends]
    band += [(x, height(one.low or 0.0)) for x, one in reversed(ends)]
    return Trend(
        grid=tuple(
            GridLine(height(at), value(one, at, language)) for at in (lowest, (lowest + highest) / 2, highest)
        ),
        band=tuple(band) if len(ends) > 1 else (),
        dots=tuple(
            TrendDot(x, height(period.score or 0.0), shown(one, period.score or 0.0, language), period.key)
            for x, period in zip(places, periods, strict=True)
        ),
    )
