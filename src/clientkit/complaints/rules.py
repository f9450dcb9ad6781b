"""Where complaints stand by their records, what comes next in each, and which command may come when."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from clientkit.complaints.case import BEFORE_END, ENDED, GRAVEST, Case, Told
from clientkit.errors import RefusedError
from clientkit.kernel.model.records.complaint import (
    Complaint,
    ComplaintChoice,
    ComplaintEscalated,
    ComplaintLesson,
    ComplaintNoted,
    ComplaintOption,
    ComplaintWord,
)
from clientkit.kernel.model.records.correspondence import Logged
from clientkit.kernel.model.records.promise import PromiseEnded
from clientkit.kernel.model.records.record import Entry


def cases_of(records: Sequence[Entry], sent: Iterable[Told]) -> list[Case]:
    """The complaints among records that count, in order; `sent` are the letters that went."""
    found = {}
    for one in records:
        if isinstance(one, Complaint):
            case = Case(one, one.replaces or one.id, one.day, one.day)
            found[case.name] = case
    if not found:
        return []
    names = {one.complaint.id: one.name for one in found.values()} | {name: name for name in found}
    promises = {one.promise: names.get(one.ref) for one in records if isinstance(one, ComplaintChoice)}
    events = sorted([*_events(records), *sent], key=lambda one: (one.ts, one.id))
    for event in events:
        ref = str(getattr(event, "ref", None))
        if isinstance(event, PromiseEnded):
            case_of = found.get(promises.get(ref) or "")
            if case_of and case_of.choice and case_of.choice.promise == ref:
                case_of.hears(event)
        elif ref in names:
            found[names[ref]].hears(event)
    return list(found.values())


def _events(records: Iterable[Entry]) -> Iterator[Entry | Told]:
    """What is said of complaints; contacts of ours are what was told, theirs what they wrote."""
    kinds = (
        *(ComplaintNoted, ComplaintOption, ComplaintChoice, ComplaintWord, ComplaintLesson),
        *(ComplaintEscalated, PromiseEnded),
    )
    for one in records:
        if isinstance(one, kinds):
            yield one
        elif isinstance(one, Logged) and one.ref:
            if not one.incoming:
                yield Told(one.ref, one.day, one.ts, one.id, "", one.channel)
            else:
                yield one


class NextStep(NamedTuple):
    """What is to be done next, in words, and the command that does it; empty where nothing is."""

    words: str
    command: str


ALLOWED: dict[str, tuple[str, ...]] = {
    "note": (*BEFORE_END, "confirmed", "silent", "final"),
    "option": ("understood", "offered"),
    "choose": ("offered",),
    "confirm yes": ("put-right", "silent", "final"),
    "confirm no": ("put-right", *ENDED),
    "confirm silent": ("put-right",),
    "learn": ("understood", "offered", "agreed", "put-right", *ENDED),
    "escalate": (*BEFORE_END, "confirmed", "silent", "final"),
    "acknowledge": BEFORE_END,
    "options": ("understood", "offered"),
    "put-right": ("put-right",),
    "last-word": ("put-right",),
    "final": ("understood", "offered", "agreed", "put-right"),
}
"""By command, or letter, the states in which it may come."""


def next_step(case: Case) -> NextStep:
    """What brings a complaint to its next state."""
    return _STEPS[case.state](case, case.complaint.id)


def _receive(case: Case, name: str) -> NextStep:
    if case.complaint.severity == GRAVEST and not case.spoken:
        call = f'clientkit log add {case.complaint.about} "…" --channel phone --for {name}'
        return NextStep("call them, before any mail; then write down what was said", call)
    return NextStep("tell them that you have it", f"clientkit mail draft acknowledge {name}")


def _understand(case: Case, name: str) -> NextStep:
    if not case.restated:
        return NextStep("say it in your own words", f'clientkit complaint note {name} --restated "…"')
    why = f'clientkit complaint note {name} --why "…" --root defect'
    return NextStep("find out why it happened, and name the cause", why)


def _offer(case: Case, name: str) -> NextStep:
    if case.untold:
        return NextStep("tell them the options", f"clientkit mail draft options {name}")
    if case.upheld == "no":
        return NextStep("tell them why not, with reasons", f"clientkit mail draft final {name}")
    offer = f'clientkit complaint option {name} "…" --due fri'
    return NextStep("write down a way to put it right, with its day", offer)


def _await_choice(case: Case, name: str) -> NextStep:
    choice = NextStep("they choose; then record it", f"clientkit complaint choose {name} 1")
    return _offer(case, name) if case.untold else choice


def _put_right(case: Case, name: str) -> NextStep:  # noqa: ARG001 - as every step
    due = f", by {case.chosen.due}" if case.chosen else ""
    promise = case.choice.promise if case.choice else ""
    return NextStep(f"put it right as promised{due}", f"clientkit promise kept {promise}")


def _ask(case: Case, name: str) -> NextStep:
    if case.result is None:
        return NextStep("tell them that it was put right, and ask", f"clientkit mail draft put-right {name}")
    return NextStep("they say whether it is right now", f"clientkit complaint confirm {name} yes")


def _learn(case: Case, name: str) -> NextStep:  # noqa: ARG001 - as every step
    learn = f'clientkit complaint learn {name} "…" --prevention "…" --no-change "…"'
    return NextStep("write down the lesson, and change something", learn)


_STEPS: dict[str, Callable[[Case, str], NextStep]] = {
    "received": _receive,
    "acknowledged": _understand,
    "understood": _offer,
    "offered": _await_choice,
    "agreed": _put_right,
    "put-right": _ask,
    **dict.fromkeys(("confirmed", "silent", "final"), _learn),
    "closed": lambda _case, _name: NextStep("", ""),
}


def require_step(case: Case, verb: str) -> None:
    """Refuse a command, or letter, that the complaint is not ready for.

    Raises:
        RefusedError: it says which step is missing.
    """
    state, name = case.state, case.complaint.id
    if state in ALLOWED[verb]:
        return
    said = f"'{verb}' does not fit the complaint {name}, which is {state}"
    again = f'clientkit complaint confirm {name} no "…"'
    if state in ENDED:
        over = "it is over, with its lesson" if state == "closed" else "it has ended"
        raise RefusedError(f"{said}: {over}.", f"If they are not content, it opens again: {again}")
    if state == "put-right":
        raise RefusedError(f"{said}: it was put right.", f"If that is not enough for them: {again}")
    if case.choice and verb in {"option", "options", "choose"}:
        off = f'clientkit promise broken {case.choice.promise} --note "…"'
        raise RefusedError(f"{said}: they have chosen.", f"If that will not hold, say so: {off}")
    step = next_step(case)
    raise RefusedError(f"{said}. First {step.words}.", f"Next: {step.command}")
