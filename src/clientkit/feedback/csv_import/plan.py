"""What an import of answers found in an export, and what it would write."""

from typing import NamedTuple

from pydantic import Field

from clientkit.kernel.model.values.base import Model


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


class FeedbackPlan(NamedTuple):
    """What an import found, and what it would write into each client's journal."""

    found: Imported
    lines: dict[str, dict[str, bytes]]
