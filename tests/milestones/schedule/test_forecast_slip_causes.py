"""Slip per cause: what is booked and what comes through."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.kernel.model.values.choices import Cause
from clientkit.milestones.schedule.slip_shares import book, fit


def test_days_are_booked_on_their_cause():
    assert book({"us": 2}, "client", 3) == {"us": 2, "client": 3}
    assert book({"us": 2}, "us", 3) == {"us": 5}


def test_a_cause_without_days_is_left_out():
    assert book({"us": 2, "client": 1}, "us", -2) == {"client": 1}
    assert book({}, "us", 0) == {}


@pytest.mark.parametrize(
    ("shares", "days", "felt"),
    [
        ({"client": 3, "us": 2}, 5, {"client": 3, "us": 2}),
        ({"client": 3, "us": 2}, 3, {"client": 1, "us": 2}),
        ({"client": 3, "us": 2}, 1, {"us": 1}),
        ({"client": 3, "us": 2}, 0, {}),
        ({"us": -2, "client": 5}, 1, {"us": -2, "client": 3}),
        ({"client": -3, "us": 1}, -1, {"client": -2, "us": 1}),
        ({"us": 2}, 5, {"us": 2, "change": 3}),
        ({"client": 5, "us": -2}, 4, {"client": 5, "us": -2, "change": 1}),
        ({"us": 2}, -1, {"change": -1}),
        ({"us": -2}, 3, {"change": 3}),
        ({}, 4, {"change": 4}),
    ],
)
def test_room_takes_up_the_days_that_came_first(shares, days, felt):
    assert fit(shares, days) == felt


@given(
    st.dictionaries(st.sampled_from(get_args(Cause)), st.integers(-50, 50).filter(bool)), st.integers(-99, 99)
)
def test_what_is_felt_adds_up(shares, days):
    assert sum(fit(shares, days).values()) == days
    assert 0 not in fit(shares, days).values()
    assert fit(shares, sum(shares.values())) == shares
