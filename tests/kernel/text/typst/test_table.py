"""Tables as data: cells, alignment, what their widths depend on."""

from clientkit.kernel.text.markdown.to_html import parser
from clientkit.kernel.text.typst.inline import words
from clientkit.kernel.text.typst.table import MEASURED, table


def a_table(markdown):
    return table(parser().parse(markdown))


def test_head_and_rows():
    found = a_table("| a | b |\n| --- | --- |\n| c | *d* |\n| e | |\n")
    assert [words(cell) for cell in found["head"]] == ["a", "b"]
    assert {run["style"] for cell in found["head"] for run in cell} == {"b"}
    assert [[words(cell) for cell in row["cells"]] for row in found["rows"]] == [["c", "d"], ["e", ""]]


def test_a_head_without_words_is_none():
    found = a_table("| | |\n| --- | --- |\n| **Client** | Maya |\n")
    assert found["head"] == []
    assert len(found["rows"]) == 1


def test_alignment():
    found = a_table("| a | b | c | d |\n| --- | :-- | :-: | --: |\n| 1 | 2 | 3 | 4 |\n")
    assert [column["align"] for column in found["columns"]] == ["left", "left", "center", "right"]


def test_rows_to_fill_in():
    found = a_table("| a | b |\n| --- | --- |\n| Name | Maya |\n| Signature | ………… |\n")
    assert [row["blank"] for row in found["rows"]] == [False, True]


def test_short_tables():
    row = "| c | d |\n"
    assert a_table("| a | b |\n| --- | --- |\n" + row * 5)["short"]
    assert not a_table("| a | b |\n| --- | --- |\n" + row * 6)["short"]


def test_the_widest_words_are_measured_however_many_are_nearly_as_wide():
    rows = "".join(f"| {number}.00 | {'i' * 12} |\n" for number in range(10000, 10200))
    found = a_table("| **Amount** | b |\n| --- | --- |\n" + rows + "| x | WWWWWWWW |\n")
    assert "Amount" in {words(word) for word in found["columns"][0]["words"]}
    assert "WWWWWWWW" in {words(word) for word in found["columns"][1]["words"]}
    assert all(len(column[part]) <= MEASURED for column in found["columns"] for part in ("cells", "words"))
