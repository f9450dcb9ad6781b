"""The sample's files must be valid and say one thing: sums, references, dates, finished sections."""

import json
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from clientkit.kernel.model.files.project import Project
from support.sample_studio import (
    CLIENTS,
    PROJECTS,
    REFERENCE_DAY,
    ROOT,
    client,
    planned_ends,
    project,
    records,
    settings,
    texts,
    working_days_after,
)

MONTHS = (
    "January|February|March|April|June|July|August|September|October|November|December"
    "|Januari|Februari|Maret|Juni|Juli|Agustus|Oktober|Desember"
)
SPELLED_DATE = re.compile(
    rf"\b(?:{MONTHS})\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:May|Mei|Jan|Feb|Mar|Apr|Jun|Jul|Agu|Aug|Sep|Okt|Oct|Nov|Des|Dec)\b"
    r"|\b(?:May|Mei|Jan|Feb|Mar|Apr|Jun|Jul|Agu|Aug|Sep|Okt|Oct|Nov|Des|Dec)\.?\s+\d"
    r"|\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b"
    r"|\b\d{4}-?W\d{2}\b"
)
SECTIONS_WITH_CLAUSES = ("clauses", "cancellation", "communication", "complaints", "changes", "acceptance")


def test_the_sample_has_exactly_the_files_of_the_layout():
    expected = {"clientkit.toml", "brand/logo.svg"}
    expected |= {f"clients/{slug}/client.toml" for slug in CLIENTS}
    expected |= {f"clients/{slug}/journal/sample.jsonl" for slug in CLIENTS}
    expected |= {
        f"clients/{slug}/projects/{folder}/project.toml"
        for slug, folder in (name.split("/") for name in PROJECTS)
    }
    assert {path.relative_to(ROOT).as_posix() for path in texts()} == expected


def test_text_is_composed_and_has_no_hidden_characters():
    for path, text in texts().items():
        assert unicodedata.is_normalized("NFC", text), path
        for line in lines_of(path, text):
            assert unicodedata.is_normalized("NFC", line), path
            assert not [c for c in line if unicodedata.category(c) in {"Cc", "Cf"}], (path, line)


def lines_of(path: Path, text: str) -> list[str]:
    if path.suffix == ".jsonl":
        return [json.dumps(json.loads(line), ensure_ascii=False) for line in text.splitlines()]
    return text.split("\n")


def test_no_date_is_written_out_so_that_shifting_iso_dates_shifts_all():
    for path, text in texts().items():
        for line in lines_of(path, text):
            assert not SPELLED_DATE.search(line), f"{path.name}: {line}"


@pytest.mark.parametrize("sentence", ["by 4 May", "pada 12 Nov", "in October", "12/11/2026", "in 2026-W47"])
def test_the_search_for_written_dates_finds_them(sentence):
    assert SPELLED_DATE.search(sentence)


def test_the_studio_closes_after_the_reference_day():
    assert [free.day > REFERENCE_DAY for free in settings().calendar.days_off] == [True]


@pytest.mark.parametrize(("slug", "contacts"), [("kopi", 3), ("harbour", 2)])
def test_every_contact_can_be_addressed(slug, contacts):
    people = client(slug).contacts
    assert len(people) == contacts
    assert all(person.title and person.email.endswith(".example") and person.roles for person in people)
    assert {"signer", "approver", "day-to-day", "billing"} <= {
        role for person in people for role in person.roles
    }


@pytest.mark.parametrize("name", PROJECTS)
def test_every_section_of_an_agreement_is_filled(name):
    agreed = project(name)
    optional = {"checklist", "faq", "repo", "service_levels", "waivers", "work"}
    assert agreed.model_fields_set - optional == set(Project.model_fields) - optional
    for section in SECTIONS_WITH_CLAUSES:
        values = getattr(agreed, section).model_dump(exclude={"bank_details", "governing_language"})
        assert not [key for key, value in values.items() if value in ("", None)], section
    assert all(1 <= len(item.criteria) <= 3 and item.description for item in agreed.deliverables)
    assert all(measure.target and measure.due for measure in agreed.success)
    assert all(risk.answer for risk in agreed.risks)
    assert all(duty.effect for duty in agreed.duties)
    assert any(exclusion.option_price for exclusion in agreed.exclusions)


@pytest.mark.parametrize("name", PROJECTS)
def test_deliverables_and_payments_add_up_to_the_price(name):
    agreed = project(name)
    assert sum(item.price for item in agreed.deliverables) == agreed.price.amount
    assert sum(payment.share for payment in agreed.payments) == 100
    assert agreed.price.currency == client(name.split("/")[0]).currency


def test_an_hourly_limit_is_its_hours_at_its_rate():
    price = project("harbour/brand").price
    assert (price.model, price.rate * price.hours, price.tax_percent) == ("hourly", price.amount, None)


@pytest.mark.parametrize("name", PROJECTS)
def test_deliverables_milestones_and_payments_refer_to_each_other(name):
    agreed = project(name)
    handed_over = {item: stone.id for stone in agreed.milestones for item in stone.deliverables}
    assert {item.id: item.milestone for item in agreed.deliverables} == handed_over
    ids = [stone.id for stone in agreed.milestones]
    for position, stone in enumerate(agreed.milestones):
        assert set(stone.after) <= set(ids[:position])
    for payment in agreed.payments:
        assert payment.milestone in ids or (payment.milestone is None and payment.trigger)


@pytest.mark.parametrize("name", PROJECTS)
def test_the_plan_fits_its_own_dates(name):
    agreed = project(name)
    ends = planned_ends(name)
    last = max(ends.values())
    assert agreed.agreement.issued < agreed.timeline.start <= min(ends.values())
    assert agreed.agreement.issued < agreed.agreement.valid_until
    assert all(duty.due is None or agreed.timeline.start <= duty.due <= last for duty in agreed.duties)
    assert all(measure.due > last for measure in agreed.success)
    accepted = next(move.day for move in records(name, "project_state") if move.state == "active")
    assert agreed.agreement.issued <= accepted <= agreed.agreement.valid_until


def test_late_content_of_the_client_moves_the_shop_by_three_working_days():
    ends = planned_ends("kopi/toko")
    moves = [move for move in records("kopi/toko", "milestone_moved") if move.milestone == "M5"]
    assert project("kopi/toko").duties[1].milestone == "M3"
    assert ends["M3"] == date(2026, 11, 6)
    assert ends["M8"] < settings().calendar.days_off[0].day
    assert [(move.cause, move.due) for move in moves] == [("client", working_days_after(ends["M5"], 3))]
