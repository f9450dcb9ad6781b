"""What one can do with complaints: one function a verb; each refuses what comes too early, or too late."""

from collections.abc import Callable
from datetime import date
from typing import Any, Literal, NamedTuple

from clientkit.clients.contacts import require_contact
from clientkit.complaints.append import write_step
from clientkit.complaints.case import Case
from clientkit.complaints.cases import find_complaint
from clientkit.complaints.clocks import silent_from
from clientkit.complaints.rules import require_step
from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.complaint import (
    ComplaintChoice,
    ComplaintEscalated,
    ComplaintOption,
    ComplaintWord,
)
from clientkit.kernel.model.records.promise import Promised
from clientkit.kernel.model.records.record import INSTANT, Entry, Stamp
from clientkit.kernel.model.values.choices import AcceptanceHow
from clientkit.kernel.store.journal.record_input import made_record, typed_text
from clientkit.kernel.store.workspace import Workspace

Answer = Literal["yes", "no", "silent"]


class ClientWord(NamedTuple):
    """Whose word it is, how it came, and what shows it."""

    contact: str | None = None
    how: AcceptanceHow | None = None
    evidence: str | None = None


def add_option(workspace: Workspace, stamp: Stamp, beginning: str, values: dict[str, Any]) -> Case:
    """Write a way to put it right down, with its day.

    Raises:
        UsageError: no words, a day that is over, or a tenth option.
        RefusedError: a step is missing before it, or they have chosen.
    """
    text = typed_text(values["text"], "The option")
    if values["due"] < stamp.day:
        raise UsageError(f"{values['due']} is over already.", "Say by when it can be done: --due fri")

    def plan(case: Case, later: Stamp) -> Entry:
        require_step(case, "option")
        number = max((one.number for one in case.options), default=0) + 1
        given = {**values, "ref": case.name, "number": number, "text": text}
        return made_record(ComplaintOption, later, case.complaint.about, given)

    return write_step(workspace, stamp, find_complaint(workspace, beginning), plan)


def choose(
    workspace: Workspace, stamps: Callable[[], Stamp], beginning: str, number: int, word: ClientWord
) -> Case:
    """Record which option the client chose; it becomes a promise of ours with its day, in the same append.

    The stamps carry the day on which they said it.

    Raises:
        UsageError: there is no such option, or its number is that of two.
        RefusedError: nothing was offered, they have chosen, or were not told of this one.
        NotFoundError: a contact that the client does not have.
    """
    first = find_complaint(workspace, beginning)
    if word.contact:
        require_contact(workspace, first.complaint.client, word.contact)

    def plan(case: Case, later: Stamp) -> list[Entry]:
        require_step(case, "choose")
        option, about = _offered_option(case, number, later.day), case.complaint.about
        own = stamps().model_copy(update={"ts": later.ts + INSTANT, "day": later.day})
        given = {"text": option.text, "due": option.due, "owner": "us"}
        promise = made_record(Promised, own, about, given)
        values = {"ref": case.name, "option": option.id, "promise": promise.id, **word._asdict()}
        return [made_record(ComplaintChoice, later, about, values), promise]

    return write_step(workspace, stamps(), first, plan)


def _offered_option(case: Case, number: int, day: date) -> ComplaintOption:
    fitting = [one for one in case.options if one.number == number]
    listed = ", ".join(str(one.number) for one in case.options)
    if not fitting:
        raise UsageError(f"There is no option {number}.", f"There are: {listed}")
    if len(fitting) > 1:
        raise UsageError(
            f"Two devices gave the number {number} to options of {case.complaint.id}.",
            f"Take one back: clientkit undo {fitting[1].id}",
        )
    if fitting[0].id not in case.offered:
        raise RefusedError(
            f"Option {number} was never offered: the client was not told of it.",
            f"Tell them: clientkit mail draft options {case.complaint.id}",
        )
    if fitting[0].due < day:
        raise RefusedError(
            f"Option {number} was for {fitting[0].due}, which is over: it cannot be promised any more.",
            f'Offer it with another day: clientkit complaint option {case.complaint.id} "…" --due fri',
        )
    return fitting[0]


def confirm(
    workspace: Workspace,
    settings: Settings,
    stamp: Stamp,
    beginning: str,
    answer: Answer,
    text: str | None,
    word: ClientWord,
) -> Case:
    """Record what the client says once it was put right, or that they said nothing.

    Raises:
        UsageError: words with a silence.
        RefusedError: a step is missing before it; silence has not lasted.
        NotFoundError: a contact that the client does not have.
    """
    first = find_complaint(workspace, beginning)
    if word.contact:
        require_contact(workspace, first.complaint.client, word.contact)
    said = typed_text(text, "What they said") if text else None
    if answer == "silent" and said:
        raise UsageError("Who is silent said nothing.", "Leave the words out; or say yes or no.")

    def plan(case: Case, later: Stamp) -> Entry:
        require_step(case, f"confirm {answer}")
        if answer == "silent":
            _require_silence(workspace, settings, case, later.day)
        values = {"ref": case.name, "answer": answer, "text": said, **word._asdict()}
        return made_record(ComplaintWord, later, case.complaint.about, values)

    return write_step(workspace, stamp, first, plan)


def _require_silence(workspace: Workspace, settings: Settings, case: Case, day: date) -> None:
    """Refuse to call it silence before the result and one last word went, and their days passed."""
    name, wanted = case.complaint.id, "Silence ends it only once the result and one last word went"
    if case.result is None or case.last_word is None:
        letter = "put-right" if case.result is None else "last-word"
        raise RefusedError(
            f"{wanted}; the letter '{letter}' did not.", f"Write it: clientkit mail draft {letter} {name}"
        )
    if case.replied_on:
        raise RefusedError(
            f"They wrote on {case.replied_on}, so it is no silence.",
            f"Record what they said: clientkit complaint confirm {name} yes, or no; or ask once more: "
            f"clientkit mail draft last-word {name}",
        )
    from clientkit.complaints.queries import account_of, terms_of  # a project's model is dear

    account = account_of(workspace, settings, case, day)
    first = silent_from(case, terms_of(account, case), account.calendar)
    if first and day < first:
        days = settings.policies.silence_days
        raise RefusedError(
            f"{wanted}, and {days} working days passed since {case.last_word.day}: not before {first}.",
            f"Until then they may still answer; then: clientkit complaint confirm {name} silent",
        )


def escalate(workspace: Workspace, stamp: Stamp, beginning: str, body: str, note: str | None) -> Case:
    """Record that somebody else was asked to decide or to mediate.

    Raises:
        UsageError: an empty name.
        RefusedError: it is over.
    """
    values = {"body": typed_text(body, "--body"), "note": typed_text(note, "--note") if note else None}

    def plan(case: Case, later: Stamp) -> Entry:
        require_step(case, "escalate")
        return made_record(ComplaintEscalated, later, case.complaint.about, {"ref": case.name, **values})

    return write_step(workspace, stamp, find_complaint(workspace, beginning), plan)
