"""What a PDF says and how it looks, read back with poppler's programs."""

import re
import subprocess
from dataclasses import dataclass

from clientkit.kernel.text.markdown.to_html import parser
from support.programs import require

WIDTH, HEIGHT = 595.276, 841.89
"""An A4 page in points."""


@dataclass(frozen=True)
class Word:
    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def poppler(program: str, pdf: bytes, *arguments: str) -> bytes:
    return subprocess.run(
        [require(program), *arguments], input=pdf, capture_output=True, check=True, timeout=60
    ).stdout


def pages(pdf: bytes) -> list[str]:
    """The text of each page, in the order in which it is set."""
    return poppler("pdftotext", pdf, "-raw", "-", "-").decode().split("\f")[:-1]


def words(pdf: bytes) -> list[Word]:
    """The words with their places on the pages."""
    found: list[Word] = []
    page = 0
    line = re.compile(
        r'<page |<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
    )
    for match in line.finditer(poppler("pdftotext", pdf, "-bbox", "-", "-").decode()):
        if match[5] is None:
            page += 1
        else:
            found.append(Word(page, *(float(match[number]) for number in range(1, 5)), match[5]))
    return found


def facts(pdf: bytes) -> dict[str, str]:
    """What the PDF says of itself."""
    lines = poppler("pdfinfo", pdf, "-").decode().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def ink(pdf: bytes) -> list[float]:
    """The part of each page that is not white."""
    found = []
    stream = poppler("pdftoppm", pdf, "-gray", "-r", "30", "-")
    while stream:
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", stream)
        assert head is not None
        size = int(head[1]) * int(head[2])
        pixels = stream[head.end() : head.end() + size]
        found.append(sum(pixel < 250 for pixel in pixels) / size)
        stream = stream[head.end() + size :]
    return found


def visible_text(markdown: str) -> str:
    """What a reader of the Markdown should see, with the marks of its lists, without any blanks."""
    found: list[str] = []
    lists: list[int | None] = []
    for token in parser().parse(markdown):
        if token.type == "ordered_list_open":
            lists.append(int(token.attrs.get("start", 1)))
        elif token.type == "bullet_list_open":
            lists.append(None)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            lists.pop()
        elif token.type == "list_item_open" and "task" not in str(token.attrs.get("class", "")):
            number = lists[-1]
            found.append("•" if number is None else f"{number}{token.markup}")
            if number is not None:
                lists[-1] = number + 1
        elif token.type in ("fence", "code_block"):
            found.append(token.content)
        found += [
            {"x": "✓", " ": ""}[child.content] if child.type == "task_box" else child.content
            for child in token.children or ()
        ]
    return squeezed("".join(found))


def squeezed(text: str) -> str:
    return "".join(text.split())
