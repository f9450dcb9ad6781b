"""Foreign text with nothing hidden in it: for a terminal, for a document, and as it is taken from a mail.

A terminal shows a control, direction or unseen character by its code (`visible`), a document by a sign of
one letter (`printable`), but for the unseen, which it leaves out; from a mail they are all left out before
it is read (`clean`).
"""

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_SURROGATES = "\ud800-\udfff"
# what Unicode calls ignorable, but for joiners and selectors, which change the letter beside them
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
# compiled when first used: that takes a quarter of the time of bare Python, and most commands see plain words
_INVISIBLE = f"[{_CONTROLS}{_UNSEEN}\u200e\u200f\u202a-\u202e\u2066-\u2069{_SURROGATES}]"
_MEANINGLESS = f"[{_CONTROLS}{_UNSEEN}{_SURROGATES}]"
_LEFT_OUT = f"[{_UNSEEN}]"

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\N{SYMBOL FOR DELETE}"}
_C1 = dict.fromkeys(range(0x80, 0xA0), REPLACEMENT)
# embeddings, overrides and isolates turn the text after them around; the marks LRM and RLM do not
_DIRECTIONS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), REPLACEMENT)
_SIGNS = _PICTURES | _C1 | _DIRECTIONS
_SIGNS_BUT_LINES = {code: sign for code, sign in _SIGNS.items() if chr(code) != "\n"}

_SURROGATE = f"[{_SURROGATES}]"
_BLANKS = "[ \t\n\v\f\r\x85\u2028\u2029]+"
_LINE_END = "\r\n?|[\v\f\x85\u2028\u2029]"


def visible(text: str) -> str:
    """For a terminal: control, direction and other invisible characters written out as their codes."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_INVISIBLE, _written_out, text)


def one_line(text: str) -> str:
    """For a line of a terminal, or a cell of a table: each run of blanks and line breaks is one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return visible(re.sub(r"\s+", " ", text)).strip()


def printable(text: str) -> str:
    """For a document: newlines are its only line ends, spaces stand for tabs."""
    text = re.sub(_LEFT_OUT, "", re.sub(_LINE_END, "\n", text)).expandtabs(4)
    return re.sub(_SURROGATE, REPLACEMENT, text.translate(_SIGNS_BUT_LINES))


def printable_line(text: str) -> str:
    """For a line of a document: each run of blanks and line ends is one space."""
    return re.sub(
        _SURROGATE, REPLACEMENT, re.sub(_BLANKS, " ", re.sub(_LEFT_OUT, "", text)).translate(_SIGNS)
    )


def clean(text: str) -> str:
    """A mail's text with line ends of one kind, and without characters that mean nothing in a text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return re.sub(_MEANINGLESS, "", text).replace("\u00a0", " ").replace("\u202f", " ")


def clean_line(text: str) -> str:
    """A mail's text on one line."""
    return re.sub(r"\s+", " ", clean(text)).strip()


def _written_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code > 0xFFFF:  # noqa: PLR2004 - four digits hold up to that
        return f"\\U{code:08x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004 - two digits hold up to ff
