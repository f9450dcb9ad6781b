"""Prose in documents: Markdown that stays Markdown, and stays in its place."""

from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clientkit.kernel.text.markdown.prose import mark_prose
from clientkit.kernel.text.markdown.to_html import parser
from clientkit.kernel.text.template.output import lay_out
from support.document_reader import MARKDOWN_TEXT, blocks, cells


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# Big\n\ntext", "### Big\n\ntext"),
        ("###### Deep", "###### Deep"),
        ("- # in an item", "- ### in an item"),
        ("Title\n=====\n\ntext", "### Title\n\ntext"),
        ("Title\n---", "#### Title"),
        ("one\ntwo\n---", "one\ntwo\n\n---"),
        ("one\ntwo\n==", "one\ntwo\n\\="),
        ("- a\n---", "- a\n\n---"),
        ("see <b>bold</b> and <br/> and <!-- not --> this", "see bold and  and  this"),
        ("a List<Text> and <x", "a List\\<Text> and \\<x"),
        ("`<b>` and ``a ` <i>``", "`<b>` and ``a ` <i>``"),
        ("<https://x.example> <a@b.example>", "<https://x.example> <a@b.example>"),
        ("a ![chart [1]](http://x.example/a.png) b", "a chart [1] b"),
        ("![alt][ref] ![alone]", "alt alone"),
        ("![" * 20 + "x" + "](u)" * 20, "!\\[" * 12 + "x" + "](u)" * 12),
        ("[ref]: http://x.example", "[ref]\\: http://x.example"),
        ("\\<b> \\![a](b)", "\\<b> \\![a](b)"),
        ("a  \nb", "a\\\nb"),
        ("a  \n\nb", "a\n\nb"),
        ("a\n\n    <b> # code stays", "a\n\n    <b> # code stays"),
        ("```\n# code <b>\n```\n\n# a", "```\n# code <b>\n```\n\n### a"),
        ("```\nopen", "```\nopen\n```"),
        ("~~~~ x\nopen", "~~~~ x\nopen\n~~~~"),
        ("- a\n  ```\n  open\n\n# b", "- a\n  ```\n  open\n\n### b"),
        ("a ``` b", "a ``` b"),
        ("tab\there", "tab here"),
        ("a\x07b", "a␇b"),
    ],
)
def test_prose_keeps_its_markdown_and_stays_inside_its_section(text, written):
    assert lay_out(mark_prose(text, 2)) == f"{written}\n"


@given(st.text(st.sampled_from("#=-`~<>!&[]():*_ \n\\|ab1.x") | st.characters(), max_size=80))
@example("```")
@example("- ```\n  a\n\nb\n```")
@example("> ```")
@example("~~~\n```")
@example("[a]: b")
@example("!<b></b>[a](b)")
def test_no_prose_reaches_beyond_its_place(text):
    written = lay_out(f"# Title\n\n{mark_prose(text, 1)}\n\n# After\n\nlast `a` [b] *c*\n")
    tokens = parser().parse(written)
    headings = [token for token in tokens if token.type == "heading_open" and token.tag == "h1"]
    assert len(headings) == 2 + sum("=" in token.markup for token in headings)
    assert tokens[-2].content == "last `a` [b] *c*"
    assert [child.type for child in tokens[-2].children or []].count("em_open") == 1
    images = [child for token in tokens for child in token.children or [] if child.type == "image"]
    assert not images


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "<!--" * 5_000,
        "![" * 10_000,
        "![" * 3_000 + "](u)" * 3_000,
        "`" * 20_000,
        "` `` " * 4_000,
        "".join("`" * n + " " for n in range(200)),
        "<a " * 7_000,
        "-" + " " * 20_000 + "x",
        "[" * 20_000,
        "# " * 10_000,
        "> " * 10_000,
        "- " * 10_000,
        "x@" * 10_000,
        "```\n" * 5_000,
    ],
)
def test_no_prose_takes_long(text):
    started = process_time()
    lay_out(mark_prose(text, 2))
    assert process_time() - started < 2


@given(MARKDOWN_TEXT)
@example("a\n\n|b|")
@example("- a\n- b")
@example("a\\")
def test_prose_in_a_cell_keeps_the_table(text):
    written = lay_out(f"| a | b |\n|---|---|\n| {mark_prose(text, 2)} | x |\n")
    assert blocks(written).count("td_open") == 2
    assert cells(written)[-1] == "x"


@pytest.mark.parametrize(
    ("line", "prose", "written"),
    [
        ("- {}", "a\n\nb", "- a\n\n  b"),
        ("2. {}", "a\nb", "2. a\n   b"),
        ("> {}", "a\n\n- b", "> a\n>\n> - b"),
        ("{}\nnext", "a\n\nb", "a\n\nb\n\nnext"),
        ("{}\nnext", "a", "a\nnext"),
        ("**Goal:** {}", "sell\n**more** coffee", "**Goal:** sell **more** coffee"),
        ("**Goal:** {}", "a\\\nb", "**Goal:** a b"),
        ("**Goal:** {} ({})", "- a <X>\n- *b*", "**Goal:** - a \\<X> - \\*b\\* (- a \\<X> - \\*b\\*)"),
        ("| {} |", "a | `b|c` \\|", "| a \\| `b\\|c` \\| |"),
        ("{}", "", ""),
    ],
)
def test_prose_takes_the_form_of_its_place(line, prose, written):
    assert lay_out(line.replace("{}", mark_prose(prose, 2))) == (f"{written}\n" if written else "")
