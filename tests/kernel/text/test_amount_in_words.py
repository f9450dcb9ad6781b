from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.agreements.context import scope_document
from clientkit.documents.parties import Engagement
from clientkit.kernel.model.values.money import round_money
from clientkit.kernel.text.amount_in_words import amount_in_words, same_words
from clientkit.kernel.text.template.engine import render
from clientkit.kernel.text.template.sources import find_template
from support.builders import a_client, a_price, a_project, some_settings

UNITS = ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
DIGITS = {"nol": 0, **{word: number for number, word in enumerate(UNITS, start=1)}}
GROUPS = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def read(words):
    """The number that Indonesian words say, reckoned from left to right."""
    total = group = digit = 0
    for word in words.split():
        match word:
            case "sepuluh" | "sebelas":
                group += 10 + (word == "sebelas")
            case "seratus":
                group += 100
            case "seribu":
                total += 1000
            case "belas":
                group, digit = group + 10 + digit, 0
            case "puluh" | "ratus":
                group, digit = group + digit * (10 if word == "puluh" else 100), 0
            case _ if word in GROUPS:
                total, group, digit = total + (group + digit) * GROUPS[word], 0, 0
            case _:
                digit = DIGITS[word]
    return total + group + digit


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (99, "sembilan puluh sembilan"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1_000, "seribu"),
        (1_001, "seribu satu"),
        (1_100, "seribu seratus"),
        (1_999, "seribu sembilan ratus sembilan puluh sembilan"),
        (2_000, "dua ribu"),
        (11_000, "sebelas ribu"),
        (21_000, "dua puluh satu ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_000_001, "satu juta satu"),
        (1_001_000, "satu juta seribu"),
        (1_001_001, "satu juta seribu satu"),
        (1_101_000, "satu juta seratus satu ribu"),
        (12_500_000, "dua belas juta lima ratus ribu"),
        (45_000_000, "empat puluh lima juta"),
        (49_950_000, "empat puluh sembilan juta sembilan ratus lima puluh ribu"),
        (1_000_000_000, "satu miliar"),
        (1_000_001_000, "satu miliar seribu"),
        (1_000_000_000_000, "satu triliun"),
        (2_000_000_000_001, "dua triliun satu"),
    ],
)
def test_rupiah_are_said_as_a_receipt_says_them(number, words):
    assert amount_in_words(number, "IDR", "id") == f"{words} rupiah".capitalize()


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        ("1250.50", "USD", "Seribu dua ratus lima puluh dolar Amerika Serikat lima puluh sen"),
        ("1250.00", "USD", "Seribu dua ratus lima puluh dolar Amerika Serikat"),
        ("0.01", "EUR", "Nol euro satu sen"),
        ("0.995", "SGD", "Satu dolar Singapura"),
        ("100.11", "MYR", "Seratus ringgit Malaysia sebelas sen"),
        ("12500.49", "IDR", "Dua belas ribu lima ratus rupiah"),
        ("12500.5", "IDR", "Dua belas ribu lima ratus satu rupiah"),
        ("1000", "JPY", "Seribu yen Jepang"),
        ("-2.5", "GBP", "Minus dua pound sterling lima puluh penny"),
    ],
)
def test_other_money_has_its_name_and_its_hundredths(amount, currency, words):
    assert amount_in_words(Decimal(amount), currency, "id") == words


@given(st.integers(0, 10**15 - 1))
def test_words_say_the_number_they_were_made_of(number):
    words = amount_in_words(number, "IDR", "id").removesuffix(" rupiah").lower()
    assert read(words) == number


@given(st.decimals(0, 10**12, places=4))
def test_figures_and_words_are_rounded_alike(amount):
    whole, _, cents = amount_in_words(amount, "USD", "id").lower().partition(" dolar amerika serikat")
    rounded = round_money(amount, "USD")
    assert Decimal(read(whole)) + Decimal(read(cents.removesuffix(" sen"))) / 100 == rounded


@pytest.mark.parametrize(("currency", "language"), [("XAU", "en"), ("XAU", "id")])
def test_nothing_is_said_where_no_custom_asks_or_no_name_is_known(currency, language):
    assert amount_in_words(45_000_000, currency, language) == ""


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("empat puluh lima juta rupiah", True),
        ("  (Empat Puluh Lima  Juta Rupiah.) ", True),
        ("empatpuluh lima juta rupiah", True),
        ("empat puluh enam juta rupiah", False),
        ("empat puluh lima juta dolar", False),
        ("", False),
    ],
)
def test_wordings_are_compared_by_their_letters(other, same):
    assert same_words("Empat puluh lima juta rupiah", other) is same


def agreement(language, **price):
    project = a_project(language=language, price=a_price(**price))
    document = scope_document(Engagement(project, a_client(), some_settings()), None)
    return render(find_template("scope", language, None), document.model_dump(), language)


def test_an_indonesian_agreement_says_its_total_in_words():
    assert "\nTerbilang: *Empat puluh lima juta rupiah*.\n" in agreement("id")
    taxed = agreement("id", tax_name="PPN", tax_percent=11)
    assert "\nTerbilang: *Empat puluh sembilan juta sembilan ratus lima puluh ribu rupiah*.\n" in taxed
    by_hour = agreement("id", amount=None, model="hourly", rate=250_000, hours=8)
    assert "\nTerbilang: *Dua juta rupiah*.\n" in by_hour


def test_an_english_agreement_says_its_total_in_words_too():
    assert "\nIn words: *Four thousand, eight hundred US dollars*.\n" in agreement(
        "en", amount=4800, currency="USD"
    )


def test_words_that_were_given_go_first():
    assert "Terbilang: *empat puluh lima juta rupiah*." in agreement(
        "id", in_words="empat puluh lima juta rupiah"
    )
    assert "In words: *forty-five million rupiah*." in agreement("en", in_words="forty-five million rupiah")


@pytest.mark.parametrize(
    ("language", "price"),
    [
        ("en", {"currency": "XAU"}),
        ("id", {"currency": "XAU"}),
        ("id", {"amount": None, "model": "hourly", "rate": 250_000}),
    ],
)
def test_an_agreement_without_words_has_no_line_for_them(language, price):
    text = agreement(language, **price)
    assert "Terbilang" not in text
    assert "In words" not in text
