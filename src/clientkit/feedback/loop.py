"""Low scores that wait for a follow-up, from derived facts, and how many got theirs in time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Annotated, Any

from clientkit.feedback.time_limit import LoopState, TimeLimit
from clientkit.kernel.model.values.instant import on_the_clock
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.statistics.on_time_rate import Promptness, promptness
from clientkit.kernel.store.facts import FactKind, facts
from clientkit.kernel.store.workspace import Workspace

if TYPE_CHECKING:
    from clientkit.kernel.model.records.feedback import Feedback, FollowUp


class LoopFields(dict[str, Any]):
    """A record's fields as they are printed, read by their names too: what is shown of it needs no model."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        super().__init__(fields)
        self.__dict__ = self


@dataclass(slots=True)
class LoopAnswer:
    """A low score, by when it must be followed up, and what was done about it."""

    feedback: Annotated["Feedback", "the answer as it counts"]
    due: Annotated[datetime, "instant by which it must be followed up, in the workspace's zone"]
    state: Annotated[LoopState, "open, begun or done"]
    overdue: Annotated[bool, "whether nothing was done about it in time, and nothing since"]
    in_time: Annotated[bool | None, "whether the first follow-up came in time; empty before one"]
    steps: Annotated[tuple["FollowUp", ...], "what was done, the first one first"]


@dataclass(slots=True)
class Loop:
    """Low scores and their follow-ups, the most pressing first, and how many came in time."""

    answers: Annotated[tuple[LoopAnswer, ...], "low scores, overdue ones first"]
    promptness: Annotated[Promptness, "how many were followed up in time"]


def read_loop(workspace: Workspace, scope: Scope, now: datetime, limit: TimeLimit, *, every: bool) -> Loop:
    """The low scores of all clients, of one, or about one project; the closed ones where `every` is set."""
    named = [scope.client] if scope.client else None
    found, done = [], []
    for _, (answers, over) in facts(workspace, loop_facts(limit, every=every), named):
        found += [_answer(one, now, limit.zone) for one in answers if scope.covers(one[0]["project"])]
        done += [counted for project, *counted in over if scope.project in {None, project}]
    shown = sorted(found, key=_most_pressing)
    return Loop(answers=tuple(shown), promptness=_in_time(found, done, now))


def loop_facts(limit: TimeLimit, *, every: bool) -> FactKind:
    """The low scores of each client, whatever time it is: those that wait, or every one.

    Of those that are done, which grow from year to year, the first are counted alone: by project, how many
    there are, and how many were followed up in time.
    """

    def values(workspace: Workspace, slug: str) -> tuple[list[Any], list[Any]] | None:
        from clientkit.feedback.follow_ups import loop_values

        return loop_values(workspace, slug, limit, every=every)

    name = "loop-all" if every else "loop"
    return FactKind(name, ("journal",), values, also=(limit.hours, str(limit.zone)))


def _answer(values: tuple[Any, ...], now: datetime, zone: tzinfo) -> LoopAnswer:
    fields, instant, state, in_time, steps = values
    due, answer = on_the_clock(datetime.fromisoformat(instant), zone), LoopFields(fields)
    done: Any = tuple(map(LoopFields, steps))
    return LoopAnswer(answer, due, state, state == "open" and due < now, in_time, done)  # type: ignore[arg-type]


def _in_time(found: Sequence[LoopAnswer], done: Sequence[Sequence[int]], now: datetime) -> Promptness:
    """How many of the low scores whose time is over, or that were followed up, were so in time."""
    judged = [one for one in found if one.steps or one.due < now]
    due = len(judged) + sum(count for count, _ in done)
    in_time = sum(one.in_time is True for one in judged) + sum(count for _, count in done)
    return promptness(due, in_time, len(found) - len(judged))


def _most_pressing(one: LoopAnswer) -> tuple[bool, bool, datetime, str]:
    return one.state == "done", not one.overdue, one.due, one.feedback.id
