"""An agreed version: who accepted what, when and how, and the hash of every file that was kept."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.choices import AcceptanceHow
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.text import FullLine, Line

TEXT_FILE = "agreement.md"
"""The text that was accepted."""

DATA_FILE = "agreement.toml"
"""The project file as it was then."""

PLAN_FILE = "plan.toml"
"""The dates as they were computed then: the baseline."""

MANIFEST_FILE = "manifest.toml"
"""The acceptance and the hashes."""


KeptName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$")]
"""The name of a file in the version's own folder: never a path."""


class Manifest(Model):
    """All of an agreed version's `manifest.toml`."""

    format: Literal[1] = Field(1, description="version of the file format")
    version: int = Field(ge=1, description="version of the agreement")
    number: Line = Field("", description="number of the agreement")
    title: FullLine = Field(description="name of the project")
    language: Language = Field(description="language of the text")
    accepted_by: FullLine = Field(description="who accepted it")
    accepted_on: date = Field(description="on which day")
    how: AcceptanceHow = Field(description="mail, signature or call")
    evidence: KeptName | Literal[""] = Field(
        "", description="name of the kept evidence; empty where none was given"
    )
    forced: bool = Field(default=False, description="accepted although something spoke against it")
    change: Line = Field("", description="the change that made this version, such as CO-1")
    change_id: Line = Field("", description="id of that change")
    note: str = Field(
        "The hashes show whether a file was changed later. They are not a certified electronic signature.",
        description="what the hashes can and cannot tell",
    )
    files: dict[KeptName, str] = Field(description="SHA-256 of each kept file")
