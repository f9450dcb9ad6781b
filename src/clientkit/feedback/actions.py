"""What one can do with feedback: record what a client said, list it."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple, get_args

from clientkit.clients.contacts import require_contact
from clientkit.errors import UsageError
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.choices import Occasion
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.model.values.rating_scales import METRIC_NAMES, RATING_SCALES
from clientkit.kernel.model.values.references import Scope, Subject
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.model.values.text import tidy
from clientkit.kernel.store.journal.record_input import made_record, suggestion, typed_text
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace

LONGEST_TAG = 60
OCCASIONS: tuple[Occasion, ...] = get_args(Occasion)


class FeedbackRows(Rows[Feedback]):
    """Answers in a list."""


class ScaleInWords(NamedTuple):
    """A question's scale, in figures and in words."""

    metric: str
    lowest: int
    highest: int
    worst: str
    best: str

    @property
    def words(self) -> str:
        """The scale as a sentence says it."""
        return (
            f"the {self.metric} scale goes from {self.lowest} ({self.worst}) to {self.highest} ({self.best})"
        )


def scale_of(name: str, top: int | None = None) -> ScaleInWords:
    """The scale that a metric is answered on: the usual one, or that up to `top`."""
    scale = RATING_SCALES[name]
    return ScaleInWords(name.upper(), scale.lowest, top or scale.tops[0], scale.worst, scale.best)


def parse_score(option: str, text: str, scale: ScaleInWords) -> int:
    """A score from what was typed.

    Raises:
        UsageError: no whole number, or one that is not on the scale.
    """
    example = f"Give a whole number, for instance {option} {scale.highest - 1}"
    shown = text.strip()
    if not re.fullmatch(r"[+-]?[0-9]{1,9}", shown):
        if match := re.fullmatch(rf"([0-9]{{1,2}})\s*/\s*{scale.highest}", shown):
            example = f"Give the number alone: {option} {match[1]}"
        raise UsageError(f"{shown[:40]!r} is not a score: {scale.words}.", example)
    score = int(shown)
    if not scale.lowest <= score <= scale.highest:
        raise UsageError(f"{score} is out of range: {scale.words}.", example)
    return score


def add_feedback(workspace: Workspace, stamp: Stamp, subject: Subject, given: Mapping[str, Any]) -> Feedback:
    """Record one answer: scores as they were typed, words, who said it.

    Raises:
        UsageError: neither a score nor a word, or a score that is not on its scale.
        NotFoundError: the client has no such contact.
    """
    values = checked_answer({key: value for key, value in given.items() if value not in (None, "", [])})
    if not values.keys() & {*METRIC_NAMES, "comment"}:
        raise UsageError(
            "There is neither a score nor a comment.",
            f"Give at least one of {', '.join(f'--{name}' for name in (*METRIC_NAMES, 'comment'))}.",
        )
    if "contact" in values:
        require_contact(workspace, subject.client, values["contact"])
    record = made_record(Feedback, stamp, subject, values)
    append_record(workspace, record)
    return record


def checked_answer(given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an answer, from what was typed for them.

    Raises:
        UsageError: a score that is not on its scale, an empty comment, or a tag that is no word.
    """
    values = dict(given)
    for name in values.keys() & set(METRIC_NAMES):
        values[name] = parse_score(f"--{name}", values[name], scale_of(name, values.get(f"{name}_scale")))
    if "comment" in values:
        values["comment"] = typed_text(values["comment"], "The comment")
    if "occasion" in values:
        values["occasion"] = occasion_of(values["occasion"])
    if "tags" in values:
        values["tags"] = parse_tags(values["tags"])
    return values


def occasion_of(text: str) -> Occasion:
    """What an answer was asked for after, as it was typed.

    Raises:
        UsageError: there is no such occasion.
    """
    for occasion in OCCASIONS:
        if occasion == text.strip().lower():
            return occasion
    hint = suggestion(text, {name: name for name in OCCASIONS})
    raise UsageError(f"{text[:40]!r} is nothing that one asks after.", hint)


def parse_tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Words to find an answer by, each once; empty texts are passed over.

    Raises:
        UsageError: one of them is more than a word.
    """
    tags = [tidy(text) for text in texts]
    for tag in tags:
        if not re.fullmatch(rf"[^\s,;]{{0,{LONGEST_TAG}}}", tag) or not tag.isprintable():
            raise UsageError(
                f"{tag[:40]!r} is no tag: a tag is one word of at most {LONGEST_TAG} characters, no commas.",
                "Give several: --tag price --tag launch",
            )
    return tuple(dict.fromkeys(filter(None, tags)))


def list_feedback(workspace: Workspace, scope: Scope, span: Span, tags: Collection[str] = ()) -> FeedbackRows:
    """What was said in a span of days and has all the tags, in the order of the days."""
    from clientkit.kernel.store.journal.read import read_journal

    found = [
        record
        for slug in scope.clients(workspace)
        for record in read_journal(workspace, slug)
        if isinstance(record, Feedback)
        and scope.project in {None, record.project}
        and span.holds(record.day)
        and set(tags).issubset(record.tags)
    ]
    return FeedbackRows(sorted(found, key=lambda record: (record.day, record.ts, record.id)))
