"""Kinds of work to start from: sound first drafts, alike in both languages, lacking what only users know."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from clientkit.agreements.completeness import missing_fields
from clientkit.agreements.lint.rules import vague_words
from clientkit.documents.parties import Engagement
from clientkit.errors import InvalidDataError, NotFoundError
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.store.workspace import Workspace
from clientkit.milestones.queries import plan_of
from clientkit.projects.cli import complete_kind_of_work
from clientkit.projects.starters import starter, starters
from support.builders import a_client, some_settings

KINDS = ["consulting", "design", "retainer", "website", "writing"]
LANGUAGES = ["en", "id"]
EVERY = [(kind, language) for language in LANGUAGES for kind in KINDS]

YOURS = {
    "agreement.governing_law",
    "client.address",
    "client.legal_name",
    "client.tax_number",
    "communication.hours",
    "price.amount",
    "price.rate",
    "timeline.start",
    "you.address",
}
"""What only the user knows: no kind of work brings it."""

OPEN_CODES = {
    "missing-field",
    "impossible-dates",
    "target-without-date",
    "law-47-3-a",
    "law-47-3-d",
    "law-47-3-g",
    "no-account",
    "no-holidays",
}
"""What the check may say of a project that has just been started from a kind of work."""


def texts(value: Any) -> Iterator[str]:
    """Every text in data, however deep."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(inner)


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value that is no group, with its key and its place in each list."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, f"{path}.{key}")
    else:
        yield path, value


def draft(kind: str, language: str, workspace: Workspace) -> Project:
    return Project.model_validate(starter(workspace, kind, language))


def own(workspace: Workspace, text: str, kind: str = "website", language: str = "id") -> Path:
    path = workspace.templates_dir / language / "work" / f"{kind}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_have_the_same_kinds(empty_studio, language):
    assert starters(empty_studio, language) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_promise_the_same(empty_studio, kind):
    """Ids, days, shares, quantities and rounds are equal; one assumption on tax stands in Indonesian only."""
    english, indonesian = (starter(empty_studio, kind, language) for language in LANGUAGES)
    assert len(indonesian.pop("assumptions")) == len(english.pop("assumptions")) + 1
    assert [key for key, _ in leaves(english)] == [key for key, _ in leaves(indonesian)]
    told = {key for key, value in leaves(english) if not isinstance(value, str)}
    told |= {
        key for key, _ in leaves(english) if re.search(r"\.(id|milestone|owner|likelihood|impact)$", key)
    }
    told |= {key for key, _ in leaves(english) if re.search(r"\.(after|deliverables)\.\d+$", key)}
    assert {key: value for key, value in leaves(english) if key in told} == {
        key: value for key, value in leaves(indonesian) if key in told
    }


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_name_the_same_figures(empty_studio, kind):
    """A figure that was changed in one language only would make two different promises of one."""
    english, indonesian = (
        list(texts(without_law(starter(empty_studio, kind, language)))) for language in LANGUAGES
    )
    pairs = zip(english, indonesian, strict=True)
    different = [one for one, other in pairs if figures(one) != figures(other)]
    assert different == [one for one in english if "Flesch-Kincaid" in one]  # a measure of English alone


def figures(text: str) -> list[str]:
    """The numbers of a text without the separators, which differ by language."""
    return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d)", "", text)))


def without_law(data: dict[str, Any]) -> dict[str, Any]:
    """The same without the texts in which Indonesian names its laws and their articles."""
    lawful = {"assumptions", "clauses", "cancellation"}
    plain = ("confidentiality", "warranty", "support", "suspension")
    kept = {key: value for key, value in data.items() if key not in lawful}
    return {**kept, "clauses": {key: data["clauses"][key] for key in plain}}


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_nothing_is_brought_that_only_the_user_knows(empty_studio, kind, language):
    data = starter(empty_studio, kind, language)
    keys = {re.sub(r"\.\d+", "", key).lstrip(".") for key, _ in leaves(data)}
    assert not keys & {*YOURS, "agreement.dispute_forum", "language", "background", "price.currency"}
    mine = re.compile(r"(price|rate|amount|(?<!rollover_)limit|due|issued|valid_until)$")
    assert not {key for key in keys if mine.search(key)}
    assert not [value for _, value in leaves(data) if isinstance(value, date | float)]
    assert not [text for text in texts(data) if re.search(r"\bRp|USD|IDR|€|\$", text)]


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_no_word_is_vague(empty_studio, kind, language):
    data = starter(empty_studio, kind, language)
    assert [found for text in texts(data) for found in vague_words(text, language)] == []


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_a_draft_is_what_a_trade_would_sign(empty_studio, kind, language):
    project = draft(kind, language, empty_studio)
    assert 4 <= len(project.deliverables) <= 6
    assert all(1 <= len(one.criteria) <= 3 and one.needs and one.description for one in project.deliverables)
    assert len(project.exclusions) >= 5
    assert len(project.success) >= 2
    assert all(re.search(r"\d", one.target) for one in project.success)
    assert len(project.risks) >= 3
    assert all(risk.answer for risk in project.risks)
    assert {risk.owner for risk in project.risks} == {"us", "client"}
    assert len(project.duties) >= 5
    assert all(duty.effect for duty in project.duties)
    assert all(duty.milestone for duty in project.duties) or kind == "retainer"
    clauses = project.clauses.model_dump(exclude={"rights", "governing_language", "bank_details", "more"})
    assert all(clauses.values())
    assert project.clauses.rights or kind == "retainer"
    assert project.expenses.policy
    assert project.cancellation.fee
    assert project.cancellation.handover
    assert project.acceptance.deemed_after_days > project.acceptance.review_days


