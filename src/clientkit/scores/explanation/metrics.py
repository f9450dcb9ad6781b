"""Explaining the figures of a score: each formula with the numbers in it, and its source."""

from collections.abc import Callable, Mapping

from pydantic import Field

from clientkit.errors import UsageError
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.statistics.ces import EASY_FROM, HARD_UP_TO, VERY_EASY_FROM
from clientkit.kernel.statistics.csat import SATISFIED_FROM, Csat
from clientkit.scores.explanation.differences import explained_differences
from clientkit.scores.explanation.formula import Explanation, nothing, number, summed
from clientkit.scores.explanation.intervals import explained_intervals
from clientkit.scores.queries import Score

NO_ANSWERS = "There are no answers, so there is nothing to reckon."
CSAT_SOURCE = (
    "The share of the two best answers of five, or of ten ('top two box'), as most survey tools count it."
    " Which answers count as satisfied is 'satisfied_from' in clientkit.toml."
)
NPS_SOURCE = "Reichheld (2003), The One Number You Need to Grow, Harvard Business Review 81(12), 46-54."
CES_SOURCE = "Dixon, Toman and DeLisi (2013), The Effortless Experience: the CES 2.0, on 1 to 7."
RESPONSE_SOURCE = (
    "AAPOR, Standard Definitions: of all who were asked, so that a wrong address lowers the rate."
)
KEPT_SOURCE = (
    "Customer retention rate as marketing textbooks have it, for instance Farris, Bendle, Pfeifer and"
    " Reibstein (2010), Marketing Metrics. Who is a client when: docs/how-to/read-a-score.md."
)


class Explained(Model):
    """Figures of a score, explained."""

    client: str | None = Field(description="the client, where one was asked for")
    project: str | None = Field(description="the client's project, where one was asked for")
    explanations: tuple[Explanation, ...] = Field(description="one for each figure of that name")


def explained(score: Score, figure: str) -> Explained:
    """A figure of a score, or several of that name: every interval, every difference.

    Raises:
        UsageError: there is no such figure, or nothing was asked for that has it.
    """
    found = _EXPLAIN.get(figure.lower())
    if found is None:
        raise UsageError(f"There is no figure {figure[:40]!r} to explain.", f"Known: {', '.join(_EXPLAIN)}")
    return Explained(client=score.client, project=score.project, explanations=tuple(found(score)))


def _csat(score: Score) -> list[Explanation]:
    usual = [_one_csat(score.csat, score.satisfied_from)]
    return usual + [_one_csat(one, SATISFIED_FROM[one.scale]) for one in score.other_scales]


def _one_csat(csat: Csat, line: int) -> Explanation:
    name = f"csat on 1 to {csat.scale}"
    formula = f"100 * satisfied / answered, where satisfied is {line} or more of {csat.scale}"
    if csat.score is None:
        return nothing(name, formula, NO_ANSWERS, CSAT_SOURCE)
    given = [count for value, count in csat.distribution.items() if value >= line]
    steps = (
        f"satisfied = {' + '.join(map(str, given))} = {csat.satisfied} (answers from {line} to {csat.scale})",
        f"answered = {csat.responses}",
        f"100 * {csat.satisfied} / {csat.responses} = {number(csat.score)}",
    )
    return Explanation(figure=name, formula=formula, steps=steps, result=csat.score, source=CSAT_SOURCE)


def _nps(score: Score) -> list[Explanation]:
    nps = score.nps
    formula = "100 * (promoters - detractors) / answered"
    if nps.score is None:
        return [nothing("nps", formula, NO_ANSWERS, NPS_SOURCE)]
    steps = (
        (
            f"promoters = {nps.promoters} (9 or 10), passives = {nps.passives} (7 or 8), "
            f"detractors = {nps.detractors} (0 to 6)"
        ),
        f"answered = {nps.promoters} + {nps.passives} + {nps.detractors} = {nps.responses}",
        f"100 * ({nps.promoters} - {nps.detractors}) / {nps.responses} = {number(nps.score)}",
    )
    return [Explanation(figure="nps", formula=formula, steps=steps, result=nps.score, source=NPS_SOURCE)]


