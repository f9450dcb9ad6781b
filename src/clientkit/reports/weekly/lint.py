"""Checking a weekly report before it is sent: what leaves a client with a question, each with what to do.

Two things need no rule. The overall status is computed as the worst of its parts, so it cannot be green
while one of them is not. And the shipped templates say that nothing is blocked where nothing is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from pydantic import Field

from clientkit.documents.compose import draft_document
from clientkit.documents.kinds import Composed, MissingField, in_project
from clientkit.documents.request import DocumentRequest
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.progress import Ask, Blocked, Done, Next, RiskNote
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.workspace import Workspace
from clientkit.reports.drafts.own_words import pieces
from clientkit.reports.notes import PlannedNote
from clientkit.reports.period_records import WeekRecords, comparable
from clientkit.reports.plan_vs_actual import Plans
from clientkit.reports.weekly.document import ReportDocument, missing_in_report
from clientkit.reports.weekly.jargon_words import jargon_in

MOST_WORDS = 200
"""Words of one's own that a report holds at most: with the template's own, a page."""

SHOWN = 60
"""Characters of a note that a finding repeats."""

LACKS: Mapping[str, tuple[str, str]] = {
    "options": ("names no options", "options='A|B'"),
    "recommend": ("recommends nothing", "recommend=A"),
    "due": ("does not say by when", "due=fri"),
    "default": ("does not say what happens without an answer", "default='We take A'"),
}
"""What a question for a decision can lack: as a finding says it, and the option that gives it."""


class ReportFinding(Model):
    """One weakness of a report."""

    code: str = Field(description="stable short name of the rule")
    note: str | None = Field(None, description="id of the note it is about")
    milestone: str | None = Field(None, description="id of the milestone it is about")
    message: str = Field(description="what is wrong")
    write: str = Field(description="what to do")


class ReportCheck(Model):
    """What the check of a week's report found."""

    project: str = Field(description="client/project")
    week: str = Field(description="ISO week")
    findings: tuple[ReportFinding, ...] = Field(description="in the order of the report")


def check_report(
    workspace: Workspace, settings: Settings, request: DocumentRequest, today: date
) -> ReportCheck:
    """Every weakness of a week's report.

    Raises:
        InvalidDataError, RefusedError, UsageError: see `documents.compose.draft_document`.
    """
    return checked_report(workspace, draft_document(workspace, settings, request, today).composed)


def checked_report(workspace: Workspace, composed: Composed) -> ReportCheck:
    """Every weakness of a report that was rendered."""
    document, request = composed.data, composed.request
    if not isinstance(document, ReportDocument):
        raise TypeError(request.document)
    records = [
        record for record in read_journal(workspace, request.client) if record.project == request.project
    ]
    name = str(request.ref)
    return ReportCheck(
        project=name,
        week=document.week,
        findings=tuple(
            one.model_copy(update={"write": in_project(one.write, name)})
            for one in findings(document, records, composed.own_words)
        ),
    )


def findings(document: ReportDocument, records: Sequence[Entry], own_words: int = 0) -> list[ReportFinding]:
    """Every weakness of a report; `records` are the project's that count.

    `own_words` is how many words were written into it by hand.
    """
    ids = _ids(document, records)
    found = [
        *(one for missing in missing_in_report(document) for one in _lacking(missing, ids)),
        *_undated(document, ids),
        *_slipped(document),
        *_third_week(document, records, ids),
        *_jargon(document, ids),
        *_late(document),
        *_too_long(document, ids, own_words),
    ]
    return list({(one.code, one.note, one.message): one for one in found}.values())


def _ids(document: ReportDocument, records: Sequence[Entry]) -> dict[str, str]:
    """Ids of the notes that the report can show, by their texts; of equal ones the latest."""
    notes = (one for one in records if isinstance(one, Done | Next | Ask | Blocked | RiskNote))
    return {one.text: one.id for one in notes if one.day <= document.sunday}


def _lacking(missing: MissingField, ids: Mapping[str, str]) -> Iterator[ReportFinding]:
    """What the report names as missing, with codes."""
    note = ids.get(missing.about)
    field, _, parts = missing.field.partition(".")
    if field == "decisions":
        for part in parts.split("/"):
            lack, option = LACKS[part]
            message = f"the question {_quoted(missing.about)} {lack}"
            yield _about(f"ask-without-{part}", note, message, f"progress set {note} {option}")
    elif parts == "due":
        message = f"{_quoted(missing.about)} comes next without a date"
        yield _about("next-without-date", note, message, f"progress set {note} due=fri")
    else:
        message = "nothing is noted as finished" if field == "done" else "nothing is noted as next"
        yield ReportFinding(code=f"no-{field}", message=message, write=f"Note {missing.write}")


