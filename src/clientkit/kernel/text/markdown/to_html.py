"""Markdown to HTML: no raw HTML, no pictures, links that lead to the web or to a mail address only."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from clientkit.kernel.model.values.slugs import slugify
from clientkit.kernel.text.figure import PAGE
from clientkit.kernel.text.markdown.no_break import unbroken

SHORT_TABLE = 5
"""Rows up to which a table stays on one printed page, such as a block for signatures."""
WIDE_TABLE = 6
"""Columns from which the words in a cell may be broken over lines, however few they are."""
LISTED_TABLE = 4
"""Columns from which a mail has a list in a table's place: most mail programs drop what makes one narrow."""
BRIEF_CELL = 16
"""Characters up to which a cell is kept on one line: a date, an amount."""

PAGE_END = '<div class="page-end"></div>\n'
"""What stands where the front page ends."""

_WEB_OR_MAIL = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_TASK = re.compile(r"\[([ xX])\](?=\s|$)")
_BOXES = {" ": '<span class="box">☐</span>', "x": '<span class="box done">☑</span>'}


@dataclass(frozen=True)
class Heading:
    """A heading of the document itself, not of a quotation in it."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Fragment:
    """The HTML of a document's body, and its headings in order."""

    html: str
    headings: tuple[Heading, ...]


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the name that the library calls
        """Whether a link stays a link; any other is shown as the text it is."""
        return _WEB_OR_MAIL.match(url.strip()) is not None


@cache
def parser() -> MarkdownIt:
    """The one parser of documents: CommonMark with tables, strikethrough and ticked lists."""
    found = _Parser("js-default", renderer_cls=_Renderer)
    found.core.ruler.push("tasks", _tick)
    found.core.ruler.push("tables", _lay_out_tables)
    return found


def to_html(text: str, figures: Mapping[str, str] | None = None, *, lists: bool = False) -> Fragment:
    """The HTML of a Markdown text; its headings get anchors; with `lists`, wide tables are lists.

    `figures` are the SVG of what an empty block of code in their name's language marks, each shown once.
    """
    tokens = parser().parse(text)
    headings = _anchored(tokens)
    if lists:
        tokens = _listed(tokens)
    html = parser().renderer.render(tokens, parser().options, {"figures": dict(figures or {})})
    return Fragment(html, headings)


def heading_of(text: str) -> str:
    """The words of its first heading; empty where it has none."""
    headings = to_html(text).headings
    return headings[0].text if headings else ""


