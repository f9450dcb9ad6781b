"""Lists by any of their fields: what has no value last, words whatever their capitals, either way round."""

import json

import pytest


def rows(run, *words):
    ran = run(*words, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)["data"]


@pytest.fixture
def several(studio, run):
    for title, price in (("beta", "9000000"), ("Alpha", "20000000"), ("gamma", None)):
        words = ("--price", price) if price else ()
        assert run("project", "add", "kopi", title, *words).code == 0
    return studio


def test_projects_by_title_and_by_price_the_largest_first(several, run):
    titles = [row["title"] for row in rows(run, "project", "list", "--sort", "title")]
    assert titles == sorted(titles, key=str.casefold)
    prices = [row["price"] for row in rows(run, "project", "list", "--sort", "-price")]
    filled = [float(price) for price in prices if price is not None]
    assert filled == sorted(filled, reverse=True)
    assert prices[len(filled) :] == [None] * (len(prices) - len(filled))


def test_closed_projects_are_listed_with_all_alone(several, run):
    assert run("project", "close", "kopi/beta").code == 0
    names = {row["project"] for row in rows(run, "project", "list")}
    assert "kopi/beta" not in names
    assert names | {"kopi/beta"} == {row["project"] for row in rows(run, "project", "list", "--all")}


@pytest.mark.parametrize(
    "command", ["client list", "project list", "promise list", "mail list", "feedback list"]
)
def test_a_column_that_is_none_is_named_with_those_there_are(several, run, command):
    run("promise", "add", "kopi/toko", "Two drafts", "--due", "2026-11-27")
    run("feedback", "add", "kopi/toko", "--csat", "5")
    wrong = run(*command.split(), "--sort", "nonesuch")
    if not rows(run, *command.split()):
        assert wrong.code == 0
        return
    assert (wrong.code, wrong.out) == (2, "")
    assert "There is no column 'nonesuch'" in wrong.err


def test_every_field_of_a_list_can_sort_it(several, run):
    for command in ("client list", "client list --health", "project list"):
        for field in rows(run, *command.split())[0]:
            assert run(*command.split(), "--sort", field).code == 0, (command, field)
