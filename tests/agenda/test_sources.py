"""What each room says is due: of milestones, agreements, reports, feedback, surveys and drafts."""

import json
import os
from datetime import UTC, datetime

import pytest

PROJECT = """
version = 1
title = "Toko daring"
objective = "Orders come in by themselves."

[agreement]
version = 1
issued = 2026-10-01
valid_until = {valid_until}

[[deliverables]]
id = "D1"
title = "Shop"
criteria = ["It loads"]
milestone = "M1"

[[success]]
measure = "Orders"
target = "48 a month"
due = 2026-11-20

[[duties]]
what = "Product texts"
due = 2026-11-23

[timeline]
start = 2026-11-02

[[milestones]]
id = "M1"
title = "Design"
days = 5

[[milestones]]
id = "M2"
title = "Texts"
days = 5
after = ["M1"]
owner = "client"

[[milestones]]
id = "M3"
title = "Launch"
days = 5
after = ["M2"]

[acceptance]
review_days = 3
deemed_after_days = 8

[price]
amount = 29970000
currency = "IDR"

[[payments]]
label = "Deposit"
share = 50
milestone = "M1"

[[payments]]
label = "Rest"
share = 50
trigger = "On delivery"
"""


@pytest.fixture
def shop(studio, run):
    """The project with terms of every kind."""
    text = PROJECT.format(valid_until="2026-11-30")
    (studio.root / "clients/kopi/projects/toko/project.toml").write_text(text, encoding="utf-8")
    return studio


def accept(run) -> None:
    made = run("scope", "accept", "kopi/toko", "--name", "Rina Wijaya", "--on", "2026-10-10", "--force")
    assert made.code == 0, made.err


def due(run, *arguments: str) -> dict[str, list[str]]:
    """By kind, the section, day and text of each thing."""
    found: dict[str, list[str]] = {}
    for row in json.loads(run("agenda", *arguments, "--json").out)["data"]:
        found.setdefault(row["kind"], []).append(f"{row['section']} {row['due']} {row['text']}")
    return found


def test_work_without_an_agreement_is_said_until_one_is_accepted(shop, run):
    assert "agreement" not in due(run)
    run("done", "kopi/toko", "Home page", "--on", "2026-11-05")
    assert due(run)["agreement"] == ["overdue 2026-11-05 there is work, and no accepted agreement"]
    accept(run)
    assert "agreement" not in due(run)


def test_a_waiver_and_work_for_oneself_need_no_agreement(shop, run):
    run("done", "kopi/toko", "Home page")
    file = shop.root / "clients/kopi/projects/toko/project.toml"
    file.write_text(
        file.read_text("utf-8") + '\n[[waivers]]\ncode = "no-agreement"\nreason = "A favour"\n', "utf-8"
    )
    assert "agreement" not in due(run)
    file.write_text(PROJECT.format(valid_until="2026-11-30"), encoding="utf-8")
    assert "agreement" in due(run)
    run("client", "set", "kopi", "kind=internal")
    assert "agreement" not in due(run)


def test_an_offer_ends_on_its_last_day(shop, run, monkeypatch):
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-11-26")
    assert "offer-end" not in due(run)
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-11-27")
    assert due(run)["offer-end"] == [
        "week 2026-11-30 the offer ends on 2026-11-30: ask, or give it a new day"
    ]
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-12-01")
    assert due(run)["offer-end"][0].startswith("overdue 2026-11-30")


def test_a_milestone_is_due_and_what_waits_for_it_is_not_yet(shop, run):
    accept(run)
    found = due(run)
    assert found["milestone"] == ["overdue 2026-11-06 M1 Design"]
    assert "gate" not in found
    run("milestone", "done", "kopi/toko", "M1", "--on", "2026-11-12")
    found = due(run)
    assert found["gate"] == ["overdue 2026-11-19 M2 Texts"]
    assert "milestone" not in found


def test_what_was_handed_over_is_reviewed_then_accepted_by_silence(shop, run, monkeypatch):
    accept(run)
    run("milestone", "done", "kopi/toko", "M1", "--on", "2026-11-18")
    assert due(run)["review"] == ["waiting 2026-11-23 review of D1"]
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-11-30")
    found = due(run)
    assert "review" not in found
    assert found["deemed"] == ["today 2026-11-30 D1 counts as accepted by silence: say so, then record it"]
    run("scope", "met", "kopi/toko", "D1")
    assert "deemed" not in due(run)


