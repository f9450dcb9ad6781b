"""A document as PDF/A: set by Typst, from the same Markdown as the page."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from clientkit.errors import OutsideError
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.safe_text import printable_line
from clientkit.kernel.picture.figure import FONT, FONTS, Figures, Svg
from clientkit.kernel.text.brand.look import PLAIN, Look
from clientkit.kernel.text.pdf_metadata import Imprint
from clientkit.kernel.text.template.sources import shipped_templates
from clientkit.kernel.text.typst.blocks import blocks
from clientkit.kernel.text.typst.compiler import Press, RejectedError, family_in
from clientkit.kernel.text.typst.glyphs import SAME, with_codes
from clientkit.kernel.text.typst.press_child import pdf_in_child
from clientkit.kernel.text.words import word_file

Tell = Callable[[str], None]
NAMED = 12
"""Characters that the sentence on missing ones names at most."""

FOOT_LIMIT = 80
"""Characters of the running foot: one line beside the page numbers."""


def to_pdf(
    markdown_text: str,
    title: str,
    language: Language,
    imprint: Imprint,
    figures: Figures | None = None,
    *,
    compact: bool = False,
    look: Look = PLAIN,
    tell: Tell = lambda _: None,
) -> bytes:
    """A Markdown text as PDF/A-2a, with figures where it marks their places.

    The same arguments give the same bytes. A character that the bundled fonts do not have is set with one of
    this machine's; where that has it neither, it is shown as its code, such as `[U+4EAC]`, and `tell` gets a
    sentence that names it.

    Raises:
        OutsideError: Typst is not installed, or refuses the document.
    """
    document = {
        "title": printable_line(title),
        "author": printable_line(imprint.author),
        "language": language,
        "compact": compact,
        "foot": _shortened(printable_line(imprint.foot)),
        "page": word_file(language)["page"]["number"],
        "blocks": blocks(markdown_text),
    }
    with TemporaryDirectory(prefix="clientkit-") as folder:
        desk = _Desk(Path(folder), look, imprint.on)
        document["look"] = desk.look
        document["figures"] = {name: asdict(desk.lettered(one)) for name, one in (figures or {}).items()}
        data = json.dumps(document, ensure_ascii=False).translate(SAME)
        if own := look.style("document.typ"):
            try:
                return _printed(desk, data, tell, partial(desk.own, own))
            except RejectedError as error:
                tell(f"templates/typst/document.typ: {error}; the PDF is made with the shipped one")
        try:
            return _printed(desk, data, tell, desk.shipped)
        except RejectedError as error:
            raise OutsideError(
                f"Typst cannot set the document: {error}.", "Use --format html and print the page."
            ) from None


class _Desk:
    """What a press stands on: a folder with the logo at most, folders of fonts, and the look as data."""

    def __init__(self, folder: Path, look: Look, on: date) -> None:
        self.root, self.on = folder / "root", on
        self._presses: dict[bool, Press] = {}
        self.root.mkdir()
        self.fonts = [FONTS] if look.font == "sans" else []
        families = [FONT] if look.font == "sans" else []
        if look.font_file:
            own = folder / "fonts"
            own.mkdir()
            (own / f"font.{look.font}").write_bytes(look.font_file)
            self.fonts.append(own)
            families += filter(None, [family_in(own)])
        if look.logo:
            (self.root / f"logo.{look.logo.form}").write_bytes(look.logo.data)
        self.look = look.printed(families)

    def lettered(self, figure: Svg) -> Svg:
        """A figure with the letters of the text around it."""
        first, *others = self.look["fonts"]
        if not others:
            return figure
        parts = (
            part.replace(f'font-family="{others[-1]}"', f'font-family="{first}"') for part in figure.parts
        )
        return replace(figure, parts=tuple(parts))

    def press(self, *, of_the_machine: bool = False) -> Press:
        """Typst at work."""
        if of_the_machine not in self._presses:
            press = Press(self.root, self.on, self.fonts, of_the_machine=of_the_machine)
            self._presses[of_the_machine] = press
        return self._presses[of_the_machine]

    def shipped(self, data: str, *, of_the_machine: bool) -> bytes:
        """The PDF by the shipped template; raises what `Press.pdf` does."""
        template = (shipped_templates() / "typst" / "document.typ").read_bytes()
        return self.press(of_the_machine=of_the_machine).pdf(template, data)

    def own(self, template: str, data: str, *, of_the_machine: bool) -> bytes:
        """The PDF by a template of the workspace's own, in a process of its own; raises the same."""
        return pdf_in_child((self.root, self.fonts, of_the_machine), self.on, template, data)


def _printed(desk: _Desk, data: str, tell: Tell, made: Callable[..., bytes]) -> bytes:
    """The PDF as `made` makes it.

    Raises:
        RejectedError: Typst refuses it, for more than a character that no font has.
    """
    try:
        return made(data, of_the_machine=False)
    except RejectedError:
        # mostly a character that no font has: looked for only now, as few documents hold one
        whole, data = data, with_codes(data, desk.press(of_the_machine=True).can_set)
        if lost := sorted(char for char in set(whole) - set(data) if char.isprintable()):
            named = " ".join(lost[:NAMED]) + (" …" if lost[NAMED:] else "")
            tell(f"the fonts of a PDF have no {named}: it shows the code; --format html shows the letter")
    return made(data, of_the_machine=True)


def _shortened(foot: str) -> str:
    return foot if len(foot) <= FOOT_LIMIT else f"{foot[: FOOT_LIMIT - 1].rstrip()}…"
