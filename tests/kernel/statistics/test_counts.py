import pytest

from clientkit.errors import UsageError
from clientkit.kernel.statistics.counts import on_scale, part_of


def test_every_value_of_the_scale_is_there_in_order():
    assert list(on_scale({3: 2, 1: 1}, 1, 4).items()) == [(1, 1), (2, 0), (3, 2), (4, 0)]


@pytest.mark.parametrize("value", [-1, 0, 6, 11])
@pytest.mark.parametrize("count", [0, 1])
def test_a_value_outside_the_scale_is_named_with_the_scale(value, count):
    with pytest.raises(UsageError) as refused:
        on_scale({5: 1, value: count}, 1, 5)
    assert refused.value.message == f"{value} is not on the scale from 1 to 5."
    assert refused.value.hint == "Give a whole number from 1 to 5."


def test_a_half_answer_is_refused():
    with pytest.raises(UsageError, match=r"4\.5 is not on the scale from 1 to 5\."):
        on_scale({4.5: 1}, 1, 5)


def test_a_negative_count_is_refused():
    with pytest.raises(UsageError, match=r"-2 answers of 4 cannot be\."):
        on_scale({4: -2}, 1, 5)


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (0, 3), (3, 3)])
def test_a_part_of_its_whole_passes(part, whole):
    assert part_of(part, "lost", whole, "at the start") is None


@pytest.mark.parametrize(("part", "whole"), [(4, 3), (-1, 3), (0, -1), (-1, -1)])
def test_a_part_that_cannot_be_is_refused(part, whole):
    with pytest.raises(UsageError) as refused:
        part_of(part, "lost", whole, "at the start")
    assert refused.value.message == f"{part} lost of {whole} at the start cannot be."
    assert refused.value.hint == "Count again: at least 0 and at most those at the start."
