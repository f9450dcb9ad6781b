"""What the agenda proposes to ask of who was glad: once in 180 days, and never while something is open."""

import json

import pytest

GLAD = ("--csat", 5, "--quotable", "--contact", "rina", "--on", "2026-11-16", "--comment", "Rapi.")


@pytest.fixture
def delivered(studio, run):
    """The studio, whose project was delivered 35 days ago."""
    for words in (("start", "--on", "2026-09-01"), ("deliver", "--on", "2026-10-17")):
        assert run("project", words[0], "kopi/toko", *words[1:]).code == 0
    return studio


def proposed(run):
    """By kind, the command of what one could ask for."""
    rows = json.loads(run("agenda", "--json").out)["data"]
    return {one["kind"]: one["do"] for one in rows if one["kind"] in {"request", "case-study"}}


def test_a_case_study_of_delivered_work_that_they_are_glad_of(delivered, run):
    assert proposed(run) == {}
    run("feedback", "add", "kopi/toko", *GLAD)
    assert proposed(run)["case-study"] == "clientkit mail draft case-study kopi/toko"
    run("feedback", "add", "kopi/toko", "--csat", 3, "--contact", "rina", "--on", "2026-11-18")
    assert "case-study" not in proposed(run)


@pytest.mark.parametrize(("day", "is_proposed"), [("2026-10-22", True), ("2026-10-23", False)])
def test_not_before_it_has_shown_what_it_does(studio, run, day, is_proposed):
    run("project", "start", "kopi/toko", "--on", "2026-09-01")
    run("project", "deliver", "kopi/toko", "--on", day)
    run("feedback", "add", "kopi/toko", *GLAD)
    assert ("case-study" in proposed(run)) is is_proposed


def test_not_of_work_that_runs_nor_of_words_that_may_not_be_quoted(studio, run):
    run("project", "start", "kopi/toko", "--on", "2026-09-01")
    run("feedback", "add", "kopi/toko", *GLAD)
    assert "case-study" not in proposed(run)
    run("project", "deliver", "kopi/toko", "--on", "2026-10-01")
    run("feedback", "add", "kopi/toko", "--csat", 5, "--contact", "rina", "--on", "2026-11-17")
    assert "case-study" not in proposed(run)


@pytest.mark.parametrize("answer", ["--allow", "--forbid"])
def test_not_once_they_said_yes_or_no(delivered, run, answer):
    run("feedback", "add", "kopi/toko", *GLAD)
    run("client", "consent", "kopi", "--contact", "rina", "--purpose", "case-study", answer)
    assert "case-study" not in proposed(run)


def test_nothing_while_a_complaint_is_open(delivered, run):
    run("feedback", "add", "kopi/toko", *GLAD)
    assert {*proposed(run)} == {"request", "case-study"}
    run("complaint", "add", "kopi/toko", "Harga lama", "--contact", "rina")
    assert proposed(run) == {}


def test_nothing_within_180_days_of_the_last_favour(delivered, run, monkeypatch):
    said = run("feedback", "add", "kopi/toko", *GLAD).out.strip()
    draft = run("mail", "draft", "testimonial", said).out.strip()
    assert run("mail", "sent", draft, "--on", "2026-11-19").code == 0
    assert proposed(run) == {}
    for day, is_free in (("2027-05-17", False), ("2027-05-18", True)):
        monkeypatch.setenv("CLIENTKIT_TODAY", day)
        run("feedback", "add", "kopi/toko", *GLAD[:-4], "--on", day)
        assert ("request" in proposed(run)) is is_free, day


def test_of_what_was_dropped_there_is_nothing_to_write(studio, run):
    run("feedback", "add", "kopi/toko", *GLAD)
    assert run("project", "drop", "kopi/toko", "--reason", "price", "--on", "2026-10-01").code == 0
    assert "case-study" not in proposed(run)


def test_a_case_study_names_whom_it_goes_to(delivered, run):
    path = delivered.root / "clients/kopi/client.toml"
    second = '\n[[contacts]]\nid = "hendra"\nname = "Hendra Gunawan"\nemail = "hendra@kopi.example"\n'
    path.write_text(path.read_text(encoding="utf-8") + second, encoding="utf-8")
    (delivered.root / "clients/kopi/projects/toko/case-study.md").write_text("# Toko\n\nBerjalan.\n", "utf-8")
    made = run("mail", "draft", "case-study", "kopi/toko", "--contact", "hendra", "--format", "md", "-o", "-")
    assert made.code == 0, made.err
    assert "Hendra Gunawan" in made.out
    assert "Rina" not in made.out
