from decimal import Decimal

import pytest

from clientkit.errors import UsageError
from clientkit.kernel.statistics.earned_value import cost_index, schedule_index


def test_published_indices():
    """A published worked example: PV 500, EV 400, AC 600 give SPI 0.8 and CPI 0.67."""
    planned, earned, actual = Decimal(500), Decimal(400), Decimal(600)
    assert schedule_index(earned, planned) == 0.8
    assert round(cost_index(earned, actual), 2) == 0.67


def test_nothing_planned_or_spent_has_no_index():
    assert schedule_index(Decimal(0), Decimal(0)) is None
    assert cost_index(Decimal(400), Decimal("0.00")) is None


@pytest.mark.parametrize(("earned", "base"), [("-1", "5"), ("5", "-1")])
def test_a_negative_amount_is_refused(earned, base):
    for index in (schedule_index, cost_index):
        with pytest.raises(UsageError, match=r"An amount of -1 cannot be earned, planned or spent\."):
            index(Decimal(earned), Decimal(base))
