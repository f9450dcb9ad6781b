"""Who was asked and who answered: the response rate, and whether everybody there is was asked."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

from clientkit.kernel.statistics.response_rate import ResponseRate, response_rate
from clientkit.scores.groups import Part, Wanted, part_of


class Asked(NamedTuple):
    """A question that was put to a contact in the days that are looked at."""

    survey: str
    part: Part
    question: str
    client: str
    contact: str


class Bounced(NamedTuple):
    """A survey that did not reach its contact."""

    survey: str


def survey_picker(client: str, wanted: Wanted) -> Callable[[Mapping[str, Any]], Asked | None]:
    """What is counted of a survey's fields; None leaves it out."""
    project, span = wanted.project, wanted.span

    def pick(fields: Mapping[str, Any]) -> Asked | None:
        if project not in {None, fields.get("project")} or not span.holds(fields["day"]):
            return None
        part = part_of(wanted.by, fields)
        return Asked(fields["id"], part, fields["question"], client, fields["contact"])

    return pick


def bounced(fields: Mapping[str, Any]) -> Bounced | None:
    """What the end of a survey says of reaching its contact."""
    return Bounced(fields["ref"]) if fields["outcome"] == "bounced" else None


def response(asked: Collection[Asked], answered: Collection[str], lost: Collection[str]) -> ResponseRate:
    """The response rate of some surveys; one that came back and was answered all the same did reach."""
    heard = sum(one.survey in answered for one in asked)
    unreached = sum(one.survey in lost and one.survey not in answered for one in asked)
    return response_rate(len(asked), len(asked) - unreached, heard)


def people_asked(
    asked: Iterable[Asked], answers: Mapping[str, int], by_survey: Counter[str], clients: Collection[str]
) -> dict[str, int]:
    """How many people were asked each question, where records show that these are all.

    They are when every client was asked, every answer that counts answers one of these surveys, and nobody
    answered twice. `answers` are the counted ones by question, `by_survey` by the survey that they name.
    """
    found: dict[str, int] = {}
    surveys = list(asked)
    for question, counted in answers.items():
        of_it = [one for one in surveys if one.question == question]
        people: Counter[tuple[str, str]] = Counter()
        for one in of_it:
            people[one.client, one.contact] += by_survey[one.survey]
        everybody = bool(of_it and clients) and set(clients) <= {one.client for one in of_it}
        if everybody and counted == sum(people.values()) and max(people.values()) <= 1:
            found[question] = len(people)
    return found
