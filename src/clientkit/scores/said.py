"""What clients said in words, as far as it may be quoted, and what was done about low answers."""

from collections.abc import Iterator, Sequence

from clientkit.clients.consent import consents
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.records.feedback import Feedback, FollowUp
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.store.journal.record_ids import origin_of
from clientkit.scores.document import LowAnswer, Quote
from clientkit.scores.groups import ScoreQuery


def answers_in(records: Sequence[Entry], counting: ScoreQuery) -> list[Feedback]:
    """The answers that a summary is about."""
    return [
        one
        for one in records
        if isinstance(one, Feedback) and counting.scope.covers(one.project) and counting.span.holds(one.day)
    ]


def quotes_of(client: Client, records: Sequence[Entry], counting: ScoreQuery) -> Iterator[Quote]:
    """The comments that may be quoted: by the contact's last word on it, else by the answer or the client."""
    words = {one.contact: one for one in consents(records) if one.purpose == "quote"}
    names = {contact.id: contact.name for contact in client.contacts}
    for one in answers_in(records, counting):
        word = words.get(one.contact or "")
        if word is None:
            allowed = one.quotable or client.consent.quote
        else:
            allowed = word.given or (one.quotable and one.ts > word.ts)
        if allowed and one.comment is not None:
            said = " ".join(one.comment.split())
            yield Quote(text=said, name=names.get(one.contact or "", ""), client=client.name, day=one.day)


def low_answers(records: Sequence[Entry], counting: ScoreQuery) -> Iterator[LowAnswer]:
    """The low answers, each with the first day on which something was done about it: no note of ours."""
    steps = [one for one in records if isinstance(one, FollowUp)]
    for answer in answers_in(records, counting):
        if answer.is_low:
            days = [one.day for one in steps if one.ref in {answer.id, origin_of(answer)}]
            yield LowAnswer(day=answer.day, followed_on=min(days, default=None))
