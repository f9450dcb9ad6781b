"""What one person sets for this program on this machine, whatever the workspace."""

from typing import Literal

from pydantic import Field

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.text import Line


class UserSettings(Model):
    """All of `config.toml` in the user's own folder."""

    version: Literal[1] = Field(1, description="version of the file format", examples=[1])
    workspace: Line = Field(
        "", description="folder of the workspace that is meant outside of any", examples=["~/studio"]
    )
    pager: Line = Field(
        "",
        description="program that shows long texts, where PAGER names none; - for none",
        examples=["less -FRX"],
    )
