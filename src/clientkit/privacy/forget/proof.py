"""What a reading of everything finds once somebody was forgotten."""

from pydantic import Field

from clientkit.kernel.model.values.base import Model


class Proof(Model):
    """What a reading of everything found afterwards."""

    objects: int = Field(description="objects of git that were read; 0 without --history")
    files: int = Field(description="files that were read, those of git beside its objects too")
    left: tuple[str, ...] = Field(description="what names them still, and should not")
    kept: tuple[str, ...] = Field(description="what names them and belongs to agreements that must be kept")
    unproved: tuple[str, ...] = Field(description="what could not be read, and why")
