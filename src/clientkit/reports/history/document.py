"""A project week by week: what the table and the picture of its course are made from."""

from decimal import Decimal

from pydantic import Field

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import Language
from clientkit.reports.status import Light


class WeekRow(Model):
    """One week of a project; what nobody noted is null, not zero."""

    week: str = Field(description="ISO week")
    notes: int = Field(description="notes taken of it")
    hours: Decimal | None = Field(description="hours noted in it; null without notes")
    status: Light | None = Field(
        description="green, amber or red, as it was computed for the week; null without notes"
    )
    slip: int | None = Field(
        description="working days that the end was expected late; negative when early; null without notes"
    )
    csat: int | None = Field(description="the latest satisfaction score given in it")
    csat_scale: int | None = Field(description="top of that score's scale: 5 or 10")
    nps: int | None = Field(description="the latest score of recommendation given in it, 0 to 10")
    ces: int | None = Field(description="the latest score of ease given in it, 1 to 7")


class Series(Model):
    """The course of a project, week by week."""

    project: str = Field(description="client/project")
    title: str = Field(description="name of the project")
    language: Language = Field(description="language of the project's documents")
    weeks: tuple[WeekRow, ...] = Field(description="every week, also those without notes, in order")
