"""First lines of commits in a client's words: what is left out, what a type becomes, what is not invented."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.progress.git_outcomes.commit_subject import TEXT_LIMIT, Outcome, known_verbs, outcome_of
from clientkit.reports.weekly.jargon_words import jargon_in


@pytest.mark.parametrize(
    ("subject", "group", "text", "scope"),
    [
        ("feat(checkout): add QRIS payment (#45)", "new", "Added QRIS payment", "checkout"),
        ("feat: QRIS payment", "new", "New: QRIS payment", ""),
        ("fix(cart)!: wrong total", "fixed", "Fixed: wrong total", "cart"),
        ("fix: prevents double orders", "fixed", "Prevented double orders", ""),
        ("perf: product list in one second", "faster", "Faster: product list in one second", ""),
        ("docs: handover manual", "documented", "Documentation: handover manual", ""),
        ("Add QRIS payment", "new", "Added QRIS payment", ""),
        ("added logo", "new", "Added logo", ""),
        ("Update prices", "changed", "Updated prices", ""),
        ("Remove old banner [skip ci]", "removed", "Removed old banner", ""),
        ("cart: fix total", "fixed", "Fixed total", "cart"),
        ("Build the payment page", "new", "Built the payment page", ""),
        ("Style the product page", "other", "Style the product page", ""),
        ("Perbaiki total keranjang", "fixed", "Memperbaiki total keranjang", ""),
        ("[SHOP-12] Add search", "new", "Added search", ""),
        (":sparkles: Add stars", "new", "Added stars", ""),
        ("halaman depan", "other", "Halaman depan", ""),
        ('Revert "feat: add QRIS"', "undone", "Taken back: Added QRIS", ""),
        ("revert: feat: add QRIS", "undone", "Taken back: Added QRIS", ""),
        ('Revert "Revert "Add map""', "undone", 'Taken back: Revert "Add map"', ""),
        ("| a | b |", "other", "| a | b |", ""),
        ("\x1b[31mred\x1b[0m \u202etxt", "other", "[31mred [0m txt", ""),
    ],
)
def test_a_first_line_in_a_clients_words(subject, group, text, scope):
    assert outcome_of(subject, "en") == Outcome(group, text, scope)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("feat: pembayaran QRIS", "Baru: pembayaran QRIS"),
        ("fix: total keranjang", "Diperbaiki: total keranjang"),
        ("perf: daftar produk", "Lebih cepat: daftar produk"),
        ("docs: panduan pengelola", "Dokumentasi: panduan pengelola"),
        ('Revert "feat: peta"', "Dibatalkan: Baru: peta"),
    ],
)
def test_types_in_indonesian(subject, text):
    assert outcome_of(subject, "id").text == text


@pytest.mark.parametrize(
    ("reason", "subjects"),
    [
        (
            "merges",
            "Merge branch 'x'|Merge pull request #4 from a/b|Merge remote-tracking branch 'origin/main'",
        ),
        ("fixups", "fixup! feat: x|squash! x|amend! x|WIP|wip: cart"),
        ("chores", "chore: x|chore(deps): y|ci: z|build: a|style: b|test: c|tests: c|refactor(cart): d"),
        ("chores", "Bump x from 1 to 2|Refactor cart|Update README|Fix tests|Update dependencies"),
        ("chores", "v1.2.3|Release 2.0|Typo|Initial commit|"),
    ],
)
def test_what_a_client_gains_nothing_by_is_left_out(reason, subjects):
    for subject in subjects.split("|"):
        assert outcome_of(subject, "en") == reason, subject


def test_reverting_without_end_ends():
    said = outcome_of('Revert "' * 1200 + "x" + '"' * 1200, "en")
    assert isinstance(said, Outcome)


def test_a_line_of_10000_characters_is_cut_between_words():
    words = outcome_of("Add " + "rambutan " * 1111, "en")
    assert len(words.text) <= TEXT_LIMIT
    assert words.text.endswith("rambutan…")
    assert len(outcome_of("x" * 10_000, "en").text) == TEXT_LIMIT


def test_no_word_of_the_tables_is_a_programmers():
    for _, past in known_verbs().values():
        assert jargon_in(f"{past} the cart") == []


@given(st.text(max_size=300))
def test_no_content_is_invented(subject):
    """All but the first words come from the line itself, in its order, and nothing steers a terminal."""
    said = outcome_of(subject, "en")
    if isinstance(said, str):
        return
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e]", said.text + said.scope)
    tail = said.text.removesuffix("…").partition(" ")[2].split(": ", 1)[-1]
    assert all(word in subject for word in tail.split()), said
