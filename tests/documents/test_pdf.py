"""Documents as PDF: every text of the Markdown is there, on pages that one would sign."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientkit.errors import ExitCode, OutsideError
from clientkit.kernel.model.values.extras import add_command
from clientkit.kernel.text import pdf
from clientkit.kernel.text.pdf import to_pdf
from clientkit.kernel.text.pdf_metadata import Imprint
from support.pdf_reader import HEIGHT, WIDTH, facts, ink, pages, poppler, squeezed, visible_text, words

DAY = date(2026, 11, 23)
GOLDEN = sorted((Path(__file__).parent / "golden").glob("*/expected.md"))
MARGIN = 56.6


def a_pdf(markdown, **changed):
    given = {
        "title": "Shop",
        "language": "en",
        "foot": "SOW-2026-014 · v1",
        "on": DAY,
        "author": "",
    } | changed
    said = Imprint(given.pop("foot"), given.pop("on"), given.pop("author"))
    return to_pdf(markdown, imprint=said, **given)


def body(pdf):
    """The text of all pages without their feet, without any blanks."""
    feet = re.compile(r"SOW-2026-014 · v1\s*(?:Page \d+ of \d+|Halaman \d+ dari \d+)")
    return squeezed("".join(feet.sub("", page) for page in pages(pdf)))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_all_that_a_document_says_is_in_its_pdf(path):
    markdown = path.read_text()
    pdf = a_pdf(markdown, language=path.parent.name[-2:])
    assert body(pdf) == visible_text(markdown).replace("␛", "[U+241B]")
    assert all(part > 0.003 for part in ink(pdf))
    assert all(word.left >= MARGIN and word.right <= WIDTH - MARGIN + 0.5 for word in words(pdf))


def test_the_golden_documents_are_found():
    assert len(GOLDEN) > 5


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ('#read("/etc/passwd")', '#read("/etc/passwd")'),
        ('#panic("stop")', '#panic("stop")'),
        ("$x^2$ and \\$y\\$", "$x^2$ and $y$"),
        ('"quoted" and \\\\back\\\\slash', '"quoted" and \\back\\slash'),
        ("\\u{41} \\n \\t", "\\u{41} \\n \\t"),
        ("= no heading", "= no heading"),
        ("/* kept */ // kept", "/* kept */ // kept"),
        ("<label> @reference ~ --- '...'", "<label> @reference ~ --- '...'"),
        ('`#eval("1")`', '#eval("1")'),
        ('```\n#import "x.typ": *\n```', '#import "x.typ": *'),
        ('| #sys.version | b |\n| --- | --- |\n| #include "x" | ] |', '#sys.version b #include "x" ]'),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
    ],
)
def test_typst_in_a_text_is_text(markdown, text):
    assert body(a_pdf(markdown)) == squeezed(text)


_MARKS = [*"*_`#$\\", "# ", "- ", "1. ", "> ", "- [x] ", "```\n", "    ", "\n\n", "\\\n", "**", "~~"]
_BLOCKS = ["| a | b |\n| --- | --: |\n| c | d |\n", "[x](http://a.example)", "![i](http://a.example)", "…………"]
_CHARACTERS = [
    "x" * 60,
    "中文",
    "👍🏽",
    "a\N{ZERO WIDTH JOINER}b",
    "\N{COMBINING ACUTE ACCENT}",
    "\0",
    "\x1b",
]
_PIECES = st.text(max_size=30) | st.sampled_from([*_MARKS, *_BLOCKS, *_CHARACTERS])


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PIECES, max_size=25).map("".join), st.text(max_size=30), st.text(max_size=120))
def test_any_text_can_be_set(markdown, title, foot):
    assert a_pdf(markdown, title=title, foot=foot, author=title).startswith(b"%PDF-1.7")


_PLAIN = st.text(
    st.sampled_from("abc XYZ 089 #$@&\\\"'=+~_*`<>[](){}|!?.,:;/%^-éñßĀЖω€≥"), min_size=1, max_size=80
)


@settings(max_examples=40)
@given(st.lists(_PLAIN, min_size=1, max_size=4).map("\n\n".join))
def test_any_plain_text_comes_back_as_it_was(markdown):
    assert body(a_pdf(markdown)) == visible_text(markdown)


def test_the_same_text_gives_the_same_bytes_in_another_process_too():
    code = (
        "import sys; from datetime import date;"
        "from clientkit.kernel.text.pdf_metadata import Imprint;"
        "from clientkit.kernel.text.pdf import to_pdf;"
        "said = Imprint('SOW-2026-014 · v1', date(2026, 11, 23), '');"
        "sys.stdout.buffer.write(to_pdf(sys.argv[1], 'Shop', 'en', said))"
    )
    markdown = GOLDEN[0].read_text() + "\n北京 👍\n\n" + "| a | b |\n| --- | --- |\n| 1 | 2 |\n" * 3
    first = a_pdf(markdown)
    assert a_pdf(markdown) == first
    environment = {"PATH": "/usr/bin", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1"}
    elsewhere = subprocess.run(
        [sys.executable, "-c", code, markdown], env=environment, capture_output=True, check=True
    )
    assert elsewhere.stdout == first
    assert a_pdf(markdown, on=date(2026, 11, 24)) != first


def test_a_pdf_says_what_it_is():
    pdf = a_pdf("# Agreement\n", title="Shop for Harbour\nBooks", author="Sam Okafor", language="id")
    said = facts(pdf)
    assert (said["Title"], said["Author"]) == ("Shop for Harbour Books", "Sam Okafor")
    assert said["CreationDate"].startswith("Mon Nov 23 00:00:00 2026")
    assert said["Tagged"] == "yes"
    assert said["Page size"] == "595.276 x 841.89 pts (A4)"
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<dc:language><rdf:Bag><rdf:li>id</rdf:li>" in pdf


def test_only_bundled_fonts_are_used():
    used = poppler("pdffonts", a_pdf("Text **bold** *italic* `code` ✓ ≥ Жω"), "-").decode().splitlines()[2:]
    names = {line.split()[0].partition("+")[2].partition("-")[0] for line in used}
    assert (
        {"LibertinusSerif", "DejaVuSansMono"} <= names <= {"LibertinusSerif", "DejaVuSansMono", "NewCMMath"}
    )
    assert all(" yes yes yes " in line for line in used)


@pytest.mark.parametrize(
    ("language", "last"), [("en", "Page 3 of 3"), ("id", "Halaman 3 dari 3")], ids=["en", "id"]
)
def test_every_page_has_its_foot(language, last):
    found = pages(a_pdf("A line of text.\n\n" * 90, language=language))
    assert len(found) == 3
    assert all("SOW-2026-014 · v1" in page for page in found)
    assert last in found[-1]


def test_a_long_foot_is_shortened_to_one_line():
    foot = [
        word
        for word in words(a_pdf("Text", foot="A very long name of a project " * 9))
        if word.top > HEIGHT - 60
    ]
    assert {round(word.top) for word in foot} == {round(foot[0].top)}
    assert any(word.text.endswith("…") for word in foot)


def a_table(rows, note="as agreed"):
    lines = [f"| {row} | Part {row} | {note} | {row * 1000}.00 |" for row in range(rows)]
    return "| No. | Part | Note | Amount |\n| --- | --- | --- | --: |\n" + "\n".join(lines) + "\n"


def test_a_long_table_repeats_its_head():
    found = pages(a_pdf(a_table(100)))
    assert len(found) > 2
    assert all("No. Part Note Amount" in page for page in found)
    assert squeezed("".join(found)).count("asagreed") == 100


@pytest.mark.parametrize("lines", range(5))
def test_a_row_stays_on_one_page(lines):
    note = "a note of some length that needs more than a few lines in its column " * 8
    found = pages(a_pdf("A line of text.\n\n" * lines + a_table(12, note)))
    assert len(found) > 1
    assert all(squeezed(page).count("anoteof") % 8 == 0 for page in found)


def test_a_cell_longer_than_a_page_is_whole():
    markdown = "| a | b |\n| --- | --- |\n| x | " + "many words " * 1500 + "|\n| y | z |\n"
    pdf = a_pdf(markdown)
    assert body(pdf).count("manywords") == 1500
    assert max(word.bottom for word in words(pdf)) < HEIGHT - 20


def test_a_head_longer_than_a_page_is_whole():
    pdf = a_pdf("| a | " + "many words " * 1500 + "|\n| --- | --- |\n| y | z |\n")
    assert body(pdf).count("manywords") == 1500


@pytest.mark.parametrize("lines", range(35, 44))
def test_a_heading_is_never_last_on_a_page(lines):
    text = (
        "What follows is a paragraph of two lines and a half, so it has to stand on one page as a whole. " * 2
    )
    found = pages(a_pdf("A line of text.\n\n" * lines + f"## Heading\n\n### Below it\n\n{text}\n"))
    assert all(("Heading" in page) == ("What follows" in page) == ("Below it" in page) for page in found)


def test_a_line_that_leads_to_a_list_stays_with_it():
    for lines in range(36, 44):
        pdf = a_pdf("A line of text.\n\n" * lines + "These are:\n\n" + "- An item\n" * 9)
        assert all(("These are:" in page) <= ("An item" in page) for page in pages(pdf))


SIGNED = """
## 9. Acceptance

