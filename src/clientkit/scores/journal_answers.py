"""What the journals hold for a score, found in one pass: answers, surveys, agreed work."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from clientkit.clients.engagement_periods import day_of_work, relation_step, says_lost
from clientkit.clients.stages import Relation, RelationStep, relation_of
from clientkit.kernel.model.records.acceptance import Acceptance
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.project import ProjectMoved
from clientkit.kernel.model.records.question import QuestionAnswered, QuestionAsked
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.records.relation import ClientBack, ClientEnded
from clientkit.kernel.model.records.survey import SurveyAsked, SurveyEnded
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.statistics.metrics import AnswerCounts, Given, Said, keep_latest, scores_given
from clientkit.kernel.statistics.response_rate import ResponseRate
from clientkit.kernel.store.journal.read import fold_journal
from clientkit.kernel.store.workspace import Workspace
from clientkit.scores.groups import ScoreQuery, keys
from clientkit.scores.response_rate import response
from clientkit.scores.retention import ClientsKept, clients_kept

YEAR = timedelta(days=364)
"""From the first to the last day of 365: the period of retention where none is asked for."""


WORK = (Acceptance, ProjectMoved, ClientEnded, ClientBack)
COUNTED = (Feedback, SurveyAsked, SurveyEnded, QuestionAsked, QuestionAnswered, *WORK)
"""The records that scores are counted from."""


class JournalAnswers:
    """All that the journals hold for a score, counted as a whole and by group."""

    def __init__(self, query: ScoreQuery) -> None:
        self.query = query
        self.whole = AnswerCounts()
        self.groups: defaultdict[str, AnswerCounts] = defaultdict(AnswerCounts)
        self.surveys: list[SurveyAsked] = []
        self.surveys_of: defaultdict[str, list[SurveyAsked]] = defaultdict(list)
        self.answers: Counter[str] = Counter()
        """Answers that count, by the survey that they name."""
        self.answered: set[str] = set()
        self.bounced: set[str] = set()
        self._alike: Counter[tuple[tuple[str, ...], Given, bool]] = Counter()
        """Answers that are not counted yet, by their groups and scores: equal ones are counted at once."""
        self._said: defaultdict[tuple[tuple[str, ...], tuple[str, str]], Said] = defaultdict(dict)
        """What each person said last in some groups."""
        self.relations: dict[str, Relation] = {}
        self.left: list[tuple[date, str, str]] = []
        """Why relations ended: the day, whose word it is (the field of `ClientsKept`), and the code."""
        self._asked: set[str] = set()

    def add(self, client: str, record: Entry) -> None:
        """Count a record of a client, as far as it belongs to the score."""
        if isinstance(record, ClientEnded):
            self.left.append((record.day, "reasons", record.reason))
        elif isinstance(record, QuestionAsked) and record.purpose == "leave":
            self._asked.add(record.id)
        elif isinstance(record, QuestionAnswered) and record.ref in self._asked:
            self.left.append((record.day, "said", record.answer))
        elif isinstance(record, Feedback):
            self._add_answer(client, record)
        elif isinstance(record, SurveyAsked) and self._covers(record):
            self.surveys.append(record)
            for key in keys(self.query.by, client, record):
                self.surveys_of[key].append(record)
        elif isinstance(record, SurveyEnded) and record.outcome == "bounced":
            self.bounced.add(record.ref)

    def _add_answer(self, client: str, answer: Feedback) -> None:
        if answer.survey is not None:
            self.answered.add(answer.survey)
        if self._covers(answer) and (given := scores_given(answer)):
            groups = keys(self.query.by, client, answer)
            self._alike[groups, given, answer.contact is not None] += 1
            if answer.contact is not None:
                keep_latest(self._said[groups, (client, answer.contact)], answer, given)
            if answer.survey is not None:
                self.answers[answer.survey] += 1

    def count(self) -> None:
        """Count the answers that were added."""
        for (groups, given, is_named), times in self._alike.items():
            for counts in (self.whole, *(self.groups[key] for key in groups)):
                counts.add(given, times, is_named=is_named)
        for (groups, person), said in self._said.items():
            for counts in (self.whole, *(self.groups[key] for key in groups)):
                counts.add_person(person, said)

    def _covers(self, record: Entry) -> bool:
        return self.query.scope.covers(record.project) and self.query.span.holds(record.day)

    def response(self, key: str | None = None) -> ResponseRate:
        """The response rate of all surveys, or of those of one group."""
        surveys = self.surveys if key is None else self.surveys_of.get(key, ())
        return response(surveys, self.answered, self.bounced)

    def clients_kept(self, span: Span) -> ClientsKept | None:
        """The clients kept in some days, the last of which is today at most; None without a today."""
        last = self.query.as_of or self.query.today
        if last is None or self.query.scope.client:
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
    """Everything that the journals say of what is asked for; reads no other clients' than needed."""
    found = JournalAnswers(query)
    everybody = query.today is not None and not query.scope.client
    for client in query.scope.clients(workspace):
        steps = []
        for record in fold_journal(workspace, client, _counted, query.written_until):
            if isinstance(record, WORK):
                steps += [step] if (step := relation_step(record)) else []
            if not isinstance(record, WORK) or isinstance(record, ClientEnded):
                found.add(client, record)
        if everybody:
            found.relations[client] = _relation(workspace, client, steps, query)
    found.count()
    return found


def _counted(record: Entry) -> Entry | None:
    return record if isinstance(record, COUNTED) else None


def _relation(workspace: Workspace, client: str, steps: list[RelationStep], query: ScoreQuery) -> Relation:
    """A client's relation; the days of work are looked for only where the file says that it is over."""
    lost = says_lost(workspace, client)
    days = fold_journal(workspace, client, day_of_work, query.written_until) if lost else []
    return relation_of(steps, lost=lost, worked=days)
