"""The text of an HTML mail, line by line, with what it quotes behind `>`: for replies without a text part."""

import html
import re

from clientkit.kernel.model.values.safe_text import clean

LIMIT = 1024 * 1024
"""Letters of HTML that are read."""

DEEPEST_QUOTE = 20

_TAG = re.compile(r"<(/?)([A-Za-z!?][A-Za-z0-9:]{0,20})([^<>]{0,4000})>")
_SILENT = ("script", "style", "head", "title", "template")
_LINES = re.compile(
    r"address|article|aside|blockquote|body|center|d[dltiv]|div|fieldset|footer|form|h[1-6r]|header|li|main|nav"
    r"|ol|p|pre|section|table|tbody|tr|ul"
)
"""Elements that begin a line."""

_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "blockquote", "ul", "ol"})
_QUOTE_BEGINS = re.compile(
    r"(id|class|name)\s*=\s*[\"']?[^\"'>]*\b(divRplyFwdMsg|appendonsend|yahoo_quoted|yahooMailQuote"
    r"|gmail_quote_container|gmail_quote|moz-cite-prefix|moz-forward-container|protonmail_quote|zmail_extra"
    r"|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION|quoted-content)",
    re.IGNORECASE,
)
"""Marks that mail programs set on the box with the mail that is answered."""

QUOTE_LINE = "-----Original Message-----"
"""Stands in the text where such a box begins."""

_BORDER = re.compile(r"border-top\s*:\s*(solid|1(\.0)?p[tx])[^;\"']{0,30}", re.IGNORECASE)
"""The line that Outlook draws above the mail that is answered."""


def text_of_html(page: str) -> str:
    """What a person reads in an HTML mail."""
    place = 0
    page = _without(page[:LIMIT])
    reader = _Reader(tight="MsoNormal" in page)  # Outlook's paragraphs are lines: theirs have no margin
    for match in _TAG.finditer(page):
        reader.text(page[place : match.start()])
        reader.tag(match[2].lower(), match[3], closing=bool(match[1]))
        place = match.end()
    reader.text(page[place:])
    return reader.whole()


def _without(page: str) -> str:
    """The page without comments, scripts and styles; where one is never closed, what follows is text."""
    page = _cut(page, "<!--", "-->")
    for name in _SILENT:
        page = _cut(page, f"<{name}", f"</{name}")
    return page


def _cut(page: str, begin: str, end: str) -> str:
    small = page.lower()
    if len(small) != len(page):  # a letter that is two when small: places would differ
        small = page
    kept, place = [], 0
    while (start := small.find(begin, place)) >= 0:
        if begin[1] != "!" and small[start + len(begin) : start + len(begin) + 1].isalnum():
            kept.append(page[place : start + len(begin)])  # <header> is no <head>
            place = start + len(begin)
            continue
        kept.append(page[place:start])
        stop = small.find(end, start + len(begin))
        if stop < 0:
            return "".join((*kept, page[start + len(begin) :]))
        place = stop + len(end) if begin[1] == "!" else (page.find(">", stop) + 1 or len(page))
    return "".join((*kept, page[place:]))


class _Reader:
    def __init__(self, *, tight: bool) -> None:
        self.tight = tight
        self.lines: list[str] = []
        self.line: list[str] = []
        self.depth = 0

    def text(self, raw: str) -> None:
        words = re.sub(r"[ \t\r\n\f]+", " ", raw)
        if words:
            self.line.append(clean(html.unescape(words)).replace("\n", " "))

    def tag(self, name: str, attributes: str, *, closing: bool) -> None:
        if name == "br":
            self._end_line(always=True)
        elif _LINES.fullmatch(name):
            self._end_line()
            if (
                name in _PARAGRAPHS
                and not (self.tight and name == "p")
                and self.lines
                and self.lines[-1].strip("> ")
            ):
                self._end_line(always=True)
        elif name == "td":
            self.line.append(" ")
        if name == "blockquote":
            self.depth = min(max(self.depth + (-1 if closing else 1), 0), DEEPEST_QUOTE)
        elif not closing and name in {"div", "hr", "p"} and self._begins_quote(attributes):
            self.lines.append(QUOTE_LINE)

    def _begins_quote(self, attributes: str) -> bool:
        """Whether a box holds the mail that is answered; one within a quote is part of it."""
        if self.depth or QUOTE_LINE in self.lines[-1:]:
            return False
        return bool(_QUOTE_BEGINS.search(attributes) or _BORDER.search(attributes))

    def _end_line(self, *, always: bool = False) -> None:
        words = re.sub(r" {2,}", " ", "".join(self.line)).strip()
        if words or always:
            self.lines.append("> " * self.depth + words)
        self.line = []

    def whole(self) -> str:
        self._end_line()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in self.lines)).strip()
