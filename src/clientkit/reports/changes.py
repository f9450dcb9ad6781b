"""Changes in reports: offered, approved, done for free; an offer leaves a report's colour alone."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from clientkit.changes.cases import changes_among
from clientkit.documents.parties import Engagement
from clientkit.kernel.model.files.price_totals import with_tax
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.base import Model


class ChangeNote(Model):
    """A change as a report tells of it."""

    number: str = Field(description="its number: CO-1")
    what: str = Field(description="what it adds, else what they asked for")
    state: Literal["offered", "approved", "absorbed"] = Field(description="offered, approved or absorbed")
    price: Decimal | None = Field(
        description="its price with its tax; of what is done for free only where the policies show it"
    )
    currency: str = Field(description="ISO 4217 code of the price")
    tax: str = Field("", description="name of the tax in it, where the agreement adds one")
    days: int = Field(description="working days that it adds")
    until: date | None = Field(description="last day of its offer")
    ended_on: date | None = Field(description="day on which it was approved, or given")


def change_notes(
    engagement: Engagement, records: Sequence[Entry], first: date, as_of: date
) -> tuple[ChangeNote, ...]:
    """What was offered on a day, and approved or done for free from a first day on."""
    project, shows = engagement.project, engagement.settings.policies.show_goodwill
    found = []
    for one in changes_among([record for record in records if record.day <= as_of]):
        what, state = one.assessed, one.state
        if what is None or state not in {"offered", "approved", "absorbed"} or not one.needs_answer:
            continue
        if one.ended and one.ended.day < first:
            continue
        shown = what.price and (state != "absorbed" or shows)
        found.append(
            ChangeNote.model_validate(
                {
                    "number": one.co,
                    "what": what.adds or one.asked.text,
                    "state": state,
                    "price": with_tax(what.price, project.price, engagement.currency).total
                    if what.price and shown
                    else None,
                    "currency": engagement.currency,
                    "tax": "" if project.price.tax_included else project.price.tax_name,
                    "days": what.days or 0,
                    "until": one.until(project),
                    "ended_on": one.ended.day if one.ended else None,
                }
            )
        )
    return tuple(found)
