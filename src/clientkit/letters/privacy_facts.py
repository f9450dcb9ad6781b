"""What the records tell for the letters about a person's data: the answer to a request, and a breach."""

from typing import Any

from clientkit.correspondence.data_requests import untold
from clientkit.errors import NotFoundError, RefusedError
from clientkit.kernel.model.records.privacy import Breach, PrivacyAsked
from clientkit.letters.case import LetterCase

Facts = dict[str, Any]


def answer(case: LetterCase) -> Facts:
    """What was asked of their data, and when; what was done is said by whoever did it."""
    if not isinstance(case.record, PrivacyAsked):
        raise NotFoundError("This letter is about a request.", "See the ids: clientkit agenda")
    return {"since": case.record.day, "wants": case.record.wants}


def breach(case: LetterCase) -> Facts:
    """What happened, to which data, what was done and what can be: to all who were not told yet."""
    record, you = case.record, case.settings.you
    if not isinstance(record, Breach):
        raise NotFoundError("This letter is about a breach.", "Record it first: clientkit client breach")
    addresses = {one.id: one.email for one in case.client.contacts}
    left = [one for one in untold(case.records, record, addresses) if addresses[one]]
    if not (left or case.to):
        raise RefusedError(
            f"All whom {record.id} concerns and who have an address were told.",
            "Write to one of them again: --contact rina",
        )
    told = {"what": record.text, "exposed": record.exposed, "remedy": record.remedy, "advice": record.advice}
    return {**told, "since": record.since, "now": record.day, "email": you.email, "to": tuple(left)}