To accept, sign below.

| | For the client | For the provider |
| --- | --- | --- |
| **Name** | Maya | Sam |
| **Date** | …………………… | …………………… |
| **Signature** | …………………… | …………………… |
"""


@pytest.mark.parametrize("lines", range(20, 44, 4))
def test_what_is_signed_stays_together(lines):
    found = pages(a_pdf("A line of text.\n\n" * lines + SIGNED))
    (signed,) = [page for page in found if "…………" in page]
    assert "9. Acceptance" in signed
    assert "For the provider" in signed
    assert signed.count("…………………") == 4


def test_there_is_room_to_sign():
    rows = [word for word in words(a_pdf(SIGNED)) if word.text in ("Name", "Date", "Signature")]
    assert rows[1].top - rows[0].top > 25
    assert rows[2].top - rows[1].top > 25


@pytest.mark.parametrize(
    "markdown",
    [
        "x" * 5000,
        "# " + "H" * 300,
        "- " + "W" * 300,
        "`" + "c" * 300 + "`",
        "```\n" + "k" * 300 + "\n```",
        "a**b**" * 300,
        f"| {'w' * 200} | b |\n| --- | --- |\n| [{'u' * 200}](http://a.example/{'u' * 200}) | {'W' * 90} |\n",
        "|" + "column|" * 30 + "\n|" + "--|" * 30 + "\n|" + "a-word|" * 30 + "\n",
        "> " * 30 + "deep " * 100,
        "- " * 30 + "deep " * 100,
    ],
    ids=["word", "heading", "item", "code", "block", "styles", "cells", "columns", "quotes", "lists"],
)
def test_nothing_leaves_the_page(markdown):
    pdf = a_pdf(markdown)
    found = words(pdf)
    assert min(word.left for word in found) >= MARGIN
    assert max(word.right for word in found) <= WIDTH - MARGIN + 1
    assert max(word.bottom for word in found) < HEIGHT - 20
    assert body(pdf).replace("•", "") == visible_text(markdown).replace("•", "")


def test_cells_do_not_run_into_each_other():
    pdf = a_pdf("| Client | Provider |\n| --- | --: |\n| " + "Longword" * 20 + " | 12.500.000 |\n")
    found = words(pdf)
    number = next(word for word in found if word.text == "12.500.000")
    assert all(word.right < number.left for word in found if "ongwor" in word.text)


def test_an_amount_is_not_broken_however_narrow_its_column():
    text = "some long text in a cell that takes all the room that there is " * 3
    pdf = a_pdf(
        f"| A | B | C | Amount |\n| --- | --- | --- | --: |\n| {text} | {text} | {text} | **Rp45.000.000** |"
    )
    assert "Rp45.000.000" in {word.text for word in words(pdf)}


def test_a_word_that_is_broken_can_be_copied_whole():
    address = "https://example.com/a/very/long/path/" + "to-something/" * 12
    assert address in squeezed("".join(pages(a_pdf(f"See {address} now."))))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Пример", "Пример"),
        ("Ελλάδα", "Ελλάδα"),
        ("Tiếng Việt", "Tiếng Việt"),
        ("北京", "[U+5317][U+4EAC]"),
        ("👍", "[U+1F44D]"),
        ("한국", "[U+D55C][U+AD6D]"),
        ("tab\x1bescape", "tab[U+241B]escape"),
        ("private \ue000", "private [U+E000]"),
    ],
)
def test_a_character_that_no_font_has_is_shown_as_its_code(text, shown):
    assert body(a_pdf(f"Name: {text}, **{text}**, `{text}`")) == squeezed(f"Name: {shown}, {shown}, {shown}")


def test_letters_that_only_fallback_fonts_have_are_set():
    pdf = a_pdf("نص עברית हिन्दी ▶ ☐ ⚠")
    assert "[U+" not in body(pdf)
    assert ink(pdf)[0] > 0.001


def test_links_lead_to_the_web_and_to_mail_only():
    pdf = a_pdf(
        "[a](https://a.example/x) <mailto:b@b.example> [c](file:///etc/passwd) ![d](https://d.example/p.png)"
    )
    assert pdf.count(b"/S/URI") == 2
    assert body(pdf) == squeezed("a mailto:b@b.example [c](file:///etc/passwd) d")


def test_without_typst_the_error_says_what_to_install():
    code = (
        "import sys; sys.modules['typst'] = None\n"
        "from datetime import date\n"
        "from clientkit.errors import OutsideError\n"
        "from clientkit.kernel.text.pdf_metadata import Imprint\n"
        "from clientkit.kernel.text.pdf import to_pdf\n"
        "try:\n    to_pdf('x', 't', 'en', Imprint('f', date(2026, 1, 1), ''))\n"
        "except OutsideError as error:\n    print(error.message, error.hint, sep='\\n')\n"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said == f"PDF needs Typst, which is not installed.\nAdd it: {add_command('pdf')}\n"


def test_what_typst_refuses_is_an_error_with_a_way_out(tmp_path, monkeypatch):
    (tmp_path / "typst").mkdir()
    (tmp_path / "typst/document.typ").write_text('#set text(font: "No Such Font")\n#sys.inputs.data')
    monkeypatch.setattr(pdf, "shipped_templates", lambda: tmp_path)
    with pytest.raises(OutsideError) as caught:
        to_pdf("x", "x", "en", Imprint("x", DAY, "x"))
    assert "unknown font family" in caught.value.message
    assert "--format html" in caught.value.hint
    assert caught.value.exit_code is ExitCode.OUTSIDE_FAILED


@pytest.mark.parametrize("lines", range(34, 44))
def test_the_head_of_a_table_is_never_alone(lines):
    found = pages(a_pdf("A line of text.\n\n" * lines + "## Parts\n\n" + a_table(12)))
    assert all((".00" in page) == ("No. Part Note Amount" in page) for page in found)
    assert all(".00" in page for page in found if "Parts" in page)


def test_signs_that_people_type_are_set_and_letters_that_no_font_has_are_named():
    told = []
    pdf = a_pdf("# Shop\n\n✅ ❌ ⚠️ → 山田 ok\n", tell=told.append)
    assert "✔✘▲→" in body(pdf)
    assert told == ["the fonts of a PDF have no 山 田: it shows the code; --format html shows the letter"]
