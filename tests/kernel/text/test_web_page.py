"""Pages: complete in one file, nothing active in them, the same words as the Markdown."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clientkit.kernel.text.markdown.escape import mark
from clientkit.kernel.text.markdown.to_html import Heading, to_html
from clientkit.kernel.text.template.output import lay_out
from clientkit.kernel.text.web_page import page
from support.document_reader import MARKDOWN_TEXT, spaced

TAGS = re.compile(
    "html|head|meta|title|style|body|main|nav|p|[ou]l|li|a|h[1-6]|div|table|t(head|body|r|h|d)|blockquote|pre|code"
    "|em|strong|s|[hb]r|span"
)
ATTRIBUTES = {
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "class",
    "id",
    "href",
    "start",
    "title",
    "aria-label",
}


class Reader(HTMLParser):
    """What a browser finds in a page."""

    def __init__(self, text: str):
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.in_main = 0
        self.shown = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.in_main += tag == "main"
        self.shown += " " if tag != "span" else ""

    def handle_endtag(self, tag):
        self.in_main -= tag == "main"

    def handle_data(self, data):
        self.shown += data if self.in_main else ""


@given(st.text(st.sampled_from("<>&\"'/=!-[]() :jscript#\n`|") | st.characters(), max_size=60))
@example("<script>alert(1)</script>")
@example("<img src=x onerror=alert(1)>")
@example("[x](javascript:alert(1)) [y](data:text/html,x) <javascript:x> [z](file:///etc/passwd)")
@example("[x](java&#115;cript:alert(1)) [y]( https://a.example)")
@example('[x](https://a.example "onmouseover=")')
@example("![x](https://track.example/a.png) ![y](data:image/png;base64,AAAA)")
@example("</style><script>")
@example("```<script>\n```")
@example("# <h2 id=x>")
def test_nothing_in_a_page_is_active(text):
    """Markdown of any text, also as its title."""
    found = Reader(page(text, text, "en"))
    assert all(TAGS.fullmatch(tag) for tag in found.tags)
    assert found.attributes <= ATTRIBUTES
    assert all(re.match(r"https?://|mailto:|#", link, re.IGNORECASE) for link in found.links)


@given(MARKDOWN_TEXT)
@example("<b>&amp;</b>")
def test_data_show_the_words_they_are(text):
    body = page(lay_out(f"before {mark(text)} after"), "x", "id")
    assert " ".join(Reader(body).shown.split()) == spaced(f"before {text} after")


def test_a_page_says_what_it_is_and_allows_only_its_own_style():
    text = page("# Title", "A & B\n<c>", "id")
    assert text.startswith('<!doctype html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n')
    assert "<title>A &amp; B &lt;c&gt;</title>" in text
    style = re.search(r"<style>(.*)</style>", text, re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"\"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\"" in text
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    assert 'style="' not in text
    assert text.endswith("</main>\n</body>\n</html>\n")
    assert page("# Title", "A & B\n<c>", "id") == text


def test_a_long_document_opens_with_its_contents():
    sections = [f"## {n}. Part <{n}> & `x`\n\ntext\n" for n in range(1, 7)]
    short, long = (page("# Title\n\nintro\n\n" + "\n".join(sections[:n]), "t", "id") for n in (5, 6))
    assert "<nav" not in short
    assert '<p>intro</p>\n<nav aria-label="Daftar isi">\n<p>Daftar isi</p>\n<ol>\n' in long
    assert '<li><a href="#1-part-1-x">1. Part &lt;1&gt; &amp; x</a></li>' in long
    assert '<h2 id="1-part-1-x">' in long
    assert long.index("</nav>") < long.index("<h2 ")
    assert '<nav aria-label="Contents">' in page("\n".join(sections), "t", "en")


def test_headings_have_anchors_of_their_own():
    found = to_html(
        "# Kopi *Nusantara*\n\n## Same\n\n## Same\n\n## 日本\n\n## ![pic](https://x.example) <b>\n\n> ## Q\n"
    )
    assert found.headings == (
        Heading(1, "Kopi Nusantara", "kopi-nusantara"),
        Heading(2, "Same", "same"),
        Heading(2, "Same", "same-2"),
        Heading(2, "日本", "section"),
        Heading(2, "pic <b>", "pic-b"),
    )
    assert "<h2>Q</h2>" in found.html


def test_pictures_become_their_words():
    assert to_html("a ![the *chart*](https://x.example/a.png) b").html == "<p>a the chart b</p>\n"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<https://x.example/a>", '<a href="https://x.example/a">https://x.example/a</a>'),
        ("[a](HTTP://X.example)", '<a href="HTTP://X.example">a</a>'),
        ("[a](mailto:rina@kopi.example)", '<a href="mailto:rina@kopi.example">a</a>'),
        ("[a](#x)", "[a](#x)"),
        ("[a](ftp://x.example)", "[a](ftp://x.example)"),
        ("[a](//x.example)", "[a](//x.example)"),
        ("https://x.example", "https://x.example"),
    ],
)
def test_links_lead_to_the_web_or_to_an_address(text, html):
    assert to_html(text).html == f"<p>{html}</p>\n"


def test_ticked_lists_have_boxes():
    assert to_html("- [x] *done*\n- [ ] open\n- [X]\n- \\[x] data\n- plain\n").html == (
        '<ul>\n<li class="task"><span class="box done">☑</span><em>done</em></li>\n'
        '<li class="task"><span class="box">☐</span>open</li>\n'
        '<li class="task"><span class="box done">☑</span></li>\n'
        "<li>[x] data</li>\n<li>plain</li>\n</ul>\n"
    )
    assert "box" not in to_html("[x] no list\n\n- \n- # [x] heading").html


def bare(html):
    """Without the roles and names of cells."""
    return re.sub(r' (?:role|data-label)="[^"]*"', "", html)


def test_a_cell_names_its_column_and_every_part_its_role():
    html = to_html("| | A **b** |\n|-|-|\n| x | 1 |\n").html
    assert '<table class="short" role="table">\n<thead role="rowgroup">\n<tr role="row">' in html
    assert (
        '<td class="brief" role="cell">x</td>\n<td class="brief" role="cell" data-label="A b">1</td>' in html
    )


def test_a_mail_has_a_list_in_the_place_of_a_wide_table():
    wide = "| | What | By | How |\n|-|-|-|-|\n| M1 | *It* | now | |\n| | All | | x |\n"
    assert to_html(f"{wide}\n| a | b |\n|-|-|\n| c | d |\n", lists=True).html.startswith(
        '<ul class="rows">\n<li><strong>M1 · <em>It</em></strong><br>\nBy: now</li>\n'
        '<li><strong>All</strong><br>\nHow: x</li>\n</ul>\n<div class="table">\n<table'
    )


def test_tables_say_how_they_are_to_be_set():
    html = bare(to_html("| No | Name of it all, long |\n|:-:|--:|\n| 1 | x |\n").html)
    assert html.startswith('<div class="table">\n<table class="short">\n')
    assert html.endswith("</table>\n</div>\n")
    assert '<th class="center brief">No</th>' in html
    assert '<th class="right">Name of it all, long</th>' in html
    assert '<td class="right brief">x</td>' in html


def test_dots_to_sign_on_have_room():
    html = bare(to_html("| **Date** | Signature |\n|---|---|\n| ………………………………… | **____** |\n").html)
    assert '<th class="brief"><strong>Date</strong></th>' in html
    assert '<td class="brief blank">…' in html
    assert html.count("blank") == 2


def test_long_and_wide_tables_may_break():
    row = "| a | b | c | d | e | f |\n"
    html = bare(to_html(row + "|---|---|---|---|---|---|\n" + row * 9).html)
    assert '<table class="wide">' in html


def test_a_head_without_words_is_left_out():
    html = bare(to_html("| | |\n|---|---|\n| Klien | Kopi |\n\n| a | |\n|---|---|\n| b | |\n").html)
    assert '<table class="short facts">\n<tbody>\n<tr>\n<td class="brief">Klien</td>' in html
    assert html.count("<thead>") == 1
