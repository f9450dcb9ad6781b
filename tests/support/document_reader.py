"""What a reader of a rendered document sees: its blocks, its inline markup, its words."""

from hypothesis import strategies as st
from markdown_it.token import Token

from clientkit.kernel.model.values.safe_text import printable_line
from clientkit.kernel.text.markdown.to_html import parser

MARKDOWN_TEXT = st.text(
    st.sampled_from("\\`*_~<>&[]()!|#+-.=:1x \n\tab;\"'/@é") | st.characters(), max_size=40
)
"""Any text, most of it made of what Markdown reads."""


def blocks(text: str) -> list[str]:
    """The block tokens of a Markdown text."""
    return [token.type for token in parser().parse(text)]


def inline_markup(text: str) -> set[str]:
    """The kinds of inline tokens in it, plain text included."""
    return {child.type for token in parser().parse(text) for child in token.children or []}


def cells(text: str) -> list[str]:
    """The words of each cell of its tables."""
    tokens = parser().parse(text)
    starts = [index for index, token in enumerate(tokens) if token.type in ("th_open", "td_open")]
    return [_words([tokens[index + 1]]) for index in starts]


def words(text: str) -> str:
    """The words of a Markdown text, runs of blanks as one space."""
    return _words(parser().parse(text))


def _words(tokens: list[Token]) -> str:
    return spaced("".join(_content(token) for token in tokens))


def _content(token: Token) -> str:
    if token.children is not None:
        return "".join(_content(child) for child in token.children) + " "
    return " " if token.type.endswith("break") else token.content


def spaced(text: str) -> str:
    """Foreign text as it is shown, runs of blanks as one space."""
    return " ".join(printable_line(text).split())
