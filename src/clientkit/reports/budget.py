"""What a project may cost and what is used of it, in hours and in money."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Literal

from pydantic import Field

from clientkit.kernel.model.files.price import Price
from clientkit.kernel.model.files.price_totals import price_total, with_tax
from clientkit.kernel.model.records.progress import Done, HoursSpent, spent_hours
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.reports.period_records import PeriodRecords

Period = Literal["week", "month", "quarter"]
Notice = Literal[50, 80]
NOTICES: tuple[Notice, ...] = (80, 50)
"""Percent of the budget that a report speaks of in the week they are crossed."""

MONTHS: dict[Period, int] = {"month": 1, "quarter": 3}
ZERO = Decimal(0)


class HoursUsed(Model):
    """Hours noted, against those planned."""

    this_week: Decimal = Field(description="hours of this week")
    late: Decimal = Field(description="hours of earlier weeks, noted after the reports of those were sent")
    to_date: Decimal = Field(description="hours so far; for a retainer, in its current period")
    planned: Decimal | None = Field(description="hours planned; for a retainer, in a period")
    carried: Decimal = Field(description="hours of a retainer kept from earlier periods")
    left: Decimal | None = Field(description="hours left, kept ones included; negative when exceeded")
    used_percent: Decimal | None = Field(description="percent used of the hours planned and kept")
    period: Period | None = Field(description="period of a retainer; empty for other prices")
    rollover: Literal["none", "one-period", "all"] | None = Field(
        description="what becomes of a retainer's unused hours; empty for other prices"
    )
    rollover_limit: Decimal | None = Field(None, description="most hours that are kept, if limited")


class Budget(Model):
    """The money of a project, as the agreement states it, and how much is used."""

    kind: Literal["fixed", "hourly", "retainer"] = Field(description="fixed, hourly or retainer")
    currency: str = Field(description="ISO 4217 code of the amounts")
    tax_name: str = Field(description="name of the tax, as the price has it")
    tax_on_top: bool = Field(description="whether tax comes on top of the amounts")
    original: Decimal | None = Field(description="price of the first agreement; for a retainer, of a period")
    changes: Decimal | None = Field(description="what approved changes added or took away")
    approved: Decimal | None = Field(description="the two together; empty while no price is known")
    spent: Decimal | None = Field(
        description="hourly: hours times rate; fixed: the part of the price that the used hours stand for"
    )
    left: Decimal | None = Field(description="approved less spent; negative when exceeded")
    used_percent: Decimal | None = Field(description="percent used: of the money where it can be told")
    notice: Notice | None = Field(
        description="50 or 80 in the week in which so much was used for the first time"
    )


@dataclass(frozen=True)
class Account:
    """Hours and prices to reckon a budget from.

    `agreed` are the prices of the accepted versions, first to last; `current` is the project's own,
    which counts while nothing is agreed. `start` is the first day of the work.
    """

    known: PeriodRecords
    current: Price
    agreed: Sequence[Price]
    currency: str
    start: date | None

    @property
    def price(self) -> Price:
        """The price that counts: what was agreed last."""
        return self.agreed[-1] if self.agreed else self.current

    def hours(self) -> HoursUsed | None:
        """Hours used up to the week's Sunday; None where none are noted or planned."""
        price, period = self.price, self._period
        if not self._records and price.hours is None:
            return None
        to_date, holds = self._to_date, self._holds
        return HoursUsed(
            this_week=self._between(self.known.first, self.known.last),
            late=self._late(None),
            to_date=to_date,
            planned=price.hours,
            carried=self._carried,
            left=holds - to_date if holds else None,
            used_percent=100 * to_date / holds if holds else None,
            period=period,
            rollover=price.rollover if period else None,
            rollover_limit=price.rollover_limit if period else None,
        )

    def period_left(self) -> Decimal | None:
        """Percent of a retainer's current period that is left; None for other prices."""
        first, period = self._first_day, self._period
        if first is None or period is None:
            return None
        after = next_period(first, period)
        return Decimal(100 * ((after - self.known.as_of).days - 1)) / (after - first).days

    @property
    def used_percent(self) -> Decimal | None:
        """Percent used of the money, where it can be told, else of the hours; None where neither can."""
        per_hour = self._percent_per_hour
        return None if per_hour is None else self._to_date * per_hour

    def budget(self) -> Budget | None:
        """The money, and what is used of it; None where neither money nor hours are known."""
        hours, approved = self.hours(), self._total(self.price)
        if hours is None and approved is None:
            return None
        price, first = self.price, self.agreed[0] if self.agreed else self.current
        original = self._total(first) if first.currency == price.currency else None
        spent = self._spent(approved, hours)
        return Budget(
            kind=price.model,
            currency=price.currency or self.currency,
            tax_name=price.tax_name,
            tax_on_top=bool(price.tax_percent) and not price.tax_included,
            original=original,
            changes=approved - original if approved is not None and original is not None else None,
            approved=approved,
            spent=spent,
            left=approved - spent if approved is not None and spent is not None else None,
            used_percent=self.used_percent,
            notice=self._notice(),
        )

    def _total(self, price: Price) -> Decimal | None:
        """A price as its agreement states it: with the tax where the amount holds it."""
        total = price_total(price, price.currency or self.currency)
        if total is None:
            return None
        return total.total if self.price.tax_included else total.net

    def _spent(self, approved: Decimal | None, hours: HoursUsed | None) -> Decimal | None:
        price, currency = self.price, self.price.currency or self.currency
        if hours is None or price.model == "retainer":
            return None
        if price.model == "hourly":
            if price.rate is None:
                return None
            worked = with_tax(price.rate * hours.to_date, price, currency)
            return worked.total if price.tax_included else worked.net
        if approved is None or hours.used_percent is None:
            return None
        part = with_tax(approved * hours.used_percent / 100, price, currency)
        return part.total if price.tax_included else part.net

    @property
    def _percent_per_hour(self) -> Decimal | None:
        """Percent of the budget that an hour takes: of the money of hourly work, else of the hours."""
        price = self.price
        if price.model == "hourly" and price.rate and (approved := self._total(price)):
            return 100 * price.rate / approved
        return 100 / self._holds if self._holds else None

    def _notice(self) -> Notice | None:
        """The highest mark that was crossed by the hours which this report tells for the first time."""
        per_hour = self._percent_per_hour
        if per_hour is None:
            return None
        first = max(self._first_day or date.min, self.known.first)
        told_now = self._between(first, self.known.last) + self._late(self._first_day)
        before, now = (self._to_date - told_now) * per_hour, self._to_date * per_hour
        return next((mark for mark in NOTICES if before < mark <= now), None)

    @cached_property
    def _records(self) -> list[Done | HoursSpent]:
        hours: list[Done | HoursSpent] = [*self.known.of(Done), *self.known.of(HoursSpent)]
        return [one for one in hours if one.hours]

    @cached_property
    def _to_date(self) -> Decimal:
        """Hours so far; of a retainer, in its current period."""
        return self._between(self._first_day, self.known.last)

    @cached_property
    def _holds(self) -> Decimal | None:
        """Hours that there are to use: those planned, and those kept; None where none are planned."""
        return self.price.hours + self._carried if self.price.hours else None

    def _between(self, first: date | None, last: date) -> Decimal:
        return spent_hours(one for one in self._records if (first or date.min) <= one.day <= last)

    def _late(self, since: date | None) -> Decimal:
        """Hours of earlier weeks that this report tells; of a period, where it is given."""
        told = (one for one in self._records if self.known.is_news(one) and self.known.is_late(one))
        return spent_hours(one for one in told if since is None or one.day >= since)

    @property
    def _period(self) -> Period | None:
        return (self.price.period or "month") if self.price.model == "retainer" else None

    @property
    def _first_day(self) -> date | None:
        """First day that counts: that of a retainer's current period; None for all days."""
        return period_start(self.known.as_of, self._period) if self._period else None

    @cached_property
    def _carried(self) -> Decimal:
        """Hours kept from earlier periods.

        Kept hours are used before a period's own. Hours beyond those of a period are settled in it: they
        take nothing from the next. The first period is not cut short.
        """
        period, planned = self._period, self.price.hours
        days = [one.day for one in self._records] + ([self.start] if self.start else [])
        if period is None or not planned or self.price.rollover == "none" or not days:
            return ZERO
        hours: defaultdict[date, Decimal] = defaultdict(Decimal)
        for one in self._records:
            hours[period_start(one.day, period)] += one.hours or ZERO
        kept, first = ZERO, period_start(min(days), period)
        while first < period_start(self.known.as_of, period):
            used = hours[first]
            own_left = max(planned - max(used - kept, ZERO), ZERO)
            lasting = max(kept - used, ZERO) if self.price.rollover == "all" else ZERO
            kept, first = own_left + lasting, next_period(first, period)
            if self.price.rollover_limit is not None:
                kept = min(kept, self.price.rollover_limit)
        return kept


def period_start(day: date, period: Period) -> date:
    """First day of the period that a day is in: of its ISO week, its month, or its quarter."""
    if period == "week":
        return IsoWeek.of(day).monday
    months = MONTHS[period]
    return date(day.year, day.month - (day.month - 1) % months, 1)


def next_period(first: date, period: Period) -> date:
    """First day of the period after the one that begins on a day."""
    if period == "week":
        return first + timedelta(days=7)
    month = first.month + MONTHS[period]
    return date(first.year + (month > 12), (month - 1) % 12 + 1, 1)  # noqa: PLR2004 - months of a year
