"""Who was asked and who stayed, on a screen: counts before rates, since there are few of either."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.bars import paragraph
from clientkit.kernel.statistics.rounding import rounded
from clientkit.scores.groups import PERIODS

if TYPE_CHECKING:
    from clientkit.kernel.statistics.response_rate import ResponseRate
    from clientkit.scores.queries import Score
    from clientkit.scores.retention import ClientsKept


def response_lines(rate: "ResponseRate") -> Iterator[str]:
    """How many of those asked answered; nothing where nobody was asked."""
    if rate.rate is None:
        return
    yield ""
    yield "Response rate, of surveys"
    ends = f"between {rounded(rate.low or 0)} and {rounded(rate.high or 0)}"
    yield f"  {rounded(rate.rate)} %  {rate.answered} of {rate.asked} answered  {ends}"
    lost = rate.asked - rate.reached
    if lost:
        yield from paragraph(
            f"{lost} came back, {rate.reached} reached their contact; the rate is of all who were asked."
        )


def kept_lines(kept: "ClientsKept | None") -> Iterator[str]:
    """Retention, churn and repeat rate; nothing where nobody ever had agreed work."""
    if kept is None or not (kept.all_clients or kept.start):
        return
    yield ""
    yield f"Clients kept, {kept.since} to {kept.until}"
    stayed = kept.start - kept.lost
    if kept.retention is None or kept.churn is None:
        yield from paragraph("No clients at the start: retention and churn are not defined.")
        counted = f"Won {kept.won}, at the end {kept.end}."
    else:
        yield f"  {rounded(kept.retention)} %  {stayed} of {kept.start} stayed"
        counted = f"Lost {kept.lost} (churn {rounded(kept.churn)} %), won {kept.won}, at the end {kept.end}."
    if kept.repeat_rate is not None:
        counted += (
            f" {kept.repeat} of {kept.all_clients} clients came for two or more projects "
            f"(repeat rate {rounded(kept.repeat_rate)} %)."
        )
    yield from paragraph(f"{counted} These are all clients, not a sample, so there is no interval.")
    for words, counts in (("Why they left", kept.reasons), ("Why, in their words", kept.said)):
        if counts:
            told = ", ".join(f"{reason} {count}" for reason, count in sorted(counts.items()))
            yield from paragraph(f"{words}: {told}.")


def response_trend(score: "Score") -> Iterator[str]:
    """The response rate of each group, where somebody was asked."""
    groups = [(one_line(group.key), group.response) for group in score.groups or () if group.response]
    rows = [(key, rate) for key, rate in groups if rate.rate is not None]
    if not rows:
        return
    yield ""
    yield f"Response rate by {score.by}"
    width = max(len(key) for key, _ in rows)
    for key, rate in rows:
        shown = f"{rounded(rate.rate or 0)} %"
        ends = f"{rounded(rate.low or 0)} to {rounded(rate.high or 0)}"
        yield f"  {key.ljust(width)}  {shown:>5}  {rate.answered} of {rate.asked}  {ends}"


def kept_trend(score: "Score") -> Iterator[str]:
    """The clients kept in each period."""
    rows = [(group.key, group.clients) for group in score.groups or () if group.clients is not None]
    if score.by not in PERIODS or not any(kept.start or kept.end for _, kept in rows):
        return
    yield ""
    yield f"Clients kept by {score.by}"
    for key, kept in rows:
        shown = "  -  " if kept.retention is None else f"{rounded(kept.retention)} %".rjust(5)
        stayed = f"{kept.start - kept.lost} of {kept.start}"
        counted = f"{stayed} stayed, {kept.won} won, {kept.lost} lost, {kept.end} at the end"
        yield from paragraph(f"{key}  {shown}  {counted}")
