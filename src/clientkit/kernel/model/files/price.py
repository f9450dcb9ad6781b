"""What it costs and when it is paid."""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from clientkit.kernel.model.files.scope import ItemId
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.money import Amount, Currency, Percent, parse_amount
from clientkit.kernel.model.values.text import FullLine, Line, Prose

Hours = Annotated[Decimal, BeforeValidator(parse_amount), Field(ge=0, le=100_000)]

Part = Annotated[str, Field(pattern=r"^([1-9][0-9]{0,2}/[1-9][0-9]{0,2})?$")]
"""A part of a whole as a fraction, such as `11/12`; empty for the whole."""

Rollover = Literal["none", "one-period", "all"]
"""Whether a retainer's unused hours lapse, are kept for one more period, or add up."""


class Price(Model):
    """The price and how it is reckoned."""

    model: Literal["fixed", "hourly", "retainer"] = Field(
        "fixed", description="fixed, hourly or retainer", examples=["fixed"]
    )
    amount: Amount | None = Field(
        None, description="fixed: the whole; hourly: the limit; retainer: each period", examples=[45000000]
    )
    currency: Currency | None = Field(None, description="ISO 4217 code", examples=["IDR"])
    rate: Amount | None = Field(None, description="price of an hour, where work is hourly", examples=[250000])
    hours: Hours | None = Field(None, description="hours planned, or hours in a period", examples=[120])
    period: Literal["week", "month", "quarter"] | None = Field(
        None, description="period of a retainer", examples=["month"]
    )
    rollover: Rollover = Field(
        "none",
        description="hours of a retainer that are left: none, one-period or all of them are kept",
        examples=["one-period"],
    )
    rollover_limit: Hours | None = Field(
        None, description="most hours of a retainer that are kept; all where it is not set", examples=[5]
    )
    tax_name: Line = Field("", description="name of the tax", examples=["PPN"])
    tax_percent: Percent | None = Field(
        None, description="tax in percent, where any is charged", examples=[11]
    )
    tax_base: Part = Field(
        "",
        description="part of the price that the tax is charged on, where it is not all",
        examples=["11/12"],
    )
    tax_included: bool = Field(
        False, description="true when the amount holds the tax already", examples=[True]
    )
    in_words: Line = Field(
        "",
        description="total in words; Indonesian documents find it themselves",
        examples=["empat puluh lima juta rupiah"],
    )

    @property
    def taxed_part(self) -> Fraction:
        """The part of the price that the tax is charged on."""
        return Fraction(self.tax_base or 1)

    @model_validator(mode="after")
    def _money_has_a_currency(self) -> "Price":
        if self.currency is None and (self.amount is not None or self.rate is not None):
            raise ValueError('has money without a currency; add for instance currency = "IDR"')
        return self


class Payment(Model):
    """One step of the payment schedule: a share of the price, or an amount."""

    label: FullLine = Field(description="what it is called", examples=["Deposit"])
    share: Percent | None = Field(None, description="percent of the price", examples=[40])
    amount: Amount | None = Field(None, description="or a fixed amount", examples=[18000000])
    milestone: ItemId | None = Field(
        None, description="id of the milestone that makes it due", examples=["M1"]
    )
    trigger: Line = Field("", description="or what makes it due, in words", examples=["On signing"])
    due_days: int | None = Field(None, ge=0, le=365, description="calendar days to pay", examples=[14])
    late_fee: Line = Field("", description="what a late payment costs", examples=["0.1 % a day, at most 5 %"])

    @model_validator(mode="after")
    def _share_or_amount(self) -> "Payment":
        if (self.share is None) == (self.amount is None):
            raise ValueError("must have either share (percent) or amount, for instance share = 40")
        return self


class Expenses(Model):
    """Costs on top of the price."""

    policy: Prose = Field(
        "",
        description="which costs are passed on, and how",
        examples=["Stock photos at cost, each approved in advance."],
    )
    limit: Amount | None = Field(
        None, description="most that may be passed on without asking again", examples=[Decimal(1000000)]
    )