class _Renderer(RendererHTML):
    """The library's output with pictures as their words and tables in a frame that can scroll."""

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Words, with what belongs together on one line."""
        return unbroken(super().text(tokens, idx, options, env))

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A picture's words."""
        return str(self.renderInlineAsText(tokens[idx].children or [], options, env))

    def task_box(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002 - what the library passes
        """The box of a ticked list's item."""
        return _BOXES[tokens[idx].content]

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A block of code, or the figure whose place it marks."""
        place = tokens[idx]
        if place.info.strip() == PAGE and not place.content:
            return PAGE_END
        svg = None if place.content else env["figures"].pop(place.info.strip(), None)
        return f"<figure>\n{svg}</figure>\n" if svg else super().fence(tokens, idx, options, env)

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A table in its frame."""
        return f'<div class="table">\n{self.renderToken(tokens, idx, options, env)}'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """The end of a table and of its frame."""
        return f"{self.renderToken(tokens, idx, options, env)}</div>\n"


def _anchored(tokens: list[Token]) -> tuple[Heading, ...]:
    headings: list[Heading] = []
    used: set[str] = set()
    for token, inside in pairwise(tokens):
        if token.type == "heading_open" and token.level == 0:
            text = "".join(
                child.content or " " for child in inside.children or [] if child.type != "html_inline"
            )
            text = " ".join(text.split())
            anchor = _unused(slugify(text) or "section", used)
            token.attrSet("id", anchor)
            headings.append(Heading(int(token.tag[1:]), text, anchor))
    return tuple(headings)


def _unused(name: str, used: set[str]) -> str:
    found, number = name, 1
    while found in used:
        number += 1
        found = f"{name}-{number}"
    used.add(found)
    return found


def _tick(state: StateCore) -> None:
    """Boxes for `[ ]` and `[x]` at the start of a list's items."""
    for item, paragraph, inline in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        starts = item.type == "list_item_open" and paragraph.type == "paragraph_open" and inline.children
        # the raw text: an escaped bracket is data, not a box
        if starts and inline.children and (box := _TASK.match(inline.content)):
            first = inline.children[0]
            first.content = first.content[len(box[0]) :].lstrip()
            inline.children.insert(0, Token("task_box", "", 0, content=box[1].lower()))
            item.attrJoin("class", "task")


def _listed(tokens: list[Token]) -> list[Token]:
    """The tokens with a list for each table of many columns: a row's name, then its cells with theirs."""
    found: list[Token] = []
    rows: list[list[Token]] = []
    start = 0
    for one, inside in pairwise([*tokens, Token("", "", 0)]):
        found.append(one)
        if one.type == "table_open":
            start, rows = len(found) - 1, []
        elif one.type == "tr_open":
            rows.append([])
        elif one.type in ("th_open", "td_open"):
            rows[-1].append(inside)
        elif one.type == "table_close" and len(rows[0]) >= LISTED_TABLE and rows[1:]:
            items = "".join(f"<li>{_item(rows[0], row)}</li>\n" for row in rows[1:])
            found[start:] = [Token("html_block", "", 0, content=f'<ul class="rows">\n{items}</ul>\n')]
    return found


def _item(head: list[Token], row: list[Token]) -> str:
    names, cells = ([_shown(cell) for cell in line] for line in (head, row))
    first = 1 if names[0] else 2
    title = " · ".join(cell for cell in cells[:first] if cell)
    named = zip(names[first:], cells[first:], strict=True)
    return "<br>\n".join(
        [f"<strong>{title}</strong>", *(f"{name}: {cell}" if name else cell for name, cell in named if cell)]
    )


def _shown(cell: Token) -> str:
    renderer = cast("RendererHTML", parser().renderer)
    return renderer.renderInline(cell.children or [], parser().options, {}).strip()


def _lay_out_tables(state: StateCore) -> None:
    """Classes by which the style sheet knows a table; a head without words is taken out."""
    tokens = state.tokens
    for start in [index for index, token in enumerate(tokens) if token.type == "table_open"]:
        end = next(
            index for index, token in enumerate(tokens) if index > start and token.type == "table_close"
        )
        table = tokens[start:end]
        rows = sum(token.type == "tr_open" for token in table)
        columns = sum(token.type == "th_open" for token in table)
        if rows <= SHORT_TABLE:
            tokens[start].attrJoin("class", "short")
        if columns >= WIDE_TABLE:
            tokens[start].attrJoin("class", "wide")
        _class_cells(table)
        _name_cells(table)
    state.tokens = _without_empty_heads(tokens)


def _class_cells(table: list[Token]) -> None:
    for cell, words in pairwise(table):
        if cell.type not in ("th_open", "td_open"):
            continue
        # a class, because the page's policy forbids style attributes
        if style := cell.attrs.pop("style", None):
            cell.attrJoin("class", str(style).removeprefix("text-align:"))
        said = words.content.strip("*")
        if 0 < len(said) <= BRIEF_CELL:
            cell.attrJoin("class", "brief")
        if said and not said.strip("…._"):
            # dots to write on: room for a hand
            cell.attrJoin("class", "blank")


ROLES = {
    "table_open": "table",
    "thead_open": "rowgroup",
    "tbody_open": "rowgroup",
    "tr_open": "row",
    "th_open": "columnheader",
    "td_open": "cell",
}
"""What the parts of a table are, where a style sheet shows its rows as cards and a reader would not know."""


def _name_cells(table: list[Token]) -> None:
    """Roles, and on each cell the name of its column, which stands before it on a narrow screen."""
    names = [_said(words) for cell, words in pairwise(table) if cell.type == "th_open"]
    place = 0
    for part in table:
        if part.type in ROLES:
            part.attrSet("role", ROLES[part.type])
        place = 0 if part.type == "tr_open" else place
        if part.type == "td_open":
            if names[place]:
                part.attrSet("data-label", names[place])
            place += 1


def _said(cell: Token) -> str:
    return "".join(one.content for one in cell.children or []).strip()


def _without_empty_heads(tokens: list[Token]) -> list[Token]:
    kept: list[Token] = []
    for token in tokens:
        kept.append(token)
        if token.type != "thead_close":
            continue
        start = max(index for index, one in enumerate(kept) if one.type == "thead_open")
        if not any(one.content.strip() for one in kept[start:]):
            del kept[start:]
            kept[-1].attrJoin("class", "facts")
    return kept
