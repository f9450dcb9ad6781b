"""Days in sentences: dates with their weekday, working days, and whose they are."""

from collections.abc import Mapping
from datetime import date

from clientkit.kernel.model.values.choices import Cause

WHOSE: Mapping[Cause, str] = {
    "us": "ours",
    "client": "waiting for the client",
    "third-party": "because of a third party",
    "change": "from changes",
}
"""The causes of a slip, to stand after a number of days."""

WON_BACK: Mapping[Cause, str] = {
    "us": "won back by us",
    "client": "won back by the client",
    "third-party": "won back from a third party",
    "change": "won back by changes",
}
"""The same for days that were won back."""


def dated(day: date) -> str:
    """A date with its weekday: `Fri 4 Dec 2026`."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def working_days(days: int) -> str:
    """`3 working days`."""
    return f"{days} working {'day' if days == 1 else 'days'}"


def shifted(days: int, later: str = "later", earlier: str = "earlier") -> str:
    """How far a date moved: `3 working days later`."""
    return f"{working_days(abs(days))} {later if days > 0 else earlier}"


def causes(slip_by_cause: Mapping[Cause, int]) -> str:
    """Whose days a slip is: `4 waiting for the client, 2 won back by us`."""
    return ", ".join(
        f"{abs(days)} {(WHOSE if days > 0 else WON_BACK)[cause]}" for cause, days in slip_by_cause.items()
    )


def signed(days: int) -> str:
    """Days in a column: `+3`, `-2`, and nothing for none."""
    return f"{days:+d}" if days else ""
