"""How your papers look: a logo, two colours, a font, what stands at their head and at their foot."""

from pydantic import Field

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.text import Line, Prose


class Brand(Model):
    """What pages, mails and PDFs show of you; what cannot be used is left out of a paper, and told."""

    logo: Line = Field(
        "", description="your logo: an SVG or PNG file inside the workspace", examples=["brand/logo.svg"]
    )
    colour: Line = Field("", description="colour of headings and links", examples=["#1f5c4d"])
    accent: Line = Field("", description="colour of rules and edges", examples=["#b7652a"])
    font: Line = Field(
        "",
        description="font of the text: serif, sans, or a TTF or OTF file inside the workspace",
        examples=["brand/Lora.ttf"],
    )
    letterhead: Prose = Field(
        "", description="lines beside the logo", examples=["Studio Selasar\nWeb and brand design"]
    )
    footer: Line = Field(
        "", description="line at the foot of every page", examples=["studio.example · +62 812 0000 0000"]
    )
