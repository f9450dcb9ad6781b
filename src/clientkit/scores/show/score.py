"""How scores look on a screen: the answers, the figure, and what so few of them can and cannot tell."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.screen.bars import LONGEST, bar, can_show_blocks, columns, paragraph
from clientkit.kernel.screen.output import put
from clientkit.kernel.screen.show import view
from clientkit.kernel.statistics.confidence_interval import ALL_ANSWERED
from clientkit.kernel.statistics.counts import FEW
from clientkit.kernel.statistics.metric import of_people
from clientkit.kernel.statistics.metrics import METRICS
from clientkit.scores.queries import Score
from clientkit.scores.show.retention import kept_lines, kept_trend, response_lines, response_trend
from clientkit.scores.show.trend import few, trend

if TYPE_CHECKING:
    from clientkit.kernel.statistics.metric import MetricScore
    from clientkit.scores.explanation import ScoreExplanation

ROUGH = 0.3
"""Share of all that is possible from which on an interval gives no more than a direction."""

METHODS: Mapping[str, str] = {
    "mid-p": "Clopper and Pearson's with mid-P",
    "three-more": "three more answers, half at each end",
}


@view("score")
def show_score(score: Score) -> None:
    """Each metric with its answers, its interval in words, and where asked for, its groups."""
    put("\n".join(_lines(score)) + "\n")


@view("score-explained")
def show_explanation(found: "ScoreExplanation") -> None:
    """Each figure on its own, ready to be reckoned again by hand."""
    put("\n".join(_explanation(found)) + "\n")


def _explanation(found: "ScoreExplanation") -> Iterator[str]:
    yield str(Scope(found.client, found.project)) or "All clients"
    for one in found.explanations:
        yield ""
        yield one.figure
        yield from paragraph(one.formula)
        for step in one.steps:
            yield from paragraph(step, indent=4)
        yield from paragraph(f"Source: {one.source}")


def _lines(score: Score) -> Iterator[str]:
    yield _title(score)
    for one in score.scores.values():
        yield from ("", METRICS[one.metric].title)
        yield from _block(one, score)
    for apart in score.other_scales:
        yield from ("", f"{apart.metric.upper()} {_scale(apart)}, counted apart")
        yield from _block(apart, score)
    yield from response_lines(score.response)
    yield from kept_lines(score.clients)
    if score.overlapping:
        yield ""
        yield from paragraph("An answer with several tags counts under each: the groups overlap.", indent=0)
    yield from trend(score)
    yield from response_trend(score)
    yield from kept_trend(score)


def _title(score: Score) -> str:
    since = f" since {score.since}" if score.since else ""
    until = f" until {score.until}" if score.until else ""
    then = f", as it was on {score.as_of}" if score.as_of else ""
    return f"{_subject(score) or 'All clients'}{since}{until}{then}"


def _subject(score: Score) -> str:
    return str(Scope(score.client, score.project))


def _scale(one: "MetricScore") -> str:
    return f"on a scale from {min(one.distribution)} to {max(one.distribution)}"


def _block(one: "MetricScore", score: Score) -> Iterator[str]:
    metric = METRICS[one.metric]
    if one.value is None:
        yield from paragraph(_nothing(one, score))
        return
    if few(one):
        what = "The answer" if one.responses == 1 else "The answers"
        yield from paragraph(f"{what}, {_scale(one)}: {few(one)}")
    figure = metric.shown(one.value, max(one.distribution))
    yield f"  {figure}  n = {one.responses}{of_people(one)}{_between(one, '  between ')}"
    yield from _bars(metric.bars(one))
    yield from paragraph(f"{metric.made_of(one)} {_certainty(one)}")


def _nothing(one: "MetricScore", score: Score) -> str:
    if score.since or score.until:
        return "No answers in these days."
    if score.as_of:
        return "There were no answers yet."
    example = METRICS[one.metric].example or max(one.distribution)
    subject = _subject(score) or "CLIENT"
    return f"No answers yet. Record one: clientkit feedback add {subject} --{one.metric} {example}"


def _between(one: "MetricScore", lead: str) -> str:
    """The two ends of an interval after some words; nothing where there is none."""
    if one.low is None or one.high is None:
        return ""
    metric = METRICS[one.metric]
    return f"{lead}{metric.plain(one.low)} and {metric.plain(one.high)}"


def _certainty(one: "MetricScore") -> str:
    """What the answers can tell, and what they cannot."""
    if one.method == ALL_ANSWERED:
        return _no_sample(one)
    ends = _between(one, "between ")
    answers = "1 answer" if one.responses == 1 else f"{one.responses} answers"
    if one.people < one.responses:
        answers += f"{of_people(one)}, the latest of each counted here,"
    method = f"(95 % interval: {METHODS.get(one.method, one.method)}.)"
    if one.population is not None:
        return (
            f"All {one.population} people were asked and {one.people} answered: the figure of them"
            f" all most likely lies {ends}. {method[:-2]}, of a population of {one.population}.)"
        )
    if one.people < FEW:
        who = "It tells what one person thinks" if one.people == 1 else "They tell what these people think"
        return (
            f"With {answers} the true figure may lie anywhere {ends}. "
            f"{who}, not how all clients feel. {method}"
        )
    metric = METRICS[one.metric]
    lowest, highest = metric.limits_on(max(one.distribution))
    if (one.high or 0.0) - (one.low or 0.0) > ROUGH * (highest - lowest):
        meaning = "That shows a direction, no more: read the comments."
    else:
        meaning = "That shows the level; a small difference to another figure may still be chance."
    return f"With {answers} the true figure most likely lies {ends}. {meaning} {method}"


def _no_sample(one: "MetricScore") -> str:
    """What can be said when nobody is left to hear."""
    if one.people == 1:
        return "The only person who was asked answered: this is no sample, so there is no interval."
    return (
        f"All {one.people} who were asked answered: this is what they all said, not a sample, so there"
        " is no interval."
    )


def _bars(bars: Sequence[tuple[str, int]]) -> Iterator[str]:
    blocks = can_show_blocks()
    label_width = max(len(label) for label, _ in bars)
    most = max(count for _, count in bars)
    cells = max(min(LONGEST, columns() - label_width - len(str(most)) - 6), 1)
    for label, count in bars:
        drawn = bar(count / most, cells, blocks=blocks)
        yield f"  {label:>{label_width}}  {drawn}{' ' if drawn else ''}{count}"
