"""A project that is closed with work left says so."""

import pytest

from support.milestones import write_shop


@pytest.mark.parametrize(("verb", "said"), [("deliver", "delivered"), ("close", "closed")])
def test_what_is_open_at_the_end_is_told(studio, run, verb, said):
    write_shop(studio)
    assert run("ask", "kopi/toko", "Which message?").code == 0
    assert run("milestone", "done", "kopi/toko", "M1").code == 0
    assert run("project", "start", "kopi/toko").code == 0
    ran = run("project", verb, "kopi/toko")
    assert ran.code == 0, ran.err
    told = "2 not reached of its milestones: M2, M3; 1 open of its asks, blocks and risks"
    assert f"kopi/toko is {said} with {told}" in ran.err


def test_one_with_nothing_left_is_silent(studio, run):
    assert "with" not in run("project", "close", "kopi/toko").err
