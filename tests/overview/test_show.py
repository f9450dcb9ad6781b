"""`client list --health` and the reasons on a client's card."""

import json

from support.checked import waive


def health(run) -> dict[str, dict]:
    rows = json.loads(run("client", "list", "--health", "--json").out)["data"]
    return {row["client"]: row["health"] for row in rows}


def test_without_records_nothing_is_claimed(studio, run):
    assert health(run)["kopi"]["level"] == "unknown"


def test_a_low_score_asks_for_action_until_it_is_followed_up(studio, run):
    name = run("feedback", "add", "kopi/toko", "--nps", "3", "--contact", "rina").out.strip()
    signs = [sign for sign in health(run)["kopi"]["signs"] if sign["about"] == "follow-up"]
    assert [sign["weight"] for sign in signs] == ["act"]
    assert name in signs[0]["text"]
    run("feedback", "follow", name, "--note", "Called Rina", "--done")
    assert not [sign for sign in health(run)["kopi"]["signs"] if sign["about"] == "follow-up"]


def test_a_logged_call_is_a_contact(studio, run):
    waive(studio)
    run("project", "start", "kopi/toko")
    assert health(run)["kopi"]["last_contact"] is None
    run("log", "add", "kopi", "Called", "--on", "2026-11-20")
    assert health(run)["kopi"]["last_contact"] == "2026-11-20"
    assert health(run)["kopi"]["level"] == "well"


def test_days_late_stand_with_their_cause(studio, run):
    run("project", "start", "kopi/toko")
    run("project", "set", "kopi/toko", "timeline.start=2026-11-02")
    run("milestone", "add", "kopi/toko", "Design", "--days", "5")
    run("milestone", "move", "kopi/toko", "M1", "2026-11-30", "--cause", "us", "--note", "Illness")
    (sign,) = [sign for sign in health(run)["kopi"]["signs"] if sign["about"] == "dates"]
    assert sign["weight"] == "act"
    assert "ours" in sign["text"]


def test_those_that_need_something_come_first_with_the_gravest_reason(studio, run):
    run("client", "add", "Aman Jaya", "--slug", "aman")
    run("log", "add", "aman", "Called")
    run("promise", "add", "kopi", "Send the draft", "--due", "2026-11-19", "--on", "2026-11-10")
    shown = run("client", "list", "--health")
    assert [line.split()[0] for line in shown.out.splitlines()] == ["CLIENT", "kopi", "aman"]
    assert "Our promise was due on 2026-11-19: Send the draft" in shown.out


def test_the_card_shows_every_reason(studio, run):
    run("promise", "add", "kopi", "Send the draft", "--due", "2026-11-19", "--on", "2026-11-10")
    shown = run("client", "show", "kopi").out
    assert "Health: ! act\n" in shown
    assert "  ! Our promise was due on 2026-11-19: Send the draft\n" in shown


def test_a_broken_client_is_passed_over_and_named(studio, run):
    run("client", "add", "Aman Jaya", "--slug", "aman")
    studio.client_file("aman").write_text("name = [", encoding="utf-8")
    shown = run("client", "list", "--health")
    assert "passed over" in shown.err
    assert "kopi" in shown.out


def test_a_project_whose_dates_cannot_be_is_passed_over(studio, run):
    run("project", "start", "kopi/toko")
    file = studio.project_file("kopi", "toko")
    file.write_text(
        'title = "Toko"\n[timeline]\nstart = 2026-11-02\n'
        '[[milestones]]\nid = "M1"\ntitle = "A"\ndays = 1\nafter = ["M2"]\n'
        '[[milestones]]\nid = "M2"\ntitle = "B"\ndays = 1\nafter = ["M1"]\n',
        encoding="utf-8",
    )
    shown = run("client", "list", "--health")
    assert shown.code == 0
    assert "passed over" in shown.err
