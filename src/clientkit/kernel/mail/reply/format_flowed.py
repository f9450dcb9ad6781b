"""Paragraphs that a mail program broke into lines (RFC 3676, format=flowed), made whole again."""

import re

_QUOTE = re.compile(r"^>+")


def unflowed(text: str, *, delete_space: bool) -> str:
    """The text with its soft line ends taken out; quotes keep their depth."""
    lines: list[str] = []
    depth, open_line = 0, False
    for raw in text.split("\n"):
        mark = _QUOTE.match(raw)
        level = mark.end() if mark else 0
        words = raw[level:].removeprefix(" ")
        if open_line and level == depth and words not in {"-- ", ""}:
            lines[-1] += words
        else:
            lines.append((">" * level + " " if level else "") + words)
        depth, open_line = level, words.endswith(" ") and words != "-- "
        if open_line and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)
