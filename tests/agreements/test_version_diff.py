"""The comparison of two versions: every leaf of a project that changes is listed, or named with a reason."""

from functools import cache
from itertools import islice
from typing import Any, get_args

import pytest
from jinja2 import Environment, nodes

from clientkit.agreements.differences import Difference
from clientkit.agreements.queries import compared
from clientkit.agreements.rewording import reworded
from clientkit.agreements.version_diff import NOT_COMPARED, Side
from clientkit.errors import ClientkitError
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.kernel.text.template.engine import render
from clientkit.kernel.text.template.sources import find_template
from clientkit.milestones.queries import plan_of
from support.builders import a_project, some_settings
from support.full_values import changes, full_project, leaves, values_at

SETTINGS = some_settings()
FULL = full_project()
LEAVES = tuple(leaves(Project))
DATED = ("milestones.days", "milestones.start", "milestones.due", "milestones.not_before")
"""Not listed by themselves: they move the days of the milestones, and those are."""


def is_compared(leaf):
    return leaf not in NOT_COMPARED and leaf.partition(".")[0] not in NOT_COMPARED


UNSEEN = [leaf for leaf in LEAVES if not is_compared(leaf) and leaf not in (*DATED, "milestones.after")]
"""Neither compared nor seen in the days."""


def side(project, version=None):
    return Side(project, plan_of(project, SETTINGS), version)


def comparisons(leaf):
    """The full project beside itself with another value of one leaf, in every way that gives a plan."""
    for changed in changes(FULL, leaf):
        try:
            yield compared(side(FULL, 1), side(changed), SETTINGS)
        except ClientkitError:  # days that cannot be
            continue


@cache
def tables(language):
    """The tables of words of the template."""
    text = find_template("diff", language, None).path.read_text("utf-8")
    parsed = Environment().parse(text)  # noqa: S701 - only parsed
    return {
        one.target.name: one.node.as_const()
        for one in parsed.find_all(nodes.Assign)
        if isinstance(one.node, nodes.Dict)
    }


def test_the_full_project_fills_every_field():
    data = FULL.model_dump()
    found = {leaf: values_at(data, tuple(leaf.split("."))) for leaf in LEAVES}
    assert [leaf for leaf, values in found.items() if all(one in (None, "", ()) for one in values)] == []


@pytest.mark.parametrize("leaf", [leaf for leaf in LEAVES if is_compared(leaf) or leaf in DATED])
def test_each_leaf_that_changes_is_listed_with_its_words(leaf):
    found = list(islice(comparisons(leaf), 3))
    assert found, "no other value of it gives a project"
    for document in found:
        assert document.differences
        if leaf not in DATED:
            name = leaf.rpartition(".")[2]
            assert any(one.field in {name, ""} for one in document.differences)
    for language in LANGUAGES:
        words = tables(language)
        for one in (one for document in found for one in document.differences):
            assert one.area in words["areas"]
            assert not one.field or one.field in words["fields"]
            assert one.area != "terms" or one.item in words["parts"]
            if one.measure == "choice":
                assert {one.before, one.after} - {None} <= set(words["choices"])
        assert "**" in render(find_template("diff", language, None), found[0].model_dump(), language)


@pytest.mark.parametrize(
    "leaf",
    UNSEEN,
)
def test_what_is_not_compared_is_named_with_a_reason(leaf):
    assert NOT_COMPARED.get(leaf) or NOT_COMPARED[leaf.partition(".")[0]]
    assert not any(document.differences for document in comparisons(leaf))


def test_what_is_not_compared_is_there():
    assert set(NOT_COMPARED) <= {*LEAVES, *(leaf.partition(".")[0] for leaf in LEAVES)}


def test_rows_of_one_name_are_told_apart():
    def with_payments(*amounts):
        rows: list[dict[str, Any]] = [{"label": "Part", "amount": amount} for amount in amounts]
        return a_project(payments=rows)

    document = compared(side(with_payments(1, 2)), side(with_payments(1, 3, 4)), SETTINGS)
    assert [(one.kind, one.field, one.before, one.after) for one in document.differences] == [
        ("changed", "amount", 2, 3),
        ("added", "", None, 4),
    ]


def test_each_measure_has_a_form_in_each_language():
    measures = {*get_args(Difference.model_fields["measure"].annotation)} - {"text"}
    for language in LANGUAGES:
        text = find_template("diff", language, None).path.read_text("utf-8")
        assert [one for one in measures if f"'{one}'" not in text] == []


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("within 60 days", "within 90 days", "within 60 → 90 days"),
        ("paid in full", "paid at once in full", "paid → paid at once in full"),
        ("paid at once in full", "paid in full", "paid at once → paid in full"),
        ("kept for one more period", "kept for one more", "kept for one more period → more"),
        ("Always kept for a period", "kept for a period", "Always → kept for a period"),
        (
            "moves by one working day each time",
            "moves by two working days each time",
            "moves by one working day → two working days each time",
        ),
        ("nothing stays", "all is new here", ""),
        (
            "Now " + "word " * 20 + "60 days",
            "Now " + "word " * 20 + "90 days",
            "… word word word word word 60 → 90 days",
        ),
    ],
)
def test_of_what_was_reworded_the_words_that_differ_are_shown(was, now, words):
    assert reworded(was, now) == words


def test_a_row_that_was_reworded_is_one_point_and_payments_of_the_same_sum_are_none():
    def with_terms(exclusion, *payments):
        price = {"model": "fixed", "amount": 1000, "currency": "IDR"}
        return a_project(exclusions=[{"what": exclusion}], payments=payments, price=price)

    before = with_terms("Photographs of 40 products in Bandung", {"label": "Deposit", "share": 50})
    after = with_terms(
        "Photographs of 60 products in Bandung",
        {"label": "Deposit", "amount": 500},
        {"label": "Rest", "amount": 500},
    )
    document = compared(side(before, 1), side(after), SETTINGS)
    assert [(one.area, one.kind, one.words or one.after) for one in document.differences] == [
        ("exclusion", "changed", "Photographs of 40 → 60 products in Bandung"),
        ("payment", "added", 500),
    ]
