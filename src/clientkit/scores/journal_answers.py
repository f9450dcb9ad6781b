"""What the journals hold for a score, found in one pass: answers, surveys, agreed work."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from clientkit.clients.engagement_periods import Relation, WorkStep, accepted, life_cycle, moved, relation_of
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.model.values.instant import on_the_clock
from clientkit.kernel.statistics.response_rate import ResponseRate
from clientkit.kernel.store.journal.fast_scan import last_written, picked
from clientkit.kernel.store.workspace import Workspace
from clientkit.scores.groups import Answer, Answered, Part, Tally, Wanted, answer_picker, keys
from clientkit.scores.response_rate import Asked, Bounced, bounced, response, survey_picker
from clientkit.scores.retention import ClientsKept, clients_kept

YEAR = timedelta(days=364)
"""From the first to the last day of 365: the period of retention where none is asked for."""


class Found:
    """All that was found in the journals that were read."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.pool: Counter[Answer] = Counter()
        """Answers that are not counted yet; equal ones are counted at once."""
        self.whole = Tally()
        self.tallies: defaultdict[str, Tally] = defaultdict(Tally)
        self.asked: list[Asked] = []
        self.asked_of: defaultdict[str, list[Asked]] = defaultdict(list)
        self.answers: Counter[str] = Counter()
        """Answers that count, by the survey that they name."""
        self.answered: set[str] = set()
        self.bounced: set[str] = set()
        self.relations: dict[str, Relation] = {}

    def take(self, client: str, found: Mapping[Any, int]) -> list[WorkStep]:
        """Count what a client's records gave; the steps of agreed work are left."""
        steps = []
        pool = self.pool
        for value, times in found.items():
            if type(value) is tuple:
                pool[value] += times
            elif isinstance(value, WorkStep):
                steps.append(value)
            elif isinstance(value, Asked):
                self.asked.append(value)
                for key in keys(self.wanted.by, client, value.part):
                    self.asked_of[key].append(value)
            elif isinstance(value, Bounced):
                self.bounced.add(value.survey)
            elif isinstance(value, Answered):
                self.answered.add(value.survey)
        return steps

    def count(self, client: str = "") -> None:
        """Count the answers in the pool, those of one client where clients are told apart."""
        by = self.wanted.by
        tallies: dict[Part, list[Tally]] = {}
        for answer, times in self.pool.items():
            part, *_, survey = answer
            if part not in tallies:
                own = [self.whole] if by in {None, "tag"} else []
                tallies[part] = own + [self.tallies[key] for key in keys(by, client, part)]
            for tally in tallies[part]:
                tally.add(answer, times)
            if survey is not None:
                self.answers[survey] += times
                self.answered.add(survey)
        self.pool.clear()

    def add_up(self) -> None:
        """Count what is left; where groups do not overlap, the whole is their sum."""
        self.count()
        if self.wanted.by not in {None, "tag"}:
            for tally in self.tallies.values():
                self.whole.include(tally)

    def response(self, key: str | None = None) -> ResponseRate:
        """The response rate of all surveys, or of those of one group."""
        asked = self.asked if key is None else self.asked_of.get(key, ())
        return response(asked, self.answered, self.bounced)

    def kept(self, span: Span) -> ClientsKept | None:
        """The clients kept in some days, the last of which is today at most; None without a today."""
        last = self.wanted.as_of or self.wanted.today
        if last is None or self.wanted.client or self.wanted.project:
            return None
        until = min(last, span.until or last)
        since = span.since or until - min(YEAR, until - date.min)
        return clients_kept(self.relations, Span(since, until)) if since <= until else None


def gather(workspace: Workspace, wanted: Wanted) -> Found:
    """Everything that the journals say of what is wanted; reads no other clients' than needed."""
    found = Found(wanted)
    picks: dict[str, Any] = {"feedback": answer_picker(wanted), "survey_ended": bounced}
    everybody = wanted.today is not None and not (wanted.client or wanted.project)
    if everybody:
        picks |= {"acceptance": accepted, "project_state": moved}
    for client in [wanted.client] if wanted.client else workspace.clients():
        picks["survey"] = survey_picker(client, wanted)
        counts = Counter(picked(workspace, client, picks, wanted.written_until))
        steps = found.take(client, counts)
        if wanted.by in {"client", "project"}:
            found.count(client)
        if everybody:
            found.relations[client] = _relation(workspace, client, steps, wanted)
    found.add_up()
    return found


def _relation(workspace: Workspace, client: str, steps: Collection[WorkStep], wanted: Wanted) -> Relation:
    """A client's relation; the last record is looked for only where the file says that it is over."""
    file = life_cycle(workspace, client)
    last = last_written(workspace, client) if file.is_over else None
    return relation_of(steps, file, on_the_clock(last, wanted.zone).date() if last else None)