@pytest.mark.parametrize("kind", KINDS)
def test_indonesian_drafts_stand_on_indonesian_law(empty_studio, kind):
    clauses = draft(kind, "id", empty_studio).clauses
    assert "Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi" in " ".join(
        clauses.data_protection.split()
    )
    # with 'assignment' the paper itself names the law on copyright
    assert (
        clauses.rights == "assignment"
        or "Undang-Undang Nomor 28 Tahun 2014 tentang Hak Cipta"
        in " ".join(clauses.intellectual_property.split())
    )
    assert clauses.hidden_defects.startswith("Cacat tersembunyi")


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_payments_ask_for_the_whole_price_at_something_that_happens(empty_studio, kind, language):
    project = draft(kind, language, empty_studio)
    assert sum(payment.share for payment in project.payments) == 100
    assert all(payment.milestone or payment.trigger for payment in project.payments)
    assert project.payments[0].trigger


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_deliverables_and_milestones_name_each_other(empty_studio, kind, language):
    project = draft(kind, language, empty_studio)
    from_milestones = {name: one.id for one in project.milestones for name in one.deliverables}
    assert {one.id: one.milestone for one in project.deliverables} == from_milestones
    assert all(
        one.acceptance_days == project.acceptance.review_days
        for one in project.milestones
        if one.deliverables
    )


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_milestones_that_a_text_names_are_there(empty_studio, kind, language):
    data = starter(empty_studio, kind, language)
    named = {name for text in texts(data) for name in re.findall(r"\b[MD]\d+\b", text)}
    assert named <= {one["id"] for one in (*data["milestones"], *data["deliverables"])}


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_the_plan_follows_from_one_date(empty_studio, kind, language):
    project = draft(kind, language, empty_studio)
    started = project.timeline.model_copy(update={"start": date(2026, 11, 16)})
    planned = plan_of(project.model_copy(update={"timeline": started}), some_settings())
    assert planned.start == date(2026, 11, 16)
    assert date(2026, 12, 14) < planned.end < date(2027, 5, 1)
    assert any(one.buffer for one in planned.milestones)


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_only_what_is_the_user_s_own_is_missing(empty_studio, kind, language):
    project = draft(kind, language, empty_studio)
    client = a_client(language=language, country="ID" if language == "id" else "GB", kind="company")
    missing = {one.field for one in missing_fields(Engagement(project, client, some_settings()))}
    assert missing <= YOURS | {"agreement.number"}
    assert {"timeline.start", "communication.hours"} < missing


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_a_new_project_lacks_only_what_it_is_told_to_lack(empty_studio, run, kind, language):
    """From `project add --from` to an agreement that can be sent, with nothing but the user's own facts."""
    for words in (
        ("client", "add", "Tini Susanti", "--slug", "tini", "--kind", "person", "--language", language),
        (
            "client",
            "set",
            "tini",
            "address=Jl. Braga 12, Bandung",
            f"country={'ID' if language == 'id' else 'GB'}",
        ),
        ("project", "add", "tini", "Kerja", "--slug", "kerja", "--from", kind),
    ):
        made = run(*words)
        assert made.code == 0, made.err
    found = json.loads(run("scope", "check", "tini/kerja", "--json").out)["data"]["findings"]
    assert {one["code"] for one in found} <= OPEN_CODES
    file = empty_studio.project_file("tini", "kerja").read_text(encoding="utf-8")
    assert len(file.splitlines()) <= 350
    assert {one["key"] for one in found if one["code"] == "missing-field"} <= YOURS | {"client.contacts"}


