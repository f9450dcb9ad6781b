"""Taking over the answers that a survey tool exported: all of them or none, and none of them twice."""

from pathlib import Path

from pydantic import Field

from clientkit.errors import RefusedError, UsageError
from clientkit.feedback.csv_export import COLUMNS
from clientkit.feedback.csv_import.columns import find_columns
from clientkit.feedback.csv_import.rows import ImportOptions, RowReader
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.rating_scales import RATING_SCALES
from clientkit.kernel.store.csv_reader import DELIMITERS, ENCODINGS, SurveyFile, open_survey
from clientkit.kernel.store.journal.read import recorded_ids
from clientkit.kernel.store.save import append_records
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.workspace import Workspace

SHOWN = 10
"""Wrong rows that are named one by one."""


class ColumnUse(Model):
    """What a column of the export was read as."""

    part: str = Field(description="score, comment, on, contact or id")
    column: str = Field(description="title of the column")


class Imported(Model):
    """What was found in an export, and what of it is new."""

    client: str = Field(description="client whose answers they are")
    project: str | None = Field(description="project that they are about")
    kind: str = Field(description="csat, nps or ces")
    encoding: str = Field(description="how the file's text is written")
    delimiter: str = Field(description="what stands between the columns")
    columns: tuple[ColumnUse, ...] = Field(description="which columns were read, and as what")
    rows: int = Field(description="rows below the header that are not empty")
    added: int = Field(description="answers that are new; with --dry-run, that would be")
    known: int = Field(description="answers that were here already")
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
    usual = csat_scale if csat_scale in scale.tops else scale.tops[0]
    top = top if top is not None else usual
    if top not in scale.tops:
        allowed = " or ".join(map(str, scale.tops))
        raise UsageError(f"{text.upper()} has no scale up to {top}.", f"It is answered up to {allowed}.")
    return question, top


def import_feedback(
    workspace: Workspace, stamp: Stamp, options: ImportOptions, file: Path, *, dry_run: bool
) -> Imported:
    """Add the answers of an export that the journal does not hold yet, in one write.

    An answer's id is made from the client, the question and its id in the survey tool, or all of its row
    where there is none: the same answers give the same ids, whatever file they come in.

    Raises:
        NotFoundError: there is no such file.
        UsageError: no column holds the score, or dates can be read in two ways.
        RefusedError: the file is no CSV, or a row cannot be; nothing was written.
    """
    survey = open_survey(file)
    places = find_columns(survey.header, options.kind, options.maps)
    if _is_our_own(survey) and "id" not in options.maps:
        places |= {"id": COLUMNS.index("id")}
    contacts = _contacts(workspace, options.client) if "contact" in places else {}
    found = RowReader(survey, places, options, stamp, contacts).read()
    _require_sound(found)
    here = found.ids_of(recorded_ids(workspace, options.client)) if _is_our_own(survey) else set()
    new = {name: line for name, line in found.lines.items() if name not in here}
    if dry_run:
        added = len(new.keys() - recorded_ids(workspace, options.client))
    else:
        added = append_records(workspace, options.client, new)
    return Imported(
        client=options.client,
        project=options.project,
        kind=options.kind,
        encoding=ENCODINGS[survey.encoding],
        delimiter=DELIMITERS[survey.delimiter],
        columns=tuple(ColumnUse(part=part, column=survey.header[place]) for part, place in places.items()),
        rows=found.rows,
        added=added,
        known=len(found.lines) - added + found.twice,
        without_score=found.without_score,
        strangers=found.strangers,
        dry_run=dry_run,
    )


def _is_our_own(survey: SurveyFile) -> bool:
    """Whether 'feedback export' wrote a file."""
    return tuple(survey.header) == COLUMNS


def _contacts(workspace: Workspace, client: str) -> dict[str, str]:
    """A client's contacts by everything that a survey may call them."""
    found: dict[str, str] = {}
    for contact in read_client(workspace, client).value.contacts:
        for name in (contact.name, contact.email, contact.id):
            if name:
                found[name.casefold()] = contact.id
    return found


def _require_sound(found: RowReader) -> None:
    if not found.bad:
        return
    named = [f"row {row}: {what}" for row, what in sorted(found.bad)[:SHOWN]]
    more = f"; and {len(found.bad) - SHOWN:,} more" if len(found.bad) > SHOWN else ""
    raise RefusedError(
        f"Nothing was imported from {found.survey.path.name}: {'; '.join(named)}{more}.",
        f"Mend the rows, or name another column: {found.scale.words}.",
    )
