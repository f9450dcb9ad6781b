import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.kernel.statistics.retention import churn, repeat_rate, retention


@pytest.mark.parametrize(
    ("start", "won", "end", "published"), [(5000, 1000, 4800, 76), (1000, 250, 1100, 85), (200, 50, 220, 85)]
)
def test_published_retention(start, won, end, published):
    """Published worked examples; the last from askanewquestion.com, question 4399715."""
    assert retention(start, won, end) == published


def test_published_churn():
    """A published worked example: 50 lost of 1,000 at the start are 5 per cent."""
    assert churn(1000, 50) == 5


def test_published_repeat_rate():
    """ecommercedb.com, 'Repeat Customer Rate': 500 returning of 2,000 customers are 25 per cent."""
    assert repeat_rate([2] * 300 + [5] * 200 + [1] * 1500) == 25


def test_a_client_won_and_lost_in_the_period_counts_in_neither():
    """Two at the start, both stay; a third came and went: won 0 of the end's 2, lost 0 of the start's 2."""
    assert retention(2, 0, 2) == 100
    assert churn(2, 0) == 0


def test_growth_does_not_hide_a_loss():
    assert retention(10, 20, 25) == 50


def test_without_clients_nothing_is_defined():
    assert retention(0, 0, 0) is None
    assert retention(0, 3, 3) is None
    assert churn(0, 0) is None
    assert repeat_rate([]) is None


def test_all_lost_is_zero_and_not_none():
    assert retention(3, 0, 0) == 0
    assert repeat_rate(iter([1, 0])) == 0


@pytest.mark.parametrize(
    ("start", "won", "end", "message"),
    [
        (5, 4, 3, "4 won of 3 at the end cannot be."),
        (5, -1, 3, "-1 won of 3 at the end cannot be."),
        (5, 0, -1, "0 won of -1 at the end cannot be."),
        (5, 1, 7, "6 kept of 5 at the start cannot be."),
        (0, 0, 1, "1 kept of 0 at the start cannot be."),
        (-5, 1, 1, "0 kept of -5 at the start cannot be."),
    ],
)
def test_retention_refuses_what_cannot_be(start, won, end, message):
    with pytest.raises(UsageError) as refused:
        retention(start, won, end)
    assert refused.value.message == message


@pytest.mark.parametrize(("start", "lost"), [(3, 4), (3, -1), (-1, 0)])
def test_churn_refuses_what_cannot_be(start, lost):
    with pytest.raises(UsageError, match=f"{lost} lost of {start} at the start cannot be"):
        churn(start, lost)


def test_a_negative_number_of_engagements_is_refused():
    with pytest.raises(UsageError, match=r"-1 engagements cannot be\."):
        repeat_rate([2, -1])


@given(st.integers(1, 10**6), st.data())
def test_retention_and_churn_add_up(start, data):
    lost = data.draw(st.integers(0, start))
    won = data.draw(st.integers(0, 10**6))
    assert 0 <= retention(start, won, start - lost + won) <= 100
    assert retention(start, won, start - lost + won) + churn(start, lost) == pytest.approx(100)


@given(st.lists(st.integers(0, 9), min_size=1))
def test_repeat_rate_is_a_share(engagements):
    assert 0 <= repeat_rate(engagements) <= 100
    assert repeat_rate(engagements) == repeat_rate(sorted(engagements))
