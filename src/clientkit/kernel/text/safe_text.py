"""Foreign text with nothing hidden in it: control and direction characters become signs one sees."""

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\N{SYMBOL FOR DELETE}"}
_C1 = dict.fromkeys(range(0x80, 0xA0), REPLACEMENT)
# embeddings, overrides and isolates turn the text after them around; the marks LRM and RLM do not
_DIRECTIONS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), REPLACEMENT)
_HIDDEN = _CONTROLS | _C1 | _DIRECTIONS
_HIDDEN_BUT_LINES = {code: sign for code, sign in _HIDDEN.items() if chr(code) != "\n"}

_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile("[ \t\n\v\f\r\x85\u2028\u2029]+")
_LINE_END = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")


def one_line(text: str) -> str:
    """The text on one line: every run of blanks and line ends is one space."""
    return _SURROGATE.sub(REPLACEMENT, _BLANKS.sub(" ", text).translate(_HIDDEN))


def lines_of(text: str) -> str:
    """The text with newlines as its only line ends and spaces for tabs."""
    text = _LINE_END.sub("\n", text).expandtabs(4)
    return _SURROGATE.sub(REPLACEMENT, text.translate(_HIDDEN_BUT_LINES))
