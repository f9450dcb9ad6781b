"""What was said of a row of a project's checklist."""

from typing import Literal

from pydantic import Field

from clientkit.kernel.model.records.record import Entry, ItemRef
from clientkit.kernel.model.values.text import NoteText


class Ticked(Entry):
    """A row of the checklist that was done, left out or opened again; the last word counts."""

    kind: Literal["ticked"] = "ticked"
    item: ItemRef = Field(description="id of the row")
    state: Literal["done", "skipped", "open"] = Field(description="done, skipped or open")
    note: NoteText | None = Field(None, description="why, in a sentence")
