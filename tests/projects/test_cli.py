import json

import pytest
from inline_snapshot import snapshot

from clientkit.errors import ExitCode
from clientkit.kernel.store.toml.project_file import read_project
from support.checked import waive


def file_of(studio, project="toko"):
    return studio.project_file("kopi", project).read_text(encoding="utf-8")


def journal(studio):
    path = studio.journal_file("kopi")
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


# --- add


def test_a_project_is_added_with_what_was_given_and_what_is_known(studio, run):
    ran = run(
        *("project", "add", "kopi", "Katalog", "--price", "12500000", "--start", "2026-11-23"),
        *("--language", "en", "--currency", "SGD"),
    )

    assert (ran.code, ran.out) == (0, "kopi/katalog\n")
    assert "Katalog is kept in clients/kopi/projects/katalog/project.toml" in ran.err
    project = read_project(studio, "kopi", "katalog").value
    assert project.model_dump(mode="json", exclude_defaults=True) == snapshot(
        {
            "title": "Katalog",
            "language": "en",
            "agreement": {"number": "SOW-2026-002"},
            "timeline": {"start": "2026-11-23"},
            "acceptance": {"by": "Rina Wijaya"},
            "price": {"amount": "12500000", "currency": "SGD"},
            "communication": {"answer_within": 1},
            "complaints": {"address": "dewi@studio.example", "acknowledge_within": 1, "answer_within": 3},
        }
    )
    assert "\namount = 12500000\n" in file_of(studio, "katalog")


def test_agreements_are_numbered_through_the_year_and_all_clients(studio, run):
    run("client", "add", "Harbour", "--slug", "harbour")

    for words in (("kopi", "Satu"), ("harbour", "Two"), ("kopi", "Tiga")):
        run("project", "add", *words)

    numbers = {
        name: read_project(studio, *name.split("/")).value.agreement.number
        for name in ("kopi/toko", "kopi/satu", "harbour/two", "kopi/tiga")
    }
    assert numbers == {
        "kopi/toko": "SOW-2026-001",
        "kopi/satu": "SOW-2026-002",
        "harbour/two": "SOW-2026-003",
        "kopi/tiga": "SOW-2026-004",
    }


def test_inside_a_clients_folder_its_name_may_be_left_out(studio, run, monkeypatch):
    monkeypatch.chdir(studio.client_dir("kopi"))

    assert run("project", "add", "Katalog").out == "kopi/katalog\n"
    assert "kopi/katalog" in run("project", "list").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("kopi", ""), ExitCode.USAGE, "'title' must not be empty"),
        (("kopi", "x" * 10_000), ExitCode.USAGE, "'title' must have at most 500 characters"),
        (("kopi", "two\nlines"), ExitCode.USAGE, "'title': has a control character"),
        (("kopi", "東京"), ExitCode.USAGE, "cannot name a project"),
        (("kopi", "Con"), ExitCode.USAGE, "cannot name a project"),
        (("kopi", "Katalog", "--slug", "aux"), ExitCode.USAGE, "Windows keeps that name"),
        (("kopi", "Katalog", "--price", "12.500"), ExitCode.USAGE, "'12.500' can be read in two ways"),
        (("kopi", "Katalog", "--price", "-1"), ExitCode.USAGE, "'-1' is not an amount"),
        (("kopi", "Katalog", "--price", "NaN"), ExitCode.USAGE, "'NaN' is not an amount"),
        (("kopi", "Katalog", "--start", "someday"), ExitCode.USAGE, "'someday' is not a date"),
        (("kopi", "Katalog", "--language", "fr"), ExitCode.USAGE, "'language' must be 'en' or 'id'"),
        (("nobody", "Katalog"), ExitCode.NOT_FOUND, "There is no client called 'nobody'."),
        (("Katalog",), ExitCode.USAGE, "Which client? None was named."),
        (("kopi", "two", "words"), ExitCode.USAGE, "There are 3 words where a project and the title are"),
        (("kopi", "Toko"), ExitCode.REFUSED, "kopi has a project called toko already."),
    ],
)
def test_what_cannot_be_a_project_is_told_and_nothing_is_made(studio, run, words, code, said):
    before = file_of(studio)

    ran = run("project", "add", *words)

    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert studio.projects("kopi") == ["toko"]
    assert file_of(studio) == before


