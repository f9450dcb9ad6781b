"""What one can do with changes: write down what was asked, say what it takes, end it."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from clientkit.changes.cases import changes_of
from clientkit.changes.found import FoundChange
from clientkit.changes.rules import ChangeCase, Verb, require_step
from clientkit.clients.contacts import require_contact
from clientkit.errors import NotFoundError, RefusedError, UsageError
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.records.change import ChangeAsked, ChangeEnded, ChangeOutcome
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.model.values.choices import CHANNELS
from clientkit.kernel.model.values.references import ProjectRef, Subject
from clientkit.kernel.store.ids import contact_names
from clientkit.kernel.store.journal.read import numbered_records
from clientkit.kernel.store.journal.record_ids import later_than, origin_of, records_begun
from clientkit.kernel.store.journal.record_input import day_that_came, known_word, made_record, typed_text
from clientkit.kernel.store.save import append_planned, append_record
from clientkit.kernel.store.workspace import Workspace

VERBS: Mapping[ChangeOutcome, Verb] = {
    "declined": "decline",
    "withdrawn": "withdraw",
    "absorbed": "absorb",
    "approved": "approve",
}


class ChangeStep(NamedTuple):
    """What was recorded of a change, and the change that it is about."""

    record: Entry
    number: str
    project: ProjectRef
    said: tuple[str, ...] = ()
    """What a person should know of it."""


def add_change(
    workspace: Workspace, stamp: Stamp, name: ProjectRef, terms: Project | None, given: Mapping[str, Any]
) -> ChangeStep:
    """Write down what a client asked for; its number is the next of the project, and is never given twice.

    Raises:
        UsageError: an empty text, no such channel, or no such option in the agreement.
        NotFoundError: no such contact or message.
    """
    values = {**_request(workspace, name, given), "option": _option(terms, given.get("option"))}
    text = given.get("text") or values["option"] or ""
    values["text"] = typed_text(text, "What they asked for")
    made: list[ChangeAsked] = []

    def plan() -> ChangeAsked:
        made.append(made_record(ChangeAsked, stamp, name, {**values, "number": next_number(workspace, name)}))
        return made[-1]

    append_planned(workspace, name.client, plan)
    return ChangeStep(made[-1], f"CO-{made[-1].number}", name)


def next_number(workspace: Workspace, name: ProjectRef) -> int:
    """One more than any number that the project ever gave, those that were taken back included."""
    given = (
        record.number
        for _, _, record in numbered_records(workspace, name.client)
        if isinstance(record, ChangeAsked) and record.project == name.project
    )
    return max(given, default=0) + 1


def _request(workspace: Workspace, name: ProjectRef, given: Mapping[str, Any]) -> dict[str, Any]:
    contact, channel = given.get("contact"), given.get("channel")
    if channel:
        known_word(channel, CHANNELS, "channel")
    if contact:
        require_contact(workspace, name.client, contact)
    elif "contact" not in given or contact is None:
        known = [*contact_names(workspace, name.client)]
        contact = known[0] if len(known) == 1 else None
    ref = given.get("ref")
    if ref:
        found = records_begun(workspace, ref.strip().lower(), "clientkit log list")
        own = {origin_of(one) for one, _ in found if one.client == name.client}
        if len(own) != 1:
            raise UsageError(f"{ref[:40]!r} is no one record of {name.client}.", "See: clientkit log list")
        ref = own.pop()
    return {"contact": contact or None, "channel": channel or None, "ref": ref or None}


def _option(terms: Project | None, text: str | None) -> str | None:
    """The words of the exclusion that `X1` names: a row's place changes, its words are what was read."""
    if not text:
        return None
    rows = terms.exclusions if terms else ()
    match = re.fullmatch(r"(?i)x([0-9]{1,2})", text.strip())
    offered = {f"X{number}": one.what for number, one in enumerate(rows, 1) if one.option_price is not None}
    if match is None or f"X{int(match[1])}" not in offered:
        listed = "; ".join(f"{key} {what[:50]}" for key, what in offered.items())
        raise UsageError(
            f"The agreement offers no option {text[:20]!r}.",
            f"It offers {listed}" if listed else "Give an exclusion its 'option_price': project edit",
        )
    return offered[f"X{int(match[1])}"]


