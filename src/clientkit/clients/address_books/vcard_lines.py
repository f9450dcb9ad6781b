"""The lines of vCards 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350): folded, encoded, broken ones too."""

import re
from collections.abc import Iterator
from quopri import decodestring
from typing import NamedTuple

from clientkit.kernel.mail.message.charset import decoded

_HEAD = re.compile(
    rb"(?:[\w.-]{0,60}\.)?([\w-]{1,60})[ \t]*((?:;[^:;\"]*(?:\"[^\"]*\"[^:;\"]*)*)*):", re.ASCII
)
_LETTERS_OF_BASE64 = re.compile(rb"[A-Za-z0-9+/=]+")


class Property(NamedTuple):
    """A line of a card: its number, its name in capitals, its parameters in capitals, its text as escaped."""

    line: int
    name: str
    parameters: str
    text: str

    def parts(self, separator: str = ";") -> list[str]:
        """The text at its separators, each part with its escapes taken off."""
        parts = re.findall(rf"((?:\\.|[^\\{separator}]|\\$)*)(?:{separator}|$)", self.text, re.DOTALL)
        return [plain(part) for part in parts]


class Unread(NamedTuple):
    """A line that says nothing that is understood, and why."""

    line: int
    why: str


def plain(text: str, end: str = " ") -> str:
    """The text without its escapes; a line's end becomes `end`."""
    return re.sub(r"\\(.)", lambda found: end if found[1] in "nN" else found[1], text).strip()


def properties(data: bytes) -> Iterator[Property | Unread]:
    """Every line, those that were folded or broken softly as one."""
    for number, line in _whole_lines(data):
        found = _HEAD.match(line)
        if not found:
            yield Unread(number, f"no line of a card: {decoded(line)[:40]!r}")
            continue
        parameters, value = _parameters(line), line[found.end() :]
        charset = re.search(r"CHARSET=\"?([\w-]+)", parameters)
        text = decoded(decodestring(value) if _QUOTED in parameters else value, charset[1] if charset else "")
        yield Property(number, found[1].decode("ascii").upper(), parameters, text)


_QUOTED = "QUOTED-PRINTABLE"


def _whole_lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers, each with those that go on with it: parts are joined before they are text."""
    number, whole, parameters = 0, bytearray(), ""
    for at, line in enumerate(re.split(rb"\r\n|\n|\r", data), 1):
        if _QUOTED in parameters and whole.endswith(b"="):
            whole[-1:] = line
        elif whole and line[:1] in (b" ", b"\t"):
            whole += line[1:]
        elif _is_base64(parameters) and _LETTERS_OF_BASE64.fullmatch(line):
            whole += line
        else:
            if whole.strip():
                yield number, bytes(whole)
            number, whole, parameters = at, bytearray(line), _parameters(line)
    if whole.strip():
        yield number, bytes(whole)


def _parameters(line: bytes) -> str:
    found = _HEAD.match(line)
    return found[2].decode("ascii", "replace").upper() if found else ""


def _is_base64(parameters: str) -> bool:
    return "BASE64" in parameters or "ENCODING=B" in parameters
