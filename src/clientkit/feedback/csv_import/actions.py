"""Taking over the answers that a survey tool exported: what is new, changed and gone together, or nothing."""

from itertools import chain
from pathlib import Path
from typing import NamedTuple

from clientkit.errors import RefusedError, UsageError
from clientkit.feedback.actions import scale_of
from clientkit.feedback.csv_export import COLUMNS
from clientkit.feedback.csv_import.columns import find_columns
from clientkit.feedback.csv_import.identity import AnswerIdentity, content
from clientkit.feedback.csv_import.plan import ColumnUse, FeedbackPlan, Imported
from clientkit.feedback.csv_import.rows import Contacts, ImportOptions, RowReader
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.rating_scales import RATING_SCALES
from clientkit.kernel.store.csv_files.reader import DELIMITERS, ENCODINGS, SurveyFile, open_survey
from clientkit.kernel.store.journal.reconcile import Differences, ImportedRecords
from clientkit.kernel.store.save import append_records
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.workspace import Workspace

LOW = 5
FEW = 3
"""Answers from which on a scale that nobody uses above 5 is doubted."""

TOLD = {"contact": "contact", "comment": "comment", "on": "day"}
"""Columns that say a part of an answer beside its score, with that part."""

SHOWN = 10
"""Wrong rows that are named one by one."""


def kind_of(text: str, top: int | None, csat_scale: int) -> tuple[str, int]:
    """A question and the top of its scale.

    Raises:
        UsageError: no such question, or not on such a scale.
    """
    question = text.lower()
    scale = RATING_SCALES.get(question)
    if scale is None:
        raise UsageError(f"There is no kind of question {text[:20]!r}.", "Kinds are csat, nps and ces.")
    usual = csat_scale if question == "csat" else scale.tops[0]
    top = top if top is not None else usual
    if top not in scale.tops:
        allowed = " or ".join(map(str, scale.tops))
        raise UsageError(f"{text.upper()} has no scale up to {top}.", f"It is answered up to {allowed}.")
    return question, top


def plan_feedback(
    workspace: Workspace, stamp: Stamp, options: ImportOptions, file: Path, *, part: bool
) -> FeedbackPlan:
    """What the journal would get so that it says what the survey tool does; nothing is written.

    An answer is known by its id in the tool and its question, or by all it says where it has no id. It is
    gone when the export covers its day and question and has it no more; with `part` it covers nothing.

    Raises:
        NotFoundError: there is no such file.
        UsageError: no column holds the score, or dates can be read in two ways.
        RefusedError: the file is no CSV, or a row cannot be.
    """
    survey = open_survey(file)
    places = _columns(survey, options)
    contacts = _contacts(workspace, options.client) if "contact" in places else {}
    found = RowReader(survey, places, options, stamp, contacts).read()
    _require_sound(found)
    read = (
        *(name for name in ("contact", "comment") if name in places),
        *(("day",) if "on" in places else ()),
    )
    how = AnswerIdentity(options, read, found)
    clients = sorted({one.client for one in found.answers} | {options.client or ""} - {""})
    news = {client: _news(workspace, stamp, client, how, found, part=part) for client in clients}
    columns = tuple(ColumnUse(part=part, column=survey.titles[place]) for part, place in places.items())
    return FeedbackPlan(
        _told(options, found, columns, news), {client: one.lines for client, one in news.items()}
    )


class _ClientNews(NamedTuple):
    """What an export says of one client that the journal does not."""

    lines: dict[str, bytes]
    added: int
    corrected: int
    gone: int
    known: int
    changes: list[str]


def _columns(survey: SurveyFile, options: ImportOptions) -> dict[str, int]:
    """The place of each part of an answer in the export's rows."""
    places = find_columns(
        survey, options.kind, options.maps, scale_of(options.kind, options.scale), options.values
    )
    if _is_own(survey) and "id" not in options.maps:
        places |= {"id": COLUMNS.index("id")}
    if options.client is None and "contact" not in places:
        raise UsageError(
            "Nothing says whose answers they are.",
            "Name the client before the file, or a column: --map contact=COLUMN",
        )
    return places


def _is_own(survey: SurveyFile) -> bool:
    """Whether it is what `feedback export` writes."""
    return tuple(survey.header) == COLUMNS


