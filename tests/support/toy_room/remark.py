"""Remarks of a client: what was not right."""

from typing import Literal

from pydantic import Field

from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.text import NoteText


class Remark(Entry):
    """Something that a client was not content with."""

    kind: Literal["remark"] = "remark"
    text: NoteText = Field(description="what was not right")
