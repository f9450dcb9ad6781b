"""Clauses that a lawyer asks for: listed, added, asked for, and said where they belong."""

import re

import pytest

from clientkit.agreements.clauses import ASKED
from clientkit.agreements.context import scope_document
from clientkit.agreements.document import SCOPE
from clientkit.documents.parties import Engagement
from clientkit.kernel.text.markdown.to_html import PAGE_END, to_html
from clientkit.kernel.text.template.engine import render
from clientkit.kernel.text.template.sources import find_template
from clientkit.kernel.text.typst.blocks import blocks
from clientkit.kernel.text.web_page import page
from clientkit.projects.starters import WHERE_TWO_LANGUAGES, usual_clauses
from support.builders import a_client, a_milestone, a_plan, a_price, a_project, some_settings
from support.full_values import full_client, full_project, full_settings

LANGUAGES = ("en", "id")


def paper(project, language="en", client=None, settings=None, plan=None):
    engagement = Engagement(project, client or a_client(), settings or some_settings())
    data = scope_document(engagement, plan, language).model_dump()
    return render(find_template("scope", language, None), data, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_clause_that_is_asked_for_has_a_text(empty_studio, language):
    assert set(usual_clauses(empty_studio, language)) == {*ASKED, WHERE_TWO_LANGUAGES}


def test_both_languages_name_the_same_figures(empty_studio):
    english, indonesian = (usual_clauses(empty_studio, one) for one in LANGUAGES)
    for name, text in english.items():
        assert sorted(re.findall(r"\d+", text)) == sorted(re.findall(r"\d+", indonesian[name])), name


def test_clauses_are_listed_and_added_once(studio, run):
    run("project", "add", "kopi", "Situs", "--slug", "situs")
    assert run("scope", "clauses", "kopi/situs").out.count("✘") == len(ASKED)
    added = run("scope", "clauses", "kopi/situs", "--write", "liability")
    assert "✔ liability" in added.out
    file = studio.project_file("kopi", "situs")
    own = file.read_text(encoding="utf-8").replace("Ganti rugi yang", "Kerugian yang")
    file.write_text(own, encoding="utf-8")
    run("scope", "clauses", "kopi/situs", "--write", "all")
    assert "Kerugian yang" in file.read_text(encoding="utf-8")
    assert "✘" not in run("scope", "clauses", "kopi/situs").out
    wrong = run("scope", "clauses", "kopi/situs", "--write", "liabilty")
    assert (wrong.code, "No clause is called 'liabilty'" in wrong.err) == (3, True)


def test_one_s_own_texts_go_first(studio, run):
    path = studio.templates_dir / "id" / "clauses.toml"
    path.parent.mkdir(parents=True)
    path.write_text('liability = "Batas sendiri."\n', encoding="utf-8")
    run("project", "add", "kopi", "Situs", "--slug", "situs", "--from", "website")
    text = studio.project_file("kopi", "situs").read_text(encoding="utf-8")
    assert 'liability = "Batas sendiri."' in text
    assert "notices = " in text


@pytest.mark.parametrize("place", ["payment", "liability", "general", "data", "ending", "timeline"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clause_of_one_s_own_stands_in_its_section_once(language, place):
    more = {"more": ({"title": "Travel", "text": "Two hours are paid.", "place": place},)}
    for project in (a_project(clauses=more), full_project(clauses=more)):
        assert paper(project, language).count("### Travel\n\nTwo hours are paid.") == 1


@pytest.mark.parametrize(
    ("rights", "english", "indonesian"),
    [
        ("assignment", "pass to you", "beralih kepada Klien"),
        ("exclusive-licence", "you alone may use", "lisensi eksklusif"),
        ("limited-licence", "for your own business", "lisensi noneksklusif"),
    ],
)
def test_the_choice_of_rights_has_its_words(rights, english, indonesian):
    project = a_project(clauses={"rights": rights})
    assert english in paper(project)
    assert indonesian in paper(project, "id")


def test_a_duty_has_the_day_of_its_milestone():
    duties = (
        {"what": "Texts", "milestone": "M1"},
        {"what": "Photos", "due": "2026-12-01", "milestone": "M1"},
    )
    text = paper(a_project(duties=duties, milestones=(a_milestone(),)), plan=a_plan())
    assert "| U1 | Texts | 20 Nov 2026 |" in text
    assert "| U2 | Photos | 1 Dec 2026 |" in text


def test_a_deliverable_says_its_quantity_where_its_texts_leave_room():
    project = a_project(
        deliverables=(
            {"id": "D1", "title": "Pages", "quantity": 8, "criteria": ("All {quantity} are shown",)},
        )
    )
    assert project.deliverables[0].criteria == ("All 8 are shown",)


def test_an_indonesian_paper_has_its_formalities():
    client = a_client(country="ID", deed="Akta No. 12", registration="912", contacts=())
    settings = some_settings(you={"identity_number": "34710"})
    text = paper(a_project(agreement={"place": "Yogyakarta"}), "id", client, settings)
    for words in (
        "dalam hal ini bertindak untuk dan atas nama diri sendiri",
        "| **NIB** | 912 |  |",
        "| **NIK** |  | 34710 |",
        "| **Akta pendirian** | Akta No. 12 | |",
        "Ditandatangani di Yogyakarta, dalam dua rangkap bermeterai cukup",
        "| **Meterai dan tanda tangan** |",
    ):
        assert words in text
    document = scope_document(Engagement(a_project(), client, settings), None, "id")
    assert "Paraf" in SCOPE.imprint(document, "x").foot
    assert "Meterai" not in paper(a_project(), "id", a_client(country="NL", language="en"))


def test_role_place_and_account_are_said_in_the_paper_s_language():
    row = {"language": "id", "role": "penulis", "bank_details": "Bank Contoh 1"}
    settings = some_settings(you={"role": "writer"}, terms={"translations": (row,)})
    assert "penulis" in paper(a_project(), "id", settings=settings)
    assert "Bank Contoh 1" in paper(a_project(), "id", settings=settings)
    assert "writer" in paper(a_project(), "en", settings=settings)


def findings(run, code):
    return [line for line in run("scope", "check", "kopi/situs").out.splitlines() if f"[{code}]" in line]


def test_the_check_names_what_is_open(studio, run):
    run("project", "add", "kopi", "Situs", "--slug", "situs")
    assert len(findings(run, "no-clause")) == len(ASKED)
    assert len(findings(run, "no-account")) == len(findings(run, "no-holidays")) == 1
    run("config", "set", "you.role=web designer", "defaults.language=en", "calendar.country=ID")
    assert "'web designer' is not said in 'id'" in findings(run, "role-language")[0]
    assert findings(run, "no-holidays") == []
    run("project", "set", "kopi/situs", "price.amount=100", "price.tax_name=PPN", "price.tax_percent=11")
    assert "not 11% of the whole price" in findings(run, "ppn-rate")[0]
    run("project", "set", "kopi/situs", "price.tax_percent=12", "price.tax_base=11/12")
    assert findings(run, "ppn-rate") == []


def test_a_template_copied_before_is_told_what_it_leaves_out(studio, run):
    run("project", "add", "kopi", "Situs", "--slug", "situs", "--from", "website")
    own = studio.templates_dir / "id" / "scope.md.j2"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("# Perjanjian {{ title }}\n\n{{ clauses.warranty | prose }}\n", encoding="utf-8")
    (line,) = findings(run, "template-leaves-out")
    assert "liability" in line
    assert "warranty" not in line.partition("leaves out")[2]
    assert run("scope", "show", "kopi/situs").code == 0


def test_the_tax_base_adds_up_in_every_payment():
    from clientkit.kernel.model.files.price_totals import payment_schedule, price_total
    from support.builders import a_payment

    for included in (False, True):
        price = a_price(49_950_001, tax_percent=12, tax_base="11/12", tax_included=included)
        total = price_total(price, "IDR")
        dues = [one.due for one in payment_schedule(price, [a_payment(33), a_payment(67)], "IDR").payments]
        assert total.net + total.tax == total.total == sum(one.total for one in dues)
        assert abs(total.base * 12 / 100 - total.tax) < 1
        assert abs(total.base - total.net * 11 / 12) < 1
        assert total.tax == sum(one.tax for one in dues)


def test_the_front_page_ends_where_the_template_says():
    text = paper(full_project(), client=full_client(), settings=full_settings(), plan=a_plan())
    assert text.count("```page\n```") == 1
    front, *rest = blocks(text)
    assert front["kind"] == "front"
    assert [len(row) for row in front["rows"]] == [2, 2, 1, 1]
    assert rest[0]["kind"] == "heading"
    assert to_html(text).html.count(PAGE_END) == 1
    html = page(text, "Title", "en")
    assert html.index('<div class="front">') < html.index("<nav") < html.index('id="1-parties"')
    assert "page-end" not in html
    assert "#what-you-receive" not in html.partition("<nav")[2].partition("</nav>")[0]
