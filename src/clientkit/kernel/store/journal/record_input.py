"""What a person typed for a record: checked, and refused with a sentence, before it is kept."""

from collections.abc import Collection
from datetime import date
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import ValidationError

from clientkit.errors import UsageError
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.model.values.references import ProjectRef, Subject
from clientkit.kernel.model.values.text import PROSE_LIMIT
from clientkit.kernel.store.toml.validation_messages import message_and_hint

R = TypeVar("R", bound=Entry)


def typed_text(text: str, what: str) -> str:
    """The text itself, every character as it came.

    Raises:
        UsageError: it is empty, too long, or was no UTF-8.
    """
    if not text.strip():
        raise UsageError(f"{what} is empty.", "Write it in quotes.")
    if len(text) > PROSE_LIMIT:
        raise UsageError(
            f"{what} has {len(text):,} characters; a record takes at most {PROSE_LIMIT:,}.",
            "Shorten it, or keep the long version in a file.",
        )
    for position, character in enumerate(text, start=1):
        if "\ud800" <= character <= "\udfff":
            raise UsageError(
                f"{what} is not UTF-8 text: character {position} cannot be read.",
                "Type it anew in a terminal that is set to UTF-8.",
            )
    return text


def day_that_came(day: date, today: date, what: str) -> date:
    """The day itself.

    Raises:
        UsageError: it lies in the future.
    """
    if day > today:
        raise UsageError(
            f"{day} lies in the future: {what} is recorded once it has happened.",
            f"Today is {today}; a day that is over is written as 'yesterday', '-2d' or 'last fri'.",
        )
    return day


def made_record(model: type[R], stamp: Stamp, name: Subject | ProjectRef, values: dict[str, Any]) -> R:
    """A record of what was typed; values that are None were not given.

    Raises:
        UsageError: a value that cannot be.
    """
    given = {key: value for key, value in values.items() if value is not None}
    client, project = name
    try:
        return model(id=stamp.id, ts=stamp.ts, day=stamp.day, client=client, project=project, **given)
    except ValidationError as error:
        raise UsageError(*message_and_hint(model, error)) from None


def known_word(text: str, words: Collection[str], noun: str) -> str:
    """A word that is one of a few.

    Raises:
        UsageError: it is none of them; they are named.
    """
    if text not in words:
        raise UsageError(f"{text[:40]!r} is no {noun}.", f"Known: {', '.join(words)}")
    return text


def suggestion(text: str, known: dict[str, str]) -> str:
    """What a name that does not exist was probably meant to be, and what there is."""
    by_word = {word.lower(): name for name, title in known.items() for word in (title, name)}
    close = get_close_matches(text.lower(), list(by_word), n=1, cutoff=0.5)
    listed = f"Known: {', '.join(known)}"
    return f"Did you mean '{by_word[close[0]]}'? {listed}" if close else listed
