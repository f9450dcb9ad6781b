"""What is written down at the end of work: which tests were passed, and what was learned."""

from typing import Annotated, Literal

from pydantic import Field

from clientkit.kernel.model.records.record import Entry, ItemRef
from clientkit.kernel.model.values.text import NoteText


class CriterionTried(Entry):
    """An acceptance criterion of a deliverable that was tried on `day`; the last word on it counts."""

    kind: Literal["criterion"] = "criterion"
    item: ItemRef = Field(description="id of the deliverable")
    number: Annotated[int, Field(ge=1, le=99)] = Field(description="number of its criterion, from 1")
    met: bool = Field(description="whether it was met")
    note: NoteText | None = Field(None, description="who tried it, how, or what is missing")


class Lesson(Entry):
    """Something that was learned, and what is done differently from now on."""

    kind: Literal["lesson"] = "lesson"
    text: NoteText = Field(description="what was learned")
    prevention: NoteText | None = Field(None, description="what is done differently from now on")
