"""A sentence after a colon begins small, unless its first word may be a name."""

import pytest

from clientkit.kernel.text.template.continued import continued


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "These two pages move.", "these two pages move."),
        ("en", "A call, then a yes.", "a call, then a yes."),
        ("id", "Halaman terbit dengan teks baku.", "halaman terbit dengan teks baku."),
        ("id", "Kami menunda peluncuran", "kami menunda peluncuran"),
    ],
)
def test_an_ordinary_word_is_written_small(language, text, said):
    assert continued(text, language) == said


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Imogen approves single pages."),
        ("en", "I think so."),
        ("en", "A"),
        ("en", "May is too late."),
        ("en", "Home Page first."),
        ("en", "PDF and print"),
        ("en", "40 products"),
        ("en", ""),
        ("id", "Ibu Rina memutuskan"),
        ("id", "Klien menunggu"),
        ("id", "Toko Kopi Nusantara"),
        ("id", "Bandung lebih dulu"),
        ("id", "Senin pagi"),
        ("id", "QRIS lebih dulu"),
        ("id", "WhatsApp saja"),
    ],
)
def test_what_may_be_a_name_keeps_its_capital(language, text):
    assert continued(text, language) == text