def _ces(score: Score) -> list[Explanation]:
    ces = score.ces
    formula = "sum of the answers / answered; share of 5 to 7; index: share of 6 and 7 less share of 1 to 3"
    if ces.mean is None or ces.easy_share is None or ces.index is None:
        return [nothing("ces", formula, NO_ANSWERS, CES_SOURCE)]
    counts = sorted(ces.distribution.items(), reverse=True)
    total = sum(value * count for value, count in counts)
    easy = sum(count for value, count in counts if value >= EASY_FROM)
    very = sum(count for value, count in counts if value >= VERY_EASY_FROM)
    hard = sum(count for value, count in counts if value <= HARD_UP_TO)
    steps = (
        f"sum = {summed(counts)} = {total}",
        f"mean = {total} / {ces.responses} = {number(ces.mean)}",
        f"easy = 100 * {easy} / {ces.responses} = {number(ces.easy_share)}",
        f"index = 100 * ({very} - {hard}) / {ces.responses} = {number(ces.index)}",
    )
    return [Explanation(figure="ces", formula=formula, steps=steps, result=ces.mean, source=CES_SOURCE)]


def _response(score: Score) -> list[Explanation]:
    rate = score.response
    formula = "100 * answered / asked"
    if rate.rate is None:
        why = "No survey was asked in these days: ask one with 'clientkit survey ask'."
        return [nothing("response-rate", formula, why, RESPONSE_SOURCE)]
    steps = (
        (
            f"asked = {rate.asked}, reached = {rate.asked} - {rate.asked - rate.reached} that came back "
            f"= {rate.reached}, answered = {rate.answered}"
        ),
        f"100 * {rate.answered} / {rate.asked} = {number(rate.rate)}",
    )
    return [
        Explanation(
            figure="response-rate", formula=formula, steps=steps, result=rate.rate, source=RESPONSE_SOURCE
        )
    ]


def _retention(score: Score) -> list[Explanation]:
    return [_kept(score, "retention", "100 * (E - N) / S", "100 * ({end} - {won}) / {start}")]


def _churn(score: Score) -> list[Explanation]:
    return [_kept(score, "churn", "100 * lost / S", "100 * {lost} / {start}")]


def _kept(score: Score, figure: str, formula: str, numbers: str) -> Explanation:
    kept = score.clients
    if kept is None:
        raise _only_over_all(figure)
    result = getattr(kept, figure)
    days = f"from {kept.since} to {kept.until}"
    counted = (
        f"S = {kept.start} clients at the start, the end of the day before {kept.since}",
        f"N = {kept.won} won {days}, E = {kept.end} at the end, lost = {kept.lost}",
        "Won and lost in between counts in neither.",
    )
    if result is None:
        return nothing(figure, formula, f"{counted[0]}: without any, it is not defined.", KEPT_SOURCE)
    steps = (*counted, f"{numbers.format(**kept.model_dump())} = {number(result)}")
    return Explanation(figure=figure, formula=formula, steps=steps, result=result, source=KEPT_SOURCE)


def _repeat(score: Score) -> list[Explanation]:
    kept = score.clients
    if kept is None:
        raise _only_over_all("repeat")
    formula = "100 * clients with two or more engagements / all clients"
    if kept.repeat_rate is None:
        why = f"Nobody had agreed work by {kept.until}."
        return [nothing("repeat", formula, why, KEPT_SOURCE)]
    steps = (
        (
            f"all clients who had agreed work by {kept.until} = {kept.all_clients}, "
            f"those with two or more projects = {kept.repeat}"
        ),
        f"100 * {kept.repeat} / {kept.all_clients} = {number(kept.repeat_rate)}",
    )
    return [
        Explanation(
            figure="repeat", formula=formula, steps=steps, result=kept.repeat_rate, source=KEPT_SOURCE
        )
    ]


def _only_over_all(figure: str) -> UsageError:
    return UsageError(f"There is no {figure} of one client or project.", "Leave out --client and --project.")


_EXPLAIN: Mapping[str, Callable[[Score], list[Explanation]]] = {
    "csat": _csat,
    "nps": _nps,
    "ces": _ces,
    "interval": explained_intervals,
    "difference": explained_differences,
    "response-rate": _response,
    "retention": _retention,
    "churn": _churn,
    "repeat": _repeat,
}