# --- list and show


def test_the_list(studio, run):
    run("project", "add", "kopi", "Katalog", "--price", "12500000")
    run("project", "start", "kopi/katalog")

    assert run("project", "list").out == snapshot("""\
PROJECT       TITLE        STATE          PRICE  MILESTONES
kopi/katalog  Katalog      active  Rp12.500.000           0
kopi/toko     Toko daring  draft                          0
""")
    assert run("project", "list", "kopi").out == run("project", "list").out


def test_an_empty_list_says_how_to_begin(empty_studio, run):
    ran = run("project", "list")

    assert (ran.code, ran.out) == (0, "")
    assert ran.err == 'No project yet. Add one: clientkit project add CLIENT "Web shop" --from website\n'


def test_the_list_as_json(studio, run):
    printed = json.loads(run("project", "list", "--json").out)

    assert printed == {
        "schema": 1,
        "kind": "projects",
        "data": [
            {
                "project": "kopi/toko",
                "title": "Toko daring",
                "state": "draft",
                "price": None,
                "currency": "IDR",
                "milestones": 0,
            }
        ],
    }


def test_the_card_tells_state_and_what_is_missing(studio, run):
    ran = run("project", "show", "toko")

    assert ran.code == 0
    assert ran.out.startswith("Toko daring  (kopi/toko)")
    assert "draft" in ran.out
    assert "objective" in ran.out


def test_a_broken_project_costs_no_other_and_is_named_with_its_line(studio, run):
    run("project", "add", "kopi", "Katalog")
    broken = 'title = "Toko"\n[price]\namount = "much"\n'
    studio.project_file("kopi", "toko").write_text(broken)

    listed = run("project", "list")
    shown = run("project", "show", "kopi/toko")
    changed = run("project", "set", "kopi/toko", "title=Toko")

    assert (listed.code, shown.code, changed.code) == (0, ExitCode.INVALID_DATA, ExitCode.INVALID_DATA)
    assert "kopi/katalog" in listed.out
    for said in (listed.err, shown.err, changed.err):
        assert "clients/kopi/projects/toko/project.toml:3: 'price.amount': 'much' is not an amount" in said
    assert run("project", "show", "kopi/katalog").code == 0
    assert run("project", "add", "kopi", "Lain").code == 0
    assert file_of(studio) == broken


def test_a_project_without_its_file_costs_no_other(studio, run):
    studio.project_dir("kopi", "empty").mkdir()

    ran = run("project", "list")

    assert "kopi/toko" in ran.out
    assert "project.toml: the file is missing" in ran.err
    assert run("project", "add", "kopi", "Empty").code == 0


@pytest.mark.parametrize(
    "words", [("show", "kopi/tko"), ("set", "kopi/tko", "title=x"), ("start", "kopi/tko")]
)
def test_a_project_that_does_not_exist_is_told_with_the_nearest(studio, run, words):
    ran = run("project", *words)

    assert ran.code == ExitCode.NOT_FOUND
    assert ran.err == "Error: There is no project of kopi called 'tko'.\n  Did you mean 'toko'?\n"


@pytest.mark.parametrize("name", ["../kopi/toko", "kopi/../../etc", "kopi/..", "/", "kopi/\x1b[2J"])
def test_no_name_leads_out_of_the_folder_of_clients(studio, run, name):
    ran = run("project", "show", name)

    assert ran.code == ExitCode.NOT_FOUND
    assert "\x1b" not in ran.err


# --- states


