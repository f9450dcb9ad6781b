"""A line of Markdown as runs: pieces of text of one style, with where they may lead."""

from collections.abc import Sequence
from typing import Any

from markdown_it.token import Token

from clientkit.kernel.model.values.safe_text import printable_line
from clientkit.kernel.text.markdown.no_break import unbroken

Run = dict[str, Any]
"""`text` in a `style` (letters: b bold, i italic, s struck, c code), perhaps with a `link`; or a `break`;
or a `seam`, a place inside a word of so many characters where its styles meet."""

LINK_LIMIT = 2000
"""Characters of an address that programs still follow."""

_STYLES = {"strong": "b", "em": "i", "s": "s"}
_NEVER_SEAMED = 10
"""Characters of a word that fits into any column."""


def runs(tokens: Sequence[Token] | None) -> list[Run]:
    """The runs of a line's tokens; pictures are their words, boxes of ticked lists are left out."""
    found: list[Run] = []
    styles: list[str] = []
    links: list[str] = []
    for token in tokens or ():
        name, _, end = token.type.rpartition("_")
        if name in _STYLES:
            _opened(styles, _STYLES[name], opens=end == "open")
        elif name == "link":
            _opened(links, str(token.attrs.get("href", "")), opens=end == "open")
        elif token.type == "hardbreak":
            found.append({"break": True})
        elif token.type != "task_box":
            style = "".join(sorted({*styles, *("c" if token.type == "code_inline" else "")}))
            _add(found, _text(token), style, _address(links[-1] if links else ""))
    return _seamed(found)


def words(line: Sequence[Run]) -> str:
    """What the runs say, without their looks."""
    return "".join("\n" if "break" in run else run.get("text", "") for run in line)


def in_bold(line: Sequence[Run]) -> list[Run]:
    """The runs, all of them bold."""
    return [{**run, "style": "".join(sorted({*run["style"], "b"}))} if "text" in run else run for run in line]


def _opened(stack: list[str], value: str, *, opens: bool) -> None:
    if opens:
        stack.append(value)
    else:
        stack.pop()


def _text(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "image":
        return "".join(_text(child) for child in token.children or ())
    said = printable_line(token.content)
    return unbroken(said) if token.type == "text" else said


def _address(link: str) -> str:
    return link if link.isascii() and link.isprintable() and len(link) <= LINK_LIMIT else ""


def _add(found: list[Run], text: str, style: str, link: str) -> None:
    if not text:
        return
    last = found[-1] if found else {}
    if last.get("style") == style and last.get("link", "") == link:
        last["text"] += text
    else:
        found.append({"text": text, "style": style} | ({"link": link} if link else {}))


def _seamed(line: list[Run]) -> list[Run]:
    """The runs, with a seam wherever a long word goes on in another style."""
    found: list[Run] = []
    word = 0
    for run in line:
        text = run.get("text", "")
        pieces = text.split(" ")
        if word and pieces[0] and word + len(pieces[0]) > _NEVER_SEAMED:
            found.append({"seam": word + len(pieces[0])})
        found.append(run)
        word = len(pieces[-1]) + (word if len(pieces) == 1 and text else 0)
    return found
