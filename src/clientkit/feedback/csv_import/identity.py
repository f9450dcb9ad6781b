"""By what an answer of a survey tool is known again: its id there and its question, else all that it says."""

from collections.abc import Callable, Hashable
from typing import Any

from clientkit.feedback.csv_import.rows import ImportOptions, RowReader
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.store.journal.reconcile import ID_LENGTH, Differences, ImportedRecords, Sign


class AnswerIdentity:
    """By what an export's answers are known again, and what of them it tells."""

    def __init__(self, options: ImportOptions, read: tuple[str, ...], found: RowReader) -> None:
        self.options, self.question, self.kind = options, found.question, options.kind
        self.fields = (options.kind, *read)
        days = [one.day for one in found.answers]
        self.span = (min(days), max(days)) if days and "day" in read else None
        self.signs: tuple[Sign, ...] = (self._by_id, self._by_old_id, self._by_words)
        self.likely: tuple[Sign, ...] = (
            self._alike("contact", "day"),
            self._alike("day", "comment"),
            self._alike("day"),
        )

    def is_import(self, one: Feedback) -> bool:
        """Whether an answer to this question came from a survey tool: ids that are drawn are shorter."""
        answered = getattr(one, self.kind) is not None and one.survey is None and one.message is None
        return answered and len(one.id) >= ID_LENGTH

    def over(self, now: Feedback, record: Feedback) -> Feedback:
        """What the tool says over what counts now: only the fields that this export tells."""
        told = {name: getattr(record, name) for name in (*self.fields, "csat_scale", "source", "question")}
        if self.options.project:
            told["project"] = record.project
        return now.model_copy(update=told)

    def covers(self, *, part: bool) -> Callable[[Feedback], bool]:
        """Tells of an answer that this export would hold it if the tool still did."""

        def holds(one: Feedback) -> bool:
            if part or self.span is None or one.question != self.question:
                return False
            return self.span[0] <= one.day <= self.span[1] and self.options.project in {None, one.project}

        return holds

    def doubles(self, news: Differences[Feedback], imports: ImportedRecords[Feedback]) -> list[str]:
        """What is new, but has ids that answers to another question have: it may be the same, renamed."""
        if self.options.survey:
            return []
        others = {one.last.source: one.last.question for one in imports.lineages if one.last.source}
        same = [others[one.source] for one in news.new if one.source in others]
        if not same:
            return []
        name = f"{str(same[0])[:60]!r}"
        return [f"{len(same):,} ids are known from {name}: if it is the same, --survey {name}; if not, --yes"]

    def _by_id(self, one: Feedback) -> Hashable | None:
        return (one.source, one.question) if one.source else None

    def _by_old_id(self, one: Feedback) -> Hashable | None:
        """An earlier version did not keep the question."""
        old = one.question is None or (one.question == self.question and not self.options.survey)
        return one.source if old else None

    def _by_words(self, one: Feedback) -> Hashable | None:
        if one.source or one.question not in {None, self.question}:
            return None
        return tuple(getattr(one, name) for name in self.fields)

    def _alike(self, *names: str) -> Sign:
        def sign(one: Any) -> Hashable | None:
            values = tuple(getattr(one, name) for name in names)
            if (
                one.source
                or one.question != self.question
                or None in values
                or not set(names) <= {*self.fields}
            ):
                return None
            return values

        return sign


def content(one: Feedback) -> tuple[str, ...]:
    """What a survey tool says in an answer, field by field."""
    values = (one.csat, one.csat_scale, one.nps, one.ces, one.day, one.comment, one.contact, one.project)
    return tuple("" if value is None else str(value) for value in values)
