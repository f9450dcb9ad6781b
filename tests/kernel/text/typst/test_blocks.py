"""Markdown as plain data for Typst: what each kind of block holds."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.text.typst.blocks import DEEPEST, blocks
from clientkit.kernel.text.typst.inline import words
from support.document_reader import MARKDOWN_TEXT


def kinds(markdown):
    return [block["kind"] for block in blocks(markdown)]


def only(markdown):
    (block,) = blocks(markdown)
    return block


def text_of(value):
    if isinstance(value, dict):
        return value.get("text", "") + "".join(text_of(part) for part in value.values())
    return "".join(text_of(part) for part in value) if isinstance(value, list) else ""


def test_each_kind_of_block():
    markdown = "# A\n\nb\n\n- c\n\n1. d\n\n> e\n\n```\nf\n```\n\n    g\n\n---\n\n| h |\n| --- |\n| i |\n"
    assert kinds(markdown) == [
        "heading", "paragraph", "list", "list", "quote", "code", "code", "rule", "table",
    ]  # fmt: skip


def test_a_bold_line_below_the_title_is_its_subtitle():
    assert kinds("# Agreement\n\n**Shop**\n\n**Other**") == ["heading", "subtitle", "paragraph"]
    assert kinds("# Agreement\n\n**Shop** and more") == ["heading", "paragraph"]


@pytest.mark.parametrize(
    ("markdown", "leads"),
    [
        ("These:\n\n- a", True),
        ("**These:**\n\n- a", True),
        ("These:\n\n| a |\n| --- |\n| b |", True),
        ("These.\n\n- a", False),
        ("These:\n\nthose", False),
        ("These:", False),
    ],
)
def test_a_line_that_ends_with_a_colon_leads_to_what_follows(markdown, leads):
    assert blocks(markdown)[0]["leads"] is leads


def test_an_item_leads_to_the_list_inside_it():
    inside = only("- These:\n  - a\n- Those\n")["items"]
    assert [item["blocks"][0]["leads"] for item in inside] == [True, False]


def test_numbers_of_a_list():
    assert (only("7) a\n8) b")["number"], only("7) a\n8) b")["mark"]) == (7, ")")
    assert only("- a")["number"] is None


def test_tight_and_loose_lists():
    assert only("- a\n- b")["tight"]
    assert not only("- a\n\n- b")["tight"]


def test_boxes_of_a_ticked_list():
    found = only("- [x] done\n- [ ] open\n- plain\n- - [x] inside\n")
    assert [item["box"] for item in found["items"]] == ["x", " ", "", ""]
    assert [words(item["blocks"][0]["runs"]) for item in found["items"][:3]] == ["done", "open", "plain"]
    assert found["boxed"]
    assert found["items"][3]["blocks"][0]["boxed"]


def test_code_keeps_its_lines_and_blanks():
    assert only("```\n  a\n\n\tb\n```")["lines"] == ["  a", "", "    b"]


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_what_is_nested_too_deep_stands_as_it_comes(mark):
    block, depth = only(mark * 40 + "core"), 0
    while block["kind"] in ("quote", "list"):
        inside = block if block["kind"] == "quote" else block["items"][0]
        (block,), depth = inside["blocks"], depth + 1
    assert depth == DEEPEST
    assert words(block["runs"]) == "core"


SIGNED = "| | Client |\n| --- | --- |\n| Name | Maya |\n| Signature | {} |\n"


@pytest.mark.parametrize("blank", ["……………", "..........", "________", "………, ……"])
def test_the_section_that_is_signed_is_one_block(blank):
    found = blocks("# A\n\ntext\n\n## Sign\n\nhere:\n\n" + SIGNED.format(blank) + "\n## Annex\n\nmore\n")
    assert [block["kind"] for block in found] == ["heading", "paragraph", "together", "heading", "paragraph"]
    assert [block["kind"] for block in found[2]["blocks"]] == ["heading", "paragraph", "table"]


def test_signatures_stand_with_the_clause_before_them():
    found = blocks("# A\n\n## B\n\nb\n\n### C\n\nc\n\n## Sign\n\n" + SIGNED.format("………"))
    assert [block["kind"] for block in found] == ["heading", "heading", "paragraph", "together"]
    clause = found[3]["blocks"]
    assert [block["kind"] for block in clause] == ["heading", "paragraph", "together"]
    assert [block["kind"] for block in clause[2]["blocks"]] == ["heading", "table"]


@pytest.mark.parametrize("cell", ["Maya", "…", "..", "3…5", ""])
def test_a_table_with_nothing_to_fill_in_is_not_signed(cell):
    found = blocks("## Sign\n\n" + SIGNED.format(cell) + "\n## How to answer\n\nreply\n")
    assert [block["kind"] for block in found] == ["heading", "table", "together"]


def test_the_last_section_is_one_block_with_its_greeting():
    found = blocks("# A\n\n## How to answer\n\nreply\n\nKind regards,\n\nDewi\n")
    assert [block["kind"] for block in found] == ["heading", "together"]
    assert [block["kind"] for block in found[1]["blocks"]] == ["heading", *["paragraph"] * 3]


def test_a_signed_table_without_a_heading_stands_alone():
    assert kinds(SIGNED.format("…………")) == ["table"]


@given(st.lists(MARKDOWN_TEXT, max_size=6).map("\n".join))
def test_any_text_becomes_plain_data(markdown):
    found = blocks(markdown)
    assert json.loads(json.dumps(found)) == found


@given(st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), min_size=1, max_size=30))
def test_no_word_is_lost(found):
    markdown = "".join(f"{'  ' * (index % 5)}- *{word}*\n" for index, word in enumerate(found))
    assert text_of(blocks(markdown)) == "".join(found)
