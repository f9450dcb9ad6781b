"""Taking over the answers that a survey tool exported: all of them or none, and none of them twice."""

from collections.abc import Mapping
from datetime import date, tzinfo
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from clientkit.actions.feedback import Scale, scale_of
from clientkit.actions.feedback_columns import find_columns
from clientkit.actions.feedback_days import date_order, day_of
from clientkit.actions.feedback_rows import Drafts, draft_rows
from clientkit.errors import RefusedError, UsageError
from clientkit.model.base import Model
from clientkit.model.journal import Stamp
from clientkit.store.answers import recorded_ids
from clientkit.store.records import read_client
from clientkit.store.save import RECORD_LIMIT, append_records
from clientkit.store.survey_file import DELIMITERS, ENCODINGS, SurveyFile, open_survey, survey_rows
from clientkit.store.workspace import Workspace

SCALES = {"csat": (5, 10), "nps": (10,), "ces": (7,)}
"""The tops of the scales that each question may have."""

SHOWN = 10
"""Wrong rows that are named one by one."""


class WantedImport(NamedTuple):
    """Whose answers to which question they are, and what is known beside the file."""

    client: str
    project: str | None
    kind: str
    scale: int
    maps: Mapping[str, str]
    on: date | None
    order: str | None
    zone: tzinfo


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
    tops = SCALES.get(text)
    if tops is None:
        raise UsageError(f"There is no kind of question {text[:20]!r}.", "Kinds are csat, nps and ces.")
    top = top if top is not None else (csat_scale if text == "csat" else tops[0])
    if top not in tops:
        allowed = " or ".join(map(str, tops))
        raise UsageError(f"{text.upper()} has no scale up to {top}.", f"It is answered up to {allowed}.")
    return text, top


def import_feedback(
    workspace: Workspace, stamp: Stamp, wanted: WantedImport, file: Path, *, dry_run: bool
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
    places = find_columns(survey.header, wanted.kind, wanted.maps)
    scale = scale_of(wanted.kind, wanted.scale)
    contacts = _contacts(workspace, wanted.client) if "contact" in places else {}
    identity = (wanted.client, wanted.kind)
    drafts = draft_rows(survey_rows(survey), (len(survey.header), places), scale, identity, contacts)
    days = _days(drafts, wanted, stamp.day, dated="on" in places)
    lines = {} if drafts.bad else drafts.lines(stamp, (wanted.client, wanted.project), days)
    for name, line in lines.items():
        if len(line) >= RECORD_LIMIT:
            drafts.refuse(drafts.answers[name].row, "more than a record holds")
    _require_sound(survey, drafts, scale)
    if dry_run:
        added = len(lines.keys() - recorded_ids(workspace, wanted.client))
    else:
        added = append_records(workspace, wanted.client, lines)
    return Imported(
        client=wanted.client,
        project=wanted.project,
        kind=wanted.kind,
        encoding=ENCODINGS[survey.encoding],
        delimiter=DELIMITERS[survey.delimiter],
        columns=tuple(ColumnUse(part=part, column=survey.header[place]) for part, place in places.items()),
        rows=drafts.rows,
        added=added,
        known=len(lines) - added + drafts.twice,
        without_score=drafts.without_score,
        strangers=drafts.strangers,
        dry_run=dry_run,
    )


def _contacts(workspace: Workspace, client: str) -> dict[str, str]:
    """A client's contacts by everything that a survey may call them."""
    found: dict[str, str] = {}
    for contact in read_client(workspace, client).value.contacts:
        for name in (contact.name, contact.email, contact.id):
            if name:
                found[name.casefold()] = contact.id
    return found


def _days(drafts: Drafts, wanted: WantedImport, today: date, *, dated: bool) -> dict[str, date]:
    """The day of each text that stands for one; a row with a wrong one is refused."""
    order = date_order(drafts.dates, wanted.order)
    days: dict[str, date] = {}
    for text, row in drafts.dates.items():
        day = day_of(text, order, wanted.zone) if text else wanted.on
        if not text and not dated:
            day = wanted.on or today
        if day is None:
            drafts.refuse(row, f"{text[:40]!r} is no date" if text else "no date; --on DATE gives one")
        elif day > today:
            drafts.refuse(row, f"{day} lies in the future")
        else:
            days[text] = day
    return days


def _require_sound(survey: SurveyFile, drafts: Drafts, scale: Scale) -> None:
    if not drafts.bad:
        return
    named = [f"row {row}: {what}" for row, what in sorted(drafts.bad)[:SHOWN]]
    more = f"; and {len(drafts.bad) - SHOWN:,} more" if len(drafts.bad) > SHOWN else ""
    raise RefusedError(
        f"Nothing was imported from {survey.path.name}: {'; '.join(named)}{more}.",
        f"Mend the rows, or name another column: {scale.words}.",
    )
