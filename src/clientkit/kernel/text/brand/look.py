"""How the papers of a workspace look: what its brand and its style files come to once they are read."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from clientkit.kernel.text.brand.colours import BRIGHTER, DARK_PAPER, READABLE, VISIBLE, readable

if TYPE_CHECKING:
    from clientkit.kernel.text.brand.logo import Logo

FAMILIES = {
    "serif": '"Libertinus Serif", "Source Serif 4", Charter, Cambria, Georgia, "Noto Serif", serif',
    "sans": 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", Arial, sans-serif',
}
"""The shipped fonts by the words for them, each with those that stand in for it on other machines."""


@dataclass(frozen=True)
class Look:
    """A brand that can be used; what is empty looks as it is shipped."""

    logo: "Logo | None" = None
    name: str = ""
    """Whose logo it is, for who does not see it."""
    colour: str = ""
    accent: str = ""
    font: str = ""
    """`serif`, `sans`, or `ttf` or `otf` for the one in `font_file`."""
    font_file: bytes = field(default=b"", repr=False)
    letterhead: tuple[str, ...] = ()
    footer: str = ""
    styles: tuple[tuple[str, str], ...] = ()
    """Style files of one's own: names and texts."""

    def style(self, name: str) -> str | None:
        """A style file of one's own; None where the shipped one is meant."""
        return dict(self.styles).get(name)

    @property
    def page_css(self) -> str:
        """What a page's style sheet says beyond the shipped one; empty without a brand."""
        rules = []
        if self.font_file:
            source = f"data:font/{self.font};base64,{b64encode(self.font_file).decode()}"
            rules.append(f'@font-face {{ font-family: "Brand"; src: url("{source}"); }}')
        if self.font:
            families = FAMILIES.get(self.font, f'"Brand", {FAMILIES["sans"]}')
            rules.append(f"body {{ font-family: {families}; }}")
        light, dark = (
            " ".join(f"--{name}: {colour};" for name, colour in self._colours(dark=dark).items())
            for dark in (False, True)
        )
        if light:
            rules += [f":root {{ {light} }}", f"@media screen and {_DARK} {{ :root {{ {dark} }} }}"]
        return "\n".join(rules)

    @property
    def mail_css(self) -> str:
        """The same for a mail, whose elements carry their rules; what knows the dark gets rules for it."""
        rules = []
        if self.font in FAMILIES:
            families = FAMILIES[self.font].replace('"', "'")
            rules.append(f"body, .mail-page {{ font-family: {families}; }}")
        rules += [f"{_IN_MAILS[name]}: {colour}; }}" for name, colour in self._colours(dark=False).items()]
        dark = [f"{_IN_MAILS[name]}: {one} !important; }}" for name, one in self._colours(dark=True).items()]
        return "\n".join([*rules, f"@media {_DARK} {{ {' '.join(dark)} }}" if dark else ""])

    def printed(self, families: Sequence[str]) -> dict[str, Any]:
        """What the Typst template is given, with the font `families` that go before the shipped one."""
        logo = self.logo
        return {
            "colour": self.colour or "#1a365d",
            "link": self.colour or "#22609f",
            "accent": self.accent or "#4299d8",
            "fonts": [*families, "Libertinus Serif"],
            "letterhead": self.letterhead,
            "footer": self.footer,
            "logo": logo
            and {
                "file": f"/logo.{logo.form}",
                "width": logo.width,
                "height": logo.height,
                "alt": self.name,
            },
        }

    def _colours(self, *, dark: bool) -> dict[str, str]:
        """The colours by what they are for; in the dark the nearest that can be seen there."""
        chosen = (
            ("heading", self.colour, READABLE),
            ("link", self.colour, READABLE),
            ("note-edge", self.accent, VISIBLE),
        )
        return {
            name: readable(colour, DARK_PAPER, least + BRIGHTER) if dark else colour
            for name, colour, least in chosen
            if colour
        }


PLAIN = Look()
"""As papers are shipped."""

_DARK = "(prefers-color-scheme: dark)"
_IN_MAILS = {
    "heading": "h1, h2, h3, h4, h5, h6, .letterhead-text strong { color",
    "link": "a { color",
    "note-edge": "blockquote, .letterhead { border-color",
}
