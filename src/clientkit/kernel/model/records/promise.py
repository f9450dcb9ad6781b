"""Promises in both directions: who owes what, by when, and whether it was kept."""

from datetime import date
from typing import Literal

from pydantic import Field

from clientkit.kernel.model.records.record import Entry, ItemRef, RecordId
from clientkit.kernel.model.values.choices import Party
from clientkit.kernel.model.values.text import NoteText


class Promised(Entry):
    """Something that one side told the other it would do."""

    kind: Literal["promise"] = "promise"
    text: NoteText = Field(description="what was promised")
    owner: Party = Field("us", description="who promised it: us or client")
    due: date = Field(description="by when")
    item: ItemRef | None = Field(None, description="deliverable or milestone it belongs to")


class PromiseEnded(Entry):
    """A promise that was kept or broken."""

    kind: Literal["promise_ended"] = "promise_ended"
    ref: RecordId = Field(description="id of the promise")
    outcome: Literal["kept", "broken"] = Field(description="kept or broken")
    note: NoteText | None = Field(None, description="how, or why not")
