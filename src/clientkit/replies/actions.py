"""Taking over the answers that mails gave: each once, all of a client in one write."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import Field

from clientkit.errors import UsageError
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.model.records.survey import SurveyAsked, SurveyEnded
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.rating_scales import RATING_SCALES
from clientkit.kernel.store.save import append_records, encode_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.replies.score_value import AnswerScale
from clientkit.replies.survey_index import SurveyIndex
from clientkit.replies.verdict import InterpretedMail

ID_LENGTH = 20
"""Hexadecimal digits of an id: the same mail gives the same record, on every machine."""


class ReadingSummary(Model):
    """What was read, what it says, and what of it was taken over."""

    source: str = Field(description="what was read")
    mails: int = Field(description="mails that were looked at")
    understood: tuple[InterpretedMail, ...] = Field(
        description="mails whose answer, bounce or refusal is certain"
    )
    unsure: tuple[InterpretedMail, ...] = Field(description="mails that a person must confirm")
    left: tuple[InterpretedMail, ...] = Field(description="mails that nothing is taken from")
    left_more: int = Field(description="further mails that were left and are not named")
    left_reasons: dict[str, int] = Field(description="how many mails of no survey were left, by reason")
    taken: int = Field(description="records that are new; with --dry-run, that would be")
    dry_run: bool = Field(description="whether nothing was written")


def with_score(mail: InterpretedMail, text: str) -> InterpretedMail:
    """A mail with the score that a person gives it; an empty text takes its words alone.

    Raises:
        UsageError: no whole number, one that is not on the scale, or neither score nor words.
    """
    lowest, top = RATING_SCALES[str(mail.question)].lowest, mail.scale or 0
    typed = text.strip()
    if not typed:
        if not mail.comment:
            raise UsageError("There are no words to take without a score.", "Type a score, or s to skip it.")
        return mail.model_copy(update={"score": None})
    if not (typed.isascii() and typed.isdigit() and AnswerScale(lowest, top).holds(int(typed[:4]))):
        raise UsageError(
            f"{typed[:20]!r} is not on the scale from {lowest} to {top}.",
            "Type a whole number, or s to skip.",
        )
    return mail.model_copy(update={"score": int(typed[:4])})


def record_replies(
    workspace: Workspace,
    stamp: Stamp,
    chosen: Sequence[InterpretedMail],
    index: SurveyIndex,
    *,
    dry_run: bool,
) -> tuple[dict[str, InterpretedMail], int]:
    """Make a record of each chosen mail, and write those that are new.

    The mails by their Message-IDs, and how many of them are new; all where nothing was written.

    A later answer to a question takes the place of the earlier one, which stays in the journal.

    Raises:
        RefusedError: a record cannot be written; see `store.save.append_records`.
    """
    lines: dict[str, dict[str, bytes]] = {}
    recorded: dict[str, InterpretedMail] = {}
    latest: dict[str, tuple[str, datetime]] = {}
    for place, mail in enumerate(chosen):
        survey = index.surveys[str(mail.survey)]
        before = latest.get(survey.asked.id) or _id_and_instant(survey.answer)
        record = _record(mail, survey.asked, stamp.ts + timedelta(milliseconds=place), before)
        if isinstance(record, Feedback):
            latest[survey.asked.id] = (record.id, record.ts)
        lines.setdefault(record.client, {})[record.id] = encode_record(record)
        recorded[mail.message] = mail.model_copy(update={"record": record.id, "replaces": record.replaces})
    if dry_run:
        return recorded, len(recorded)
    return recorded, sum(append_records(workspace, client, of_client) for client, of_client in lines.items())


def summary(
    read: tuple[str, int, Mapping[str, int]],
    mails: Iterable[InterpretedMail],
    recorded: Mapping[str, InterpretedMail],
    count: int,
    *,
    dry_run: bool,
) -> ReadingSummary:
    """What was read and recorded; `read` is the source, how many mails, and why some were left."""
    source, looked_at, reasons = read
    shown = [recorded.get(mail.message, mail) if mail.verdict != "left" else mail for mail in mails]
    by_verdict: dict[str, tuple[InterpretedMail, ...]] = {
        verdict: tuple(mail for mail in shown if mail.verdict == verdict)
        for verdict in ("understood", "unsure", "left")
    }
    named = sum(mail.what == "other" for mail in by_verdict["left"])
    return ReadingSummary(
        source=source,
        mails=looked_at,
        understood=by_verdict["understood"],
        unsure=by_verdict["unsure"],
        left=by_verdict["left"],
        left_more=sum(reasons.values()) - named,
        left_reasons=dict(reasons),
        taken=count,
        dry_run=dry_run,
    )


def record_name(mail: InterpretedMail) -> str:
    """The id of the record that a mail becomes."""
    source = "\x1e".join(("mail", str(mail.survey or mail.asked), mail.message))
    return hashlib.sha256(source.encode()).hexdigest()[:ID_LENGTH]


def _id_and_instant(answer: Feedback | None) -> tuple[str, datetime] | None:
    return (answer.id, answer.ts) if answer else None


def _record(
    mail: InterpretedMail, asked: SurveyAsked, instant: datetime, before: tuple[str, datetime] | None
) -> Entry:
    """The record of a mail; later than the one whose place it takes, whatever the clock says."""
    values: dict[str, Any] = {
        "id": record_name(mail),
        "ts": instant,
        "day": mail.day,
        "client": asked.client,
        "project": asked.project,
        "message": mail.message,
    }
    if mail.what != "answer":
        outcome: Literal["bounced", "declined"] = "bounced" if mail.what == "bounce" else "declined"
        return SurveyEnded(**values, ref=asked.id, outcome=outcome, note=mail.comment)
    if before:
        values |= {"replaces": before[0], "ts": max(instant, before[1] + timedelta(milliseconds=1))}
    if mail.score is not None:
        values[str(mail.question)] = mail.score
    if mail.question == "csat":
        values["csat_scale"] = mail.scale
    return Feedback(
        **values, contact=mail.contact, comment=mail.comment, survey=asked.id, occasion=asked.occasion
    )
