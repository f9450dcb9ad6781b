"""Data in Markdown: the same structure and the same words for every text, and no needless backslash."""

import re
from time import process_time

import pytest
from hypothesis import example, given

from clientkit.kernel.text.markdown.escape import mark, resolve_marks
from clientkit.kernel.text.template.output import lay_out
from support.document_reader import MARKDOWN_TEXT, blocks, cells, inline_markup, spaced, words


@pytest.mark.parametrize(
    "text",
    [
        "Rp12.500.000", "e-mail", "a_b", "snake_case_name", "5 * 3", "R&D", "PT Kopi (Persero) Tbk.", "C#",
        "< 2 s", "<2 s", "a > b", "#1", "1.5", "-3", "-$3.00", "+62 811", "~5 days", "50%", "[Draft] Offer",
        "Homepage [v2]", "what?!", "a|b", "C:\\Users\\dewi", "AT&T; R&D;", "x = y", "Jl. Braga No. 12",
        "2026-11-23", "*", "a -- b", "100 %", "Ünï code…", "x:y", "\"quoted\" and 'so'", "(a) b", "_private",
        "Price*", "5*3", "5` deep",
    ],
)  # fmt: skip
def test_text_that_means_nothing_in_markdown_comes_out_as_it_is(text):
    assert lay_out(f"Klien: {mark(text)}.") == f"Klien: {text}.\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# Title", "\\# Title"),
        ("#hash", "#hash"),
        ("> quote", "\\> quote"),
        ("- item", "\\- item"),
        ("-5 degrees", "-5 degrees"),
        ("+ item", "\\+ item"),
        ("1. item", "1\\. item"),
        ("12) item", "12\\) item"),
        ("1.5 items", "1.5 items"),
        ("2026. A year", "2026\\. A year"),
        ("---", "\\---"),
        ("* * *", "\\* * *"),
        ("===", "\\==="),
        ("| a | b |", "| a | b |"),
        (":-- | --:", "\\:-- | --:"),
        ("[x] done", "\\[x] done"),
        ("[link](http://x.example)", "[link\\](http://x.example)"),
        ("![pic](http://x.example)", "\\![pic\\](http://x.example)"),
        ("[ref]: http://x.example", "[ref\\]: http://x.example"),
        ("<b>bold</b>", "\\<b>bold\\</b>"),
        ("<http://x.example>", "\\<http://x.example>"),
        ("**bold**", "\\*\\*bold\\*\\*"),
        ("_a_ and *", "\\_a\\_ and *"),
        ("*a* * 5*3", "\\*a\\* * 5\\*3"),
        ("```", "\\`\\`\\`"),
        ("`code`", "\\`code\\`"),
        ("~~gone~~", "\\~\\~gone\\~\\~"),
        ("&copy; &#65;", "\\&copy; \\&#65;"),
        ("a\\*b", "a\\\\*b"),
        ("ends in \\", "ends in \\\\"),
        ("two\nlines", "two lines"),
        ("  blanks \t around ", "blanks around"),
    ],
)
def test_what_would_mean_something_at_the_start_of_a_line_is_escaped(text, written):
    assert lay_out(mark(text)) == f"{written}\n"


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("## {C #}", "## C \\#"),
        ("## {C#}", "## C#"),
        ("## {#}", "## \\#"),
        ("- {[ ] open}", "- \\[ ] open"),
        ("1. {- a}", "1. \\- a"),
        ("> {# a}", "> \\# a"),
        ("{7}. {a}", "7. a"),
        ("**{ a }**", "**a**"),
        ("[{a]b}](https://x.example/{a b)})", "[a\\]b](https://x.example/a%20b%29)"),
        ("<{rina@kopi.example}>", "<rina@kopi.example>"),
        ("`{a`b|_c_}`", "`a'b|_c_`"),
        ("`{}`", "` `"),
        ("| `{a|b}` |", "| `a\\|b` |"),
        ("| {a|b} |", "| a\\|b |"),
        ("|{a\\}|", "|a\\\\ |"),
        ("{Hi!}[{a}](mailto:x@y.example)", "Hi\\![a](mailto:x@y.example)"),
        ("{**}{**}", "\\****"),
        ("*{*}", "*\\*"),
        ("{ }{# a}", "\\# a"),
    ],
)
def test_data_fit_the_place_they_are_printed_in(line, written):
    marked = re.sub(r"\{([^}]*)\}", lambda match: mark(match[1]), line)
    assert lay_out(marked) == f"{written}\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["*" * 20_000, "_a" * 10_000, "-" * 20_000 + "x", "# " * 10_000, "`" * 20_000]
)
def test_no_text_takes_long(text):
    for form in ("{}", "## {}", "| {} |", "**{}**"):
        started = process_time()
        lay_out(form.format(mark(text)))
        assert process_time() - started < 1


