"""Figures in documents: at their place in a page and in PDF, without a trace in a mail."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from clientkit.kernel.picture.figure import Svg
from clientkit.kernel.text.figure import around_figure, with_figure, without_figures
from clientkit.kernel.text.pdf import to_pdf
from clientkit.kernel.text.pdf_metadata import UNDATED, Imprint
from clientkit.kernel.text.web_page import page
from clientkit.milestones.gantt.figure import GanttFigure
from support.charts import a_chart, a_row
from support.pdf_reader import pages

MARKED = "# Timeline\n\n**Summary**\n\n```gantt\n```\n\n| a |\n| --- |\n| b |\n"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (MARKED, "# Timeline\n\n**Summary**\n\n| a |\n| --- |\n| b |\n"),
        ("a\n\n```gantt\n```\n", "a\n"),
        ("```gantt\n```\n\nb\n", "b\n"),
        ("a\n\n```gantt\n```\n\nb\n\n```gantt\n```\n\nc\n", "a\n\nb\n\nc\n"),
        ("a\n\n```gantt\nx\n```\n", "a\n\n```gantt\nx\n```\n"),
        ("a\n", "a\n"),
        ("", ""),
    ],
)
def test_a_mail_has_no_trace_of_a_figure(text, plain):
    assert without_figures(text) == plain


def test_a_terminal_finds_what_stands_around_a_figure():
    assert around_figure("a\n\n```gantt\n```\n\nb\n\n```gantt\n```\n\nc\n") == ("a\n\n", "b\n\nc\n")
    assert around_figure("a\n") == ("a\n", "")


def test_markdown_ends_with_the_diagram():
    text = with_figure(MARKED, GanttFigure(a_chart(language="id")))
    assert text.startswith(
        without_figures(MARKED) + "\n## Bagan Gantt\n\n```mermaid\ngantt\n    title Web shop\n"
    )
    assert text.endswith(":active, 2026-11-16, 2026-11-28\n```\n")
    assert text.count("```") == 2
    assert with_figure("# Own template\n", GanttFigure(a_chart())) == "# Own template\n"


class Reader(HTMLParser):
    """Tags and attributes in the order of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.attributes = set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}


def test_a_page_shows_its_figure_where_it_is_marked_and_allows_its_style():
    figure = GanttFigure(a_chart(a_row(title="</svg><script>alert(1)</script>"))).as_page_svg()
    text = page(MARKED, "t", "en", {"gantt": figure})
    found = Reader(text)
    assert [tag for tag in found.tags if tag in {"h1", "p", "figure", "svg", "table"}] == [
        "h1",
        "p",
        "figure",
        "svg",
        "svg",  # the one for a telephone
        "table",
    ]
    assert "script" not in found.tags
    assert not {name for name in found.attributes if name == "style" or name.startswith("on")}
    assert "```" not in text
    assert "<pre>" not in text
    css = re.search(r"<style>(.*)</style>", text, re.DOTALL)[1]
    assert figure.css in css
    assert f"style-src 'sha256-{b64encode(sha256(css.encode()).digest()).decode()}'" in text
    assert text == page(MARKED, "t", "en", {"gantt": figure})


def test_a_figure_is_shown_once_and_only_where_it_is_marked():
    figure = Svg(("<svg/>",), "alt")
    assert page("a\n\n" + "```gantt\n```\n\n" * 2, "t", "en", {"gantt": figure}).count("<svg/>") == 1
    assert "<svg" not in page("```gantt\nx\n```\n\n`gantt`\n\n```other\n```\n", "t", "en", {"gantt": figure})
    assert "<svg" not in page(MARKED, "t", "en")


def a_pdf(text, chart=None):
    figures = {"gantt": GanttFigure(chart).as_print_svg()} if chart else None
    return to_pdf(text, "Shop", "en", Imprint("foot", UNDATED, ""), figures)


def test_a_pdf_shows_the_figure_with_its_words():
    chart = a_chart(a_row(title="Photos of 40 products"), a_row("M2", owner="client", status="waiting"))
    pdf = a_pdf(MARKED, chart)
    text = "".join(pages(pdf))
    for words in ("Photos of 40 products", "November 2026", "Today, 21 Nov", "waiting for you"):
        assert words in text
    assert text.index("Summary") < text.index("Photos") < text.index("b\n")
    assert b"/Alt" in pdf
    assert pdf == a_pdf(MARKED, chart)


def test_a_pdf_sets_any_title_and_a_long_chart_on_several_pages():
    chart = a_chart(*(a_row(f"M{n}", title="京 🎉 ﷽ عربي \u0301x") for n in range(40)))
    found = pages(a_pdf(MARKED, chart))
    assert len(found) > 1
    assert "M0" in found[0]
    assert "M39" in found[1]
    assert "[U+4EAC]" in found[0]


def test_without_its_figure_a_mark_is_empty():
    assert "gantt" not in "".join(pages(a_pdf(MARKED)))
