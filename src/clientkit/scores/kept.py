"""What was promised and kept: every term that a client reads, each by itself, with its interval."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.statistics.on_time_rate import Promptness, promptness
from clientkit.kernel.store.facts import FactKind, facts
from clientkit.kernel.store.workspace import Workspace

TERMS = {
    "answer": "messages answered",
    "level-answer": "answered, by service levels",
    "level-solve": "solved, by service levels",
    "report": "weekly reports sent",
    "promise": "our promises kept",
    "acknowledge": "complaints acknowledged",
    "plan": "complaints answered with a plan",
    "resolve": "complaints put right",
    "target": "targets measured",
    "their-promise": "their promises kept",
}
"""The terms in the order in which they are shown, and what was done in time."""


@dataclass(slots=True)
class KeptTerm:
    """How often one term was kept, of the times that it fell due."""

    client: Annotated[str, "the client, where terms are told apart by it; else empty"]
    term: Annotated[str, "answer, report, promise, ..."]
    what: Annotated[str, "what was done in time"]
    figure: Annotated[Promptness, "how many fell due, and how many of them were kept, with the interval"]


class KeptTerms(Rows[KeptTerm]):
    """What was promised and kept; terms are never added up, as they are not alike."""


def kept_terms(workspace: Workspace, scope: Scope, span: Span, now: str, *, apart: bool) -> KeptTerms:
    """The terms that fell due in a span of days, of all clients, one, or one project.

    `now` is the instant on the workspace's clock; with `apart` each client has rows of its own.
    """
    counts: dict[tuple[str, str], list[bool | None]] = defaultdict(list)
    year, today = int(now[:4]), date.fromisoformat(now[:10])
    for slug, values in facts(workspace, kept_facts(year), [scope.client] if scope.client else None):
        for term, project, due, done in _each(values, today):
            if scope.covers(project) and span.holds(date.fromisoformat(due[:10])):
                counts[slug if apart else "", term].append(_is_kept(due, done, now))
    rows = []
    for (client, term), found in counts.items():
        judged = [one for one in found if one is not None]
        figure = promptness(len(judged), sum(judged), len(found) - len(judged))
        rows.append(KeptTerm(client, term, TERMS[term], figure))
    return KeptTerms(sorted(rows, key=lambda one: (one.client, [*TERMS].index(one.term))))


def _is_kept(due: str, done: str, now: str) -> bool | None:
    """Whether it was done in time; None while it has time left. What has a day alone has all of it."""
    length = len(due)
    if done:
        return done[:length] <= due
    return None if now[:length] <= due else False


def _each(values: list[tuple[Any, ...]], today: date) -> Iterator[tuple[str, str | None, str, str]]:
    """Each time that a term fell due; of reports, which fall due every week, those up to today."""
    for term, project, *times in values:
        if term != "report":
            due, done = times
            yield term, project, due, done
            continue
        first, last, sent = times
        day, until = date.fromisoformat(first), min(today, date.fromisoformat(last) if last else today)
        while day <= until:
            yield term, project, day.isoformat(), sent.get(day.isoformat(), "")
            day += timedelta(weeks=1)


def kept_facts(year: int) -> FactKind:
    """When each term of a client fell due and was done, whatever day of the year it is."""

    def values(workspace: Workspace, slug: str) -> list[tuple[Any, ...]] | None:
        from clientkit.scores.kept_values import client_values

        return client_values(workspace, slug, year) or None

    return FactKind("kept", ("client", "plans", "agreements", "journal"), values, settings=True, also=(year,))