def _undated(document: ReportDocument, ids: Mapping[str, str]) -> Iterator[ReportFinding]:
    """What waits for the client, and does not say until when."""
    for block in document.waiting:
        if block.due is None:
            note = ids.get(block.text)
            message = f"{_quoted(block.text)} waits for the client and does not say by when"
            yield _about("waiting-without-date", note, message, f"progress set {note} due=fri effect='…'")


def _slipped(document: ReportDocument) -> Iterator[ReportFinding]:
    """Plans of last week that are past their day, or got another one, without a word on why."""
    for plan in document.planned_last_week:
        if plan.outcome == "slipped" and not plan.reason:
            became = f"is planned again for {plan.new_due}" if plan.new_due else "is not done"
            due = plan.new_due or "fri"
            yield _about(
                "slipped-without-reason",
                plan.id,
                f"{_quoted(plan.text)} was planned for {plan.due} and {became}; nothing says why",
                f"progress move {plan.id} --due {due} --note '…'",
            )


def _third_week(
    document: ReportDocument, records: Sequence[Entry], ids: Mapping[str, str]
) -> Iterator[ReportFinding]:
    """Plans of this week that stood in both weeks before, in the same words or alone for the same item."""
    week_before = IsoWeek.parse(document.week).plus(-1)
    before = Plans(WeekRecords(records, week_before, week_before.sunday), {}).last_week()
    weeks = [
        [plan for plan in plans if not plan.carried]
        for plans in (document.next, document.planned_last_week, before)
    ]
    texts = set.intersection(*({comparable(one.text) for one in plans if not one.done_on} for plans in weeks))
    items = set.intersection(*(_untouched(plans) for plans in weeks))
    for plan in weeks[0]:
        if comparable(plan.text) in texts or plan.item in items:
            note = ids.get(plan.text)
            yield _about(
                "third-week",
                note,
                f"{_quoted(plan.text)} is planned for the third week running",
                f"progress drop {note}",
                "Note what holds it up (clientkit blocked PROJECT), plan less, or drop it",
            )


def _untouched(plans: Iterable[PlannedNote]) -> set[str]:
    """Items with one plan of a week of which nothing is known to be done."""
    plans = list(plans)
    times = Counter(one.item for one in plans)
    return {
        one.item for one in plans if one.item and times[one.item] == 1 and not (one.done_on or one.worked_on)
    }


def _jargon(document: ReportDocument, ids: Mapping[str, str]) -> Iterator[ReportFinding]:
    for piece in pieces(document):
        if found := jargon_in("\n".join(piece.words)):
            note = ids.get(piece.text)
            yield _about(
                "commit-jargon",
                note,
                f"{_quoted(piece.text)} speaks to programmers: {', '.join(found)}",
                f"progress set {note} text='…'",
                "Say what the client can now see or do",
            )


def _late(document: ReportDocument) -> Iterator[ReportFinding]:
    """Milestones of ours that are due and not reached, with no word on why."""
    for one in document.milestones:
        if one.status == "late" and not one.reason:
            yield ReportFinding(
                code="late-without-cause",
                milestone=one.id,
                message=f"{one.id} was due on {one.baseline_end}, and nothing says why it is late",
                write=f"clientkit milestone move PROJECT {one.id} --later +3d --cause us --note '…'",
            )


def _too_long(document: ReportDocument, ids: Mapping[str, str], own: int) -> Iterator[ReportFinding]:
    """More words than a client reads; `own` is how many were written into the report by hand."""
    lengths = [(sum(len(words.split()) for words in piece.words), piece.text) for piece in pieces(document)]
    total = own + sum(length for length, _ in lengths)
    if total <= MOST_WORDS:
        return
    length, text = max(lengths, default=(0, ""))
    whose = "your notes and what you wrote into the report" if own else "your notes"
    message = f"{whose} have {total} words; a client reads {MOST_WORDS}"
    if own > length:
        first = f"Shorten them, first what you wrote into it ({own} words)"
        yield _about("too-many-words", None, message, "", f"{first}: clientkit report week PROJECT --edit")
        return
    note = ids.get(text)
    command = f"progress set {note} text='…'"
    first = f"Shorten them, first {_quoted(text)} ({length} words)"
    yield _about("too-many-words", note, message, command, first)


def _about(code: str, note: str | None, message: str, command: str, advice: str = "") -> ReportFinding:
    """A finding about a note: what to do, with the command where the note has an id."""
    steps = [advice] if advice else []
    if note:
        steps.append(f"clientkit {command}")
    return ReportFinding(code=code, note=note, message=message, write=": ".join(steps))


def _quoted(text: str) -> str:
    return f"'{text}'" if len(text) <= SHOWN else f"'{text[: SHOWN - 1]}…'"
