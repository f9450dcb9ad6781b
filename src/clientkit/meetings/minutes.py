"""What was written down of a meeting, line by line: decided, promised by either side, asked, noted."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args

from clientkit.errors import InvalidDataError, UsageError
from clientkit.kernel.model.values.date_input import parse_day
from clientkit.kernel.model.values.language import LANGUAGES, Language
from clientkit.kernel.text.words import word_file

Part = Literal["decided", "we", "you", "questions", "notes"]
PARTS: tuple[Part, ...] = get_args(Part)
"""The parts of a meeting's text, in the order in which they stand."""

ARROW = re.compile(r"\s*(?:→|->)\s*")

SIGNS = ("-", "*", "•")
"""What a line of a list begins with."""

_ITEM = re.compile(r"[ \t]*(?:[-*•](?:[ \t]+|$))?(?P<text>.*)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)

HINT = """\
<!-- A line each, with "-" before it; what you leave empty is not kept.
{we}, {you}: a day first, as in "- fri: send two wordings".
{decided}: "- Which provider? Midtrans", or an answer behind the arrow. -->
"""


class WaitingAsk(NamedTuple):
    """A question that waits for the client, by which a decision can answer it."""

    id: str
    text: str
    ref: str
    """The id that answers name: that of the first of its corrections."""


class Item(NamedTuple):
    """A line that was understood."""

    part: Part
    line: int
    text: str
    due: date | None = None
    answer: str | None = None
    ask: WaitingAsk | None = None
    """The question that a decision answers, where it was asked before."""


class Minutes(NamedTuple):
    """All that was understood of a meeting."""

    items: tuple[Item, ...]
    notes: str

    def of(self, part: Part) -> list[Item]:
        """The lines of a part."""
        return [one for one in self.items if one.part == part]


def blank_minutes(language: Language, asks: Sequence[WaitingAsk]) -> str:
    """What is opened in an editor: headings in the client's language, and the open questions to answer."""
    words = word_file(language)["meeting"]
    parts = [HINT.format_map(words)]
    for part in PARTS:
        waiting = [f"- {one.id[:4]} {one.text} →" for one in asks] if part == "decided" else []
        parts.append("\n".join([f"## {words[part]}", "", *waiting, "-" if part != "notes" else "", ""]))
    return "\n".join(parts)


def read_minutes(text: str, day: date, asks: Sequence[WaitingAsk]) -> Minutes:
    """What a text says of a meeting that took place on `day`; what stands before any heading is a note.

    Days are reckoned from that day.

    Raises:
        InvalidDataError: a heading that is none of a meeting's, in any language.
    """
    items: list[Item] = []
    notes: list[str] = []
    for part, line, words in _joined(_COMMENT.sub(_blank_lines, text)):
        if part == "notes":
            notes.append(words)
        elif item := _understood(part, line, words, day, asks):
            items.append(item)
    return Minutes(tuple(items), "\n".join(notes).strip())


def _understood(part: Part, line: int, words: str, day: date, asks: Sequence[WaitingAsk]) -> Item | None:
    if part == "decided":
        return _decision(line, words, asks)
    before, colon, behind = words.partition(":")
    due = _day(before, day) if colon else None
    if due is None:
        return Item(part, line, words)
    return Item(part, line, behind.strip(), due) if behind.strip() else None


def _decision(line: int, words: str, asks: Sequence[WaitingAsk]) -> Item | None:
    """An answer to a question that waits, a question with its answer, or a statement.

    None for a question that was offered and got no answer.
    """
    name, _, rest = words.partition(" ")
    waiting = [one for one in asks if len(name) >= 3 and one.id.startswith(name.rstrip(":").lower())]  # noqa: PLR2004 - a beginning
    if len(waiting) == 1:
        ask = waiting[0]
        rest = rest.removeprefix(ask.text).strip() if rest.startswith(ask.text) else rest
        answer = (ARROW.split(rest, maxsplit=1)[1] if ARROW.search(rest) else rest).strip()
        return Item("decided", line, ask.text, answer=answer, ask=ask) if answer else None
    question, *answers = ARROW.split(words, maxsplit=1)
    if not answers and "?" in words:
        question, _, behind = words.partition("?")
        question, answers = f"{question}?", [behind]
    answer = "".join(answers).strip()
    known = next((one for one in asks if _comparable(one.text) == _comparable(question)), None)
    if known and not answer:
        return None
    return Item("decided", line, known.text if known else question.strip(), answer=answer or None, ask=known)


def _joined(text: str) -> Iterator[tuple[Part, int, str]]:
    """The lines of each part; a line that goes on with the one before is joined to it, but in notes."""
    part: Part = "notes"
    held: tuple[Part, int, str] | None = None
    for number, whole in enumerate(text.splitlines(), 1):
        line = whole.rstrip()
        heading = re.fullmatch(r"(#+)\s*(.*?)[\s:#]*", line)
        if heading and held:
            yield held
            held = None
        if heading:
            part = _part(heading[2], number, title=len(heading[1]) == 1) or part
            continue
        if part == "notes":
            yield part, number, line
            continue
        match = _ITEM.fullmatch(line)
        words = match["text"].strip() if match else ""
        if held and words and whole[:1] in {" ", "\t"} and not line.lstrip().startswith(SIGNS):
            held = (held[0], held[1], f"{held[2]} {words}")
            continue
        if held:
            yield held
        held = (part, number, words) if words else None
    if held:
        yield held


def _part(words: str, line: int, *, title: bool) -> Part | None:
    """The part that a heading opens, in any language; None for the title of the whole."""
    known: Mapping[str, Part] = {
        _comparable(word_file(language)["meeting"][part]): part for language in LANGUAGES for part in PARTS
    }
    if found := known.get(_comparable(words)):
        return found
    if title:
        return None
    named = ", ".join(dict.fromkeys(word_file(one)["meeting"][part] for one in LANGUAGES for part in PARTS))
    raise InvalidDataError(
        f"Line {line}: {words[:60]!r} is no heading of a meeting; nothing was written.", f"There are {named}."
    )


def _day(words: str, day: date) -> date | None:
    try:
        return parse_day(words, day)
    except UsageError:
        return None


def _comparable(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(":?.")


def _blank_lines(comment: re.Match[str]) -> str:
    """As many line ends as a comment had, so that the numbers of the lines after it stay right."""
    return "\n" * comment[0].count("\n")
