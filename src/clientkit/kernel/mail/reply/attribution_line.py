"""The lines by which mail programs introduce what they quote, in English and Indonesian."""

import re
from collections.abc import Sequence

LONGEST = 4
"""Lines that such a sentence may be broken into."""

SENTENCE_LIMIT = 400

_BEGINS = re.compile(r"(?i)^[\s>*_-]*(on|pada|di|tanggal)\b")
_WROTE = re.compile(
    r"""(?ix) ^[\s>*_-]* (?:on|pada|di|tanggal) \b .{0,350}
        \b (?:wrote|menulis|tulis|menuliskan|berkata) [\s*_]* [:\uff1a] [\s*_-]* $"""
)
_WROTE_ON_ONE_LINE = re.compile(
    r"""(?ix) ^[\s>*_-]* (?:
        .{2,200} \b (?:wrote|menulis) \s (?:on|pada) \s .{4,80}
        | .{2,120} <[^<>\s]+@[^<>\s]+> .{0,60} \b (?:wrote|menulis)
        | (?:[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4} | [0-9]{1,2}\s\w{3,10}\s[0-9]{4}) .{0,200}
          \b (?:wrote|menulis)
    ) [\s*_]* [:\uff1a] [\s*_-]* $"""
)
_WROTE_IN_DASHES = re.compile(r"(?i)^\s*-{2,}\s*(on|pada)\b.{4,300}\b(wrote|menulis)\s*:?\s*-{2,}\s*$")
_HINT = re.compile(r"(?i)wrote|menulis|tulis|berkata")
_DIGIT_OR_ADDRESS = re.compile(r"[0-9]|@")

_RULE = re.compile(
    r"""(?ix) ^\s* (?:
        [-_*=\u2014]{2,}\s* (?:
            original\s(?:message|appointment) | forwarded\smessage | reply\smessage | (?:surat|email)\sasli
            | pesan\s(?:asli|asal|awal|diteruskan|dibalas|yang\sditeruskan|yang\sdibalas)
        ) \s*:?\s* [-_*=\u2014]{2,}
        | (?:begin\sforwarded\smessage|pesan\s(?:yang\s)?diteruskan|awal\spesan\syang\sditeruskan)\s*:
        | _{20,} | -{30,}
    ) \s*$"""
)

_FROM = re.compile(r"(?i)^[\s>*_]*(from|dari|pengirim)[*_]{0,2}\s*[:\uff1a]\s*[*_]{0,2}\s*\S")
_OTHER_FIELD = re.compile(
    r"(?i)^[\s>*_]*(sent|date|to|cc|bcc|subject|reply-to|importance|terkirim|dikirim|tanggal|kepada|kpd|ke|untuk"
    r"|tembusan|subjek|subyek|perihal|hal|judul|waktu|balas ke)[*_]{0,2}\s*[:\uff1a]"
)
BLOCK = 8
"""Lines in which the fields of a quoted head stand together."""

LEAST_FIELDS = 2


def attribution_at(lines: Sequence[str], place: int) -> int:
    """How many lines from `place` on introduce a quote; 0 where they do not."""
    line = lines[place]
    if not line.strip():
        return 0
    if _RULE.match(line):
        return 1
    if _FROM.match(line):
        following = lines[place + 1 : place + 1 + BLOCK]
        return 1 if sum(bool(_OTHER_FIELD.match(one)) for one in following) >= LEAST_FIELDS else 0
    return _sentence(lines, place)


def _sentence(lines: Sequence[str], place: int) -> int:
    """How many lines a sentence such as `On ..., Dewi wrote:` takes."""
    line = lines[place].strip()
    if _HINT.search(line) and (
        _WROTE_IN_DASHES.match(line) or _WROTE_ON_ONE_LINE.match(line[:SENTENCE_LIMIT])
    ):
        return 1
    if not _BEGINS.match(line):
        return 0
    joined = ""
    for count, part in enumerate(lines[place : place + LONGEST], 1):
        joined = f"{joined} {part.strip(' >')}".strip()
        if not part.strip() or len(joined) > SENTENCE_LIMIT:
            return 0
        if _DIGIT_OR_ADDRESS.search(joined) and _WROTE.match(joined):
            return count
    return 0
