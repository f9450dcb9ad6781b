"""What a survey says it is asked after comes from the journal; without anything there it claims nothing."""

import json

import pytest

CLAIMS = ("in your hands", "we delivered", "was not right", "this put right", "dealt with it", "for a while")


def asked(run, question, *more):
    ran = run("survey", "ask", "kopi/toko", "--kind", question, "--contact", "rina", "--dry-run", *more)
    assert ran.code == 0, ran.err
    return ran.out + ran.err


@pytest.fixture
def english(studio, run):
    assert run("client", "set", "kopi", "language=en").code == 0
    return studio


@pytest.mark.parametrize("question", ["csat", "nps", "ces"])
def test_where_nothing_was_delivered_nothing_is_claimed(english, run, question):
    text = asked(run, question)
    assert "May we ask you one question?" in " ".join(text.split())
    assert [claim for claim in CLAIMS if claim in text] == []


def test_what_was_delivered_lately_is_said(english, run):
    assert run("project", "start", "kopi/toko", "--on", "2026-10-01").code == 0
    assert run("project", "deliver", "kopi/toko", "--on", "2026-11-18").code == 0
    assert "in your hands" in asked(run, "csat")
    assert [claim for claim in CLAIMS if claim in asked(run, "ces")] == []


def test_a_complaint_that_was_settled_lately_is_said(english, run):
    low = run("feedback", "add", "kopi/toko", "--ces", "2", "--on", "2026-11-16").out.strip()
    assert "was not right" not in asked(run, "ces")
    assert run("feedback", "follow", low, "--done", "--note", "Put right").code == 0
    assert "was not right" in asked(run, "ces")


def test_an_occasion_that_is_named_stands(english, run):
    assert "in your hands" in asked(run, "csat", "--trigger", "delivery")


def test_what_is_recorded_is_what_is_said(english, run):
    assert run("survey", "ask", "kopi/toko", "--kind", "csat", "--contact", "rina").code == 0
    lines = english.journal_file("kopi").read_text("utf-8").splitlines()
    assert [json.loads(line)["occasion"] for line in lines] == ["periodic"]
