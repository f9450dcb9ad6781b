"""A list of several lines with other entries in it: what stays keeps its line, and what is said of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from clientkit.kernel.store.toml.file import load
from clientkit.kernel.store.toml.line_numbers import Span, entry_spans
from clientkit.kernel.store.toml.new_file import toml_value


@dataclass(frozen=True)
class _Item:
    """An entry with what stands before it, between it and its comma, and after that on the same line."""

    before: str
    entry: str
    gap: str = ""
    after: str = ""


def with_entries(text: str, span: Span, values: Sequence[Any]) -> str:
    """The list at a place of a text with these values; a comment goes only with the entry on its line."""
    items, tail, is_closed = _items(text, span, entry_spans(text, span))
    held = [load(f"x = {item.entry}")["x"] for item in items]
    if "\n" not in text[slice(*span)] and (not held or list(values[: len(held)]) != held):
        return toml_value(values)
    kept, above = _kept(items, held, values)
    written, after = "[", ""
    for number, one in enumerate(kept):
        comma = "," if is_closed or number < len(kept) - 1 else ""
        written += f"{_below(after, one.before)}{one.entry}{one.gap}{comma}"
        after = one.after
    return written + _below(after, _below(above, f"{tail}]"))


def _kept(items: Sequence[_Item], held: Sequence[Any], values: Sequence[Any]) -> tuple[list[_Item], str]:
    """An item for each value, in the place of the entry that it takes; comments that stand above none."""
    kept: list[_Item] = []
    above = ""
    old, new = [list(map(toml_value, entries)) for entries in (held, values)]
    for _, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for place in range(max(end - start, last - first)):
            was = items[start + place] if start + place < end else None
            if first + place >= last:
                above = _below(above, was.before.rstrip() if was and "#" in was.before else "")
                continue
            entry = new[first + place]
            was = was or _Item(_indent(items, start), entry)
            if old[start + place : end] and old[start + place] == entry:
                entry = was.entry
            kept.append(replace(was, before=_below(above, was.before), entry=entry))
            above = ""
    return kept, above


def _below(comment: str, text: str) -> str:
    """A text after a comment, from which a line end parts it."""
    is_apart = "#" not in comment or not text or text.lstrip(" \t").startswith(("\n", "\r"))
    return f"{comment}{text}" if is_apart else f"{comment}\n{text}"


def _items(text: str, span: Span, spans: Sequence[Span]) -> tuple[list[_Item], str, bool]:
    """The entries, what stands after the last of them, and whether that ends in a comma."""
    items: list[_Item] = []
    place, is_closed = span[0] + 1, False
    for number, (start, end) in enumerate(spans):
        border = spans[number + 1][0] if number + 1 < len(spans) else span[1] - 1
        between = text[end:border]
        found = re.match(r"((?:[^#,]|#[^\n]*+)*+),", between)
        gap, is_closed = (found[1], True) if found else ("", False)
        rest = end + len(found[0] if found else "")
        same_line = re.match(r"[ \t]*(?:#[^\r\n]*)?(?=\r?\n)", text[rest:border])
        after = same_line[0] if same_line else ""
        items.append(_Item(text[place:start], text[start:end], gap, after))
        place = rest + len(after)
    return items, text[place : span[1] - 1], is_closed


def _indent(items: Sequence[_Item], place: int) -> str:
    """What stands before a new entry: as before its neighbour, without comments."""
    beside = items[min(place, len(items) - 1)].before if items else ""
    place = beside.rfind("\n")
    if place < 0:
        return " " if items else ""
    return ("\r\n" if beside[:place].endswith("\r") else "\n") + beside[place + 1 :]