def _news(
    workspace: Workspace, stamp: Stamp, client: str, how: AnswerIdentity, found: RowReader, *, part: bool
) -> _ClientNews:
    imports = ImportedRecords(workspace, client, Feedback, content, how.is_import)
    answers = [one for one in found.answers if one.client == client]
    is_own = _is_own(found.survey)
    foreign = [one for one in answers if not (is_own and one.source in imports.ids)]
    news = imports.differences(stamp, foreign, how.signs, how.likely, how.covers(part=part), over=how.over)
    return _ClientNews(
        lines=news.lines,
        added=len(news.new),
        corrected=len(news.changed),
        gone=len(news.gone),
        known=len(news.known) + len(answers) - len(foreign),
        changes=[*_changes(news, found.options.kind), *how.doubles(news, imports)],
    )


def _told(
    options: ImportOptions, found: RowReader, columns: tuple[ColumnUse, ...], news: dict[str, _ClientNews]
) -> Imported:
    return Imported(
        client=options.client,
        project=options.project,
        kind=options.kind,
        encoding=ENCODINGS[found.survey.encoding],
        delimiter=DELIMITERS[found.survey.delimiter],
        columns=columns,
        rows=found.rows,
        added=sum(one.added for one in news.values()),
        corrected=sum(one.corrected for one in news.values()),
        gone=sum(one.gone for one in news.values()),
        known=sum(one.known for one in news.values()) + found.twice,
        clients={} if options.client else {client: one.added for client, one in news.items()},
        left=found.left,
        unfinished=found.unfinished,
        undated=found.undated,
        without_score=found.without_score,
        strangers=found.strangers,
        doubt=_doubt(options.kind, [getattr(one, options.kind) for one in found.answers]),
        changes=tuple(chain.from_iterable(one.changes for one in news.values())),
        dry_run=True,
    )


def take_feedback(workspace: Workspace, plan: FeedbackPlan) -> Imported:
    """Write what was planned, each client's in one write."""
    for client, lines in plan.lines.items():
        if lines:
            append_records(workspace, client, lines)
    return plan.found.model_copy(update={"dry_run": False})


def _changes(news: Differences[Feedback], kind: str) -> list[str]:
    def words(one: Feedback) -> str:
        said = f": {one.comment[:60]}" if one.comment else ""
        name = f" (id {one.source})" if one.source else ""
        return f"{one.about} {one.day}{name}, {kind.upper()} {getattr(one, kind)}{said}"

    return [
        *(f"{words(before)} is now {words(after)}" for before, after in news.changed),
        *(f"{words(one)} is gone" for one in news.gone),
    ]


def _doubt(kind: str, scores: list[int]) -> str | None:
    if kind == "csat" or len(scores) < FEW or max(scores) > LOW:
        return None
    return f"No answer is above {LOW}: was this asked on 1 to {LOW}?"


def _contacts(workspace: Workspace, client: str | None) -> Contacts:
    """Contacts by everything that a survey may call them; of all clients, addresses alone."""
    found: dict[str, tuple[str, str]] = {}
    twice = set()
    for slug in workspace.clients() if client is None else [client]:
        for contact in read_client(workspace, slug).value.contacts:
            names = (contact.email,) if client is None else (contact.name, contact.email, contact.id)
            for name in {name.casefold() for name in names if name}:
                if found.setdefault(name, (slug, contact.id))[0] != slug:
                    twice.add(name)
    return {name: whose for name, whose in found.items() if name not in twice}


def _require_sound(found: RowReader) -> None:
    if not found.bad:
        return
    named = [f"row {row}: {what}" for row, what in sorted(found.bad)[:SHOWN]]
    more = f"; and {len(found.bad) - SHOWN:,} more" if len(found.bad) > SHOWN else ""
    hint = f"Mend the rows, or name another column: {found.scale.words}."
    if found.labels:
        given = (
            f'--label "{label[:40]}={score if score is not None else "?"}"'
            for label, score in found.labels.items()
        )
        hint = f"{hint} Words have a score where you give them one: {' '.join(list(given)[:11])}"
    if any("date" in what for _, what in found.bad):
        hint = f"{hint} Times of a zone that is not known: --zone ZONE; another column: --map on=COLUMN"
    raise RefusedError(f"Nothing was imported from {found.survey.path.name}: {'; '.join(named)}{more}.", hint)
