"""What must not stand in a letter to somebody who waits, is angry or is tired: its words are looked over."""

import re
from collections.abc import Iterator

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.text.words import word_file

MOST_WORDS = 200
"""Words that somebody who is busy reads."""

_GAP = re.compile(r"\b(?:TODO|TBD|XXX)\b|\[ ?\]|_{3,}|\.{4,}")


def tone_findings(text: str, language: Language) -> Iterator[str]:
    """What is wrong with a letter's words, a sentence each: how it sounds, and what it leaves open."""
    words, whole = word_file(language)["tone"], text
    text = "\n".join(line for line in text.splitlines() if not line.startswith(">"))  # theirs, or a record's
    for phrase in _among(words["blame"], text):
        yield f"'{phrase}' blames the reader: say what you need, and by when"
    for phrase in _among(words["vague"], text):
        yield f"'{phrase}' names no day: say by when"
    for phrase in _among(words["jargon"], text):
        yield f"'{phrase}' is a word of programmers: say what the reader sees of it"
    excuse = min((_place(phrase, text) for phrase in _among(words["excuse"], text)), default=None)
    apology = min((_place(phrase, text) for phrase in _among(words["apology"], text)), default=len(text))
    if excuse is not None and excuse < apology:
        yield "it explains before it says sorry: turn it round"
    if gap := _GAP.search(text):
        yield f"'{gap[0]}' is a gap to fill"
    if (count := len(whole.split())) > MOST_WORDS:
        yield f"it has {count} words; {MOST_WORDS} are what somebody busy reads"


def _among(phrases: list[str], text: str) -> list[str]:
    return [phrase for phrase in phrases if _place(phrase, text) >= 0]


def _place(phrase: str, text: str) -> int:
    found = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE)
    return found.start() if found else -1
