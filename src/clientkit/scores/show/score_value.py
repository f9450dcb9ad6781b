"""A score with what is needed to say it: its answers by value, its unit, its scale in words."""

from collections.abc import Mapping
from typing import NamedTuple

from clientkit.kernel.screen.bars import rounded, signed
from clientkit.kernel.statistics.ces import Ces
from clientkit.kernel.statistics.counts import few_answers
from clientkit.kernel.statistics.csat import SATISFIED_FROM, Csat
from clientkit.kernel.statistics.nps import Nps
from clientkit.scores.queries import Scores

CSAT_LIMITS = (0.0, 100.0)
NPS_LIMITS = (-100.0, 100.0)
CES_LIMITS = (1.0, 7.0)


class Figure(NamedTuple):
    """One metric of one set of answers, as a screen shows it."""

    name: str
    scale: str
    example: str
    responses: int
    score: float | None
    low: float | None
    high: float | None
    method: str
    limits: tuple[float, float]
    unit: str
    made_of: str
    bars: tuple[tuple[str, int], ...]
    few: str
    """The answers themselves, where there are few; else empty."""
    population: int | None = None

    def plain(self, value: float) -> str:
        """A value without its unit, rounded for display."""
        return rounded(value, 1 if self.limits == CES_LIMITS else 0)

    def signed(self, value: float) -> str:
        """The same with a plus before it where it is above 0."""
        return signed(self.plain(value))

    def shown(self, score: float) -> str:
        """A score with its unit."""
        return self.signed(score) if self.limits == NPS_LIMITS else f"{self.plain(score)}{self.unit}"

    def place(self, score: float) -> float:
        """Where a score lies within its limits, from 0 to 1."""
        lowest, highest = self.limits
        return (score - lowest) / (highest - lowest)


def figure_of(scores: Scores, name: str, satisfied_from: int) -> Figure:
    """The figure of `csat`, `nps` or `ces`."""
    if name == "csat":
        return csat_figure(scores.csat, satisfied_from)
    return _nps_figure(scores.nps) if name == "nps" else _ces_figure(scores.ces)


def csat_figure(csat: Csat, satisfied_from: int) -> Figure:
    """Satisfaction, on whichever scale it was asked."""
    best = " or ".join(sorted({str(satisfied_from), str(csat.scale)}, key=int))
    if csat.scale - satisfied_from > 1:
        best = f"{satisfied_from} to {csat.scale}"
    return Figure(
        name="CSAT, satisfaction",
        scale=f"on a scale from 1 to {csat.scale}",
        example=f"--csat {csat.scale}",
        responses=csat.responses,
        score=csat.score,
        low=csat.low,
        high=csat.high,
        method=csat.method,
        limits=CSAT_LIMITS,
        unit=" %",
        made_of=f"{csat.satisfied} of {csat.responses} answered {best}, which counts as satisfied.",
        bars=_by_value(csat.distribution),
        few=_few(csat.distribution),
        population=csat.population,
    )


def other_scale_figure(csat: Csat) -> Figure:
    """Satisfaction on a scale that is not the workspace's, never pooled with it."""
    figure = csat_figure(csat, SATISFIED_FROM[csat.scale])
    return figure._replace(name=f"CSAT on a scale from 1 to {csat.scale}, counted apart")


def _nps_figure(nps: Nps) -> Figure:
    shares = ""
    if nps.responses:
        promoters, detractors = (100 * part / nps.responses for part in (nps.promoters, nps.detractors))
        shares = f"{rounded(promoters)} % promoters less {rounded(detractors)} % detractors."
    return Figure(
        name="NPS, likelihood to recommend",
        scale="on a scale from 0 to 10",
        example="--nps 9",
        responses=nps.responses,
        score=nps.score,
        low=nps.low,
        high=nps.high,
        method=nps.method,
        limits=NPS_LIMITS,
        unit="",
        made_of=shares,
        bars=(
            ("promoters 9-10", nps.promoters),
            ("passives 7-8", nps.passives),
            ("detractors 0-6", nps.detractors),
        ),
        few=_few(nps.distribution),
        population=nps.population,
    )


def _ces_figure(ces: Ces) -> Figure:
    shares = ""
    if ces.easy_share is not None and ces.index is not None:
        index = signed(rounded(ces.index))
        shares = f"{rounded(ces.easy_share)} % found it easy (5 to 7); index {index} (6 and 7 less 1 to 3)."
    return Figure(
        name="CES, ease",
        scale="on a scale from 1 to 7",
        example="--ces 6",
        responses=ces.responses,
        score=ces.mean,
        low=ces.low,
        high=ces.high,
        method=ces.method,
        limits=CES_LIMITS,
        unit=" of 7",
        made_of=shares,
        bars=_by_value(ces.distribution),
        few=_few(ces.distribution),
        population=ces.population,
    )


def _by_value(distribution: Mapping[int, int]) -> tuple[tuple[str, int], ...]:
    return tuple((str(value), count) for value, count in sorted(distribution.items(), reverse=True))


def _few(distribution: Mapping[int, int]) -> str:
    return ", ".join(map(str, few_answers(distribution)))