def correct_change(
    workspace: Workspace, stamp: Stamp, found: FoundChange, given: Mapping[str, Any]
) -> ChangeStep:
    """Correct what was asked for: what is given takes the place of what it said, the rest stays.

    Raises:
        RefusedError: it ended.
        UsageError: a value that cannot be.
    """
    require_step(found.case, "set")
    asked = found.case.asked
    values = {
        name: value for name, value in dict(asked).items() if name in {"text", "contact", "channel", "ref"}
    }
    values |= {name: value or None for name, value in given.items() if name != "day"}
    values |= _request(workspace, found.project, values) if values["contact"] else {}
    values["text"] = typed_text(values["text"] or "", "What they asked for")
    day = day_that_came(given.get("day") or asked.day, stamp.day, "a change")
    rest = {"number": asked.number, "option": asked.option, "replaces": found.case.id}
    later = later_than(stamp, asked).model_copy(update={"day": day})
    record = made_record(ChangeAsked, later, found.project, {**values, **rest})
    append_record(workspace, record)
    return ChangeStep(record, found.case.co, found.project)


def end_change(
    workspace: Workspace, stamp: Stamp, found: FoundChange, outcome: ChangeOutcome, note: str
) -> ChangeStep:
    """Record that a change is declined, withdrawn or done for free.

    Raises:
        RefusedError: its state does not allow it; the step that is missing is named.
    """
    verb = VERBS[outcome]
    require_step(found.case, verb)
    what = found.case.assessed
    values: dict[str, Any] = {"ref": found.case.id, "outcome": outcome, "reason": typed_text(note, "--note")}
    if outcome == "absorbed" and what:
        values |= {"value": what.price, "currency": what.currency}

    def plan() -> ChangeEnded:
        require_step(_again(workspace, found), verb)
        return made_record(ChangeEnded, stamp, found.project, values)

    record = made_record(ChangeEnded, stamp, found.project, values)
    append_planned(workspace, found.project.client, plan)
    return ChangeStep(record, found.case.co, found.project)


def _again(workspace: Workspace, found: FoundChange) -> ChangeCase:
    """The change as it is now, while nobody else can write."""
    return next(one for one in changes_of(workspace, found.project) if one.id == found.case.id)


def renumber_change(workspace: Workspace, stamp: Stamp, name: ProjectRef, wanted: str) -> ChangeStep:
    """Give the later of two changes with one number the next number: the one that was not offered.

    Raises:
        NotFoundError: there is no such change.
        RefusedError: its number is its own, or every one with it was offered.
    """
    cases = changes_of(workspace, name)
    chosen = [one for one in cases if wanted in {one.co, one.id}]
    if not chosen:
        raise NotFoundError(f"{name} has no change {wanted[:20]}.", "See them: clientkit change list --all")
    same = [one for one in cases if one.co == chosen[0].co]
    if len(same) == 1:
        raise RefusedError(f"{chosen[0].co} of {name} is the only one of that number.", "It keeps it.")
    free = [one for one in chosen if one.state in {"requested", "assessed"}]
    if not free:
        require_step(chosen[0], "renumber")
    asked = max(free, key=lambda one: (one.asked.ts, one.id)).asked
    rest = asked.model_dump(exclude={"id", "ts", "day", "client", "project", "number", "replaces"})
    values = {**rest, "number": next_number(workspace, name), "replaces": origin_of(asked)}
    later = later_than(stamp, asked).model_copy(update={"day": asked.day})
    record = made_record(ChangeAsked, later, Subject(*name), values)
    append_record(workspace, record)
    return ChangeStep(record, f"CO-{record.number}", name, (f"It was CO-{asked.number}.",))
