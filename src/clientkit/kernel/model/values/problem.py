"""A thing that is wrong in the store, with the place where a person can mend it."""

from typing import Literal

from pydantic import Field

from clientkit.kernel.model.values.base import Model

Severity = Literal["error", "warning"]


class Problem(Model):
    """One finding, one line on the screen."""

    file: str = Field(description="path inside the workspace")
    line: int | None = Field(None, description="line in that file, counted from 1")
    code: str = Field(description="stable short name of the rule")
    message: str = Field(description="what is wrong")
    hint: str = Field("", description="what to do about it")
    severity: Severity = Field("error", description="error, or warning where work can go on")

    @property
    def place(self) -> str:
        """`file:line`, or the file alone."""
        return f"{self.file}:{self.line}" if self.line else self.file
