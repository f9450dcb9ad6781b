import pytest

from clientkit.agreements.lint.rules import words
from support.builders import a_price, a_project


def found(price, language="id"):
    return list(words(a_project(price=price), language))


def test_words_that_say_another_amount_are_found_with_what_to_write():
    (one,) = found(a_price(in_words="empat puluh enam juta rupiah"))
    assert (one.code, one.severity, one.key) == ("words-differ", "warning", "price.in_words")
    assert one.message == "'empat puluh enam juta rupiah' is not the total of Rp45.000.000"
    assert "'Empat puluh lima juta rupiah'" in one.write


def test_words_are_those_of_the_total_with_its_tax():
    price = a_price(tax_percent=11, in_words="empat puluh lima juta rupiah")
    assert "Rp49.950.000" in found(price)[0].message


@pytest.mark.parametrize(
    ("price", "language"),
    [
        (a_price(), "id"),
        (a_price(in_words="Empat puluh lima  Juta Rupiah."), "id"),
        (a_price(in_words="forty-five million rupiah"), "en"),
        (a_price(currency="XAU", in_words="empat"), "id"),
        (a_price(None, in_words="empat"), "id"),
        (a_price(None, currency=None, in_words="empat"), "id"),
    ],
)
def test_words_that_agree_or_cannot_be_judged_stand(price, language):
    assert found(price, language) == []
