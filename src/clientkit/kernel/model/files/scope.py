"""What is promised: deliverables with their tests, limits, assumptions, risks, the client's part."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import Level, Party
from clientkit.kernel.model.values.money import Amount, parse_amount
from clientkit.kernel.model.values.slugs import ID_PATTERN
from clientkit.kernel.model.values.text import FullLine, Line, Prose

ItemId = Annotated[str, Field(pattern=ID_PATTERN)]
"""A short name inside a project, such as `D1` or `M2`."""

Quantity = Annotated[Decimal, BeforeValidator(parse_amount), Field(gt=0)]


QUANTITY = "{quantity}"
"""In a deliverable's own texts, the place of its quantity: what is changed once is right everywhere."""


class SuccessMeasure(Model):
    """How both sides will see that the objective is met."""

    measure: FullLine = Field(description="what is measured", examples=["Orders through the web shop"])
    target: Line = Field("", description="the figure to reach", examples=["60 a month"])
    due: date | None = Field(None, description="by when", examples=["2027-03-31"])


class Deliverable(Model):
    """A thing that is handed over and accepted."""

    id: ItemId = Field(description="short name that milestones and notes refer to", examples=["D1"])
    title: FullLine = Field(description="what it is called", examples=["Product pages"])
    quantity: Quantity = Field(Decimal(1), description="how many", examples=[8])
    unit: Line = Field("", description="of what", examples=["pages"])
    format: Line = Field("", description="the form it is handed over in", examples=["Figma file and PDF"])
    description: Prose = Field(
        "", description="what it holds", examples=["Layout and copy of each product page."]
    )
    criteria: tuple[FullLine, ...] = Field(
        (),
        max_length=9,
        description="1 to 3 tests that decide on acceptance",
        examples=[["Loads in under 2 s on a 4G phone"]],
    )
    needs: tuple[FullLine, ...] = Field(
        (), description="what it needs from the client", examples=[["Product photos, at least 1600 px wide"]]
    )
    milestone: ItemId | None = Field(
        None, description="id of the milestone it is delivered at", examples=["M2"]
    )
    price: Amount | None = Field(
        None, description="its share of the price, where it has one", examples=[9000000]
    )

    @model_validator(mode="before")
    @classmethod
    def _says_its_quantity(cls, data: Any) -> Any:
        return _filled(data, str(data.get("quantity", 1))) if isinstance(data, dict) else data


def _filled(value: Any, quantity: str) -> Any:
    """The same with the quantity where texts leave room for it."""
    if isinstance(value, str):
        return value.replace(QUANTITY, quantity)
    if isinstance(value, dict):
        return {key: _filled(inner, quantity) for key, inner in value.items()}
    return [_filled(inner, quantity) for inner in value] if isinstance(value, list | tuple) else value


class Inclusions(Model):
    """What comes with the work."""

    meetings: Line = Field(
        "", description="meetings that are included", examples=["One video call of 30 minutes a week"]
    )
    support_days: int | None = Field(None, ge=0, description="days of support after delivery", examples=[30])
    other: tuple[FullLine, ...] = Field(
        (), description="anything else included", examples=[["Two hours of training, recorded"]]
    )


class Exclusion(Model):
    """What is not part of the work, and what it would cost."""

    what: FullLine = Field(description="what is left out", examples=["Product photography"])
    option_price: Amount | None = Field(
        None, description="price as an option, where it is offered", examples=[3500000]
    )


class Risk(Model):
    """What may go wrong, and what is done about it."""

    risk: FullLine = Field(
        description="what may happen", examples=["The payment provider approves the account late"]
    )
    likelihood: Level = Field("medium", description="low, medium or high", examples=["medium"])
    impact: Level = Field("medium", description="low, medium or high", examples=["high"])
    answer: Line = Field(
        "",
        description="what is done about it",
        examples=["Apply in week 1; launch with bank transfer if need be"],
    )
    owner: Party = Field("us", description="us or client", examples=["client"])


class Duty(Model):
    """What the client does so that the work can go on."""

    what: FullLine = Field(
        description="what the client provides or decides", examples=["Texts and prices of all products"]
    )
    due: date | None = Field(None, description="by when", examples=["2026-12-04"])
    milestone: ItemId | None = Field(
        None, description="or the milestone by whose last day it is due", examples=["M3"]
    )
    effect: Line = Field(
        "", description="what happens when it is late", examples=["Each day moves the launch by a day"]
    )
