"""A paper: a text in the formats that a client can be given, with the look of the workspace."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.references import ProjectRef, Subject
from clientkit.kernel.picture.figure import Figure
from clientkit.kernel.text.brand.look import PLAIN, Look
from clientkit.kernel.text.figure import GANTT, without_figures
from clientkit.kernel.text.pdf_metadata import Imprint

_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


class PaperPlace(NamedTuple):
    """Where a paper is kept, and whom it is for."""

    folder: Path
    stem: str
    """Its file, without its format."""
    subject: Subject | ProjectRef | None = None
    """Whom its mail goes to; of a project, below a covering letter."""
    to: tuple[str, ...] = ()
    """The contacts, where they were named."""


@dataclass(frozen=True)
class Paper:
    """A text before it takes a format."""

    marked: str
    """Its Markdown, with the place of its figure."""
    title: str
    language: Language
    imprint: Imprint
    figure: Figure | None = None
    place: str = GANTT
    """The name that the figure's place is marked with."""
    contents: bool = False
    """Whether a long page opens with a table of contents."""
    layout: Literal["paper", "cards"] = "paper"
    """How a page looks: a sheet, or a card for each section."""
    compact: bool = False
    """Whether paper sets it closely: a letter of one page."""

    @classmethod
    def of_text(cls, text: str, language: Language, on: date, author: str, foot: str = "") -> "Paper":
        """A Markdown text as a paper of a day, named by its first line, a heading, as its pages are."""
        title = _ESCAPE.sub("", text.partition("\n")[0].lstrip("# "))
        return cls(text, title, language, Imprint(foot or title, on, author), contents=True)

    def made(self, form: str, look: Look = PLAIN, tell: Callable[[str], None] = lambda _: None) -> bytes:
        """Its bytes as `md`, `html` or `pdf`; `tell` gets what a person should know of a PDF.

        Raises:
            OutsideError: PDF is asked for, and Typst is not installed.
        """
        if form == "md":
            return without_figures(self.marked).encode()
        return self._page(look) if form == "html" else self._pdf(look, tell)

    def _page(self, look: Look) -> bytes:
        from clientkit.kernel.text.web_page import page

        shown = {self.place: self.figure.as_page_svg()} if self.figure else None
        text = page(
            self.marked,
            self.title,
            self.language,
            shown,
            with_contents=self.contents,
            look=look,
            layout=self.layout,
        )
        return text.encode()

    def _pdf(self, look: Look, tell: Callable[[str], None]) -> bytes:
        from clientkit.kernel.text.pdf import to_pdf

        return to_pdf(
            self.marked,
            self.title,
            self.language,
            self.imprint,
            {self.place: self.figure.as_print_svg()} if self.figure else None,
            compact=self.compact,
            look=look,
            tell=tell,
        )
