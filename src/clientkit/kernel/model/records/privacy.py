"""What a person asks of their data, what became of it, and data that others got hold of."""

from datetime import date
from typing import Literal, get_args

from pydantic import Field

from clientkit.kernel.model.records.record import Entry, ItemRef, RecordId
from clientkit.kernel.model.values.text import NoteText

Wants = Literal["access", "correction", "erasure", "stop"]
WANTS: tuple[Wants, ...] = get_args(Wants)
Law = Literal["pdp", "gdpr"]


class PrivacyAsked(Entry):
    """What a contact asked of their data on `day`; the law's clock runs from there."""

    kind: Literal["privacy_request"] = "privacy_request"
    contact: ItemRef = Field(description="id of the contact who asked")
    wants: Wants = Field(description="access, correction, erasure or stop")
    law: Law = Field("gdpr", description="the law whose clock runs: pdp (UU PDP, Indonesia) or gdpr")
    note: NoteText | None = Field(None, description="what they asked for, in their words")


class PrivacyAnswered(Entry):
    """What a contact asked of their data was done on `day`."""

    kind: Literal["privacy_answered"] = "privacy_answered"
    ref: RecordId = Field(description="id of the request")
    note: NoteText | None = Field(None, description="what was done")


class Breach(Entry):
    """Data of a client that somebody got hold of who should not have, noticed on `day`."""

    kind: Literal["breach"] = "breach"
    text: NoteText = Field(description="what happened")
    exposed: NoteText = Field(description="which data it concerns")
    since: date = Field(description="day since which they were open to others, as far as is known")
    remedy: NoteText = Field(description="what was done about it")
    advice: NoteText = Field(description="what the people concerned can do themselves")
    concerns: tuple[ItemRef, ...] = Field(description="ids of the contacts concerned")
    law: Law = Field("gdpr", description="the law whose clock runs: pdp (UU PDP, Indonesia) or gdpr")
