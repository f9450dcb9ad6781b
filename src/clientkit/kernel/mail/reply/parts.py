"""A reply in its parts: what stands above the quote, what is quoted, what was written into or below it.

What its writer or their mail program signs with is no part of it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from clientkit.kernel.mail.reply.attribution_line import attribution_at
from clientkit.kernel.mail.reply.own_words import SentWords, introduced_at, ours_from

NOTHING_SENT = SentWords()

LINE_LIMIT = 5_000
"""Lines of a mail that are looked at."""

WIDTH_LIMIT = 4_000
"""Letters of a line that are looked at."""

_QUOTED = re.compile(r"^\s{0,4}[>|\u2502]")
_OURS = re.compile(r"(?i)mailto:|(\[|%5B)\s*CK\s*-")
"""The score links of our own survey: whoever quotes them without a sign quotes all the same."""


_ADDRESS_OR_TIME = re.compile(r"<[^<>\s]+@[^<>\s]+>|\b[0-2]?[0-9][:.][0-5][0-9]\b")
"""What a sentence says that introduces a quote: whose mail it is, or of which hour."""

LONGEST_SIGNATURE = 10
"""Lines that a signature without its mark may have."""

WIDEST_SIGNATURE = 70
"""Letters of a line of a signature; a longer one says something."""

_MARK = re.compile(r"^(--|\u2014|__|\u2013\u2013)\s*$")

_DEVICE = re.compile(
    r"""(?ix) ^[\s\[(*_<]* (?:
        sent\s(?:from|via|with|using|by)\s
            (?:my|mail|outlook|yahoo|gmail|proton|samsung|iphone|ipad|blackberry|a|an|the)\b .*
        | sent\sfrom\s\S+(?:\s\S+){0,4}
        | (?:get|download)\soutlook\sfor\s .*
        | (?:di|ter)kirim(?:kan)?\s(?:dari|melalui|via|menggunakan|lewat)\s .*
        | (?:dapatkan|unduh)\soutlook\suntuk\s .*
        | diketik\sdi\s .* | typed\son\s .*
    ) $"""
)

_FAREWELL = re.compile(
    r"""(?ix) ^\s* (?:
        (?:best|kind|warm|warmest|many)\s(?:regards|wishes) | regards | cheers | sincerely(?:\syours)?
        | yours(?:\s\w+)? | best | br | rgds | thanks\s(?:and|&)(?:\sbest)?\sregards
        | with\s(?:kind|best)\sregards | many\sthanks | best\sthanks | thanks | thank\syou | thx | tks | trims
        | salam(?:\s(?:hangat|hormat|sukses|sejahtera|kami))? | hormat\s(?:saya|kami) | dengan\shormat
        | wassalam(?:u'?alaikum.*)? | terima\skasih(?:\sdan\ssalam)?
    ) \s* [,.!\u2013-]* \s*$"""
)
_SAYS_MORE = re.compile(
    r"(?i)^\s*(p\.?\s?s\b|nb\b|catatan\b|(q1|p1|nps|csat|ces|score|skor|nilai|jawaban|answer|rating)\s*[:=])"
)
"""A postscript, or the score: who thanks first and answers then has not signed yet."""


class Reply(NamedTuple):
    """The parts of a reply."""

    above: str
    """What was written above the quote, without the signature."""
    quoted: tuple[str, ...]
    """The lines of the quote, without their marks."""
    below: tuple[str, ...]
    """Unmarked lines after the quote began: an answer written into or under it, or a quote without marks."""
    marked: bool
    """Whether the lines of the quote are marked, so that what is not marked was written by the sender."""


def split_reply(text: str, sent: SentWords = NOTHING_SENT) -> Reply:
    """The parts of a mail's text; `sent` is what is known of the mail that it answers."""
    lines = [line[:WIDTH_LIMIT].rstrip() for line in text.split("\n")[:LINE_LIMIT]]
    cut, begins = _quote_begins(lines, 0, sent)
    if (ours := ours_from(lines[:cut], sent)) < cut:
        cut = begins = ours
    marked, quoted, below = _quote(lines, begins, sent)
    above = "\n".join(without_signature(lines[:cut])).strip()
    return Reply(above, tuple(quoted), tuple(without_signature(below)), marked)


def _quote_begins(lines: list[str], place: int, sent: SentWords) -> tuple[int, int]:
    """The next line at which a quote's introduction begins, and the line after it."""
    for number in range(place, len(lines)):
        if _QUOTED.match(lines[number]):
            return _introduction(lines, place, number), number
        if _OURS.search(lines[number]):
            return number, number
        if count := introduced_at(lines, number, sent) or attribution_at(lines, number):
            return number, number + count
    return len(lines), len(lines)


def _introduction(lines: list[str], first: int, quote: int) -> int:
    """Where the sentence above a marked quote begins, in any language; the quote itself if there is none."""
    last = quote - 1
    while last >= first and not lines[last].strip():
        last -= 1
    for begin in (last, last - 1):
        sentence = " ".join(lines[begin : last + 1]) if begin >= first else ""
        if sentence.rstrip().endswith(":") and _ADDRESS_OR_TIME.search(sentence) and lines[begin].strip():
            return begin
    return quote


def _quote(lines: list[str], place: int, sent: SentWords) -> tuple[bool, list[str], list[str]]:
    """Whether a quote's lines are marked, those lines, and the lines beside them."""
    quoted: list[str] = []
    below: list[str] = []
    any_marked = False
    while place < len(lines):
        marked = _next_is_marked(lines, place)
        if not marked and not any_marked:  # without marks everything to the end is the quote
            return False, [_unmarked(line) for line in lines[place:]], []
        any_marked = True
        if not marked:
            cut, begins = _quote_begins(lines, place, sent)
            below += [line for line in lines[place:cut] if line.strip()]
            if begins < len(lines) and not _next_is_marked(lines, begins):
                return True, quoted + [_unmarked(line) for line in lines[begins:]], below
            place = begins
            continue
        while place < len(lines) and (_QUOTED.match(lines[place]) or not lines[place].strip()):
            quoted.append(_unmarked(lines[place]))
            place += 1
    return any_marked, quoted, below


def _next_is_marked(lines: list[str], place: int) -> bool:
    filled = next((line for line in lines[place:] if line.strip()), "")
    return bool(_QUOTED.match(filled))


def _unmarked(line: str) -> str:
    return re.sub(r"^[\s>|\u2502]+", "", line)


def without_signature(lines: Sequence[str]) -> list[str]:
    """The lines of a letter above what its writer or their mail program signs with."""
    kept: list[str] = []
    for place, line in enumerate(lines):
        if _MARK.match(line) or _DEVICE.match(line.strip()):
            break
        if _FAREWELL.match(line) and _is_signature(lines[place + 1 :]) and any(one.strip() for one in kept):
            break
        kept.append(line)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _is_signature(lines: Sequence[str]) -> bool:
    filled = [line for line in lines if line.strip()]
    return len(filled) <= LONGEST_SIGNATURE and not any(
        len(line) > WIDEST_SIGNATURE or _SAYS_MORE.match(line) for line in filled
    )
