"""What is always done in a project of its kind, a row each: where lessons land."""

import re
from datetime import date
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from clientkit.kernel.model.files.scope import ItemId
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import Party
from clientkit.kernel.model.values.text import FullLine, Line

Phase = Literal["onboarding", "delivery", "closing"]

PHASES: tuple[Phase, ...] = ("onboarding", "delivery", "closing")

EVENTS = ("agreed", "started", "delivered", "closed")
"""What a row can come after, beside a milestone."""

AnchorText = Annotated[str, Field(pattern=r"^([A-Za-z0-9][A-Za-z0-9_-]{0,31}([+-][0-9]{1,3})?)?$")]


class Anchor(NamedTuple):
    """An event or milestone, and the working days after it, or before it when negative."""

    event: str
    days: int


class ChecklistRow(Model):
    """Something that is always done, with its day or what it comes after."""

    id: ItemId = Field(description="short name to tick it by", examples=["C1"])
    what: FullLine = Field(description="what is done", examples=["Every access tried out"])
    owner: Party = Field("us", description="who does it: us or client", examples=["us"])
    phase: Phase = Field("delivery", description="onboarding, delivery or closing", examples=["onboarding"])
    due: date | None = Field(None, description="a fixed day", examples=["2026-11-20"])
    after: AnchorText = Field(
        "",
        description="agreed, started, delivered, closed or a milestone, and days",
        examples=["agreed+1"],
    )
    letter: Line = Field(
        "",
        description="letter or document that ticks it",
        examples=["welcome"],
    )

    def anchor(self, milestones: frozenset[str]) -> Anchor | None:
        """What it comes after; None where nothing is said. A milestone's whole name goes before its days."""
        if not self.after:
            return None
        split = re.fullmatch(r"(.+?)([+-][0-9]{1,3})", self.after)
        if split is None or self.after in milestones:
            return Anchor(self.after, 0)
        return Anchor(split[1], int(split[2]))
