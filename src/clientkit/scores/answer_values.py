"""What the journal of one client comes to in a score: its answers by group, its surveys, its relation."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from clientkit.clients.engagement_periods import day_of_work, relation_step, says_lost
from clientkit.clients.stages import Relation, plain_relation, relation_of
from clientkit.kernel.model.records.acceptance import Acceptance
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.project import ProjectMoved
from clientkit.kernel.model.records.question import QuestionAnswered, QuestionAsked
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.records.relation import ClientBack, ClientEnded
from clientkit.kernel.model.records.survey import SurveyAsked, SurveyEnded
from clientkit.kernel.statistics.metrics import AnswerCounts, Given
from clientkit.kernel.store.journal.read import fold_journal
from clientkit.kernel.store.workspace import Workspace
from clientkit.scores.groups import ScoreQuery, keys

COUNTED = (
    *(Feedback, SurveyAsked, SurveyEnded, QuestionAsked, QuestionAnswered),
    *(Acceptance, ProjectMoved, ClientEnded, ClientBack),
)
"""The records that scores are counted from."""


def client_answers(workspace: Workspace, client: str, query: ScoreQuery) -> dict[str, Any]:
    """In plain values, found in one pass; of the journal only what belongs to the score is held."""
    records: list[Any] = fold_journal(workspace, client, _counted, query.written_until)
    answers = [one for one in records if isinstance(one, Feedback)]
    scored = [one for one in answers if query.covers(one) and next(one.scores(), None)]
    grouped: defaultdict[str | None, list[Feedback]] = defaultdict(list, {None: scored})
    for one in scored:
        for key in keys(query.by, client, one):
            grouped[key].append(one)
    ended = [one for one in records if isinstance(one, SurveyEnded)]
    surveys = [one for one in records if isinstance(one, SurveyAsked) and query.covers(one)]
    return {
        "counts": {key: _plain(AnswerCounts(some)) for key, some in grouped.items()},
        "surveys": [
            (keys(query.by, client, one), one.id, one.question, one.client, one.contact) for one in surveys
        ],
        "answers": dict(Counter(one.survey for one in scored if one.survey)),
        "answered": [one.survey for one in answers if one.survey],
        "bounced": [one.ref for one in ended if one.outcome == "bounced"],
        "left": list(_left(records)),
        "relation": plain_relation(_relation(workspace, client, records, query))
        if query.asks_who_stayed
        else None,
    }


def _plain(counts: AnswerCounts) -> tuple[dict[Given, int], dict[Given, int]]:
    return dict(counts.every), dict(counts.latest)


def _left(records: Iterable[Entry]) -> Iterator[tuple[int, str, str]]:
    """Why a relation ended, as you recorded it and as they said it."""
    asked: set[str] = set()
    for one in records:
        if isinstance(one, ClientEnded):
            yield one.day.toordinal(), "reasons", one.reason
        elif isinstance(one, QuestionAsked) and one.purpose == "leave":
            asked.add(one.id)
        elif isinstance(one, QuestionAnswered) and one.ref in asked:
            yield one.day.toordinal(), "said", one.answer


def _counted(record: Entry) -> Entry | None:
    return record if isinstance(record, COUNTED) else None


def _relation(workspace: Workspace, client: str, records: Iterable[Entry], query: ScoreQuery) -> Relation:
    """A client's relation; the days of work are looked for only where the file says that it is over."""
    lost = says_lost(workspace, client)
    days = fold_journal(workspace, client, day_of_work, query.written_until) if lost else []
    steps = (step for one in records if (step := relation_step(one)))
    return relation_of(steps, lost=lost, worked=days)
