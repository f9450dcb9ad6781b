"""What a weekly report says of the agreement and of what was sent, from real files."""

import json
import shutil

import pytest

from clientkit.kernel.store.workspace import Workspace
from clientkit.workspace.demo_sample import sample_workspace

ACCEPT = ("scope", "accept", "kopi/toko", "--name", "Rina Wijaya")
SENT = {"client": "kopi", "project": "toko", "day": "2026-11-20", "v": 1}


@pytest.fixture
def sample(tmp_path, monkeypatch):
    """The sample studio on the day it was written for."""
    root = tmp_path / "sample"
    shutil.copytree(sample_workspace().root, root)
    monkeypatch.chdir(root)
    return Workspace(root, "laptop")


@pytest.fixture
def report(run):
    """The data of kopi/toko's report."""

    def data(*options):
        ran = run("report", "show", "kopi/toko", *options, "--json")
        assert ran.code == 0, ran.err
        return json.loads(ran.out)["data"]

    return data


def edit(workspace, before, after):
    path = workspace.project_file("kopi", "toko")
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def send(workspace, week, ts, name="sending001", **fields):
    sending = {
        "message": f"<{name}@x>",
        "recipients": ["r@kopi.example"],
        "subject": "Report",
        "sha256": "a" * 64,
        "document": "report",
        "week": week,
        "file": f"clients/kopi/projects/toko/documents/{week}.md",
        "file_sha256": "b" * 64,
        **fields,
    }
    records = [
        {**SENT, **sending, "id": name, "ts": ts, "kind": "mail_sending"},
        {**SENT, "id": f"{name}x", "ts": ts, "kind": "mail_outcome", "ref": name, "outcome": "sent"},
    ]
    with workspace.journal_file("kopi").open("a", encoding="ascii") as file:
        file.writelines(f"{json.dumps(record)}\n" for record in records)


def test_before_an_agreement_there_is_no_scope_to_tell(sample, report):
    found = report()
    assert (found["scope"], found["status"]["scope"], found["budget"]["changes"]) == (None, None, "0")


def test_as_agreed_is_green(sample, run, report):
    run(*ACCEPT)
    found = report()
    assert found["scope"] == {"version": 1, "points": 0, "named": []}
    assert found["status"]["scope"] == "green"


def test_a_price_that_nobody_agreed_to_changes_no_colour_and_does_not_count(sample, run, report):
    run(*ACCEPT)
    edit(sample, "amount = 45000000", "amount = 50000000")
    found = report()
    assert found["status"]["scope"] == "green"
    assert (found["budget"]["approved"], found["budget"]["changes"]) == ("45000000", "0")


def test_what_was_agreed_since_are_approved_changes(sample, run, report):
    run(*ACCEPT)
    edit(sample, "amount = 45000000", "amount = 50000000")
    edit(sample, "version = 1\nissued", "version = 2\nissued")
    assert run(*ACCEPT, "--force").code == 0
    found = report()
    assert (found["budget"]["original"], found["budget"]["changes"]) == ("45000000", "5000000")
    assert (found["scope"]["version"], found["status"]["scope"]) == (2, "green")
    assert found["changed_days"] == 0


def test_dates_are_the_schedule_s_and_not_the_scope_s(sample, run, report):
    run(*ACCEPT)
    run("project", "set", "kopi/toko", "milestones.M8.days=9")
    assert report()["status"]["scope"] == "green"


def test_a_week_before_the_agreement_knows_nothing_of_it(sample, run, report):
    run(*ACCEPT, "--on", "2026-11-18")
    found = report("--week", "2026-W46")
    assert (found["scope"], found["budget"]["original"]) == (None, "45000000")


def test_a_version_that_is_broken_is_passed_over_with_a_notice(sample, run, report):
    run(*ACCEPT)
    (sample.agreement_dir("kopi", "toko", 1) / "agreement.toml").write_text("[", encoding="ascii")
    ran = run("report", "show", "kopi/toko", "--json")
    assert ran.code == 0
    assert "passed over" in ran.err
    assert json.loads(ran.out)["data"]["scope"] is None


def test_a_report_that_was_sent_has_its_next_edition_when_it_is_made_again(sample, run, report):
    assert report()["edition"] == 1
    send(sample, "2026-W47", "2026-11-20T09:00:00Z")
    assert report()["edition"] == 2
    assert report("--week", "2026-W46")["edition"] == 1
    out = run("report", "week", "kopi/toko", "-o", "-").out
    assert "Laporan mingguan ke-1 · pekan ke-47, 16" in out
    assert "22 November 2026 · edisi kedua" in out


def test_a_note_of_a_week_that_was_sent_is_in_the_next_report(sample, run, report):
    send(sample, "2026-W46", "2026-11-13T09:00:00Z")
    done = ("done", "kopi/toko", "Tautan kaki halaman diperbaiki", "--hours", "2")
    assert run(*done, "--on", "2026-11-13").code == 0
    found = report()
    assert [(one["text"], one["day"]) for one in found["done"] if one["late"]] == [
        ("Tautan kaki halaman diperbaiki", "2026-11-13")
    ]
    assert found["hours"] is None  # of a fixed price, unless the settings say otherwise
    run("config", "set", "report.hours=true")
    assert report()["hours"]["late"] == "2.0"
    assert report("--week", "2026-W46")["edition"] == 2


@pytest.mark.parametrize(
    ("week", "message", "hint"),
    [
        (
            "2026-W48",
            "The week 2026-W48 has not begun: it starts on 2026-11-23.",
            "The current one is 2026-W47.",
        ),
        (
            "2026-W54",
            "There is no week 2026-W54: 2026 has 53 ISO weeks.",
            "The weeks near it are 2026-W53 and 2027-W01.",
        ),
        (
            "2027-W53",
            "There is no week 2027-W53: 2027 has 52 ISO weeks.",
            "The weeks near it are 2027-W52 and 2028-W01.",
        ),
    ],
)
@pytest.mark.parametrize("command", ["week", "show", "check"])
def test_a_week_that_cannot_be_is_told_with_those_near(sample, run, command, week, message, hint):
    ran = run("report", command, "kopi/toko", "--week", week)
    assert (ran.code, ran.err.splitlines()) == (2, [f"Error: {message}", f"  {hint}"])


def test_a_project_without_notes_gives_a_short_honest_report(studio, run):
    ran = run("report", "week", "kopi/toko", "--language", "en", "-o", "-")
    assert ran.code == 0
    assert "There is no progress to report yet. We need nothing from you at the moment." in ran.out
    assert len(ran.out.split()) < 80


def test_the_chart_is_in_pages_and_not_in_the_text(sample, run):
    text = run("report", "week", "kopi/toko", "-o", "-").out
    assert "```" not in text
    page = run("report", "week", "kopi/toko", "--format", "html", "-o", "-").out
    assert page.count("<svg") == 2  # a wide one and a narrow one
    assert "<nav" not in page  # a letter, however many its sections, has no table of contents
    assert "Toko diluncurkan dan diserahterimakan" in page
