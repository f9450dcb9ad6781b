"""Typst, with a text to set: it sees no file but a logo, no font that it is not given, and no clock."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

from clientkit.errors import OutsideError, library_door
from clientkit.kernel.model.values.extras import add_command

STANDARD = "a-2a"
"""PDF/A-2, level a: for archives, with all text readable by programs and tagged for screen readers."""

_PROBE = b'#set document(title: "probe")\n#for piece in json(bytes(sys.inputs.data)) [#piece #parbreak()]'


class RejectedError(Exception):
    """Typst refuses the text, or warns of it: it holds, for instance, a character that no font has."""


class Press:
    """Sets Typst templates as PDF/A; the same template, data and day give the same bytes."""

    def __init__(
        self, root: Path, on: date, fonts: Sequence[Path] = (), *, of_the_machine: bool = False
    ) -> None:
        """`root` is the only folder that a template could read; `on` dates the PDF.

        `fonts` are folders with more of them; those `of_the_machine` stand in for what all others lack.

        Raises:
            OutsideError: Typst is not installed.
        """
        self._typst = _library()
        with library_door("Typst"):
            self._compiler = self._typst.Compiler(
                root=root, font_paths=[*fonts], ignore_system_fonts=not of_the_machine
            )
        self._timestamp = datetime(on.year, on.month, on.day, tzinfo=UTC)

    def pdf(self, template: bytes, data: str) -> bytes:
        """The PDF of a template, which finds `data` in `sys.inputs.data`.

        Raises:
            RejectedError: there is an error or a warning.
        """
        rejected = ""
        with library_door("Typst"):
            try:
                made, warnings = self._compiler.compile_with_warnings(
                    input=template,
                    format="pdf",
                    sys_inputs={"data": data},
                    pdf_standards=STANDARD,
                    timestamp=self._timestamp,
                )
                rejected = warnings[0].message if warnings else ""
            except self._typst.TypstError as error:
                rejected = error.message or "no reason"
        if rejected:
            raise RejectedError(rejected)
        return bytes(made)

    def can_set(self, pieces: list[str]) -> bool:
        """Whether the fonts have all that these texts need."""
        import json

        try:
            self.pdf(_PROBE, json.dumps(pieces))
        except RejectedError:
            return False
        return True


def family_in(folder: Path) -> str:
    """The name of the font in a folder; empty where Typst knows none there.

    Raises:
        OutsideError: Typst is not installed.
    """
    with library_door("Typst"):
        fonts = _library().Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
        )
        return next(iter(fonts.families()), "")


@library_door("Typst")
def _library() -> ModuleType:
    try:
        import typst
    except ImportError:
        hint = f"Add it: {add_command('pdf')}"
        raise OutsideError("PDF needs Typst, which is not installed.", hint) from None
    return typst
