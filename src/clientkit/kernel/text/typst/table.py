"""A table of Markdown as data: its cells, and what the widths of its columns depend on."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import fsum
from typing import Any

from markdown_it.token import Token

from clientkit.kernel.text.typst.inline import Run, in_bold, runs, words

SHORT = 6
"""Rows, the head's among them, up to which a table stays on one page."""
MEASURED = 24
"""Cells and words of a column, at most, that Typst measures to find its width."""
NEARLY = 0.75
"""Part of the greatest guessed width from which a cell or a word may be the widest."""

_FIGURE = re.compile(r"[0-9]")
_NARROW = re.compile(r"[ .,:;'!|()\[\]/Iijlrtf-]")
_WIDE = re.compile(r"[A-HJ-Zmw@%&—…]")

_TO_FILL_IN = re.compile(r"(?=.*(?:…{3}|\.{5}|_{3}))[\s._…,/()]*")

Cell = list[Run]


def table(tokens: Sequence[Token]) -> dict[str, Any]:
    """A table from its tokens: `head` (empty where it has none), `rows`, `columns`, `short`.

    A row has `cells`, and is `blank` where there is something to fill in by hand; a column has its
    `align`ment, its longest `cells` and `words`.
    """
    head: list[Cell] = []
    rows: list[list[Cell]] = []
    aligns: list[str] = []
    for token, inside in pairwise(tokens):
        if token.type == "tr_open":
            rows.append([])
            aligns = []
        elif token.type in ("th_open", "td_open"):
            cell = runs(inside.children)
            rows[-1].append(in_bold(cell) if token.type == "th_open" else cell)
            aligns.append(_alignment(token))
        elif token.type == "thead_close":
            head = rows.pop()
    columns = [
        _column(align, cells)
        for align, cells in zip(aligns, zip(*_lines(head, rows), strict=True), strict=True)
    ]
    return {
        "kind": "table",
        "head": head,
        "rows": [{"cells": row, "blank": any(map(_is_blank, row))} for row in rows],
        "columns": columns,
        "short": len(rows) + bool(head) <= SHORT,
    }


def _lines(head: list[Cell], rows: list[list[Cell]]) -> list[list[Cell]]:
    return [head, *rows] if head else rows


def is_signed(block: dict[str, Any]) -> bool:
    """Whether it is a table with places to fill in by hand, such as a block for signatures."""
    return block["kind"] == "table" and any(row["blank"] for row in block["rows"])


def _is_blank(cell: Cell) -> bool:
    return _TO_FILL_IN.fullmatch(words(cell)) is not None


def _alignment(cell: Token) -> str:
    looks = f"{cell.attrs.get('class', '')} {cell.attrs.get('style', '')}"
    return next((side for side in ("right", "center") if side in looks), "left")


def _column(align: str, cells: Sequence[Cell]) -> dict[str, Any]:
    single = {
        (word, run["style"])
        for cell in cells
        for run in cell
        if "text" in run
        for word in filter(None, run["text"].split(" "))
    }
    return {
        "align": align,
        "cells": _widest(cells),
        "words": _widest([{"text": text, "style": style}] for text, style in sorted(single)),
    }


def _widest(lines: Iterable[Cell]) -> list[Cell]:
    """The lines that may be the widest one, by a guess at the widths of their letters."""
    # figures are all of one width: of the amounts with as many of them, one is enough
    shapes = {_FIGURE.sub("0", str(line)): line for line in lines if line}.values()
    guessed = sorted(((_guessed_width(line), line) for line in shapes), key=lambda pair: -pair[0])
    return [line for width, line in guessed[:MEASURED] if width >= NEARLY * guessed[0][0]]


def _guessed_width(line: Cell) -> float:
    return fsum(
        (len(text) - 0.4 * len(_NARROW.findall(text)) + 0.4 * len(_WIDE.findall(text)))
        * (1.25 if "c" in run["style"] else 1.1 if "b" in run["style"] else 1)
        for run in line
        if (text := run.get("text"))
    )
