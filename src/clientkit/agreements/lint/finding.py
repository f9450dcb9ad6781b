"""A finding of the agreement's lint: what may go wrong, where it stands, what to write instead."""

from typing import Literal

from pydantic import Field

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.store.toml.line_numbers import Location


class Finding(Model):
    """One weakness of an agreement."""

    code: str = Field(description="stable short name of the rule; waivers name it")
    severity: Literal["error", "warning"] = Field(description="error stops acceptance; a warning does not")
    key: str = Field(description="dotted key it is about")
    file: str = Field("", description="file inside the workspace")
    line: int | None = Field(None, description="line in that file")
    message: str = Field(description="what is wrong")
    write: str = Field("", description="what to write instead")
    law: str = Field("", description="the article that asks for it")
    waived: str = Field("", description="why it may stand, where it was waived")

    @property
    def advice(self) -> str:
        """What is wrong and what to write: whole sentences side by side, a phrase after a colon."""
        wrong = f"{self.message} ({self.law})" if self.law else self.message
        if not self.write:
            return f"{wrong}."
        join = "." if self.write[0].isupper() else ":"
        return f"{wrong}{join} {self.write.rstrip('.')}."


def finding(code: str, location: Location, message: str, write: str) -> Finding:
    """An error at a location of the project file."""
    return Finding(code=code, severity="error", key=dotted_from_one(location), message=message, write=write)


def warning(code: str, location: Location, message: str, write: str) -> Finding:
    """A warning at a location of the project file."""
    return Finding(code=code, severity="warning", key=dotted_from_one(location), message=message, write=write)


def dotted_from_one(location: Location) -> str:
    """A location as people write it, positions counted from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in location)
