"""What becomes of a project: the states that it enters, its milestones reached and moved."""

from datetime import date
from typing import Literal

from pydantic import Field

from clientkit.kernel.model.records.record import Entry, ItemRef
from clientkit.kernel.model.values.choices import Cause
from clientkit.kernel.model.values.text import NoteText

ProjectState = Literal["draft", "active", "delivered", "closed"]


class ProjectMoved(Entry):
    """A project that entered another state."""

    kind: Literal["project_state"] = "project_state"
    state: ProjectState = Field(description="draft, active, delivered or closed")
    note: NoteText | None = Field(None, description="why, or what is left")


class MilestoneDone(Entry):
    """A milestone that was reached on `day`."""

    kind: Literal["milestone_done"] = "milestone_done"
    milestone: ItemRef = Field(description="id of the milestone")
    note: NoteText | None = Field(None, description="anything to know")


class MilestoneMoved(Entry):
    """A milestone whose expected end was moved."""

    kind: Literal["milestone_moved"] = "milestone_moved"
    milestone: ItemRef = Field(description="id of the milestone")
    due: date = Field(description="its new expected end")
    was: date | None = Field(None, description="the end that was expected until then")
    cause: Cause = Field(description="whose days they are: us, client, third-party or change")
    reason: NoteText = Field(description="why, in a sentence")
    version: int | None = Field(
        None, ge=1, description="version of the agreement that holds these days; its dates know of them"
    )
