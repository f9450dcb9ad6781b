"""`clientkit report status`, as a person types it."""

import json

import pytest

from support.milestones import write_begun

RED = ("red", "The provider is silent")


@pytest.fixture
def dated(studio, run):
    """The studio with a milestone of kopi/toko that is expected on time."""
    text = 'title = "Toko daring"\n[[milestones]]\nid = "M1"\ntitle = "Open"\nstart = 2026-11-16\ndays = 9\n'
    studio.project_file("kopi", "toko").write_text(text)
    write_begun(studio)
    return studio


def set_to(run, *words):
    return run("report", "status", "kopi/toko", *words)


def report(run, *options):
    return run("report", "week", "kopi/toko", "--language", "en", "-o", "-", *options).out


def test_a_worse_status_is_in_the_report_with_its_reason(dated, run):
    ran = set_to(run, *RED)
    assert (ran.code, ran.err) == (
        0,
        "Set to red: schedule of kopi/toko in 2026-W47 (the rule finds green). The provider is silent\n",
    )
    said = report(run)
    assert "**■ Red: off track.** Dates: The provider is silent.\n" in said


@pytest.mark.parametrize("dimension", ["budget", "scope"])
def test_a_part_is_named(dated, run, dimension):
    assert set_to(run, *RED, "--dimension", dimension).code == 0
    assert f"**■ Red: off track.** {dimension.capitalize()}: The provider is silent." in report(run)


def test_saying_it_again_corrects_it(dated, run):
    set_to(run, *RED)
    ran = set_to(run, "amber", "The provider answers slowly")
    assert ran.err.splitlines()[1] == "It takes the place of red: The provider is silent"
    assert "**▲ Amber: needs attention.** Dates: The provider answers slowly.\n" in report(run)
    (row,) = json.loads(run("progress", "list", "kopi/toko", "--kind", "status", "--json").out)["data"]
    assert (row["light"], row["dimension"], row["text"]) == (
        "amber",
        "schedule",
        "The provider answers slowly",
    )
    before = run("undo", row["id"]).out.strip()
    assert "**■ Red: off track.** Dates: " in report(run)
    assert run("undo", before).code == 0
    assert "**✔ Green: on track.**\n" in report(run)


def test_a_week_that_is_over_is_set_on_its_last_day(dated, run):
    ran = set_to(run, *RED, "--week", "2026-W46", "--json")
    assert json.loads(ran.out)["data"]["day"] == "2026-11-15"
    assert "**✔ Green: on track.**\n" in report(run)
    assert "**■ Red: off track.** Dates: " in report(run, "--week", "2026-W46")


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("green", "x"), 2, "A status cannot be set to 'green': you can make it worse, never better."),
        (("blue", "x"), 2, "A status cannot be set to 'blue'"),
        (("red", " "), 2, "The reason is empty."),
        ((*RED, "--dimension", "mood"), 2, "The status has no 'mood'."),
        ((*RED, "--week", "2026-W48"), 2, "The week 2026-W48 has not begun"),
        ((*RED, "--week", "2026-W54"), 2, "There is no week 2026-W54: 2026 has 53 ISO weeks."),
        (("red", "The", "provider"), 2, "There are 4 words where a project"),
    ],
)
def test_what_cannot_be_is_refused(dated, run, words, code, message):
    ran = set_to(run, *words)
    assert ran.code == code
    assert f"Error: {message}" in ran.err
    assert run("progress", "list", "--all", "kopi/toko").out == ""


def test_one_word_is_too_few(dated, run):
    ran = run("report", "status", "red")
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        "Error: There is one word where a project, amber or red, and a reason are expected.",
    )


def test_a_colour_without_a_reason_is_told_so(dated, run):
    ran = set_to(run, "amber")
    assert (ran.code, ran.err.splitlines()) == (
        2,
        [
            "Error: The reason is missing: the client reads it.",
            "  Write it behind, in quotes: kopi/toko amber 'The provider is silent'",
        ],
    )


def test_what_the_rule_finds_already_needs_no_word(studio, run):
    text = 'title = "Toko"\n[[milestones]]\nid = "M1"\ntitle = "Open"\nstart = 2026-11-02\ndays = 5\n'
    studio.project_file("kopi", "toko").write_text(text)
    write_begun(studio)
    ran = set_to(run, *RED)
    assert (ran.code, ran.err.splitlines()) == (
        5,
        [
            "Error: The rule finds the schedule red in 2026-W47 already; you can only make it worse.",
            "  The report says so, with the reason; nothing needs to be recorded.",
        ],
    )


def test_inside_its_folder_the_project_is_not_typed(dated, run, monkeypatch):
    monkeypatch.chdir(dated.project_dir("kopi", "toko"))
    assert run("report", "status", *RED).code == 0
