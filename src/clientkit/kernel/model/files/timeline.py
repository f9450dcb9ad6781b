"""When it happens: the start, the milestones, and what moves them."""

from datetime import date

from pydantic import Field

from clientkit.kernel.model.files.calendar_settings import TimeZone
from clientkit.kernel.model.files.scope import ItemId
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import Party
from clientkit.kernel.model.values.text import FullLine, Prose


class TimelineTerms(Model):
    """The frame that the milestones are planned in."""

    start: date | None = Field(None, description="first working day of the project", examples=["2026-11-16"])
    timezone: TimeZone | None = Field(
        None, description="time zone of the dates, where it differs from yours", examples=["Asia/Jakarta"]
    )
    moved_by: tuple[FullLine, ...] = Field(
        (),
        description="what moves the end date",
        examples=[["Late content moves every later date by the same days"]],
    )
    note: Prose = Field(
        "",
        description="a sentence on the buffer or the season",
        examples=["Three days of buffer are planned in."],
    )


class Milestone(Model):
    """A dated step: `days` and `after` have its dates computed, `start` and `due` set them."""

    id: ItemId = Field(description="short name that others refer to", examples=["M1"])
    title: FullLine = Field(description="what is reached", examples=["Design approved"])
    deliverables: tuple[ItemId, ...] = Field(
        (), description="ids of the deliverables handed over here", examples=[["D1"]]
    )
    owner: Party = Field("us", description="who does it: us or client", examples=["us"])
    days: int | None = Field(
        None, ge=0, le=2000, description="working days it takes; 0 is a point in time", examples=[5]
    )
    start: date | None = Field(None, description="first day, where it is fixed", examples=["2026-11-16"])
    due: date | None = Field(None, description="last day, where it is fixed", examples=["2026-11-27"])
    after: tuple[ItemId, ...] = Field((), description="ids of the milestones it waits for", examples=[["M1"]])
    buffer: int = Field(
        0,
        ge=0,
        le=400,
        description="working days of buffer after it, before what depends on it",
        examples=[1],
    )
    not_before: date | None = Field(None, description="it cannot begin earlier", examples=["2027-01-04"])
    acceptance_days: int | None = Field(
        None, ge=0, le=400, description="working days the client has to accept it", examples=[5]
    )
    note: Prose = Field("", description="anything to know", examples=["Needs the approved site map."])
