"""A document as the HTML of a mail: styles on the elements, nothing that is loaded from elsewhere."""

import re
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from clientkit.errors import library_door
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.safe_text import printable_line
from clientkit.kernel.text.brand.look import PLAIN, Look
from clientkit.kernel.text.markdown.to_html import to_html
from clientkit.kernel.text.template.sources import shipped_templates

_COLOURS = {"✔": "good", "▲": "warning", "■": "bad", "▶": "going", "○": "planned"}
_SIGN = re.compile("|".join(_COLOURS))
_TEXT = re.compile(r"(?<=>)[^<]+")
"""What stands between tags: text and attributes hold no angle of their own, they are escaped."""
_LONG = re.compile(r"[^\s&]{20,}")
"""A word that may be wider than a cell; no half of an entity."""


def mail_page(
    markdown_text: str,
    title: str,
    language: Language,
    figures: Mapping[str, str] | None = None,
    *,
    look: Look = PLAIN,
    logo_cid: str = "",
) -> str:
    """The HTML of a Markdown text as mail programs show it.

    `figures` are the elements that stand where the text marks their places, `logo_cid` names the picture of
    the look's logo, where it has one. Programs that keep a style
    sheet get its rules for narrow and dark screens; all others find every rule on the element itself.
    """
    body = coloured(_TEXT.sub(_with_breaks, to_html(markdown_text, figures, lists=True).html))
    page = _shell().render(
        title=printable_line(title),
        language=language,
        css=Markup("\n".join((look.style("mail.css") or _style_sheet(), look.mail_css))),  # noqa: S704 - our own file, or one that ends no element
        look=look,
        logo_cid=logo_cid,
        body=Markup(body),  # noqa: S704 - the parser escapes all text
    )
    with library_door("css-inline"):
        import css_inline

        inliner = css_inline.CSSInliner(
            load_remote_stylesheets=False, keep_at_rules=True, minify_css=True, resolve_css_variables=True
        )
        return inliner.inline(page)


def coloured(html: str) -> str:
    """HTML with the signs of a status in its colour; text stays as it is."""
    return _TEXT.sub(lambda text: _SIGN.sub(_coloured, text[0]), html)


def _with_breaks(text: re.Match[str]) -> str:
    return _LONG.sub(_breakable, text[0])


def _breakable(word: re.Match[str]) -> str:
    """A long word with places to break it: an address in a narrow cell."""
    return re.sub(r"(?<=[@/._-])(?=\w)", "<wbr>", word[0])


def _coloured(sign: re.Match[str]) -> str:
    return f'<span class="{_COLOURS[sign[0]]}">{sign[0]}</span>'


@cache
def _shell() -> Template:
    text = (shipped_templates() / "html" / "mail.html.j2").read_text("utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(text)


@cache
def _style_sheet() -> str:
    return (shipped_templates() / "html" / "mail.css").read_text("utf-8")
