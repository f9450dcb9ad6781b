"""A document as PDF/A: set by Typst, from the same Markdown as the page."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from clientkit.errors import OutsideError
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.safe_text import printable_line
from clientkit.kernel.picture.figure import Figures
from clientkit.kernel.text.pdf_metadata import Imprint
from clientkit.kernel.text.template.sources import shipped_templates
from clientkit.kernel.text.typst.blocks import blocks
from clientkit.kernel.text.typst.compiler import Press, RejectedError
from clientkit.kernel.text.typst.glyphs import SAME, with_codes
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
    tell: Tell = lambda _: None,
) -> bytes:
    """A Markdown text as PDF/A-2a, with figures where it marks their places.

    The same arguments give the same bytes. A character that the bundled fonts do not have is shown as its
    code, such as `[U+4EAC]`, and `tell` gets a sentence that names it.

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
        "figures": {name: asdict(figure) for name, figure in (figures or {}).items()},
    }
    template = (shipped_templates() / "typst" / "document.typ").read_bytes()
    return _printed(template, json.dumps(document, ensure_ascii=False).translate(SAME), imprint.on, tell)


def _printed(template: bytes, data: str, on: date, tell: Tell = lambda _: None) -> bytes:
    with TemporaryDirectory(prefix="clientkit-") as empty:
        press = Press(Path(empty), on)
        try:
            return press.pdf(template, data)
        except RejectedError:
            # mostly a character that no font has: looked for only now, as few documents hold one
            whole, data = data, with_codes(data, press.can_set)
            if lost := sorted(char for char in set(whole) - set(data) if char.isprintable()):
                named = " ".join(lost[:NAMED]) + (" …" if lost[NAMED:] else "")
                tell(f"the fonts of a PDF have no {named}: it shows the code; --format html shows the letter")
        try:
            return press.pdf(template, data)
        except RejectedError as error:
            raise OutsideError(
                f"Typst cannot set the document: {error}.", "Use --format html and print the page."
            ) from None


def _shortened(foot: str) -> str:
    return foot if len(foot) <= FOOT_LIMIT else f"{foot[: FOOT_LIMIT - 1].rstrip()}…"
