"""The checklist of a project: ticked by hand or by a mail that went, on the agenda and the card."""

import json

import pytest

from clientkit.kernel.model.files.checklist import Anchor, ChecklistRow
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.projects.starters import starter, starters
from support.smtp_server import name_server, smtp_server

ROWS = """
[[checklist]]
id = "C1"
what = "Welcome letter sent"
phase = "onboarding"
after = "agreed+1"
letter = "thanks"

[[checklist]]
id = "C2"
what = "Every access tried out"
phase = "onboarding"
after = "started+2"

[[checklist]]
id = "C3"
what = "Prices checked by two people"
due = 2026-11-23

[[checklist]]
id = "C4"
what = "Report of the first week sent"
phase = "closing"
after = "delivered+2"
letter = "report"
"""


@pytest.fixture
def listed(studio):
    with studio.project_file("kopi", "toko").open("a", encoding="utf-8") as file:
        file.write(ROWS)
    return studio


def states(run):
    rows = json.loads(run("project", "tick", "kopi/toko", "--json").out)["data"]
    return {row["id"]: row["state"] for row in rows}


def due(run, *words):
    rows = json.loads(run("agenda", *words, "--json").out)["data"]
    return {row["id"]: row["due"] for row in rows if row["kind"] == "checklist"}


def test_rows_are_ticked_left_out_and_opened_again_several_at_once(listed, run):
    assert states(run) == dict.fromkeys(("C1", "C2", "C3", "C4"), "open")
    assert run("project", "tick", "kopi/toko", "c1", "C2").code == 0
    assert run("project", "tick", "kopi/toko", "C3", "--skip", "--note", "No prices there").code == 0
    assert states(run) == {"C1": "done", "C2": "done", "C3": "skipped", "C4": "open"}
    assert run("project", "tick", "kopi/toko", "C2", "--not").code == 0
    assert states(run)["C2"] == "open"
    shown = run("project", "tick", "kopi/toko")
    assert "No prices there" in shown.out
    assert "onboarding 1 of 2, closing 0 of 1" in shown.err
    assert "onboarding 1 of 2, closing 0 of 1" in run("project", "show", "kopi/toko").out
    assert run("check").code == 0


def test_a_row_that_is_not_there_ticks_none_of_them(listed, run):
    refused = run("project", "tick", "kopi/toko", "C1", "C9")
    assert (refused.code, refused.out) == (3, "")
    assert "There are C1, C2, C3, C4." in refused.err
    assert states(run)["C1"] == "open"
    assert run("project", "tick", "kopi/toko", "C1", "--not", "--skip").code == 2


def test_a_project_without_a_checklist_says_where_one_comes_from(studio, run):
    assert "--from" in run("project", "tick", "kopi/toko").err


def test_a_mail_that_went_ticks_its_row(listed, run):
    with smtp_server() as server:
        name_server(listed.settings_file, server)
        assert run("done", "kopi/toko", "Home page is live").code == 0
        assert run("mail", "send", "report", "kopi/toko", "--yes").code == 0
    assert states(run)["C4"] == "done"
    assert run("project", "tick", "kopi/toko", "C4", "--not").code == 0
    assert states(run)["C4"] == "open"  # what a person says counts


def test_rows_are_on_the_agenda_once_their_event_has_come(listed, run):
    assert due(run) == {"C3": "2026-11-23"}
    assert run("project", "start", "kopi/toko", "--on", "2026-11-20").code == 0
    assert due(run) == {"C2": "2026-11-24", "C3": "2026-11-23"}
    assert run("project", "tick", "kopi/toko", "C2", "C3").code == 0
    assert due(run) == {}
    delivered = run("project", "deliver", "kopi/toko")
    assert "Open on its checklist: C1." in delivered.err
    assert due(run) == {"C4": "2026-11-24"}


@pytest.mark.parametrize(
    ("after", "anchor"),
    [
        ("", None),
        ("agreed", Anchor("agreed", 0)),
        ("started+5", Anchor("started", 5)),
        ("M4-3", Anchor("M4-3", 0)),
        ("M4-1", Anchor("M4", -1)),
        ("M4-3-2", Anchor("M4-3", -2)),
        ("L-3", Anchor("L-3", 0)),
    ],
)
def test_what_a_row_comes_after(after, anchor):
    row = ChecklistRow(id="C1", what="x", after=after)
    assert row.anchor(frozenset({"M4", "M4-3", "L-3"})) == anchor


def test_an_event_that_cannot_come_is_named(listed, run):
    file = listed.project_file("kopi", "toko")
    file.write_text(file.read_text("utf-8").replace('"started+2"', '"begun+2"'), "utf-8")
    found = run("check")
    assert found.code == 1
    assert "names the milestone 'begun', which does not exist" in found.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_of_work_brings_a_dozen_rows_whose_events_can_come(studio, language):
    for kind in starters(studio, language):
        project = Project.model_validate({"title": "x", **starter(studio, kind, language)})
        known = frozenset(one.id for one in project.milestones)
        assert len(project.checklist) == len({row.id for row in project.checklist}) == 12
        for row in project.checklist:
            anchor = row.anchor(known)
            assert anchor is not None
            assert anchor.event in known | {"agreed", "started", "delivered", "closed"}
