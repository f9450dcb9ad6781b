"""Which milestone comes before which: the order of their `after`, without recursion."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from clientkit.errors import InvalidDataError
from clientkit.kernel.model.files.timeline import Milestone

SHOWN = 8
"""Ids that an error lists before it cuts the list short."""


class ImpossibleDatesError(InvalidDataError):
    """Milestones whose dates cannot be; `milestone` is the one at whose row that can be mended."""

    def __init__(self, milestone: str, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.milestone = milestone


def in_order(milestones: Sequence[Milestone]) -> tuple[Milestone, ...]:
    """The milestones, each one after all that it waits for; in the order of the file where that is free.

    Raises:
        ImpossibleDatesError: an `after` that names no milestone, or milestones that wait for each other.
    """
    known = {milestone.id: milestone for milestone in milestones}
    waits = {milestone.id: set(milestone.after) for milestone in milestones}
    followers: dict[str, list[str]] = {name: [] for name in known}
    for name, others in waits.items():
        for other in sorted(others):
            if other not in known:
                raise _unknown(name, other, known)
            followers[other].append(name)
    open_waits = {name: len(others) for name, others in waits.items()}
    ready = deque(name for name, count in open_waits.items() if not count)
    ordered = []
    while ready:
        name = ready.popleft()
        ordered.append(known.pop(name))
        for follower in followers[name]:
            open_waits[follower] -= 1
            if not open_waits[follower]:
                ready.append(follower)
    if known:
        raise _in_a_circle(known, waits)
    return tuple(ordered)


def _unknown(name: str, other: str, known: Mapping[str, Milestone]) -> ImpossibleDatesError:
    near = nearest(other, list(known))
    hint = f"Did you mean {near}?" if near else f"The milestones are {some_of(list(known))}."
    message = f"Milestone {name} comes after {other}, but there is no milestone {other}."
    return ImpossibleDatesError(name, message, hint)


def _in_a_circle(left: Mapping[str, Milestone], waits: Mapping[str, Iterable[str]]) -> ImpossibleDatesError:
    """Told from the milestones that never became ready: each of them waits for another one of them."""
    name = next(iter(left))
    path: dict[str, None] = {}
    while name not in path:
        path[name] = None
        name = min(other for other in waits[name] if other in left)
    trail = list(path)
    circle = trail[trail.index(name) :]
    places = {each: place for place, each in enumerate(left)}
    head = min(range(len(circle)), key=lambda place: places[circle[place]])
    circle = [*circle[head:], *circle[:head]]
    shown = [*circle[:SHOWN], "..."] if len(circle) > SHOWN else circle
    return ImpossibleDatesError(
        circle[0],
        f"The milestones wait for each other in a circle: {' -> '.join([*shown, circle[0]])}.",
        f"Take {circle[1 % len(circle)]} out of the `after` of {circle[0]}, or break the circle elsewhere.",
    )


def nearest(wanted: str, known: Sequence[str]) -> str | None:
    """The id that is written in other letters, else the one most like it; None where none is."""
    from difflib import get_close_matches

    same = (each for each in known if each.lower() == wanted.lower())
    return next(same, None) or next(iter(get_close_matches(wanted, known, n=1)), None)


def some_of(names: Sequence[str]) -> str:
    """Ids in a sentence, the first few of many."""
    return ", ".join(names[:SHOWN]) + (" and so on" if names[SHOWN:] else "")
