"""What was said of something on the agenda itself: not now, or done where no other record tells it."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.text import NoteText

DueKey = Annotated[str, Field(pattern=r"^[0-9a-z]{8}$")]


class Snoozed(Entry):
    """Something on the agenda that was put off, or that nothing is left to do about; the last word counts."""

    kind: Literal["snoozed"] = "snoozed"
    key: DueKey = Field(description="key of what is due")
    until: date | None = Field(None, description="day on which it comes up again; null: it is done")
    note: NoteText | None = Field(None, description="why, or how it was done")
