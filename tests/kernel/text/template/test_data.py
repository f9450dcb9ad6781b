"""The plain data that a template sees, and their way to the child process."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import InvalidDataError
from clientkit.kernel.text.template.data import DEPTH_LIMIT, plain, tagged, untagged

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.dates()
    | st.decimals(allow_nan=False, allow_infinity=False),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text() | st.just("$date") | st.just("$$decimal"), inner)
    ),
    max_leaves=5,
)


class Colour(StrEnum):
    RED = "red"


def test_plain_data_are_kept_and_near_ones_made_plain():
    data = {"a": (1, "x", None, True), "b": {"c": Decimal("1.50"), "d": date(2026, 1, 1)}, "e": 7.5}
    assert plain(data) == {
        "a": [1, "x", None, True],
        "b": {"c": Decimal("1.50"), "d": date(2026, 1, 1)},
        "e": Decimal("7.5"),
    }
    assert plain(data)["b"].path == "b"
    assert plain({"a": [{"b": {}}]})["a"][0]["b"].path == "a[0].b"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (object(), "'x' is of type object, which a template cannot hold"),
        (datetime(2026, 1, 1, tzinfo=UTC), "'x' is of type datetime"),
        (Colour.RED, "'x' is of type Colour"),
        (b"x", "'x' is of type bytes"),
        ({1}, "'x' is of type set"),
        (float("nan"), "'x' is not a number"),
        (Decimal("Infinity"), "'x' is not a number"),
        ({"y": [0, print]}, r"'x.y\[1\]' is of type builtin_function_or_method"),
        ({1: 2}, "'x' has a name that is not text: 1"),
    ],
)
def test_anything_else_is_refused_by_its_field(value, message):
    with pytest.raises(InvalidDataError, match=message):
        plain({"x": value})


def test_data_without_a_bottom_are_refused():
    endless: dict[str, object] = {}
    endless["x"] = endless
    with pytest.raises(InvalidDataError, match="is nested too deeply"):
        plain(endless)
    deep: object = 1
    for _ in range(DEPTH_LIMIT):
        deep = [deep]
    assert plain({"x": deep})


@given(st.dictionaries(st.text(), VALUES))
def test_data_come_back_from_json_as_they_were(data):
    there = plain(data)
    back = untagged(json.loads(json.dumps(tagged(there))))
    assert back == there
    assert repr(plain(back)) == repr(there)
