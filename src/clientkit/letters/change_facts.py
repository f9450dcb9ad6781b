"""What the records tell for letters about a change: one that is declined, one whose offer waits."""

from typing import Any

from clientkit.changes.cases import agreed_terms, changes_among
from clientkit.changes.rules import ChangeCase, require_step
from clientkit.errors import NotFoundError, RefusedError
from clientkit.letters.case import LetterCase

REASONS = (("effect", "because"), ("answer", "instead"))
"""What a letter says of a change, by the fields of its assessment."""


def decline(case: LetterCase) -> dict[str, Any]:
    """That a change will not be done: why, and what can be had instead."""
    change = _change(case)
    if change.state not in {"requested", "assessed", "offered", "declined"}:
        raise RefusedError(
            f"{change.co} was {change.state}: there is nothing to decline.",
            f"See it: clientkit change show {change.name}",
        )
    said = {name: getattr(change.assessed, own, None) or "" for name, own in REASONS}
    return {"since": change.asked.day, "what": change.asked.text, "number": change.co, **said}


def offered_change(case: LetterCase) -> dict[str, Any]:
    """A change that waits for the client's answer."""
    change = _change(case)
    require_step(change, "approve")
    until = change.until(agreed_terms(case.workspace, case.place))
    if until and until < case.today:
        raise RefusedError(
            f"The offer {change.co} ended on {until}.",
            f"Offer it anew: clientkit mail draft change {change.name}",
        )
    return {"since": change.told, "needed_by": until, "what": change.asked.text, "number": change.co}


def _change(case: LetterCase) -> ChangeCase:
    found = (one for one in changes_among(case.records) if case.record and one.asked.id == case.record.id)
    if change := next(found, None):
        return change
    raise NotFoundError("This letter is about a change.", "Name it: toko/CO-1")
