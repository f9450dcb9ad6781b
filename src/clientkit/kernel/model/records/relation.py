"""What becomes of the relation with a client: its end, its new beginning, an offer that came to nothing."""

from datetime import date
from typing import Literal

from pydantic import Field

from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.choices import EndReason
from clientkit.kernel.model.values.text import NoteText

REASONS = "price, timing, competitor, in-house, silent, not-a-fit, quality, no-need or other"


class ClientEnded(Entry):
    """The relation with a client ended on `day`, until agreed work or `client_back` takes it up again."""

    kind: Literal["client_ended"] = "client_ended"
    reason: EndReason = Field("other", description=REASONS)
    note: NoteText | None = Field(None, description="why, in words")
    again: date | None = Field(None, description="day on which to ask whether they come back")


class ClientBack(Entry):
    """A client whose relation had ended is one again from `day` on."""

    kind: Literal["client_back"] = "client_back"
    note: NoteText | None = Field(None, description="what brought them back")


class ProjectDropped(Entry):
    """A project that was talked about or offered, and that comes to nothing; its state is closed."""

    kind: Literal["project_dropped"] = "project_dropped"
    reason: EndReason = Field("other", description=REASONS)
    note: NoteText | None = Field(None, description="why, in words")
