"""What every record has: identity, instant, day, whom it is about."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, BeforeValidator, ConfigDict, Field, PlainSerializer

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.money import parse_amount
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.model.values.slugs import ID_PATTERN, SLUG_PATTERN
from clientkit.kernel.model.values.text import NoteText

RecordId = Annotated[str, Field(pattern=r"^[0-9a-z]{6,32}$")]
SlugText = Annotated[str, Field(pattern=SLUG_PATTERN)]
ItemRef = Annotated[str, Field(pattern=ID_PATTERN)]
SourceRef = Annotated[str, Field(min_length=1, max_length=200)]
WorkHours = Annotated[
    Decimal,
    BeforeValidator(parse_amount),
    Field(gt=0, le=1000),
    PlainSerializer(float, return_type=float, when_used="json"),
]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Entry(Model):
    """What every record has. Fields that a newer clientkit added are kept."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    id: RecordId = Field(description="short random name, unique in the workspace")
    ts: AwareDatetime = Field(description="instant it was written down, UTC")
    v: Literal[1] = Field(1, description="version of this kind of record")
    day: date = Field(description="local date that it is about")
    client: SlugText = Field(description="client it belongs to")
    project: SlugText | None = Field(None, description="project it belongs to")
    replaces: RecordId | None = Field(None, description="id of the record that this one corrects")
    tags: tuple[str, ...] = Field((), description="words to find it by")
    by: str | None = Field(
        None, description="agent that wrote it down, where no person did (CLIENTKIT_AGENT)"
    )

    @property
    def about(self) -> Subject:
        """The client, and the project where it belongs to one."""
        return Subject(self.client, self.project)

    def is_of(self, kind: str) -> bool:
        """Whether it is a record of this kind; asks without its model, which need not be loaded."""
        return str(type(self).__pydantic_fields__["kind"].default) == kind


class Retraction(Entry):
    """A record taken back: it was never true, or must not be counted."""

    kind: Literal["retraction"] = "retraction"
    retracts: RecordId = Field(description="id of the record taken back")
    reason: NoteText | None = Field(None, description="why")


INSTANT = timedelta(milliseconds=1)
"""Between two records that are written at once, so that they stay in their order."""


class Stamp(Model):
    """The identity and time that a new record gets; it comes in from outside, so actions stay testable."""

    id: RecordId
    ts: datetime
    day: date
