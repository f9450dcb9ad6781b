"""Style files of one's own: data only, which name no address, load nothing and end no page."""

import re

from clientkit.errors import InvalidDataError

STYLES = {"page.css": "html", "mail.css": "html", "document.typ": "typst"}
"""The style files by name, each with its folder among the templates."""

_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_CSS_FORBIDDEN = re.compile(
    r"@import|@namespace|\burl\s*\(|image-set\s*\(|\bsrc\s*\(|expression\s*\(|-moz-binding|</|<!--",
    re.IGNORECASE,
)
_TYPST_FORBIDDEN = re.compile(r"\b(?:import|include|eval|plugin|read)\b")


def check_style(name: str, text: str) -> None:
    """Let a style file pass where it is data only; CSS is read as a browser does, without its escapes.

    Raises:
        InvalidDataError: it loads or runs something, or could end the page that it stands in.
    """
    is_css = name.endswith(".css")
    said = _CSS_ESCAPE.sub(_unescaped, text) if is_css else text
    if found := (_CSS_FORBIDDEN if is_css else _TYPST_FORBIDDEN).search(said):
        line = said.count("\n", 0, found.start()) + 1
        raise InvalidDataError(
            f"line {line}: '{found[0].strip()}' stands there, and a style file loads and runs nothing",
            "Take it out; a logo and a font are named in [brand] of clientkit.toml.",
        )


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else 0
    return chr(code) if 0 < code < 0x110000 else found[2] or ""  # noqa: PLR2004 - the end of Unicode
