from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.model.files.price_totals import payment_schedule, price_total, with_tax
from clientkit.kernel.model.values.money import quantum
from support.builders import a_payment, a_price, amount

CURRENCIES = st.sampled_from(["IDR", "USD"])
AMOUNTS = st.decimals(min_value=0, max_value=10**12, places=2)
PERCENTS = st.decimals(min_value=0, max_value=100, places=2)


@st.composite
def shares_of_a_hundred(draw):
    cuts = sorted(draw(st.lists(st.decimals(min_value=0, max_value=100, places=2), max_size=6)))
    edges = [Decimal(0), *cuts, Decimal(100)]
    return [later - earlier for earlier, later in pairwise(edges)]


@given(AMOUNTS, PERCENTS, st.booleans(), CURRENCIES)
def test_net_and_tax_are_the_total(figure, percent, included, currency):
    price = a_price(figure, currency, tax_percent=percent, tax_included=included)
    found = with_tax(figure, price, currency)
    assert found.net + found.tax == found.total
    assert found.net >= 0
    assert all(part % quantum(currency) == 0 for part in (found.net, found.tax, found.total))


@given(AMOUNTS, shares_of_a_hundred(), PERCENTS, st.booleans(), CURRENCIES)
def test_payments_by_share_add_up_to_the_total(figure, shares, percent, included, currency):
    price = a_price(figure, currency, tax_percent=percent, tax_included=included)
    schedule = payment_schedule(price, [a_payment(share) for share in shares], currency)
    dues = [payment.due for payment in schedule.payments]
    total = price_total(price, currency)
    assert schedule.unscheduled == 0
    assert sum(due.total for due in dues) == total.total
    assert sum(due.net for due in dues) == total.net
    assert sum(due.tax for due in dues) == total.tax
    assert all(due.net + due.tax == due.total for due in dues)


@given(
    AMOUNTS,
    st.lists(
        st.one_of(AMOUNTS.map(lambda a: ("amount", a)), PERCENTS.map(lambda s: ("share", s))), max_size=6
    ),
    PERCENTS,
    CURRENCIES,
)
def test_what_no_payment_asks_for_stays_visible(figure, given_payments, percent, currency):
    price = a_price(figure, currency, tax_percent=percent)
    payments = [a_payment(**{"share": None, name: value}) for name, value in given_payments]
    schedule = payment_schedule(price, payments, currency)
    asked = sum((payment.due.total for payment in schedule.payments), Decimal(0))
    assert asked + schedule.unscheduled == price_total(price, currency).total


@given(AMOUNTS, st.integers(min_value=1, max_value=12), CURRENCIES)
def test_equal_shares_differ_by_what_rounding_leaves(figure, parts, currency):
    shares = [Decimal(100) / parts] * parts
    price = a_price(figure, currency)
    payments = [a_payment(share.quantize(Decimal("0.01"))) for share in shares]
    schedule = payment_schedule(price, payments, currency)
    assert schedule.unscheduled == 0


@pytest.mark.parametrize(
    ("price", "net", "tax", "total"),
    [
        (a_price(45_000_000), 45_000_000, 0, 45_000_000),
        (a_price(45_000_000, tax_percent=11), 45_000_000, 4_950_000, 49_950_000),
        (a_price(49_950_000, tax_percent=11, tax_included=True), 45_000_000, 4_950_000, 49_950_000),
        (a_price("100.05", "USD", tax_percent="7.5"), "100.05", "7.50", "107.55"),
        (a_price("0.50", "IDR"), 1, 0, 1),
        (a_price(None, rate=250_000, hours=120, model="hourly"), 30_000_000, 0, 30_000_000),
        (a_price(8_000_000, rate=250_000, hours=120, model="hourly"), 8_000_000, 0, 8_000_000),
    ],
)
def test_total_of_a_price(price, net, tax, total):
    found = price_total(price, price.currency)
    assert (found.net, found.tax, found.total) == (amount(net), amount(tax), amount(total))


@pytest.mark.parametrize("price", [a_price(None), a_price(None, rate=250_000, model="hourly")])
def test_without_an_amount_there_is_no_total(price):
    assert price_total(price, "IDR") is None
    schedule = payment_schedule(price, [a_payment(40)], "IDR")
    assert [payment.due for payment in schedule.payments] == [None]
    assert schedule.unscheduled == 0


@pytest.mark.parametrize(
    ("shares", "amounts"),
    [
        ([50, 50], [501, 500]),
        (["33.3", "33.3", "33.3"], [333, 333, 335]),
        ([100], [1001]),
        ([10] * 10, [100] * 9 + [101]),
    ],
)
def test_the_last_share_takes_the_rest(shares, amounts):
    schedule = payment_schedule(a_price(1001), [a_payment(share) for share in shares], "IDR")
    assert [payment.due.total for payment in schedule.payments] == amounts


def test_a_fixed_amount_is_never_changed():
    payments = [a_payment(50), a_payment(None, amount=400)]
    schedule = payment_schedule(a_price(1001), payments, "IDR")
    assert [payment.due.total for payment in schedule.payments] == [501, 400]
    assert schedule.unscheduled == 100


def test_a_fixed_deposit_leaves_its_rounding_to_the_shares():
    payments = [a_payment(None, amount=1), a_payment("49.9"), a_payment(50)]
    schedule = payment_schedule(a_price(1001), payments, "IDR")
    assert [payment.due.total for payment in schedule.payments] == [1, 499, 501]


def test_shares_that_miss_the_price_are_not_made_to_fit():
    schedule = payment_schedule(a_price(1000), [a_payment(40), a_payment(40)], "IDR")
    assert [payment.due.total for payment in schedule.payments] == [400, 400]
    assert schedule.unscheduled == 200


def test_payments_beyond_the_price_show_as_negative():
    schedule = payment_schedule(a_price(1000), [a_payment(60), a_payment(60)], "IDR")
    assert schedule.unscheduled == -200


def test_tiny_amounts_never_ask_for_less_than_nothing():
    schedule = payment_schedule(a_price(2), [a_payment(25)] * 4, "IDR")
    assert [payment.due.total for payment in schedule.payments] == [1, 1, 0, 0]


def test_tax_is_split_without_loss():
    price = a_price(1001, tax_percent=11)
    schedule = payment_schedule(price, [a_payment("33.3")] * 3, "IDR")
    assert [payment.due.tax for payment in schedule.payments] == [37, 37, 36]
    assert sum(payment.due.total for payment in schedule.payments) == 1111


def test_rounded_shares_are_shown_as_what_they_take():
    schedule = payment_schedule(a_price(1000), [a_payment("33.3")] * 3, "IDR")
    assert [payment.share for payment in schedule.payments] == [
        amount("33.3"),
        amount("33.3"),
        amount("33.4"),
    ]
