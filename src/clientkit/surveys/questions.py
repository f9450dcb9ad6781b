"""Questions that it is time for, from derived facts: whom one may and should ask now, and why."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from clientkit.kernel.model.values.choices import Occasion
from clientkit.kernel.model.values.rating_scales import MetricName
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.facts import FactKind, facts
from clientkit.kernel.store.workspace import Workspace

Obstacle = Literal["address", "client", "contact", "cooldown"]


@dataclass(slots=True)
class DueSurvey:
    """A question that it is time for."""

    client: Annotated[str, "client to ask"]
    project: Annotated[str | None, "project that it is about"]
    contact: Annotated[str, "id of the contact to ask"]
    question: Annotated[MetricName, "csat, nps or ces"]
    occasion: Annotated[Occasion, "what it is asked after"]
    since: Annotated[date, "day from which on it was time"]
    why: Annotated[str, "why now, in a sentence"]
    obstacle: Annotated[
        Obstacle | None,
        "what is in the way: address, client or contact (who want none), cooldown; empty: nothing",
    ]
    possible_on: Annotated[date | None, "first day on which it can be asked; empty where it never can"]


class DueSurveys(Rows[DueSurvey]):
    """Questions that it is time for, what can be asked now first."""


def due_surveys(workspace: Workspace, scope: Scope, today: date) -> DueSurveys:
    """What it is time to ask, one question for each contact; archived and lost clients are left alone.

    A question about a complaint goes before one about a delivery, and that before a recommendation; what
    can be asked now stands first.
    """
    if scope.client and _is_over(workspace, scope.client):
        return DueSurveys()
    due = [
        one
        for slug, values in facts(workspace, QUESTIONS, [scope.client] if scope.client else None)
        for one in _of_client(slug, values, today)
        if scope.covers(one.project)
    ]
    return DueSurveys(
        sorted(due, key=lambda one: (one.obstacle is not None, one.since, one.client, one.contact))
    )


def _of_client(slug: str, values: list[tuple[Any, ...]], today: date) -> list[DueSurvey]:
    found: dict[str, DueSurvey] = {}
    day = today.isoformat()
    for question, occasion, project, contact, since, until, why, obstacle, again in values:
        if since <= day <= until and contact not in found:
            possible = None if obstacle else max(today, date.fromisoformat(again))
            obstacle = obstacle or ("cooldown" if again > day else None)  # noqa: PLW2901 - the heavier one
            row: tuple[Any, ...] = (question, occasion, date.fromisoformat(since), why, obstacle, possible)
            found[contact] = DueSurvey(slug, project, contact, *row)
    return list(found.values())


def _is_over(workspace: Workspace, slug: str) -> bool:
    """Whether the relation with a client that was named ended; it is told."""
    from clientkit.clients.engagement_periods import over
    from clientkit.kernel.store.journal.read import read_journal
    from clientkit.kernel.store.toml.client_file import read_client

    ended = over(read_client(workspace, slug).value, read_journal(workspace, slug))
    if ended:
        workspace.notices.add(f"{slug} is {ended}, so nobody there is on the list")
    return bool(ended)


def _values(workspace: Workspace, slug: str) -> list[tuple[Any, ...]] | None:
    from clientkit.surveys.due import question_values

    return question_values(workspace, slug)


QUESTIONS = FactKind("questions", ("client", "journal"), _values, settings=True)
