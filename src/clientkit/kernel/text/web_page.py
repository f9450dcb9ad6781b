"""A document as one web page that needs nothing else: to read on a screen, to send, to print."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import Literal

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.safe_text import printable_line
from clientkit.kernel.picture.figure import Figures
from clientkit.kernel.text.brand.look import PLAIN, Look
from clientkit.kernel.text.mail_html import coloured
from clientkit.kernel.text.markdown.to_html import PAGE_END, Fragment, to_html
from clientkit.kernel.text.template.sources import shipped_templates
from clientkit.kernel.text.words import word_file

CONTENTS_FROM = 6
"""Sections from which a page opens with a table of contents."""

Layout = Literal["paper", "cards", "board"]
"""One sheet; sections as cards one below the other; as cards in as many columns as there is room for."""

_SECTION = "<h2 "
_BOLD = re.compile(
    r"(?<=</h2>\n)<p>(?=<strong>[^<]*</strong></p>)|(?<=</p>\n)<p>(?=<strong>[^<]*</strong></p>)"
)
"""The beginning of a paragraph of a section that is bold throughout."""


def page(
    markdown_text: str,
    title: str,
    language: Language,
    figures: Figures | None = None,
    *,
    with_contents: bool = True,
    look: Look = PLAIN,
    layout: Layout = "paper",
) -> str:
    """A self-contained HTML page of a Markdown text, with figures where it marks their places.

    A long one opens with a table of contents, where it is wanted.

    It holds its style sheet, runs no script and loads nothing: its content security policy
    allows that style sheet alone, by its hash, and the picture and the font that it holds itself.
    """
    shown = figures or {}
    fragment = to_html(markdown_text, {name: "".join(figure.parts) for name, figure in shown.items()})
    sheets = (look.style("page.css") or _style_sheet(), *(figure.css for figure in shown.values()))
    css = "\n".join([*sheets, *filter(None, [look.page_css])])
    opening, body = _parts(fragment)
    if layout != "paper":
        body = "".join(f"<section>\n{_SECTION}{one}</section>\n" for one in body.split(_SECTION)[1:])
    inside = (heading for heading in fragment.headings if f'id="{heading.anchor}"' in body)
    sections = [heading for heading in inside if heading.level == 2]  # noqa: PLR2004 - h2 are the sections
    has_contents = with_contents and len(sections) >= CONTENTS_FROM
    return _shell().render(
        title=printable_line(title),
        language=language,
        css=Markup(css),  # noqa: S704 - our own file, or one that ends no element
        look=look,
        css_hash=f"sha256-{b64encode(sha256(css.encode()).digest()).decode()}",
        layout=layout,
        opening=Markup(coloured(opening)),  # noqa: S704 - the parser escapes all text
        contents=sections if has_contents else [],
        contents_label=word_file(language)["page"]["contents"],
        body=Markup(coloured(body)),  # noqa: S704 - the parser escapes all text
    )


def _parts(fragment: Fragment) -> tuple[str, str]:
    """What stands before the first section, with the front page where there is one, and the sections."""
    # the text of a fragment has no '<': one is always a tag of the renderer's own
    front, end, html = fragment.html.partition(PAGE_END)
    front, html = (_front(front), html) if end else ("", front)
    opening, section, rest = html.partition(_SECTION)
    return front + opening, section + rest


def _front(html: str) -> str:
    """A front page: its sections two by two, those with a figure or a box over both columns."""
    opening, *sections = _BOLD.sub('<p class="lead">', html).split(_SECTION)
    placed = (f"<section{_wide(section)}>\n{_SECTION}{section}</section>\n" for section in sections)
    return f'{opening}<div class="front">\n{"".join(placed)}</div>\n'


def _wide(section: str) -> str:
    return ' class="wide"' if "<figure" in section or "<blockquote" in section else ""


@cache
def _shell() -> Template:
    text = (shipped_templates() / "html" / "page.html.j2").read_text("utf-8")
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.from_string(text)


@cache
def _style_sheet() -> str:
    return (shipped_templates() / "html" / "page.css").read_text("utf-8")
