"""What a client accepts: versions of the agreement, and the tests of what is delivered."""

from typing import Annotated, Literal

from pydantic import Field

from clientkit.kernel.model.records.record import Entry, ItemRef, Sha256
from clientkit.kernel.model.values.choices import AcceptanceHow
from clientkit.kernel.model.values.text import NoteText


class CriterionTried(Entry):
    """An acceptance criterion of a deliverable that was tried on `day`; the last word on it counts."""

    kind: Literal["criterion"] = "criterion"
    item: ItemRef = Field(description="id of the deliverable")
    number: Annotated[int, Field(ge=1, le=99)] = Field(description="number of its criterion, from 1")
    met: bool = Field(description="whether it was met")
    note: NoteText | None = Field(None, description="who tried it, how, or what is missing")


class Acceptance(Entry):
    """A version of the agreement that the client accepted on `day`."""

    kind: Literal["acceptance"] = "acceptance"
    version: int = Field(ge=1, description="version of the agreement")
    accepted_by: NoteText = Field(description="who accepted it")
    how: AcceptanceHow = Field(description="mail, signature or call")
    evidence: str | None = Field(None, description="name of the kept evidence")
    sha256: Sha256 = Field(description="SHA-256 of the text that was accepted")
    manifest_sha256: Sha256 = Field(description="SHA-256 of the manifest that lists every kept file")
    forced: bool = Field(default=False, description="accepted although something spoke against it")
