"""Closing the loop: which low scores wait for a follow-up, by when, and how many got theirs in time.

A follow-up that is due stands nowhere: it is derived from the answers and from what was done about them,
so nothing of it can be lost between two commands or two machines.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import Field

from clientkit.errors import RefusedError, UsageError
from clientkit.feedback.answer import show_answer
from clientkit.feedback.time_limit import LoopState, TimeLimit
from clientkit.kernel.model.records.feedback import Feedback, FollowUp
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.instant import on_the_clock
from clientkit.kernel.store.journal.read import fold_journal
from clientkit.kernel.store.journal.record_input import made_record, typed_text
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.projects.open_items import OpenItem


class LowScore(Model):
    """A low score, by when it must be followed up, and what was done about it."""

    feedback: Feedback = Field(description="the answer as it counts")
    due: datetime = Field(description="instant by which it must be followed up, in the workspace's zone")
    state: LoopState = Field(description="open, begun or done")
    overdue: bool = Field(description="whether nothing was done about it in time, and nothing since")
    in_time: bool | None = Field(description="whether the first follow-up came in time; empty before one")
    steps: tuple[FollowUp, ...] = Field(description="what was done, the first one first")


class Followed(NamedTuple):
    """What was done about an answer."""

    record: FollowUp
    feedback: Feedback


class _Low(NamedTuple):
    """A low answer, the instant it became one, and all its ids."""

    feedback: Feedback
    since: datetime
    names: frozenset[str]


def follow(workspace: Workspace, stamp: Stamp, beginning: str, note: str | None, *, done: bool) -> Followed:
    """Record what was done about an answer; the last follow-up says whether something is left to do.

    Raises:
        NotFoundError: no answer's id begins so.
        UsageError: it begins several, or there is no note.
        RefusedError: the answer was taken back.
    """
    if note is None:
        raise UsageError("What was done, or said? There is no note.", 'Add --note "Called, put it right"')
    answer = show_answer(workspace, beginning)
    feedback = answer.feedback
    if answer.retraction:
        raise RefusedError(
            f"{feedback.id} was taken back on {answer.retraction.day}; nothing is to be done about it.",
            "See what waits: clientkit feedback loop",
        )
    values = {"ref": feedback.id, "note": typed_text(note, "The note"), "done": done}
    record = made_record(FollowUp, stamp, feedback.about, values)
    append_record(workspace, record)
    return Followed(record, feedback)


def low_scores(
    workspace: Workspace,
    client: str,
    now: datetime,
    limit: TimeLimit,
    records: Iterable[Entry] | None = None,
) -> list[LowScore]:
    """The low scores of a client, in the order of their answers; a correction keeps its follow-ups.

    `records` are those of the client, where the journal was read already.
    """
    if records is None:
        records = fold_journal(workspace, client, _low_or_step)
    picked = [record for record in map(_low_or_step, records) if record]
    answers = [record for record in picked if isinstance(record, Feedback)]
    steps = [record for record in picked if isinstance(record, FollowUp)]
    return [_judged(low, steps, now, limit) for low in _with_their_past(workspace, client, answers)]


def loop_values(
    workspace: Workspace, client: str, limit: TimeLimit, *, every: bool
) -> tuple[list[Any], list[Any]] | None:
    """The low scores of a client in plain values, whatever time it is; see `loop.loop_facts`."""
    found = low_scores(workspace, client, datetime.min.replace(tzinfo=UTC), limit)
    told = [one for one in found if every or one.state != "done"]
    rest = [one for one in found if not every and one.state == "done"]
    projects = dict.fromkeys(one.feedback.project for one in rest)
    over = [
        (project, len(own), sum(one.in_time is True for one in own))
        for project in projects
        if (own := [one for one in rest if one.feedback.project == project])
    ]
    return ([_plain(one) for one in told], over) if found else None


def _plain(one: LowScore) -> tuple[Any, ...]:
    steps = [step.model_dump(mode="json") for step in one.steps]
    return (one.feedback.model_dump(mode="json"), one.due.isoformat(), one.state, one.in_time, steps)


def follow_up_items(found: Iterable[LowScore]) -> list[OpenItem]:
    """The low scores that are not done with, as the card shows them."""
    return [_item(one) for one in found if one.state != "done"]


def _item(one: LowScore) -> OpenItem:
    answer = one.feedback
    by = f" from {answer.contact}" if answer.contact else ""
    return OpenItem(
        id=answer.id,
        kind="follow-up",
        project=answer.project,
        text=f"{scores_in_words(answer)}{by}" + (f": {answer.comment}" if answer.comment else ""),
        due=one.due.date() if one.state == "open" else None,
        overdue=one.overdue,
        since=answer.day,
    )


def scores_in_words(answer: Feedback) -> str:
    """The scores of an answer in a line: `CSAT 2 of 5, NPS 4`."""
    return ", ".join(
        f"{scale.metric.upper()} {scale.in_figures(score, top)}" for scale, top, score in answer.scores()
    )


def steps_of(steps: Iterable[FollowUp], names: Collection[str]) -> tuple[FollowUp, ...]:
    """What was done about an answer, by any of the ids that it has had."""
    return tuple(step for step in steps if step.ref in names)


def due_of(answer: Feedback, limit: TimeLimit) -> datetime:
    """When the follow-up of a new answer is due: so many hours later, whatever the clocks are set to."""
    return _due(answer.ts, limit)


def _low_or_step(record: Any) -> Feedback | FollowUp | None:
    if isinstance(record, FollowUp) or (isinstance(record, Feedback) and record.is_low):
        return record
    return None


def _with_their_past(workspace: Workspace, client: str, answers: Sequence[Feedback]) -> list[_Low]:
    if all(answer.replaces is None for answer in answers):
        return [_Low(answer, answer.ts, frozenset([answer.id])) for answer in answers]
    from clientkit.kernel.store.journal.record_versions import lineages_of

    pasts = {one.latest.id: one.versions for one in lineages_of(workspace, client, Feedback)}
    lows = []
    for answer in answers:
        versions = [one for one in pasts.get(answer.id, (answer,)) if isinstance(one, Feedback)]
        since = min(one.ts for one in versions if one.is_low)
        lows.append(_Low(answer, since, frozenset(one.id for one in versions)))
    return lows


def _judged(low: _Low, every: Sequence[FollowUp], now: datetime, limit: TimeLimit) -> LowScore:
    steps, due = steps_of(every, low.names), _due(low.since, limit)
    first = min((_happened(step, limit.zone) for step in steps), default=None)
    return LowScore(
        feedback=low.feedback,
        due=due,
        state="open" if not steps else "done" if steps[-1].done else "begun",
        overdue=not steps and due < now,
        in_time=None if first is None else first <= due,
        steps=steps,
    )


def _due(since: datetime, limit: TimeLimit) -> datetime:
    # hours that pass are counted on the instant: on the local clock two days can have 47 or 49
    return on_the_clock(since, limit.zone, timedelta(hours=limit.hours))


def _happened(step: FollowUp, zone: ZoneInfo) -> datetime:
    """The instant of a follow-up: when it was noted, or the end of its day where it was noted later."""
    if on_the_clock(step.ts, zone).date() <= step.day:
        return step.ts
    return datetime.combine(step.day, time.max, zone)