def test_a_project_goes_from_draft_to_closed_and_back(studio, run):
    waive(studio)
    for verb, state in (
        ("start", "active"),
        ("deliver", "delivered"),
        ("close", "closed"),
        ("start", "active"),
    ):
        ran = run("project", verb, "kopi/toko", "--note", "as agreed", "--on", "2026-11-20")

        assert ran.code == 0
        assert ran.out == f"{journal(studio)[-1]['id']}\n"
        assert ran.err == f"kopi/toko is {state} since 2026-11-20.\n"
        assert state in run("project", "list", "--all").out
    assert [record["note"] for record in journal(studio)] == ["as agreed"] * 4


@pytest.mark.parametrize(
    ("before", "verb", "said"),
    [
        (
            (),
            "deliver",
            "kopi/toko is draft; it cannot become delivered.\n  From here it can become: active or closed.",
        ),
        (("start",), "start", "kopi/toko is active; it cannot become active."),
        (
            ("close",),
            "deliver",
            "kopi/toko is closed; it cannot become delivered.\n  From here it can become: active.",
        ),
    ],
)
def test_a_state_that_cannot_follow_is_refused(studio, run, before, verb, said):
    for earlier in before:
        run("project", earlier, "kopi/toko")

    ran = run("project", verb, "kopi/toko")

    assert ran.code == ExitCode.REFUSED
    assert said in ran.err
    assert len(journal(studio)) == len(before)


def test_a_date_in_words_is_echoed(studio, run):
    ran = run("project", "start", "kopi/toko", "--on", "senin lalu")

    assert ran.err.startswith("senin lalu is Monday 16 November 2026\n")
    assert journal(studio)[0]["day"] == "2026-11-16"


def test_a_state_is_recorded_once_it_has_come(studio, run):
    ran = run("project", "start", "kopi/toko", "--on", "2026-11-23")
    assert ran.code == ExitCode.USAGE
    assert "2026-11-23 lies in the future" in ran.err


def test_hours_law_and_forum_are_set_once_for_all_agreements(studio, run):
    """In the language of the documents alone: another has words of its own, or none."""
    settings = studio.settings_file.read_text(encoding="utf-8")
    studio.settings_file.write_text(
        settings.replace("[terms]\n", '[terms]\nhours = "Senin-Jumat"\ngoverning_law = "Hukum Indonesia"\n')
        + '[[terms.translations]]\nlanguage = "en"\nhours = "Monday to Friday"\n',
        encoding="utf-8",
    )
    run("project", "add", "kopi", "Situs", "--from", "website")
    new = read_project(studio, "kopi", "situs").value
    assert (new.communication.hours, new.agreement.governing_law) == ("Senin-Jumat", "Hukum Indonesia")

    run("project", "set", "kopi/situs", "communication.hours=", "agreement.governing_law=")
    assert "Hukum Indonesia" in run("scope", "render", "kopi/situs", "-o", "-").out
    english = run("scope", "render", "kopi/situs", "-o", "-", "--language", "en").out
    assert ("Monday to Friday" in english, "Hukum Indonesia" in english) == (True, False)

    run("project", "set", "kopi/situs", "communication.hours=Selasa saja")
    assert "Selasa saja" in run("scope", "render", "kopi/situs", "-o", "-").out


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("12,5jt", "12500000"), ("12.500.000", "12500000"), ("1250.50", "1250.50"), ("750rb", "750000")],
)
def test_money_is_set_as_people_write_it(studio, run, typed, kept):
    ran = run("project", "set", "kopi/toko", f"price.amount={typed}")
    assert ran.out.endswith(f"→ {kept}\n")
    assert f"amount = {kept}\n" in studio.project_file("kopi", "toko").read_text()


def test_money_that_can_be_read_in_two_ways_is_not_set(studio, run):
    before = studio.project_file("kopi", "toko").read_text()
    ran = run("project", "set", "kopi/toko", "price.amount=12.500")
    assert (ran.code, ran.err) == (
        ExitCode.USAGE,
        "Error: '12.500' can be read in two ways.\n  Write 12500, or 12.5000.\n",
    )
    assert studio.project_file("kopi", "toko").read_text() == before
