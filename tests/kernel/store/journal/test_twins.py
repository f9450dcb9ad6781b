"""The very same, written down twice, is told; whatever kind of record it is."""

import pytest

SAID = "the very same was written down already"

TWICE = [
    ("done", "kopi/toko", "Checkout live", "--hours", "2"),
    ("next", "kopi/toko", "Checkout", "--due", "2026-11-27"),
    ("risk", "kopi/toko", "The provider may be late"),
    ("promise", "add", "kopi", "Send the draft", "--due", "2026-11-27"),
    ("feedback", "add", "kopi", "--csat", "5"),
]


@pytest.mark.parametrize("words", TWICE, ids=lambda words: " ".join(words[:2]))
def test_what_is_written_twice_is_told(studio, run, words):
    first, second = run(*words), run(*words)
    assert (first.code, second.code) == (0, 0)
    assert SAID not in first.err
    assert f"{SAID}, as {first.out.strip()}" in second.err


def test_what_was_taken_back_or_is_of_another_day_is_no_twin(studio, run):
    words = ("done", "kopi/toko", "Checkout live")
    first = run(*words)
    assert run("undo", first.out.strip()).code == 0
    assert SAID not in run(*words).err
    assert SAID not in run(*words, "--on", "2026-11-19").err
