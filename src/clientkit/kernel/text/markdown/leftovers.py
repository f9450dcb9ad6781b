"""What a reader stumbles over in a finished text: marks left over, empty cells, tables that fall apart."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise

from markdown_it.token import Token

from clientkit.kernel.model.values.language import LANGUAGES, Language
from clientkit.kernel.text.markdown.to_html import parser
from clientkit.kernel.text.template.filters import format_money, format_number, formatted
from clientkit.kernel.text.words import word_file

_MARKS = {
    "a template's mark": re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}"),
    "a tag": re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>"),
    "a mark of Markdown": re.compile(r"!\[|\]\(|\*\*"),
    "a key without its value": re.compile(r"\b[a-z]+(?:_[a-z]+)+\b|\bundefined\b"),
    "a table that falls apart": re.compile(r"^\s*\|.*\||\|\s*:?-{2,}", re.MULTILINE),
}
_CELL = re.compile(r"(?<!\\)\|")


def leftovers(text: str, language: Language | None) -> Iterator[str]:
    """What is left over in a Markdown text, with its line.

    Dates and amounts of another language than this one are told too, unless it is not known.
    """
    marks = _MARKS if language is None else {**_MARKS, **_foreign(language)}
    line, start = 1, 0
    tokens = parser().parse(text)
    for number, token in enumerate(tokens):
        line = token.map[0] + 1 if token.map else line
        if token.type == "table_open":
            start = number
        elif token.type == "table_close":
            yield from _empty(tokens[start:number], tokens[start].map)
        elif token.type == "inline":
            yield from _left(token, line, marks)
    yield from _uneven(text)


def _empty(table: list[Token], place: list[int] | None) -> Iterator[str]:
    """Columns that have a name and nothing below it; a cell alone may have nothing to say."""
    names = [words.content for cell, words in pairwise(table) if cell.type == "th_open"]
    cells = [words.content.strip() for cell, words in pairwise(table) if cell.type == "td_open"]
    for number, name in enumerate(names):
        if name and cells and not any(cells[number :: len(names)]):
            yield f"line {place[0] + 1 if place else 1}: nothing stands below '{name}'"


def _left(inline: Token, line: int, marks: dict[str, re.Pattern[str]]) -> Iterator[str]:
    said = "".join(
        "\n" if one.type == "softbreak" else one.content
        for one in inline.children or ()
        if one.type in ("text", "softbreak")
    )
    for what, pattern in marks.items():
        if found := pattern.search(said):
            yield f"line {line}: {what}, '{found[0].strip()[:40]}'"


def _uneven(text: str) -> Iterator[str]:
    """Rows of a table with other cells than its first."""
    first = 0
    for number, line in enumerate(text.splitlines(), 1):
        cells = len(_CELL.findall(line)) - 1 if line.lstrip().startswith("|") else 0
        first = first or cells if cells else 0
        if cells != first:
            yield f"line {number}: a row of {cells} cells below one of {first}"


@cache
def _foreign(language: Language) -> dict[str, re.Pattern[str]]:
    """Days, months, numbers and rupiah as other languages write them, where this one does not."""
    own_days, own_months, own_group, own_point, own_money = _written(language)
    days, months, groups, points, money = set(), set(), set(), set(), set()
    units = [word for pair in word_file(language)["units"].values() for word in pair]
    for other in set(LANGUAGES) - {language}:
        written = _written(other)
        days |= written[0] - own_days
        months |= written[1] - own_months
        groups |= {written[2]} - {own_group}
        points |= {written[3]} - {own_point}
        money |= {written[4]} - {own_money}
    return {
        "a date of another language": re.compile(
            rf"\b\d{{1,2}} (?:{'|'.join(sorted(months))})\b|\b(?:{'|'.join(sorted(days))}),? \d{{1,2}}\b"
        ),
        "an amount of another language": re.compile(
            rf"(?<![\d.,-])\d{{1,3}}(?:[{_any(groups)}]\d{{3}})+(?![{_any(groups)}]?\d)"
            # a fraction only before what it counts: 10.00 may be a time, and 1.1 a criterion
            rf"|(?<![\d.,-])\d+[{_any(points)}]\d+ ?(?:%|(?:{'|'.join(units)})\b)"
            rf"|\b(?:{'|'.join(sorted(money))}) ?\d"
        ),
    }


def _any(signs: set[str]) -> str:
    return "".join(map(re.escape, sorted(signs)))


def _written(language: Language) -> tuple[set[str], set[str], str, str, str]:
    """Weekdays, months, long and short; what groups thousands, begins a fraction, and rupiah."""
    week = [date(2026, 6, day) for day in range(1, 8)]
    year = [date(2026, month, 1) for month in range(1, 13)]
    return (
        {formatted(day, style, language) for day in week for style in ("EEEE", "EEE")},
        {formatted(day, style, language) for day in year for style in ("MMMM", "MMM")},
        format_number(1000, language)[1],
        format_number(Decimal("0.5"), language)[1],
        format_money(1, "IDR", language).rstrip(" 1"),
    )
