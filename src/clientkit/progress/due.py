"""What is due of the notes: planned steps, questions and their defaults, what is blocked."""

from collections.abc import Iterator, Sequence
from shlex import quote

from clientkit.documents.account import ClientAccount
from clientkit.kernel.model.records.progress import Ask, Blocked, Done, Next, Resolved
from clientkit.kernel.model.records.project import MilestoneDone
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.due import Due, due_key, plus_days
from clientkit.progress.rules import drop_of, due_of, outcome_of


def dues_of(account: ClientAccount) -> Iterator[Due]:
    """Steps that were not done, questions without an answer, blocks that are not over; of work not closed."""
    over = {one.name.project for one in account.projects if one.state == "closed"}
    records = [one for one in account.records if one.project not in over]
    closed = {one.ref for one in records if isinstance(one, Resolved)}
    for one in records:
        if isinstance(one, Next):
            yield from _step(one, records)
        elif isinstance(one, Ask | Blocked) and not closed & {one.id, one.replaces}:
            yield from _ask(one) if isinstance(one, Ask) else _block(one)


def _step(one: Next, records: Sequence[Entry]) -> Iterator[Due]:
    if outcome_of(one, records) or drop_of(one, records) or _is_told(one, records):
        return
    due = due_of(one, records)
    begun = any(isinstance(each, Done) and each.day > one.day and _has_item(each, one) for each in records)
    yield Due(
        key=_key("step", one),
        kind="step",
        id=one.id,
        client=one.client,
        project=one.project,
        owner="us",
        due=due.isoformat() if due else "",
        weight="watch" if due and not begun else "info",
        text=f"all of it done? {one.text}" if begun else one.text,
        why=f"planned on {one.day}{', worked on since' if begun else ''}",
        do=f"clientkit done {one.id}",
    )


def _is_told(one: Next, records: Sequence[Entry]) -> bool:
    """Whether an outcome says it in the same words, its milestone is reached, or it is planned again."""
    words = _words(one.text)
    for other in records:
        if isinstance(other, MilestoneDone):
            told = _has_item(other, one) and other.day >= one.day
        elif isinstance(other, Done):
            told = other.project == one.project and other.day >= one.day and _words(other.text) == words
        else:
            told = (
                isinstance(other, Next)
                and other.project == one.project
                and (other.day, other.ts) > (one.day, one.ts)
                and _words(other.text) == words
            )
        if told:
            return True
    return False


def _has_item(other: Done | MilestoneDone, one: Next) -> bool:
    item = other.milestone if isinstance(other, MilestoneDone) else other.item
    return item is not None and (other.project, item) == (one.project, one.item)


def _words(text: str) -> str:
    """A text as it is compared with another: without its case, blanks and full stop."""
    return " ".join(text.casefold().split()).rstrip(".")


def _ask(one: Ask) -> Iterator[Due]:
    lasts = f"; without an answer: {one.otherwise}" if one.otherwise else ""
    asked = Due(
        key=_key("ask", one),
        kind="ask",
        id=one.id,
        client=one.client,
        project=one.project,
        owner="client",
        due=one.due.isoformat() if one.due else "",
        weight="watch",
        text=one.text,
        why=f"asked on {one.day}{lasts}",
        do=f"clientkit answer {one.id}",
        shown_until=one.due.isoformat() if one.due and one.otherwise else "",
        if_late=f"clientkit mail draft reminder {one.id}",
    )
    yield asked
    if one.due and one.otherwise:
        yield asked._replace(
            key=_key("default", one),
            kind="default",
            owner="us",
            weight="act",
            text=f"no answer, so take the default: {one.otherwise}",
            do=f"clientkit answer {one.id} {quote(one.otherwise)}",
            why=f"asked on {one.day}: {one.text}",
            shown_from=plus_days(one.due, 1),
            shown_until="",
            if_late="",
        )


def _block(one: Blocked) -> Iterator[Due]:
    needs = f": {one.unblocks}" if one.unblocks else ""
    yield Due(
        key=_key("block", one),
        kind="block",
        id=one.id,
        client=one.client,
        project=one.project,
        owner=one.owner,
        due=one.due.isoformat() if one.due else "",
        weight="act",
        text=f"blocked, {one.text}{needs}",
        why=f"blocked since {one.day}",
        do=f"clientkit answer {one.id}",
        if_late=f"clientkit mail draft reminder {one.id}" if one.owner == "client" else "",
    )


def _key(kind: str, one: Entry) -> str:
    return due_key(kind, one.client, one.replaces or one.id)
