"""What stands under a letter and is no part of it: names, telephones, what a mail program adds of itself."""

import re
from collections.abc import Sequence

LONGEST = 10
"""Lines that a signature without its mark may have."""

WIDEST = 70
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
    return len(filled) <= LONGEST and not any(len(line) > WIDEST or _SAYS_MORE.match(line) for line in filled)
