"""What `done` means by its words: a new note, or ids of what was planned, promised, asked or reached."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from clientkit.errors import InvalidDataError, NotFoundError, UsageError
from clientkit.kernel.model.values.hours import is_hours
from clientkit.kernel.model.values.references import ProjectRef

if TYPE_CHECKING:
    from clientkit.kernel.model.records.record import Stamp
    from clientkit.kernel.screen.session import Session

FINISHED = ("next", "log", "ask", "blocked", "risk", "promise", "feedback", "privacy_request")
"""Kinds of record that come to an end: carried out, solved, answered, over, kept, followed up."""

CARRIED_OUT = ("next", "log")
"""Those that work ends: a planned step, and what a client's message asked for."""


ITEM = re.compile(r"[A-Z]{1,2}[0-9]{1,3}")
"""What looks like the id of a milestone, and is no text."""

RECORD = re.compile(r"(?=[a-z]*[0-9])[0-9a-z]{2,32}|[0-9a-z]{10}")
"""What looks like the beginning of a record's id: behind a project, a word without a digit is a text."""


class Finish(NamedTuple):
    """One thing to finish: a record, or a milestone of a project."""

    kind: str
    name: str
    project: ProjectRef | None
    record: Any = None


def split_hours(words: Sequence[str]) -> tuple[list[str], str | None]:
    """The words, and the hours that stand behind a text or an id."""
    *before, last = words
    return (before, last) if before and is_hours(last) else ([*words], None)


def things_named(session: "Session", words: Sequence[str]) -> tuple[list[Finish], str | None]:
    """What is to be finished and what is said of it; nothing where the words are a new note.

    A word without a blank is an id or a name; behind a project it may be a text too.

    Raises:
        NotFoundError: a single word is no id.
        UsageError: an id could be several.
    """
    text = words[-1] if len(words) > 1 and " " in words[-1].strip() else None
    names = list(words[:-1] if text is not None else words)
    if not names or " " in names[0].strip():
        return [], None
    project = _project(session, names[0])
    rest = names[1:] if project else names
    if not rest and text is None:
        raise UsageError(
            f"{names[0]} is a project; the text is missing.", "Write it after the project, in quotes."
        )
    if not rest or (project and not all(map(_may_be_id, rest))):
        return [], None
    at = project or _here(session)
    if project and text is None and len(rest) == 1 and not ITEM.fullmatch(rest[0]):
        try:
            found = [_thing(session, rest[0], at, own=True)]
        except (NotFoundError, UsageError, InvalidDataError):  # a note of one word
            return [], None
        return found, None
    return [_thing(session, name, at) for name in rest], text


def finish(session: "Session", one: Finish, text: str | None, hours: str | None, on: date | None) -> Any:
    """Finish one thing: the result of the command that would do it alone."""
    from clientkit.progress.actions import carry_out, close_note

    workspace, stamp = session.workspace, session.stamp(on)
    if hours is not None and one.kind not in CARRIED_OUT:
        raise UsageError(f"Hours belong to a note of the work; {one.name} is none.", "Leave them out.")
    if one.kind == "milestone":
        reached = (one.name, stamp.day, text)
        return session.hook("reach_milestone")(
            workspace, session.stamp(), session.settings, one.project, reached
        )
    return _end_record(session, stamp, one, text) or (
        carry_out(workspace, stamp, one.record, text, hours)
        if one.kind in CARRIED_OUT
        else close_note(workspace, stamp, one.name, text)
    )


def _end_record(session: "Session", stamp: "Stamp", one: Finish, text: str | None) -> Any:
    """The end of what other rooms keep."""
    if one.kind == "promise":
        return session.hook("end_promise")(session.workspace, stamp, one.name, "kept", text)
    if one.kind == "feedback":
        return session.hook("follow")(session.workspace, stamp, one.name, text, done=True)
    if one.kind == "privacy_request":
        return session.hook("answer_request")(session.workspace, stamp, one.name, text)
    return None


def _may_be_id(word: str) -> bool:
    return bool(ITEM.fullmatch(word.upper()) or RECORD.fullmatch(word))


def _project(session: "Session", word: str) -> ProjectRef | None:
    try:
        return session.project(word)
    except NotFoundError:
        return None


def _here(session: "Session") -> ProjectRef | None:
    client, project = session.here
    return ProjectRef(client, project) if client and project else None


def _thing(session: "Session", word: str, project: ProjectRef | None, *, own: bool = False) -> Finish:
    """What a word names: a milestone of the project, or a record, of it alone where `own` is set."""
    from clientkit.kernel.store.ids import item_titles
    from clientkit.kernel.store.journal.record_ids import one_record

    known = item_titles(session.workspace, *project, ("milestones",)) if project else {}
    for name in known:
        if name.lower() == word.lower():
            return Finish("milestone", name, project)
    if ITEM.fullmatch(word) and project:
        raise NotFoundError(
            f"{project} has no milestone {word}.", f"It has {', '.join(known) or 'none yet'}."
        )
    try:
        record, _ = one_record(session.workspace, word, FINISHED, "finished")
    except NotFoundError as error:
        error.hint += f". A note stands in quotes behind its project: clientkit done kopi/toko '{word[:40]}'"
        raise
    if own and (record.client, record.project) != project:
        raise NotFoundError(f"{record.id} is not of {project}.", "Name it without the project.")
    return Finish(record.kind, record.id, project, record)
