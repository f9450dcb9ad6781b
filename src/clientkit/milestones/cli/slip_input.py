"""What is typed of a slip: whose days it is and why, how many working days, which milestones are late."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

import typer

from clientkit.errors import UsageError
from clientkit.kernel.model.files.calendar_settings import Calendar
from clientkit.kernel.model.values.choices import CAUSES, Cause
from clientkit.kernel.screen.output import is_interactive

if TYPE_CHECKING:
    from clientkit.milestones.scenario import Delay

MOST_DAYS = 2000
"""Working days that a milestone is moved at once: eight years; more is mistyped."""


def cause_and_reason(cause: str | None, reason: str | None) -> tuple[Cause, str]:
    """Whose days a slip is, and why; asked for on a terminal where it was not given.

    Raises:
        UsageError: there is no such cause, or nobody can be asked for what is missing.
    """
    known = _cause(cause) if cause is not None else None
    missing = [flag for flag, given in (("--cause", cause), ("--note", reason)) if given is None]
    if missing and not is_interactive():
        raise UsageError(
            f"Whose days are they, and why? There is no {' and no '.join(missing)}.",
            f'Add --cause {"|".join(CAUSES)} and --note "Texts came on Thursday".',
        )
    if known is None:
        known = _cause(typer.prompt(f"Whose days are they ({', '.join(CAUSES)})", err=True))
    return known, reason if reason is not None else typer.prompt(
        "Why, in a sentence for the client", err=True
    )


def working_days_of(text: str, calendar: Calendar) -> int:
    """Working days from `3`, `+3d`, `-2d` or `+1w`; a week has as many as the settings' working days.

    Raises:
        UsageError: it is none of these, no days at all, or too many.
    """
    match = re.fullmatch(r"([+-]?[0-9]{1,4}) ?([dw]?)", text.strip().lower())
    days = int(match[1]) * (len(set(calendar.working_days)) if match[2] == "w" else 1) if match else 0
    if not 0 < abs(days) <= MOST_DAYS:
        raise UsageError(
            f"{text[:40]!r} is no number of working days.",
            f"Write for instance +3d, -2d or +1w, at most {MOST_DAYS:,} days.",
        )
    return days


def delays_of(words: Sequence[str]) -> "tuple[Delay, ...]":
    """Delay milestones from words such as `M2=3`.

    Raises:
        UsageError: a word that is not of that form, days out of range, or a milestone named twice.
    """
    from clientkit.milestones.scenario import Delay

    delays: dict[str, Delay] = {}
    for word in words:
        match = re.fullmatch(r"([^=\s]{1,40})=([0-9]{1,4})", word.strip())
        days = int(match[2]) if match else 0
        if not match or not 1 <= days <= MOST_DAYS:
            raise UsageError(
                f"{word[:40]!r} is no milestone with working days.",
                f"Write --late M2=3, with 1 to {MOST_DAYS:,} days.",
            )
        if match[1] in delays:
            raise UsageError(f"{match[1]} is named twice.", "Name each milestone once, with all its days.")
        delays[match[1]] = Delay(milestone=match[1], days=days)
    return tuple(delays.values())


def _cause(text: str) -> Cause:
    """A cause of a slip.

    Raises:
        UsageError: it is none.
    """
    for cause in CAUSES:
        if cause == text.strip().lower():
            return cause
    close = get_close_matches(text.lower(), CAUSES, n=1)
    meant = f"Did you mean {close[0]}? " if close else ""
    raise UsageError(f"There is no cause {text[:40]!r}.", f"{meant}Causes are {', '.join(CAUSES)}.")
