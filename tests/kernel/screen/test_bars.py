"""Bars, paragraphs, and figures rounded for display."""

import os
import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.screen.bars import BLOCKS, bar, columns, paragraph
from clientkit.kernel.statistics.rounding import rounded, signed


@given(st.floats(0, 1), st.integers(1, 60), st.booleans())
def test_a_bar_is_as_long_as_its_share(share, cells, blocks):
    drawn = bar(share, cells, blocks=blocks)
    assert len(drawn) <= cells
    assert abs(len(drawn) - share * cells) <= 1
    assert bool(drawn) is (share > 0)
    assert set(drawn) <= set(BLOCKS if blocks else "#")


def test_a_cell_is_filled_by_eighths():
    assert [bar(eighths / 16, 2, blocks=True) for eighths in (1, 4, 8, 9, 16)] == ["▏", "▌", "█", "█▏", "██"]


@pytest.mark.parametrize(
    ("value", "digits", "said"),
    [
        (62.5, 0, "63"),
        (-62.5, 0, "-63"),
        (-0.3, 0, "0"),
        (46.153846, 0, "46"),
        (46.153846, 2, "46.15"),
        (4.08, 1, "4.1"),
        (-0.04, 1, "0.0"),
        (100.0, 0, "100"),
    ],
)
def test_figures_are_rounded_as_by_hand(value, digits, said):
    assert rounded(value, digits) == said


@given(st.floats(-200, 200), st.integers(0, 2))
def test_a_rounded_figure_is_near(value, digits):
    said = rounded(value, digits)
    assert abs(Decimal(said) - Decimal(value)) <= Decimal(5).scaleb(-digits - 1)
    assert not said.startswith("-0") or float(said) < 0
    assert signed(said).startswith("+") is (float(said) > 0)


@given(st.lists(st.text(st.characters(categories=["L", "P"]), min_size=1, max_size=12), min_size=1))
def test_a_paragraph_cuts_no_word(words):
    assert " ".join(paragraph(" ".join(words))).split() == " ".join(words).split()


@pytest.mark.parametrize(("given", "used"), [("5", 20), ("60", 60), ("500", 100), ("x", 80)])
def test_the_width_is_what_columns_says_within_reason(monkeypatch, given, used):
    monkeypatch.setenv("COLUMNS", given)
    monkeypatch.setattr(sys, "__stdout__", None)
    assert columns() == used


@pytest.mark.parametrize(("encoding", "shown"), [("utf-8", True), ("ascii", False), ("cp437", False)])
def test_blocks_are_drawn_where_the_encoding_has_them(encoding, shown):
    code = "from clientkit.kernel.screen.bars import can_show_blocks; print(can_show_blocks())"
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout == f"{shown}\n"
