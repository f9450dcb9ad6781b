"""Who was asked and who answered: the response rate, and whether everybody there is was asked."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from clientkit.kernel.statistics.metrics import METRICS
from clientkit.kernel.statistics.response_rate import ResponseRate, response_rate


class SurveySent(NamedTuple):
    """A question that was put to one contact, of a client."""

    id: str
    question: str
    client: str
    contact: str


def response(
    surveys: Collection[SurveySent], answered: Collection[str], lost: Collection[str]
) -> ResponseRate:
    """The response rate of some surveys; one that came back and was answered all the same did reach."""
    heard = sum(one.id in answered for one in surveys)
    unreached = sum(one.id in lost and one.id not in answered for one in surveys)
    return response_rate(len(surveys), len(surveys) - unreached, heard)


def people_asked(
    surveys: Iterable[SurveySent],
    responses: Callable[[str], int],
    by_survey: Counter[str],
    clients: Collection[str],
) -> dict[str, int]:
    """How many people were asked each question, where records show that these are all.

    They are when every client was asked, every answer that counts answers one of these surveys, and nobody
    answered twice. `responses` are the counted ones of a metric, `by_survey` by the survey that they name.
    """
    found: dict[str, int] = {}
    for question in METRICS:
        of_it = [one for one in surveys if one.question == question]
        people: Counter[tuple[str, str]] = Counter()
        for one in of_it:
            people[one.client, one.contact] += by_survey[one.id]
        everybody = bool(of_it and clients) and set(clients) <= {one.client for one in of_it}
        if everybody and responses(question) == people.total() and max(people.values()) <= 1:
            found[question] = len(people)
    return found