def test_a_reached_milestone_makes_a_payment_due_until_it_is_billed(shop, run):
    accept(run)
    assert "payment" not in due(run, "--overdue")
    run("milestone", "done", "kopi/toko", "M1", "--on", "2026-11-18")
    assert due(run, "--overdue")["payment"] == ["overdue 2026-11-18 bill Rp14.985.000: Deposit"]
    assert "time 2026-10-10 is Rp14.985.000 due? Rest: On delivery" in due(run)["payment"]
    (row,) = [
        one for one in json.loads(run("agenda", "--json").out)["data"] if one["text"].startswith("bill")
    ]
    done = run(*row["do"].split()[1:], "--note", "Invoice 14")
    assert done.err == "Done: bill Rp14.985.000: Deposit\n"
    assert "payment" not in due(run, "--overdue")


def test_duties_and_targets_come_up_on_their_day(shop, run):
    accept(run)
    run("project", "start", "kopi/toko", "--on", "2026-11-02")
    found = due(run)
    assert found["duty"] == ["waiting 2026-11-23 they provide: Product texts"]
    assert found["target"] == ["overdue 2026-11-20 measure: Orders, target 48 a month"]


def test_a_reminder_names_no_duty_that_is_said_to_be_done(shop, run):
    duties = (
        '[[duties]]\nwhat = "Photos"\ndue = 2026-11-20\n\n'
        '[[duties]]\nwhat = "Logo"\ndue = 2026-11-18\nmilestone = "M2"\n\n'
    )
    path = shop.root / "clients/kopi/projects/toko/project.toml"
    text = path.read_text(encoding="utf-8").replace("due = 2026-11-23", "due = 2026-11-19")
    path.write_text(text.replace("[timeline]", f"{duties}[timeline]"), encoding="utf-8")
    accept(run)
    run("project", "start", "kopi/toko", "--on", "2026-11-02")

    def named() -> list[str]:
        made = run("mail", "draft", "reminder", "kopi/toko", "--language", "en", "--format", "md", "-o", "-")
        return [one for one in ("Product texts", "Photos", "Logo") if one in made.out]

    assert named() == ["Product texts", "Photos", "Logo"]
    rows = json.loads(run("agenda", "--json").out)["data"]
    (texts,) = [row for row in rows if row["kind"] == "duty" and "Product texts" in row["text"]]
    assert run("agenda", "done", texts["key"]).code == 0
    assert run("milestone", "done", "kopi/toko", "M2").code == 0
    assert named() == ["Photos"]


@pytest.mark.parametrize(
    ("printed", "day"), [("", "2026-11-20"), ("every Monday", "2026-11-16"), ("setiap Kamis", "2026-11-19")]
)
def test_the_report_is_due_on_the_day_that_is_printed(shop, run, printed, day):
    run("project", "set", "kopi/toko", f"communication.report_day={printed}")
    run("project", "start", "kopi/toko", "--on", "2026-11-02")
    assert due(run)["report"] == [f"overdue {day} weekly report"]


def test_a_low_score_is_due_after_so_many_hours(studio, run):
    run("feedback", "add", "kopi/toko", "--csat", "1", "--comment", "Slow")
    (row,) = json.loads(run("agenda", "--json").out)["data"]
    assert (row["kind"], row["section"], row["text"]) == ("low-score", "week", "CSAT 1/5: Slow")
    assert row["due"].startswith("2026-11-23T")


def test_a_draft_is_asked_about_after_three_days(studio, run, monkeypatch):
    run("client", "set", "kopi", "contacts.rina.roles=signer")
    made = run("mail", "draft", "scope", "kopi/toko")
    assert made.code == 0, made.err
    path = studio.root / made.out.strip()
    written = datetime(2026, 11, 18, 12, tzinfo=UTC).timestamp()
    os.utime(path, (written, written))
    assert due(run)["draft"] == [f"today 2026-11-21 send or drop the draft {path.name}"]


def test_a_calendar_file_holds_what_has_a_day(shop, run, tmp_path):
    accept(run)
    written = run("agenda", "--ics", tmp_path / "due.ics")
    text = (tmp_path / "due.ics").read_text(encoding="utf-8")
    assert written.out == f"{tmp_path / 'due.ics'}\n"
    assert "SUMMARY:kopi/toko: M1 Design" in text
    assert "DTSTART;VALUE=DATE:20261121" in text
    assert run("agenda", "--ics", "/nowhere/due.ics").code == 6
