"""A Markdown text as a tree of plain data, for the Typst template that sets it."""

from itertools import pairwise
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from clientkit.kernel.model.values.safe_text import printable
from clientkit.kernel.text.figure import PAGE
from clientkit.kernel.text.markdown.to_html import parser
from clientkit.kernel.text.typst.inline import Run, runs, words
from clientkit.kernel.text.typst.table import is_signed, table

DEEPEST = 12
"""Lists and quotations inside one another that are still indented; deeper ones stand as they come."""
SECTION = 2
"""The level of the headings that sections begin with."""
_TEXT = ("paragraph", "line")

Block = dict[str, Any]


def blocks(markdown_text: str) -> list[Block]:
    """The document's blocks, each with its `kind`; templates/typst/document.typ says what each holds."""
    found = _blocks(SyntaxTreeNode(parser().parse(markdown_text)).children, 0)
    if [block["kind"] for block in found[:2]] == ["heading", "paragraph"] and _is_bold(found[1]["runs"]):
        found[1]["kind"] = "subtitle"
    end = next((place for place, block in enumerate(found) if block["kind"] == PAGE), None)
    if end is None:
        return _signed_together(found)
    return [_front(found[:end]), *_signed_together(found[end + 1 :])]


def _front(found: list[Block]) -> Block:
    """A front page: what opens it, and its sections two by two, those with a figure or a box on their own."""
    starts = [place for place, block in enumerate(found) if block.get("level") == SECTION]
    rows: list[list[list[Block]]] = []
    for start, end in pairwise([*starts, len(found)]):
        section = _led(found[start:end])
        if rows and len(rows[-1]) == 1 and not (_is_wide(section) or _is_wide(rows[-1][0])):
            rows[-1].append(section)
        else:
            rows.append([section])
    return {"kind": "front", "opening": found[: starts[0]] if starts else found, "rows": rows}


def _led(section: list[Block]) -> list[Block]:
    """The section, with what it comes to in large letters: paragraphs that are bold throughout."""
    for block in section:
        if block["kind"] == "quote":
            _led(block["blocks"])
        elif block["kind"] == "paragraph" and _is_bold(block["runs"]):
            block["kind"] = "lead"
    return section


def _is_wide(section: list[Block]) -> bool:
    return any(block["kind"] in ("figure", "quote") for block in section)


def _blocks(nodes: list[SyntaxTreeNode], depth: int) -> list[Block]:
    found = [block for node in nodes for block in _block(node, depth)]
    for block, after in pairwise(found):
        if block["kind"] in _TEXT and after["kind"] not in _TEXT:
            block["leads"] = words(block["runs"]).rstrip().endswith(":")
    return found


def _block(node: SyntaxTreeNode, depth: int) -> list[Block]:
    if node.type == "table":
        found = table(node.to_tokens())
        return [found] if found["columns"] else []
    if node.type in ("bullet_list", "ordered_list", "blockquote"):
        if depth == DEEPEST:
            return [
                block | {"kind": "paragraph"} if block["kind"] == "line" else block
                for item in node.children
                for block in _block(item, depth)
            ]
        if node.type == "blockquote":
            return [{"kind": "quote", "blocks": _blocks(node.children, depth + 1)}]
        return [_list(node, depth + 1)]
    return [_leaf(node)] if node.type != "list_item" else _blocks(node.children, depth)


def _leaf(node: SyntaxTreeNode) -> Block:
    if node.type == "heading":
        return {"kind": "heading", "level": int(node.tag[1:]), "runs": _runs(node)}
    if node.type == "paragraph":
        return {"kind": "line" if node.hidden else "paragraph", "runs": _runs(node), "leads": False}
    if node.type == "hr":
        return {"kind": "rule"}
    if node.type == "fence" and not node.content and node.info:
        name = node.info.strip()
        return {"kind": PAGE} if name == PAGE else {"kind": "figure", "name": name}
    return {"kind": "code", "lines": printable(node.content).removesuffix("\n").split("\n")}


def _list(node: SyntaxTreeNode, depth: int) -> Block:
    items: list[Block] = [
        {"box": _box(item), "blocks": _blocks(item.children, depth)} for item in node.children
    ]
    return {
        "kind": "list",
        "number": int(str(node.attrs.get("start", 1))) if node.type == "ordered_list" else None,
        "mark": node.children[0].markup,
        "tight": not any(block["kind"] == "paragraph" for item in items for block in item["blocks"]),
        "boxed": any(item["box"] for item in items),
        "items": items,
    }


def _box(item: SyntaxTreeNode) -> str:
    """The box that an item of a ticked list begins with: `x`, a blank, or nothing."""
    line = item.children[0].to_tokens()[1:2] if item.children and item.children[0].type == "paragraph" else []
    first = (line[0].children or [])[:1] if line else []
    return first[0].content if first and first[0].type == "task_box" else ""


def _runs(node: SyntaxTreeNode) -> list[Run]:
    return [run for inline in node.children for run in runs(inline.token.children if inline.token else ())]


def _is_bold(line: list[Run]) -> bool:
    return bool(line) and all("b" in run.get("style", "b") for run in line)


def _signed_together(found: list[Block]) -> list[Block]:
    """The blocks, with the section that is signed as one, and the clause before it beside it.

    Signatures belong to what stands above them: on a page of their own they could be put under another paper.
    Where nothing is signed so, the last section is one, that no greeting stands alone.
    """
    headings = [index for index, block in enumerate(found) if block["kind"] == "heading"]
    signed = [index for index, block in enumerate(found) if is_signed(block)]
    before = [index for index in headings if signed and index < signed[-1]]
    if not before:
        last = next((at for at in reversed(headings) if found[at]["level"] == SECTION), len(found))
        return [*found[:last], {"kind": "together", "blocks": found[last:]}] if found[last:] else found
    first = before[-1]
    last = next((index for index in headings if index > first), len(found))
    section = {"kind": "together", "blocks": found[first:last]}
    clause = next((index for index in before[-2:-1] if found[index]["level"] >= SECTION), first)
    if clause < first:
        section = {"kind": "together", "blocks": [*found[clause:first], section]}
    return [*found[:clause], section, *found[last:]]