def test_a_filled_draft_can_be_sent(studio, run):
    for words in (
        ("client", "set", "kopi", "address=Jl. Braga 12", "legal_name=PT Kopi Nusantara", "country=ID"),
        ("client", "set", "kopi", "tax_number=01.234.567.8-423.000"),
        ("project", "add", "kopi", "Situs baru", "--slug", "situs", "--from", "website"),
        ("project", "set", "kopi/situs", "timeline.start=2026-11-23", "price.amount=45000000"),
        ("project", "set", "kopi/situs", "communication.hours=Senin sampai Jumat, 09.00-17.00 WIB"),
        ("project", "set", "kopi/situs", "agreement.governing_law=Hukum Negara Republik Indonesia"),
        *(("project", "set", "kopi/situs", f"success.{n}.due=2027-03-31") for n in (1, 2, 3)),
        ("config", "set", "calendar.country=ID", "terms.bank_details=Bank Contoh, 123 456, Dewi Lestari"),
    ):
        made = run(*words)
        assert made.code == 0, made.err
    settings = studio.settings_file.read_text(encoding="utf-8")
    studio.settings_file.write_text(
        settings.replace("[you]\n", '[you]\naddress = "Jl. Kaliurang 5, Sleman"\n'),
        encoding="utf-8",
    )
    checked = run("scope", "check", "kopi/situs")
    assert (checked.code, checked.err) == (0, "Nothing found: it can be sent.\n")
    shown = run("scope", "render", "kopi/situs", "-o", "-")
    assert "Terbilang: *Empat puluh lima juta rupiah*." in shown.out
    assert "Still missing" not in shown.err


def test_the_user_s_title_and_price_replace_the_draft_s(studio, run):
    added = run("project", "add", "kopi", "Situs", "--from", "website", "--price", "9000000", "--json")
    value = json.loads(added.out)["data"]["value"]
    assert (value["title"], value["price"]["amount"], value["price"]["currency"]) == (
        "Situs",
        "9000000",
        "IDR",
    )
    assert value["acceptance"]["by"] == "Rina Wijaya"
    assert value["acceptance"]["review_days"] == 5


def test_the_draft_is_in_the_language_of_the_documents(studio, run):
    for title, options, objective in (
        ("Satu", (), "Pengunjung dapat melihat"),
        ("Dua", ("--language", "en"), "Visitors see on a phone"),
    ):
        added = run("project", "add", "kopi", title, "--from", "website", *options, "--json")
        assert json.loads(added.out)["data"]["value"]["objective"].startswith(objective)


def test_one_s_own_kind_goes_first_and_new_ones_stand_beside(studio, run):
    own(studio, 'title = "Situs"\nobjective = "Milik sendiri"\n')
    own(studio, 'title = "Podcast"\nobjective = "Satu episode"\n', kind="podcast")
    assert starters(studio, "id") == sorted([*KINDS, "podcast"])
    assert starters(studio, "en") == KINDS
    for kind, objective in (("website", "Milik sendiri"), ("podcast", "Satu episode")):
        added = run("project", "add", "kopi", f"Kerja {kind}", "--from", kind, "--json")
        assert json.loads(added.out)["data"]["value"]["objective"] == objective


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'title = "Situs"\nobjectiv = "x"\n',
            "website.toml:2: unknown key 'objectiv'; did you mean 'objective'?",
        ),
        (
            'title = "Situs"\n\n[[payments]]\nlabel = "a"\n',
            "website.toml:3: 'payments.1': must have either share",
        ),
        ('title = "Situs"\nprice = = 3\n', "website.toml:2: not TOML"),
        ('objective = "x"\n', "website.toml: 'title' is missing"),
    ],
)
def test_a_broken_kind_of_one_s_own_is_told_with_its_line(studio, run, text, message):
    own(studio, text)
    refused = run("project", "add", "kopi", "Situs", "--from", "website")
    assert refused.code == 4
    assert f"templates/id/work/{message}" in refused.err
    assert studio.projects("kopi") == ["toko"]


@pytest.mark.parametrize(
    "name",
    [
        "../website",
        "../../en/work/website",
        "/etc/passwd",
        "website.toml",
        "web/site",
        "..",
        "-",
        "web\0site",
    ],
)
def test_hostile_names_are_no_kinds(empty_studio, name):
    with pytest.raises(NotFoundError, match="no kind of work"):
        starter(empty_studio, name, "en")


def test_a_link_out_of_the_templates_is_not_followed(empty_studio, tmp_path):
    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.write_text('title = "x"\n', encoding="utf-8")
    own(empty_studio, "", kind="linked").unlink()
    (empty_studio.templates_dir / "id" / "work" / "linked.toml").symlink_to(elsewhere)
    with pytest.raises(InvalidDataError, match="leads out of the template folder"):
        starter(empty_studio, "linked", "id")


def test_a_wrong_name_is_told_with_the_nearest(studio, run):
    refused = run("project", "add", "kopi", "Situs", "--from", "webiste")
    assert refused.code == 3
    assert "Did you mean 'website'?" in refused.err


def test_the_shell_offers_the_kinds_there_are(empty_studio):
    own(empty_studio, 'title = "x"\n', kind="podcast")

    root = SimpleNamespace(params={"directory": str(empty_studio.root)})
    typed = SimpleNamespace(find_root=lambda: root)
    assert complete_kind_of_work(typed, "") == sorted([*KINDS, "podcast"])
    assert complete_kind_of_work(typed, "w") == ["website", "writing"]
