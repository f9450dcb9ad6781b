"""What a reader stumbles over is found; what only looks alike is not."""

import pytest

from clientkit.kernel.text.markdown.leftovers import leftovers

FOUND = {
    "field": ("Dear {{ name }},", "line 1: a template's mark, '{{'"),
    "block": ("# Title\n\nText {% endif %}", "line 3: a template's mark, '{%'"),
    "tag": ("A line<br>\nand another", "line 1: a tag, '<br>'"),
    "closing tag": ("A line </div>", "line 1: a tag, '</div>'"),
    "picture": ("See ![](chart.png", "line 1: a mark of Markdown, '!['"),
    "emphasis": ("**Bold without an end", "line 1: a mark of Markdown, '**'"),
    "key": ("The price is total_price.", "line 1: a key without its value, 'total_price'"),
    "column": ("| A | B |\n|---|---|\n| 1 | |\n| 2 | |", "line 1: nothing stands below 'B'"),
    "cells": ("| A | B |\n|---|---|\n| 1 |\n| 2 | 3 |\n", "line 3: a row of 1 cells below one of 2"),
    "table": ("Text:\n| A | B |\n| 1 | 2 |", "line 1: a table that falls apart, '| A | B |'"),
    "date": ("Due on 5 Oktober 2026.", "line 1: a date of another language, '5 Oktober'"),
    "amount": ("It costs Rp45.000.000 in all, or 45.000.000.", "line 1: an amount of another language,"),
}


@pytest.mark.parametrize(("text", "said"), FOUND.values(), ids=FOUND)
def test_what_is_left_over_is_named_with_its_line(text, said):
    found = list(leftovers(text, "en"))
    assert len(found) == 1
    assert found[0].startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        "`{{ name }}` and `<br>` and `total_price` in code",
        "    {{ code }}\n",
        "[a link](https://x.example) and **bold** and *words*",
        "| A | B |\n|---|---|\n| 1 | |\n| 2 | x |",
        "| | B |\n|---|---|\n| | x |",
        "| a \\| b | B |\n|---|---|\n| 1 | 2 |",
        "On 5 October 2026, 45,000,000 of 12.5; tax number 12.345.678.9-541.000; version 1.2.3",
        "Signed: ______ < 5 > 3",
    ],
)
def test_what_only_looks_alike_is_not_told(text):
    assert list(leftovers(text, "en")) == []


def test_another_language_is_told_only_where_the_text_is_in_a_known_one():
    text = "Due on 5 October 2026: 45,000,000."
    assert list(leftovers(text, None)) == []
    assert [one.split(",")[0] for one in leftovers(text, "id")] == [
        "line 1: a date of another language",
        "line 1: an amount of another language",
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Fri 4 Dec"),
        ("id", "Tue, 1 Des"),
        ("id", "IDR 900"),
        ("id", "12.5 jam"),
        ("id", "0.05% per hari"),
        ("en", "Jum, 4 Dec"),
        ("en", "4 Des 2026"),
        ("en", "Rp900"),
        ("en", "12,5 hours"),
        ("en", "0,05% a day"),
    ],
)
def test_short_days_fractions_and_rupiah_are_told_too(language, text):
    assert ["of another language" in one for one in leftovers(text, language)] == [True]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Jum, 4 Des 2026 pukul 09.00, D1.1 menurut WCAG 2.2"),
        ("id", "12,5 jam, 0,05% dari Rp45.000.000 dalam rupiah (IDR)"),
        ("en", "Fri 4 Dec 2026 at 09:00, D1.1 by WCAG 2.2, criteria 1, 2"),
        ("en", "12.5 hours, 0.05% of IDR 45,000,000"),
    ],
)
def test_the_own_forms_of_a_language_are_left_alone(language, text):
    assert list(leftovers(text, language)) == []
