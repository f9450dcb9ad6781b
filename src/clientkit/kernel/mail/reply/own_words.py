"""Where a reply begins to quote, by what was sent and by structure: for mail programs of any language."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

WINDOW = 24
"""Letters in a row that are ours when our mail says them too."""

LEAST_LINES = 2
"""Lines of our words that make a quote: one alone may be named by who answers it."""

LEAST_FIELDS, MOST_FIELDS = 3, 8
"""Lines of a quoted head that stand together."""

LONGEST_SENTENCE = 3
"""Lines that a sentence above a quote may be broken into."""

_SLOT = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|\n", re.DOTALL)
_BLANK = re.compile(r"[:\uff1a]\s*_{3,}[\s*]*$")
"""The line of our survey that waits for a number."""

_FIELD = re.compile(r"^[\s>*_]*[^\W\d_][^:\uff1a\n]{0,24}[:\uff1a][\s*_]*(\S.*)$")
_RULE = re.compile(r"^\s*[-_*=\u2014]{3,}[^0-9@]{3,40}[-_*=\u2014]{3,}\s*$")
_WHEN = re.compile(r"\b[0-9]{1,2}[:.][0-9]{2}|\b[0-9]{4}\b")
_ADDRESS = re.compile(r"<[^<>\s]+@[^<>\s]+>")
_ENDS = re.compile(r"[:\uff1a][\s*_-]*$")


class SentWords(NamedTuple):
    """What stands in the mails that were sent, and so in the quote of whoever answers one."""

    marks: tuple[str, ...] = ()
    """Our addresses and names, and the subject that is answered, in small letters."""
    windows: frozenset[str] = frozenset()
    """Each run of letters of our words; see `windows_of`."""
    greeted: tuple[str, ...] = ()
    """The words of the name of who was asked."""

    def to(self, name: str, subject: str) -> "SentWords":
        """What stands in the mail to one contact that has this subject, whatever was put before it."""
        core = re.sub(r"^(\s*\S{1,8}\s*[:\uff1a])+", "", subject).strip().lower()
        marks = (*self.marks, core) if len(core) > WINDOW // 3 else self.marks
        return self._replace(marks=marks, greeted=tuple(word for word in name.split() if len(word) > 2))  # noqa: PLR2004 - no initials

    def says(self, line: str) -> bool:
        """Whether a line is ours."""
        words = _plain(line)
        places = range(len(words) - WINDOW + 1)
        return bool(_BLANK.search(line)) or any(words[at : at + WINDOW] in self.windows for at in places)

    def marked(self, text: str) -> bool:
        """Whether a text names us, or the subject of our mail."""
        small = text.lower()
        return any(mark in small for mark in self.marks)


def windows_of(templates: Iterable[str]) -> frozenset[str]:
    """Every run of letters of what templates say, without what is filled in."""
    pieces = (_plain(piece) for template in templates for piece in _SLOT.split(template))
    return frozenset(
        piece[at : at + WINDOW] for piece in pieces for at in range(max(len(piece) - WINDOW + 1, 0))
    )


def introduced_at(lines: Sequence[str], place: int, sent: SentWords) -> int:
    """How many lines from `place` on introduce a quote, in any language; 0 where they do not."""
    if _RULE.match(lines[place]):
        after = next((at for at in range(place + 1, len(lines)) if lines[at].strip()), place)
        return after - place if after > place and introduced_at(lines, after, sent) else 0
    fields = 0
    while fields < MOST_FIELDS and place + fields < len(lines) and _FIELD.match(lines[place + fields]):
        fields += 1
    block = "\n".join(lines[place : place + fields])
    if fields >= LEAST_FIELDS and sent.marked(block) and (_WHEN.search(block) or _ADDRESS.search(block)):
        return fields
    return _sentence_at(lines, place, sent)


def _sentence_at(lines: Sequence[str], place: int, sent: SentWords) -> int:
    """How many lines a sentence takes that says who wrote and when, and ends with a colon; 0 if none."""
    for count in range(1, LONGEST_SENTENCE + 1):
        part = lines[place : place + count]
        if not part[-1].strip():
            return 0
        if _ENDS.search(part[-1]):
            dated = [bool(_WHEN.search(text)) and sent.marked(text) for text in _tails(part)]
            addressed = count == 1 and bool(_ADDRESS.search(part[0])) and sent.marked(part[0])
            return count if (dated[0] and not any(dated[1:])) or addressed else 0
    return 0


def _tails(part: Sequence[str]) -> list[str]:
    return [" ".join(part[first:]) for first in range(len(part))]


def ours_from(lines: Sequence[str], sent: SentWords) -> int:
    """The first line of our own words, or of the greeting above them; how many lines there are if none is."""
    found = [place for place, line in enumerate(lines) if sent.says(line)]
    if len(found) < LEAST_LINES:
        return len(lines)
    above = next((at for at in range(found[0] - 1, -1, -1) if _plain(lines[at])), found[0])
    greets = lines[above].rstrip().endswith((",", "\uff0c")) and any(
        word in lines[above] for word in sent.greeted
    )
    return above if greets else found[0]


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.lower()).strip()