def test_pipes_are_escaped_in_all_lines_of_a_table_but_not_beside_it():
    table = f"| a | b |\n|---|---|\n{mark('x | y')}"
    assert resolve_marks(table) == "| a | b |\n|---|---|\nx \\| y"
    assert lay_out(f"{mark('x | y')}\n\n| a |\n|---|\n") == "x | y\n\n| a |\n|---|\n"


@given(MARKDOWN_TEXT, MARKDOWN_TEXT)
@example("\\", "\\")
@example("|\\", "`")
@example("\\|", "a | b\n|---|---|---|")
def test_a_table_has_the_same_cells_for_every_text(left, right):
    for form in ("| H {} | {} |\n|---|---|\n| {} | {} |\n", "|H {}|{}|\n|---|---|\n|{}|{}|\n"):
        text = lay_out(form.format(mark(left), mark(right), mark(right), mark(left)))
        assert blocks(text).count("tr_open") == 2
        # without blanks beside it an empty cell is none: a template's matter
        if "| H" in form or (left.strip() and right.strip()):
            assert cells(text) == [spaced(one) for one in (f"H {left}", right, right, left)]


@given(MARKDOWN_TEXT)
@example("a\\")
@example("_a_")
@example("  # a")
@example("\u2028- a")
def test_a_line_holds_the_words_of_its_data_and_nothing_else(text):
    """In a paragraph, an item, a quotation, a heading: one block, plain words."""
    if not spaced(text):
        return
    for form, inner in (
        ("{}", ["paragraph_open"]),
        ("a {} b", ["paragraph_open"]),
        ("- {}", ["bullet_list_open", "list_item_open", "paragraph_open"]),
        ("3. {}", ["ordered_list_open", "list_item_open", "paragraph_open"]),
        ("> {}", ["blockquote_open", "paragraph_open"]),
        ("## {}", ["heading_open"]),
        ("para\n{}", ["paragraph_open"]),
    ):
        written = lay_out(f"before\n\n{form.format(mark(text))}\n\nafter\n")
        opened = [kind for kind in blocks(written) if kind.endswith("_open") or kind in ("hr", "fence")]
        assert opened == ["paragraph_open", *inner, "paragraph_open"], written
        assert words(written) == spaced(f"before {form.lstrip('->#3. ').format(text)} after")
        assert inline_markup(written) <= {"text", "softbreak"}, written


@given(MARKDOWN_TEXT, MARKDOWN_TEXT)
def test_pieces_side_by_side_make_no_markup_together(left, right):
    written = lay_out(f"x {mark(left)}{mark(right)} y")
    assert inline_markup(written) <= {"text"}
    assert words(written) == spaced(f"x {left}{right} y")


@given(MARKDOWN_TEXT)
def test_emphasis_and_links_of_the_template_stay_around_their_data(text):
    if not spaced(text) or not spaced(text)[0].isalnum() or not spaced(text)[-1].isalnum():
        return
    written = lay_out(f"**{mark(text)}** and [{mark(text)}](https://x.example/{mark(text)})")
    assert {"strong_open", "link_open"} <= inline_markup(written), written
    assert "em_open" not in inline_markup(written)
    assert words(written) == spaced(f"{spaced(text)} and {spaced(text)}")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mred", "a␛[31mred"),
        ("nul\x00", "nul␀"),
        ("del\x7f c1\x9b", "del␡ c1\ufffd"),
        ("turn\u202earound\u2066", "turn\ufffdaround\ufffd"),
        ("half \ud800", "half \ufffd"),
        ("a\r\nb\vc\fd\x85e\u2028f", "a b c d e f"),
        ("no\xa0break", "no\xa0break"),
        ("\x02forged\x03", "␂forged␃"),
    ],
)
def test_nothing_in_a_text_is_hidden(text, shown):
    assert lay_out(mark(text)) == f"{shown}\n"


def test_a_document_has_one_blank_line_between_blocks_and_one_newline_at_its_end():
    assert lay_out("\n\n\na  \n\n \n\nb\t\nc\n\n\n") == "a\n\nb\nc\n"
    assert lay_out("\n \n") == ""
