"""What the records tell for letters about the relation: greetings, its end, winning back, new prices."""

from datetime import date
from typing import Any

from clientkit.clients.engagement_periods import relation_in
from clientkit.errors import RefusedError
from clientkit.kernel.model.records.relation import ClientEnded
from clientkit.kernel.model.values.choices import EndReason
from clientkit.letters.case import LetterCase, LetterQuestion
from clientkit.letters.occasions import occasions

REASONS: tuple[EndReason, ...] = (
    *("price", "timing", "competitor", "in-house", "not-a-fit", "quality", "no-need"),
)
"""The reasons that somebody who left may name, in the order in which the letter prints their sentences."""

NEAR = 10
"""Days around an occasion in which it is greeted."""


def greeting(case: LetterCase) -> dict[str, Any]:
    """Two sentences on a birthday, or on the years of working together."""
    years = (case.today.year - 1, case.today.year, case.today.year + 1)
    every = [one for year in years for one in occasions(case.client, [*case.records], year)]
    near = [one for one in every if abs((one.day - case.today).days) <= NEAR]
    near = [one for one in near if not case.to or one.contact in case.to or not one.contact]
    found = min(near, key=lambda one: (not one.contact, abs((one.day - case.today).days)), default=None)
    if found is None:
        raise RefusedError(
            "No birthday and no anniversary is near.",
            f"A birthday is kept so: clientkit client set {case.subject.client} contacts.rina.birthday=02-29",
        )
    facts = {"occasion": "birthday" if found.contact else "anniversary", "years": found.years}
    return {**facts, "to": (found.contact,) if found.contact else ()}


def win_back(case: LetterCase) -> dict[str, Any]:
    """Whether one who left comes back; the reason is a code, our own note is never told."""
    ended = _ended(case)
    return {"since": ended.day, "reason": ended.reason, "years": 0}


def leaving(case: LetterCase) -> dict[str, Any]:
    """One open question to somebody who left: why."""
    return {"since": _ended(case).day}


def why_they_left(case: LetterCase) -> LetterQuestion:
    """The reasons that the letter offers; any other words are an answer too."""
    return LetterQuestion("leave", _ended(case).id, REASONS)


def farewell(case: LetterCase) -> dict[str, Any]:
    """Thanks at the end, what is handed over in one's own words, and until when questions are answered."""
    return {
        "since": min((one.first for one in relation_in(case.records).engagements(date.max)), default=None)
    }


def price_increase(_case: LetterCase) -> dict[str, Any]:
    """New prices from a day on; what was agreed stays as it was agreed."""
    return {}


def _ended(case: LetterCase) -> ClientEnded:
    ends = [one for one in case.records if isinstance(one, ClientEnded)]
    if not ends or not relation_in(case.records).is_over(case.today):
        raise RefusedError(
            f"The relation with {case.subject.client} did not end.",
            f"Record it first: clientkit client end {case.subject.client} --reason other",
        )
    return ends[-1]
