"""What two versions of an agreement differ in: one point, and the paper that lists all."""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from clientkit.kernel.model.values.base import Model

Area = Literal[
    "project",
    "success",
    "deliverable",
    "inclusion",
    "exclusion",
    "assumption",
    "constraint",
    "risk",
    "duty",
    "milestone",
    "price",
    "payment",
    "level",
    "terms",
    "clause",
]
Kind = Literal["added", "removed", "changed"]
Value = Decimal | date | int | str | None
Measure = Literal["text", "choice", "money", "date", "number", "percent", "yes-no"]


class Difference(Model):
    """One thing that is not as it was."""

    area: Area = Field(description="the part of the agreement")
    kind: Kind = Field(description="added, removed or changed")
    item: str = Field("", description="the deliverable, milestone, risk … it is about")
    field: str = Field("", description="the key that changed; empty where the whole item came or went")
    measure: Measure = Field("text", description="how before and after are to be written")
    before: Value = Field(None, description="as it was")
    after: Value = Field(None, description="as it is")
    words: str = Field("", description="of a text that was reworded: the words that differ, old → new")
    change: str = Field("", description="the change that it came with: CO-1")
    working_days: int | None = Field(
        None, description="for a date: working days later, or earlier when negative"
    )


class DifferenceDocument(Model):
    """What the template of a comparison is given."""

    title: str = Field(description="name of the project")
    number: str = Field(description="number of the agreement")
    currency: str = Field(description="ISO 4217 code of every amount")
    before_version: int = Field(description="the version compared with")
    after_version: int | None = Field(description="the later version; empty for the project as it is now")
    differences: tuple[Difference, ...] = Field(description="what is not as it was, by area")
    end_before: date | None = Field(description="end of the project as it was")
    end_after: date | None = Field(description="end of the project as it is")
    end_working_days: int | None = Field(description="working days between the two")
    price_before: Decimal | None = Field(None, description="the price, limit or fee as it was")
    price_after: Decimal | None = Field(None, description="the price, limit or fee as it is")
    model: str = Field("", description="kind of price: fixed, hourly, retainer")
    tax_name: str = Field("", description="name of the tax")
    total_before: Decimal | None = Field(None, description="the same with its tax, as it was")
    total_after: Decimal | None = Field(None, description="the same with its tax, as it is")
    client: str = Field("", description="name of the client")
    author: str = Field("", description="your name")
    as_of: date | None = Field(None, description="day of the comparison")
