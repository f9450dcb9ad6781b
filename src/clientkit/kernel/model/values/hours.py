"""Hours as people write them: `3`, `1.5`, `1,5`, `1:30`, `1h30`, `90m`."""

import re
from decimal import ROUND_HALF_UP, Decimal

from clientkit.errors import UsageError

MOST_HOURS = 1000

_HOURS = re.compile(
    r"(?P<whole>[0-9]{1,6})(?:[.,](?P<part>[0-9]{1,2}))?\s?(?:h|jam|hours?)?"
    r"|(?P<hours>[0-9]{1,6})\s?(?::|h|jam)\s?(?P<minutes>[0-5]?[0-9])m?"
    r"|(?P<only>[0-9]{1,6})\s?(?:m|min|menit)"
)
"""Digits with a part, hours and minutes, or minutes alone."""


def parse_hours(text: str) -> Decimal:
    """Hours, to the hundredth, from what a person types.

    Raises:
        UsageError: no number of hours, or none that work can take.
    """
    shown = text.strip()
    match = _HOURS.fullmatch(shown.lower())
    if not match:
        raise UsageError(
            f"{shown[:40]!r} is not a number of hours.", "Write 3, or 1.5 or 1:30 for an hour and a half."
        )
    if match["whole"]:
        hours = Decimal(f"{match['whole']}.{match['part']}" if match["part"] else match["whole"])
    else:
        minutes = int(match["hours"] or 0) * 60 + int(match["minutes"] or match["only"])
        hours = (Decimal(minutes) / 60).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if not 0 < hours <= MOST_HOURS:
        raise UsageError(
            f"{shown} hours cannot be noted: more than 0 and at most {MOST_HOURS:,}.", "Write 3 or 1.5."
        )
    return hours


def is_hours(word: str) -> bool:
    """Whether a word can only be hours: it has a unit, a colon or a comma, or is a short number."""
    return bool(_HOURS.fullmatch(word.lower())) and len(word) <= 6  # noqa: PLR2004 - 999h59
