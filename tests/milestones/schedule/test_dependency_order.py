"""The order of milestones, and what is said where they have none."""

from itertools import pairwise

import pytest

from clientkit.errors import InvalidDataError
from clientkit.milestones.schedule.dependency_order import in_order
from support.builders import a_milestone


def chain(*links):
    """`chain("M1", "M2<M1")`: M2 waits for M1."""
    named = [link.partition("<") for link in links]
    return [a_milestone(name, after=tuple(after.split(",")) if after else ()) for name, _, after in named]


def ids(milestones):
    return [milestone.id for milestone in milestones]


def test_each_comes_after_all_it_waits_for():
    assert ids(in_order(chain("M3<M1,M2", "M2<M1", "M1"))) == ["M1", "M2", "M3"]


def test_the_file_decides_where_nothing_waits():
    assert ids(in_order(chain("B", "A", "C"))) == ["B", "A", "C"]


def test_waiting_twice_for_the_same_is_waiting_once():
    assert ids(in_order(chain("M2<M1,M1", "M1"))) == ["M1", "M2"]


@pytest.mark.parametrize(
    ("links", "circle", "hint"),
    [
        (["M1", "M2<M4", "M3", "M4<M2"], "M2 -> M4 -> M2", "Take M4 out of the `after` of M2"),
        (["M1<M1"], "M1 -> M1", "Take M1 out of the `after` of M1"),
        (["M0<M4", "M4<M3", "M2<M4", "M3<M2"], "M4 -> M3 -> M2 -> M4", "Take M3 out of the `after` of M4"),
    ],
)
def test_a_circle_is_told_with_its_milestones(links, circle, hint):
    with pytest.raises(InvalidDataError) as told:
        in_order(chain(*links))
    assert told.value.message == f"The milestones wait for each other in a circle: {circle}."
    assert told.value.hint == f"{hint}, or break the circle elsewhere."


def test_a_long_circle_is_cut_short():
    links = [f"M{n}<M{(n + 1) % 5000}" for n in range(5000)]
    with pytest.raises(InvalidDataError) as told:
        in_order(chain(*links))
    assert told.value.message.endswith(": M0 -> M1 -> M2 -> M3 -> M4 -> M5 -> M6 -> M7 -> ... -> M0.")


@pytest.mark.parametrize(
    ("unknown", "hint"),
    [
        ("m1", "Did you mean M1?"),
        ("desing", "Did you mean design?"),
        ("X", "The milestones are design, M1, L0, L1, L2, L3, L4, L5 and so on."),
    ],
)
def test_an_unknown_predecessor_is_told_with_the_nearest_one(unknown, hint):
    with pytest.raises(InvalidDataError) as told:
        in_order(chain("design", f"M1<{unknown}", *(f"L{n}" for n in range(9))))
    assert told.value.message == f"Milestone M1 comes after {unknown}, but there is no milestone {unknown}."
    assert told.value.hint == hint


def test_a_short_list_of_milestones_is_told_whole():
    with pytest.raises(InvalidDataError) as told:
        in_order(chain("M1", "M2<nothing"))
    assert told.value.hint == "The milestones are M1, M2."


def test_a_chain_of_thousands_needs_no_recursion():
    milestones = chain("M0", *(f"M{n}<M{n - 1}" for n in range(1, 5000)))
    ordered = in_order(milestones[::-1])
    assert all(later.after == (earlier.id,) for earlier, later in pairwise(ordered))
