"""A key of a file before and after a change."""

from typing import Any

from pydantic import Field

from clientkit.kernel.model.values.base import Model


class Change(Model):
    """One key before and after."""

    key: str = Field(description="dotted key")
    before: Any = Field(description="value before; null when it was not set")
    after: Any = Field(description="value now; null when it was taken away")
