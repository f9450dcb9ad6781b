"""A line of Markdown as runs of one style."""

import pytest

from clientkit.kernel.text.markdown.to_html import parser
from clientkit.kernel.text.typst.inline import LINK_LIMIT, in_bold, runs, words


def line(markdown):
    return runs(parser().parseInline(markdown)[0].children)


def plain(markdown):
    return [(run["text"], run["style"]) for run in line(markdown) if "text" in run]


def test_styles():
    assert plain("a **b *c*** `d` ~~e~~") == [
        ("a ", ""), ("b ", "b"), ("c", "bi"), (" ", ""), ("d", "c"), (" ", ""), ("e", "s"),
    ]  # fmt: skip


def test_style_inside_the_same_style_counts_once():
    assert plain("**a __b__ c**") == [("a b c", "b")]


def test_line_breaks():
    assert line("a\nb") == [{"text": "a b", "style": ""}]
    assert [("break" in run) for run in line("a\\\nb")] == [False, True, False]


def test_links_to_the_web_and_to_mail():
    assert line("[a](https://b.example)") == [{"text": "a", "style": "", "link": "https://b.example"}]
    assert line("<mailto:a@b.example>")[0]["link"] == "mailto:a@b.example"
    assert line("[ä](https://ä.example/ö)")[0]["link"].isascii()


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:x", "data:text/html,x", "x.typ"])
def test_other_addresses_stay_text(address):
    assert words(line(f"[a]({address})")) == f"[a]({address})"


def test_a_link_that_is_too_long_is_its_words():
    assert line(f"[a](https://b.example/{'c' * LINK_LIMIT})") == [{"text": "a", "style": ""}]


def test_pictures_are_their_words():
    assert words(line("![a *b* `c`](https://d.example/e.png)")) == "a b c"


def test_raw_html_is_text():
    assert words(line("<b>a</b> <!-- c -->")) == "<b>a</b> <!-- c -->"


def test_control_and_direction_characters_are_seen():
    assert words(line("a\x1bb\u202ec")) == "a␛b\N{REPLACEMENT CHARACTER}c"


def test_a_long_word_of_several_styles_has_seams():
    assert line("aaaa**bbbb**cccc dd**ee**") == [
        {"text": "aaaa", "style": ""},
        {"text": "bbbb", "style": "b"},
        {"seam": 12},
        {"text": "cccc dd", "style": ""},
        {"text": "ee", "style": "b"},
    ]


def test_in_bold():
    assert [run["style"] for run in in_bold(line("a *b* **c**"))] == ["b", "bi", "b", "b"]
