"""A Markdown text as the plain part of a mail: lines that never fold, tables as lists, no marks."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import count

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from clientkit.kernel.text.markdown.no_break import NO_BREAK, unbroken
from clientkit.kernel.text.markdown.to_html import parser

WIDTH = 72
"""Characters of a line; a mail program quotes it twice before it folds at 78. A longer word stays whole."""
RULE = "-" * WIDTH
UNDERLINES = {1: "=", 2: "-"}
APART = "  "
_TELEPHONE = re.compile(r"\+[0-9][0-9 ]{5,14}[0-9]")
"""A number stays on one line here, where there is room; a narrow page may break it."""
NUMBER = 5
"""Characters of the short name that the first column of a table may hold, such as `M12`."""


def mail_text(markdown_text: str) -> str:
    """The text as a person would type it into a mail; ends with a newline."""
    root = SyntaxTreeNode(parser().parse(markdown_text))
    return "\n".join(_blocks(root.children, WIDTH)).strip("\n") + "\n"


def _blocks(nodes: Sequence[SyntaxTreeNode], width: int) -> list[str]:
    """The lines of blocks, an empty one between two."""
    lines: list[str] = []
    for node in nodes:
        block = list(_block(node, width))
        if lines and block:
            lines.append("")
        lines += block
    return lines


def _block(node: SyntaxTreeNode, width: int) -> Iterator[str]:
    if node.type == "heading":
        yield from _heading(node, width)
    elif node.type == "paragraph":
        yield from _wrapped(_inline(node), width)
    elif node.type in ("bullet_list", "ordered_list"):
        yield from _list(node, width)
    elif node.type == "blockquote":
        yield from (f"> {line}".rstrip() for line in _blocks(node.children, width - 2))
    elif node.type == "table":
        yield from _table(node, width)
    elif node.type == "hr":
        yield RULE
    else:
        code = node.content.rstrip("\n").split("\n") if node.content else []
        for line in code:
            fits = len(line) <= width - 4
            yield from (f"    {piece}" for piece in ([line] if fits else _wrapped(line, width - 4)))


def _heading(node: SyntaxTreeNode, width: int) -> Iterator[str]:
    lines = _wrapped(_inline(node), width)
    yield from lines
    if sign := UNDERLINES.get(int(node.tag[1:])):
        yield sign * max(map(len, lines), default=0)


def _list(node: SyntaxTreeNode, width: int) -> Iterator[str]:
    start = int(str(node.attrs.get("start", 1)))
    for number, item in zip(count(start), node.children):
        mark = f"{number}{item.markup} " if node.type == "ordered_list" else "- "
        inside: list[str] = []
        for child in item.children:
            block = list(_block(child, width - len(mark)))
            loose = child.type == "paragraph" and not child.hidden
            inside += ["", *block] if inside and loose else block
        for place, line in enumerate(inside or [""]):
            yield f"{mark if not place else ' ' * len(mark) if line else ''}{line}".rstrip()


def _table(node: SyntaxTreeNode, width: int) -> Iterator[str]:
    """In columns where they fit, else a line for each cell; a table of facts as `name: value`."""
    head, *rows = [
        [" ".join(_inline(cell).split()) for cell in row.children]
        for part in node.children
        for row in part.children
    ]
    if not any(head) or "facts" in str(node.attrs.get("class", "")):
        yield from _facts([head, *rows] if any(head) else rows, width)
        return
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    if sum(widths) + len(APART) * (len(widths) - 1) <= width:
        for row in [head, ["-" * wide for wide in widths], *rows]:
            yield APART.join(cell.ljust(wide) for cell, wide in zip(row, widths, strict=True)).rstrip()
        return
    # a number and what it is of are one name
    first = 2 if not head[0] and len(head) > 1 and widths[0] <= NUMBER else 1
    for row in rows:
        lines = [" · ".join(cell for cell in row[:first] if cell)]
        named = zip(head[first:], row[first:], strict=True)
        lines += [f"{name}: {cell}" if name else cell for name, cell in named if cell]
        for place, line in enumerate(lines):
            yield from _hanging(line, width, "- " if not place else "  ")


def _facts(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    for name, *cells in rows:
        said = "; ".join(cell for cell in cells if cell)
        yield from _hanging(f"{name.rstrip(':')}: {said}" if name and said else name or said, width, "")


def _hanging(text: str, width: int, mark: str) -> Iterator[str]:
    for place, line in enumerate(_wrapped(text, width - 2)):
        yield f"{mark if not place else '  '}{line}"


def _wrapped(text: str, width: int) -> list[str]:
    # plain spaces in the end: what is copied from a mail is found by what a person types
    return [
        line.replace(NO_BREAK, " ")
        for piece in unbroken(_TELEPHONE.sub(lambda found: found[0].replace(" ", NO_BREAK), text)).split("\n")
        for line in textwrap.wrap(piece, width, break_long_words=False, break_on_hyphens=False) or [""]
    ]


def _inline(node: SyntaxTreeNode) -> str:
    tokens = [
        token for child in node.children for token in (child.token.children or [] if child.token else [])
    ]
    return "".join(_words(tokens))


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    link, said = "", ""
    for token in tokens:
        text = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
        if token.type == "link_open":
            link, said = str(token.attrs.get("href", "")), ""
        elif token.type == "link_close":
            yield "" if link.removeprefix("mailto:").partition("?")[0] in said or not link else f" <{link}>"
            link = ""
        elif token.type == "task_box":
            yield f"[{token.content}] "
        else:
            said += text
            yield text
