"""How many things were done in time, with an interval that small numbers deserve."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.kernel.statistics.on_time_rate import promptness


def test_nothing_due_has_no_share():
    figure = promptness(0, 0, 2)
    assert (figure.share, figure.low, figure.high, figure.waiting) == (None, None, None, 2)


def test_the_interval_is_mid_p_s():
    figure = promptness(263, 81)
    assert figure.share == pytest.approx(30.798, abs=0.001)
    assert (figure.low, figure.high) == pytest.approx((25.44, 36.58), abs=0.01)  # Newcombe 1998
    assert figure.method == "mid-p"


@given(st.integers(1, 500), st.data())
def test_the_share_lies_in_its_interval(due, data):
    figure = promptness(due, data.draw(st.integers(0, due)))
    assert 0 <= figure.low <= figure.share <= figure.high <= 100


@pytest.mark.parametrize("counts", [(1, 2, 0), (1, -1, 0), (0, 0, -1)])
def test_what_cannot_be_is_refused(counts):
    with pytest.raises(UsageError):
        promptness(*counts)
