"""Prose that repeats a figure says what its field says; the shipped kinds of work repeat none."""

from pathlib import Path

import pytest
import tomli

from clientkit.agreements.lint.repeated_figures import repeated_figures
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.text.template.sources import shipped_templates
from clientkit.kernel.text.words import word_file
from clientkit.workspace.demo_sample import sample_workspace
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


FIGURES = {
    "review_days": {"acceptance": {"review_days": 5}},
    "deemed_after_days": {"acceptance": {"deemed_after_days": 5}},
    "notice_days": {"cancellation": {"notice_days": 5}},
    "offer_valid_days": {"changes": {"offer_valid_days": 5}},
    "answer_within": {"communication": {"answer_within": 5}},
    "client_answers_within": {"communication": {"client_answers_within": 5}},
    "rounds": {"revisions": {"rounds": 5}},
    "support_days": {"inclusions": {"support_days": 5}},
    "hours": {"price": a_price(hours=5)},
    "due_days": {"payments": [{"label": "All", "share": 100, "due_days": 5}]},
    "late_fee": {"payments": [{"label": "All", "share": 100, "late_fee": "5% a month"}]},
    "rate": {"changes": {"rate": 5}},
}
SAID = {
    "en": {
        "review_days": "You have {} working days to review each page",
        "deemed_after_days": "With no answer for {} working days it is ours to decide",
        "notice_days": "Either side leaves with {} days' notice",
        "offer_valid_days": "An offer stays open for {} days",
        "answer_within": "We answer every email within {} working days",
        "client_answers_within": "Somebody who answers questions within {} working days",
        "rounds": "Done within {} rounds of revision",
        "support_days": "After delivery there is support by email for {} days",
        "hours": "The limit of {} hours stands",
        "due_days": "Invoices are paid within {} days",
        "late_fee": "What is paid late bears {}% a month",
        "rate": "Further work costs USD {} an hour",
    },
    "id": {
        "review_days": "Klien mempunyai {} hari kerja untuk memeriksa setiap halaman",
        "deemed_after_days": "Tanpa tanggapan selama {} hari kerja, pekerjaan dilanjutkan",
        "notice_days": "Perjanjian diakhiri dengan pemberitahuan tertulis {} hari sebelumnya",
        "offer_valid_days": "Penawaran perubahan berlaku selama {} hari",
        "answer_within": "Penyedia Jasa menjawab pesan dalam {} hari kerja",
        "client_answers_within": "Satu orang yang menjawab pertanyaan dalam {} hari kerja",
        "rounds": "Selesai dalam {} putaran revisi",
        "support_days": "Ada dukungan lewat surel selama {} hari",
        "hours": "Anggaran tidak melewati batas {} jam",
        "due_days": "Tagihan dibayar dalam {} hari",
        "late_fee": "Pembayaran yang terlambat dikenai denda {}%",
        "rate": "Pekerjaan tambahan Rp{} per jam",
    },
}
WORDS = {"en": ("five", "seven", "fourteen"), "id": ("lima", "tujuh", "empat belas")}


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_field_that_prose_may_repeat_is_tried(language):
    patterns = {*word_file(language)["lint"]["figures"]}
    assert (
        patterns
        == {*SAID[language], "quantity", "rollover_limit"}
        == {*FIGURES, "quantity", "rollover_limit"}
    )


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("language", ["en", "id"])
def test_prose_says_what_the_field_says(name, language):
    same, *others = WORDS[language] if name not in {"late_fee", "rate"} else ("5", "7", "14")
    said = SAID[language][name]
    for number, differs in ((same, False), ("5", False), *((one, True) for one in others), ("15", True)):
        project = a_project(assumptions=[said.format(number)], **FIGURES[name])
        assert bool(found(project, language)) is differs, said.format(number)
    assert found(a_project(assumptions=[said.format("15")]), language) == []


def test_separators_are_those_of_the_language():
    fee = {"label": "All", "share": 100, "late_fee": "0,05% per hari, paling banyak 5%"}
    texts = ["Denda keterlambatan 0,05% per hari", "Tarif Rp300.000 per jam"]
    project = a_project(assumptions=texts, payments=[fee], changes={"rate": 300000})
    assert found(project, "id") == []
    wrong = ("Denda keterlambatan 0,5% per hari", "Tarif Rp30.000 per jam")
    other = project.model_copy(update={"assumptions": wrong})
    assert [message.partition(" is not")[0] for _, message in found(other, "id")] == [
        "'Denda keterlambatan 0,5'",
        "'Rp30.000 per jam'",
    ]


SAMPLES = sorted(sample_workspace().root.glob("clients/*/projects/*/project.toml"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_the_sample_contradicts_nothing(path: Path):
    project = Project.model_validate(tomli.loads(path.read_text("utf-8")))
    assert found(project, "en" if path.parent.name == "brand" else "id") == []


@pytest.mark.parametrize("path", STARTERS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_no_kind_of_work_repeats_a_quantity(path: Path):
    """Whoever changes a quantity of it changes no other line."""
    data = tomli.loads(path.read_text("utf-8"))
    for one in data["deliverables"]:
        one["quantity"] = one.get("quantity", 1) + 1
    if "rollover_limit" in data["price"]:
        data["price"]["rollover_limit"] += 1
    data["price"]["currency"] = "IDR"
    for table in (
        data[name] for name in ("acceptance", "cancellation", "changes", "communication", "revisions")
    ):
        table |= {key: value + 1 for key, value in table.items() if isinstance(value, int)}
    for key in data["price"].keys() & {"hours", "rate"}:
        data["price"][key] += 1
    assert found(Project.model_validate(data), path.parts[-3]) == []
