"""Taking over the answers that a survey tool exported: what is new, changed and gone together, or nothing."""

from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from clientkit.errors import RefusedError, UsageError
from clientkit.feedback.actions import scale_of
from clientkit.feedback.csv_export import COLUMNS
from clientkit.feedback.csv_import.columns import find_columns
from clientkit.feedback.csv_import.identity import AnswerIdentity, content
from clientkit.feedback.csv_import.rows import Contacts, ImportOptions, RowReader
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.rating_scales import RATING_SCALES
from clientkit.kernel.store.csv_files.reader import DELIMITERS, ENCODINGS, open_survey
from clientkit.kernel.store.journal.reconcile import Differences, ImportedRecords
from clientkit.kernel.store.save import append_records
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.workspace import Workspace

LOW = 5
FEW = 3
"""Answers from which on a scale that nobody uses above 5 is doubted."""

SHOWN = 10
"""Wrong rows that are named one by one."""


class ColumnUse(Model):
    """What a column of the export was read as."""

    part: str = Field(description="score, comment, on, contact, id or status")
    column: str = Field(description="title of the column")


class Imported(Model):
    """What was found in an export, and what of it is new."""

    client: str | None = Field(description="client whose answers they are; null where senders say whose")
    project: str | None = Field(description="project that they are about")
    kind: str = Field(description="csat, nps or ces")
    encoding: str = Field(description="how the file's text is written")
    delimiter: str = Field(description="what stands between the columns")
    columns: tuple[ColumnUse, ...] = Field(description="which columns were read, and as what")
    rows: int = Field(description="rows below the header that are not empty")
    added: int = Field(description="answers that are new; with --dry-run, that would be")
    corrected: int = Field(
        description="answers that the tool has otherwise, or with more, than they stood here"
    )
    gone: int = Field(description="answers that the tool no longer has")
    known: int = Field(description="answers that were here already")
    clients: dict[str, int] = Field(
        description="new answers of each client, where senders say whose they are"
    )
    left: dict[str, int] = Field(description="rows of each sender who is nobody's contact, and were left")
    unfinished: int = Field(description="rows left out because somebody did not come to the end")
    undated: int = Field(description="answers that are put on today, for no column holds their day")
    doubt: str | None = Field(description="what looks as if another scale had been asked on")
    changes: tuple[str, ...] = Field(description="what must be agreed to, in words")
    without_score: int = Field(description="rows left out because they have no score")
    strangers: int = Field(
        description="answers whose sender is no contact of the client; kept without a name"
    )
    dry_run: bool = Field(description="whether nothing was written")


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


class FeedbackPlan(NamedTuple):
    """What an import found, and what it would write into each client's journal."""

    found: Imported
    lines: dict[str, dict[str, bytes]]


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
    own = tuple(survey.header) == COLUMNS
    scale = scale_of(options.kind, options.scale)
    places = find_columns(survey, options.kind, options.maps, scale, options.values)
    if own and "id" not in options.maps:
        places |= {"id": COLUMNS.index("id")}
    if options.client is None and "contact" not in places:
        raise UsageError(
            "Nothing says whose answers they are.",
            "Name the client before the file, or a column: --map contact=COLUMN",
        )
    contacts = _contacts(workspace, options.client) if "contact" in places else {}
    found = RowReader(survey, places, options, stamp, contacts).read()
    _require_sound(found)
    read = tuple(name for name in ("contact", "comment") if name in places) + (
        ("day",) if "on" in places else ()
    )
    how = AnswerIdentity(options, read, found)
    lines: dict[str, dict[str, bytes]] = {}
    changes: list[str] = []
    counts = dict.fromkeys(("corrected", "gone", "known"), 0)
    clients: dict[str, int] = {}
    for client in sorted({one.client for one in found.answers} | {options.client or ""} - {""}):
        imports = ImportedRecords(workspace, client, Feedback, content, how.is_import)
        mine = [
            one for one in found.answers if one.client == client and not (own and one.source in imports.ids)
        ]
        ours = sum(one.client == client for one in found.answers) - len(mine)
        news = imports.differences(stamp, mine, how.signs, how.likely, how.covers(part=part), over=how.over)
        lines[client], clients[client] = news.lines, len(news.new)
        for name, number in (("corrected", news.changed), ("gone", news.gone), ("known", news.known)):
            counts[name] += len(number)
        counts["known"] += ours
        changes += [*_changes(news, options.kind), *how.doubles(news, imports)]
    whole = Imported(
        client=options.client,
        project=options.project,
        kind=options.kind,
        encoding=ENCODINGS[survey.encoding],
        delimiter=DELIMITERS[survey.delimiter],
        columns=tuple(ColumnUse(part=part, column=survey.titles[place]) for part, place in places.items()),
        rows=found.rows,
        added=sum(clients.values()),
        clients={} if options.client else clients,
        left=found.left,
        unfinished=found.unfinished,
        undated=found.undated,
        without_score=found.without_score,
        strangers=found.strangers,
        doubt=_doubt(options.kind, [getattr(one, options.kind) for one in found.answers]),
        changes=tuple(changes),
        dry_run=True,
        **{**counts, "known": counts["known"] + found.twice},
    )
    return FeedbackPlan(whole, lines)


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
            f'--value "{label[:40]}={score if score is not None else "?"}"'
            for label, score in found.labels.items()
        )
        hint = f"{hint} Words have a score where you give them one: {' '.join(list(given)[:11])}"
    if any("date" in what for _, what in found.bad):
        hint = f"{hint} Times of a zone that is not known: --zone ZONE; another column: --map on=COLUMN"
    raise RefusedError(f"Nothing was imported from {found.survey.path.name}: {'; '.join(named)}{more}.", hint)
