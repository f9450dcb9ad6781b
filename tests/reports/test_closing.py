"""`clientkit report close`: agreed beside delivered, from the workspace's own files."""

from pathlib import Path

import pytest

PROJECT = """\
title = "Shop"
language = "en"
[timeline]
start = 2026-10-05
[price]
amount = 1000
currency = "USD"
hours = 10
[[deliverables]]
id = "D1"
title = "Pages"
criteria = ["Loads in 2 s", "Works on a phone"]
milestone = "M1"
[[milestones]]
id = "M1"
title = "Pages live"
days = 5
"""


@pytest.fixture
def toko(studio):
    studio.project_file("kopi", "toko").write_text(PROJECT, encoding="utf-8")
    return studio


def test_it_is_written_into_the_documents_and_says_what_is_missing(toko, run):
    ran = run("report", "close", "kopi/toko")
    assert ran.out.strip().endswith("clients/kopi/projects/toko/documents/closing.md")
    assert (
        "criteria of D1: whether 1, 2 of its criteria are met (clientkit scope met kopi/toko D1)" in ran.err
    )
    assert "lessons: what was learned (clientkit lesson kopi/toko)" in ran.err
    assert "None of the two acceptance criteria have been tested yet." in Path(ran.out.strip()).read_text(
        "utf-8"
    )


def test_it_tells_what_was_met_when_and_at_what_price(toko, run):
    run("milestone", "done", "kopi/toko", "M1", "--on", "2026-10-09")
    run("done", "kopi/toko", "Pages", "--hours", "4")
    run("scope", "met", "kopi/toko", "D1")
    run("lesson", "kopi/toko", "Ask for photographs earlier")
    ran = run("report", "close", "kopi/toko", "-o", "-")
    assert "**All two acceptance criteria are met. The work ended on 9 October 2026, as planned." in ran.out
    assert "The price is $1,000.00, as planned.**" in ran.out
    assert "Hours" not in ran.out  # of a fixed price
    run("config", "set", "report.hours=true")
    assert "- Hours: 4 of 10 hours planned" in run("report", "close", "kopi/toko", "-o", "-").out
    assert "- Ask for photographs earlier" in ran.out
    assert "Nothing is open." in ran.out
    assert ran.err == ""


def test_it_is_measured_by_what_was_agreed_last(toko, run):
    """What the project file became since is no measure; each version that was accepted is told."""
    evidence = toko.root / "reply.txt"
    evidence.write_text("Agreed.", encoding="utf-8")
    accept = ("scope", "accept", "kopi/toko", "--name", "Rina", "--evidence", str(evidence), "--force")
    assert run(*accept).code == 0
    run("project", "set", "kopi/toko", "price.amount=1300", "agreement.version=2")
    assert run(*accept).code == 0
    run("project", "set", "kopi/toko", "price.amount=9999")
    said = run("report", "close", "kopi/toko", "-o", "-").out
    assert "The price is $1,300.00, with the changes that you approved." in said
    assert "$1,000.00 agreed at first, $300.00 more by approved changes" in said
    assert "- Version 2 of the agreement, of 21 November 2026: $300.00 more, end on" in said
    assert "9,999" not in said


def test_scores_are_told_from_five_answers_on(toko, run):
    for _ in range(4):
        run("feedback", "add", "kopi/toko", "--csat", "5", "--nps", "9", "--ces", "6")
    assert "Satisfied:" not in run("report", "close", "kopi/toko", "-o", "-").out
    run("feedback", "add", "kopi/toko", "--csat", "2", "--nps", "9", "--ces", "6")
    said = run("report", "close", "kopi/toko", "-o", "-").out
    assert (
        "Satisfied: 80% of 5 answers (with so few, the true figure may lie anywhere between 33% and 99%"
        in said
    )


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_it_has_every_format(toko, run, form):
    ran = run("report", "close", "kopi/toko", "--format", form)
    assert ran.code == 0, ran.err
    assert Path(ran.out.strip()).name == f"closing.{form}"


def test_promises_are_told_in_words(toko, run):
    said = []
    for text, kept in (("A call", True), ("A backup", True), ("A list", False)):
        made = run("-q", "promise", "add", "kopi/toko", text, "--due", "2026-11-21").out.strip()
        if kept:
            assert run("promise", "kept", made[:6]).code == 0
        said.append(run("report", "close", "kopi/toko", "-o", "-").out)
    assert "we made you one promise and kept it." in said[0]
    assert "we made you two promises and kept them." in said[1]
    assert "we made you three promises: two kept, one still open." in said[2]
