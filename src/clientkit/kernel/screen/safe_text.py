"""Text that came from elsewhere, made safe to look at: nothing in it can steer a terminal."""

import re

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def visible(text: str) -> str:
    """The text with control, direction and other invisible characters written out as their codes."""
    return _HIDDEN.sub(_written_out, text)


def one_line(text: str) -> str:
    """The same, with line breaks and tabs shown as blanks: for a cell of a table."""
    return visible(re.sub(r"\s+", " ", text)).strip()


def _written_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004 - two digits hold up to ff
