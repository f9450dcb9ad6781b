import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.kernel.statistics.response_rate import response_rate


def test_published_half():
    """A published worked example: 500 asked, 250 answered, 50 per cent."""
    assert response_rate(500, 500, 250).rate == 50


def test_published_mail_survey():
    """Wikipedia, 'Response rate (survey)': 1,000 sent, 257 returned, 25.7 per cent."""
    assert response_rate(1000, 1000, 257).rate == 25.7


def test_the_three_figures_are_kept_and_the_rate_is_of_all_asked():
    result = response_rate(asked=10, reached=8, answered=4)
    assert (result.asked, result.reached, result.answered, result.rate) == (10, 8, 4, 40)
    assert (round(result.low, 1), round(result.high, 1), result.method) == (14.2, 70.9, "mid-p")


def test_nobody_asked_has_no_rate():
    assert response_rate(0, 0, 0).rate is None


@pytest.mark.parametrize(
    ("asked", "reached", "answered", "message"),
    [
        (5, 6, 1, "6 reached of 5 asked cannot be."),
        (5, -1, 0, "-1 reached of 5 asked cannot be."),
        (-1, 0, 0, "0 reached of -1 asked cannot be."),
        (5, 4, 5, "5 answered of 4 reached cannot be."),
        (5, 4, -1, "-1 answered of 4 reached cannot be."),
    ],
)
def test_figures_that_cannot_be_are_refused(asked, reached, answered, message):
    with pytest.raises(UsageError) as refused:
        response_rate(asked, reached, answered)
    assert refused.value.message == message


@given(st.tuples(*[st.integers(0, 10**6)] * 3).map(sorted))
def test_the_rate_is_a_share(figures):
    answered, reached, asked = figures
    rate = response_rate(asked, reached, answered).rate
    assert rate is None if asked == 0 else 0 <= rate <= 100
