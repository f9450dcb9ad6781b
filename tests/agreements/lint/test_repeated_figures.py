"""Prose that repeats a figure says what its field says; the shipped kinds of work repeat none."""

from pathlib import Path

import pytest
import tomli

from clientkit.agreements.lint.repeated_figures import repeated_figures
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.text.template.sources import shipped_templates
from support.builders import a_price, a_project

STARTERS = sorted(shipped_templates().glob("*/work/*.toml"))


def a_page(text, **fields):
    return {"id": "D1", "title": "Pages", "unit": "pages", "quantity": 10, "criteria": [text], **fields}


def found(project, language="en"):
    return [(one.key, one.message) for one in repeated_figures(project, language)]


@pytest.mark.parametrize(
    ("text", "unit", "language", "said"),
    [
        ("All eight pages load in 2 s", "pages", "en", "'All eight pages'"),
        ("The 8 pages load in 2 s", "pages", "en", "'The 8 pages'"),
        ("Kedelapan halaman tersedia", "halaman", "id", "'Kedelapan halaman'"),
        ("Seluruh 8 halaman tersedia", "halaman", "id", "'Seluruh 8 halaman'"),
        ("All ten pages load in 2 s", "pages", "en", ""),
        ("Kesepuluh halaman tersedia", "halaman", "id", ""),
        ("Two pages at most fit on a screen", "pages", "en", ""),
        ("Tiga halaman pertama dicoba", "halaman", "id", ""),
    ],
)
def test_a_quantity_in_prose_is_that_of_the_field(text, unit, language, said):
    messages = found(a_project(deliverables=[a_page(text, unit=unit)]), language)
    assert bool(messages) == bool(said)
    assert not said or (messages[0][0], said in messages[0][1]) == ("deliverables.1.criteria", True)


@pytest.mark.parametrize(
    ("rollover", "limit", "differs"),
    [("none", None, True), ("one-period", 5, False), ("one-period", 8, True), ("all", None, True)],
)
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Up to five unused hours go on", "en"),
        ("Paling banyak lima jam yang tidak terpakai dipindahkan", "id"),
    ],
)
def test_hours_that_are_kept_are_said_by_the_field(rollover, limit, differs, text, language):
    price = a_price(model="retainer", hours=20, period="month", rollover=rollover, rollover_limit=limit)
    assert bool(found(a_project(assumptions=[text], price=price), language)) is differs


def test_rounds_and_support_are_compared_too():
    project = a_project(
        revisions={"rounds": 2},
        inclusions={"support_days": 14},
        clauses={"support": "After delivery there is support by email for 30 days."},
        objective="Done within three rounds of revision.",
    )
    assert [key for key, _ in found(project)] == ["objective", "clauses.support"] or len(found(project)) == 2


@pytest.mark.parametrize("path", STARTERS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_no_kind_of_work_repeats_a_quantity(path: Path):
    """Whoever changes a quantity of it changes no other line."""
    data = tomli.loads(path.read_text("utf-8"))
    for one in data["deliverables"]:
        one["quantity"] = one.get("quantity", 1) + 1
    if "rollover_limit" in data["price"]:
        data["price"]["rollover_limit"] += 1
    data["price"]["currency"] = "IDR"
    assert found(Project.model_validate(data), path.parts[-3]) == []
