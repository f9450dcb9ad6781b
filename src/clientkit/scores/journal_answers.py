"""What the journals hold for a score: answers, surveys, agreed work; of all clients from derived facts."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

from clientkit.clients.stages import Relation, relation_from
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.statistics.metrics import AnswerCounts
from clientkit.kernel.statistics.response_rate import ResponseRate
from clientkit.kernel.store.facts import FactKind, facts
from clientkit.kernel.store.workspace import Workspace
from clientkit.scores.groups import ScoreQuery
from clientkit.scores.response_rate import SurveySent, response
from clientkit.scores.retention import ClientsKept, clients_kept

YEAR = timedelta(days=364)
"""From the first to the last day of 365: the period of retention where none is asked for."""


class JournalAnswers:
    """All that the journals hold for a score, counted as a whole and by group."""

    def __init__(self, query: ScoreQuery) -> None:
        self.query = query
        self.whole = AnswerCounts()
        self.groups: defaultdict[str, AnswerCounts] = defaultdict(AnswerCounts)
        self.surveys: list[SurveySent] = []
        self.surveys_of: defaultdict[str, list[SurveySent]] = defaultdict(list)
        self.answers: Counter[str] = Counter()
        """Answers that count, by the survey that they name."""
        self.answered: set[str] = set()
        self.bounced: set[str] = set()
        self.relations: dict[str, Relation] = {}
        self.left: list[tuple[date, str, str]] = []
        """Why relations ended: the day, whose word it is (the field of `ClientsKept`), and the code."""

    def add(self, client: str, values: dict[str, Any]) -> None:
        """Count what the journal of one more client holds, as `client_answers` says it."""
        for key, counts in values["counts"].items():
            (self.whole if key is None else self.groups[key]).add(*counts)
        for keys_of, *survey in values["surveys"]:
            one = SurveySent(*survey)
            self.surveys.append(one)
            for key in keys_of:
                self.surveys_of[key].append(one)
        self.answers.update(values["answers"])
        self.answered.update(values["answered"])
        self.bounced.update(values["bounced"])
        self.left += [(date.fromordinal(day), who, why) for day, who, why in values["left"]]
        if values["relation"]:
            self.relations[client] = relation_from(values["relation"])

    def response(self, key: str | None = None) -> ResponseRate:
        """The response rate of all surveys, or of those of one group."""
        surveys = self.surveys if key is None else self.surveys_of.get(key, ())
        return response(surveys, self.answered, self.bounced)

    def clients_kept(self, span: Span) -> ClientsKept | None:
        """The clients kept in some days, the last of which is today at most; None without a today."""
        last = self.query.as_of or self.query.today
        if last is None or not self.query.asks_who_stayed:
            return None
        until = min(last, span.until or last)
        since = span.since or until - min(YEAR, until - date.min)
        if since > until:
            return None
        left = {
            name: Counter(why for day, who, why in self.left if who == name and since <= day <= until)
            for name in ("reasons", "said")
        }
        return clients_kept(self.relations, Span(since, until)).model_copy(update=left)


def journal_answers(workspace: Workspace, query: ScoreQuery) -> JournalAnswers:
    """Everything that the journals say of what is asked for; reads no other clients' than needed.

    All answers of all clients come from derived facts.
    """
    kind, found = answer_facts(query), JournalAnswers(query)
    if query.is_of_everything:
        held = facts(workspace, kind)
    else:
        held = [(client, kind.reckon(workspace, client)) for client in query.scope.clients(workspace)]
    for client, values in held:
        found.add(client, values)
    return found


def answer_facts(query: ScoreQuery) -> FactKind:
    """What the answers, the surveys and the agreed work of each client come to, in the groups asked for."""

    def values(workspace: Workspace, client: str) -> dict[str, Any]:
        from clientkit.scores.answer_values import client_answers

        return client_answers(workspace, client, query)

    return FactKind(f"answers-{query.by or 'whole'}", ("client", "journal"), values)
