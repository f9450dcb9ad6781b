"""How scores look on a screen: the answers, the figure, and what so few of them can and cannot tell."""

from collections.abc import Iterator, Mapping

from clientkit.kernel.screen.bars import LONGEST, bar, can_show_blocks, columns, paragraph
from clientkit.kernel.screen.output import put, say_json
from clientkit.kernel.statistics.confidence_interval import ALL_ANSWERED
from clientkit.scores.queries import METRICS, Score
from clientkit.scores.show.retention import kept_lines, kept_trend, response_lines, response_trend
from clientkit.scores.show.score_value import Figure, figure_of, other_scale_figure
from clientkit.scores.show.trend import trend

ROUGH = 0.3
"""Share of all that is possible from which on an interval gives no more than a direction."""

METHODS: Mapping[str, str] = {
    "wilson": "Wilson's score interval",
    "adjusted-wald": "the adjusted Wald interval of Rocks",
    "student-t": "Student's t interval of the mean",
}


def show_score(score: Score, *, as_json: bool) -> None:
    """Each metric with its answers, its interval in words, and where asked for, its groups."""
    if as_json:
        say_json("score", score)
        return
    put("\n".join(_lines(score)) + "\n")


def _lines(score: Score) -> Iterator[str]:
    yield _title(score)
    for name in METRICS:
        yield ""
        yield from _block(figure_of(score, name, score.satisfied_from), score)
    for apart in score.other_scales:
        yield ""
        yield from _block(other_scale_figure(apart), score)
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
    return "/".join(name for name in (score.client, score.project) if name)


def _block(figure: Figure, score: Score) -> Iterator[str]:
    yield figure.name
    if figure.score is None:
        yield from paragraph(_nothing(figure, score))
        return
    if figure.few:
        what = "The answer" if figure.responses == 1 else "The answers"
        yield from paragraph(f"{what}, {figure.scale}: {figure.few}")
    yield f"  {figure.shown(figure.score)}  n = {figure.responses}{between(figure, '  between ')}"
    yield from _bars(figure)
    yield from paragraph(f"{figure.made_of} {_told(figure)}")


def _nothing(figure: Figure, score: Score) -> str:
    if score.since or score.until:
        return "No answers in these days."
    if score.as_of:
        return "There were no answers yet."
    return (
        f"No answers yet. Record one: clientkit feedback add {_subject(score) or 'CLIENT'} {figure.example}"
    )


def between(figure: Figure, lead: str) -> str:
    """The two ends of a figure's interval after some words; nothing where it has none."""
    if figure.low is None or figure.high is None:
        return ""
    return f"{lead}{figure.plain(figure.low)} and {figure.plain(figure.high)}"


def _told(figure: Figure) -> str:
    """What the answers can tell, and what they cannot."""
    if figure.method == ALL_ANSWERED:
        return _all_told(figure)
    if figure.low is None or figure.high is None:
        return "One answer shows no spread: how far from it the true figure lies cannot be told."
    ends = between(figure, "between ")
    answers = "1 answer" if figure.responses == 1 else f"{figure.responses} answers"
    method = f"(95 % interval: {METHODS[figure.method]}.)"
    if figure.population is not None:
        return (
            f"All {figure.population} people were asked and {figure.responses} answered: the figure of them"
            f" all most likely lies {ends}. {method[:-2]}, narrowed for a population of {figure.population}.)"
        )
    if figure.few:
        limit = (
            "It tells what one person thinks"
            if figure.responses == 1
            else "They tell what these people think"
        )
        return (
            f"With {answers} the true figure may lie anywhere {ends}. "
            f"{limit}, not how all clients feel. {method}"
        )
    lowest, highest = figure.limits
    if figure.high - figure.low > ROUGH * (highest - lowest):
        meaning = "That shows a direction, no more: read the comments."
    else:
        meaning = "That shows the level; a small difference to another figure may still be chance."
    return f"With {answers} the true figure most likely lies {ends}. {meaning} {method}"


def _all_told(figure: Figure) -> str:
    """What can be said when nobody is left to hear."""
    if figure.responses == 1:
        return "The only person who was asked answered: this is no sample, so there is no interval."
    return (
        f"All {figure.responses} who were asked answered: this is what they all said, not a sample, so there"
        " is no interval."
    )


def _bars(figure: Figure) -> Iterator[str]:
    blocks = can_show_blocks()
    label_width = max(len(label) for label, _ in figure.bars)
    most = max(count for _, count in figure.bars)
    cells = max(min(LONGEST, columns() - label_width - len(str(most)) - 6), 1)
    for label, count in figure.bars:
        drawn = bar(count / most, cells, blocks=blocks)
        yield f"  {label:>{label_width}}  {drawn}{' ' if drawn else ''}{count}"
