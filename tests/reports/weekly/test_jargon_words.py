"""What only a programmer reads is found in a note, and what a client reads is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.reports.weekly.jargon_words import jargon_in

FOUND = {
    "feat: add the checkout page": ["feat:"],
    "fix(cart)!: totals are right": ["fix(cart)!:"],
    "chore: update": ["chore:"],
    "docs: describe the menu": ["docs:"],
    "WIP on the menu": ["WIP"],
    "Refactored the cart": ["Refactored"],
    "Hotfix live, bugfixes too": ["Hotfix", "bugfixes"],
    "Cart is right (3f2a91c)": ["3f2a91c"],
    "Changed checkout.py and src/cart/total": ["checkout.py", "src/cart/total"],
    "Edit templates/id/page.html": ["templates/id/page.html"],
    "Solved #123, see #123": ["#123"],
    "Merge branch 'main'": ["Merge branch"],
    "Sudah di-merge dan nge-push": ["di-merge", "nge-push"],
    "Refaktor keranjang, perbaikan bug": ["Refaktor", "perbaikan bug"],
    "Halaman depan\nfix: warna": ["fix:"],
}

LET_PASS = [
    "The home page is live at https://kopi.example/index.html",
    "Lihat www.kopi.example/a/b.php",
    "Logo-final.pdf and menu.jpg delivered, prices.xlsx too",
    "We fix: nothing".replace("fix: ", "fixed "),
    "Style: the colours are agreed",
    "Test: 20 orders went through",
    "The shop runs on Next.js and Node.js",
    "Colours are #112233 and #fff",
    "Merah/kuning/hijau, 21/11/2026, dan/atau",
    "Order 20261121 paid, 1234567 pages",
    "Prefix: none; kopi.id dan toko.co.id",
    "Commitment of the team; a stash of photographs",
    "Halaman depan selesai ditata.ini hasilnya",
    "A decade of deadbeef facades",
]


@pytest.mark.parametrize(("text", "found"), FOUND.items(), ids=FOUND)
def test_jargon_is_found(text: str, found: list[str]) -> None:
    assert jargon_in(text) == found


@pytest.mark.parametrize("text", LET_PASS)
def test_what_a_client_understands_is_let_pass(text: str) -> None:
    assert jargon_in(text) == []


@given(st.text("a.b/ #0", min_size=1, max_size=60))
def test_what_is_found_stands_in_the_text(text: str) -> None:
    assert all(word in text for word in jargon_in(text))
