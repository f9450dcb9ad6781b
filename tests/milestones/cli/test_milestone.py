"""`clientkit milestone`, as a person types it; today is Saturday, 21 November 2026."""

import json
from datetime import date, timedelta

import pytest
import tomli

from clientkit.errors import ExitCode
from support.checked import other_findings
from support.milestones import SHOP, write_begun, write_shop

MOVE = ("milestone", "move", "kopi/toko")
WHY = ("--cause", "client", "--note", "Texts came late")


@pytest.fixture
def shop(studio):
    write_shop(studio)
    write_begun(studio)
    return studio


@pytest.fixture
def agreed(shop, run):
    """The shop, agreed as it stands."""
    made = run("scope", "accept", "kopi/toko", "--name", "Rina", "--on", "2026-11-02", "--force")
    assert made.code == 0, made.err
    return shop


def journal(workspace):
    path = workspace.journal_file("kopi")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines]


def moves_and_ends(workspace):
    return [record for record in journal(workspace) if record["kind"].startswith("milestone_")]


def project_text(workspace):
    return workspace.project_file("kopi", "toko").read_text(encoding="utf-8")


def data(ran):
    assert ran.code == 0, ran.err
    return json.loads(ran.out)["data"]


def test_milestones_are_listed_with_baseline_forecast_slip_and_slack(shop, run):
    run("milestone", "done", "kopi/toko", "M1", "--on", "2026-11-17")
    ran = run("milestone", "list", "kopi/toko")
    assert ran.out == (
        "ID  TITLE            OWNER   BASELINE    FORECAST    SLIP     SLACK  STATUS\n"
        "M1  Design approved  us      2026-11-13  2026-11-17    +2            done\n"
        "M2  Texts delivered  client  2026-11-23  2026-11-24    +1  critical  running\n"
        "M3  Launch           us      2026-11-26  2026-11-27    +1  critical  planned\n"
    )
    assert ran.err == (
        "The project ends on Fri 27 Nov 2026, 1 working day after the plan: 1 ours.\n"
        "Left for us: 3 working days, 24 hours at 40 a week.\n"
    )


def test_slack_is_shown_where_there_is_any(shop, run):
    run("milestone", "add", "kopi/toko", "Photos", "--days", "2", "--after", "M1")
    last = run("milestone", "list", "kopi/toko").out.splitlines()[-1]
    assert last == "M4  Photos           us      2026-11-18  2026-11-25    +5         6  planned"


def test_the_baseline_is_the_agreed_one(agreed, run):
    run("project", "set", "kopi/toko", "milestones.M2.days=6")
    run("milestone", "done", "kopi/toko", "M1", "--on", "2026-11-13")
    listed = data(run("milestone", "list", "kopi/toko", "--json"))
    assert listed["agreed_version"] == 1
    assert listed["baseline_end"] == "2026-11-26"
    assert "as version 1 of the agreement has it" in run("milestone", "list", "kopi/toko").err


def test_a_list_without_work_of_ours_says_nothing_of_hours(shop, run):
    for name in ("M1", "M3"):
        run("milestone", "done", "kopi/toko", name, "--on", "2026-11-13")
    assert "Left for us" not in run("milestone", "list", "kopi/toko").err


def test_hours_follow_the_settings(shop, run):
    settings = shop.settings_file
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("[calendar]\n", "[calendar]\nhours_per_day = 6.5\n", 1)
    )
    listed = data(run("milestone", "list", "kopi/toko", "--json"))
    assert (listed["days_left"], listed["hours_left"], listed["hours_per_week"]) == (4, 26, 32.5)


def test_a_project_without_milestones_says_how_to_add_one(studio, run):
    ran = run("milestone", "list", "kopi/toko")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        'No milestone yet. Add one: clientkit milestone add kopi/toko "Design approved" --days 5\n'
    )


def test_a_project_without_any_date_has_one_clear_message(studio, run):
    write_shop(studio, SHOP.replace("start = 2026-11-02   # agreed on the phone\n", ""))
    place = "clients/kopi/projects/toko/project.toml:11"
    for words in (("milestone", "list"), ("timeline", "show"), ("timeline", "export")):
        ran = run(*words, "kopi/toko")
        assert (ran.code, ran.out) == (ExitCode.INVALID_DATA, "")
        assert ran.err == (
            f"Error: {place}: There is no date to start from for M1.\n"
            "  Set `start` under [timeline] in the project file, for instance start = 2026-11-16.\n"
        )


def test_a_missing_predecessor_is_told_by_check_and_by_every_command_that_plans(studio, run):
    write_shop(studio, SHOP.replace('after = ["M2"]', 'after = ["M22"]'))
    place = "clients/kopi/projects/toko/project.toml"
    assert f"{place}:30: error: names the milestone 'M22', which does not exist." in run("check").out
    told = (
        f"Error: {place}:26: Milestone M3 comes after M22, but there is no milestone M22.\n"
        "  Did you mean M2?\n"
    )
    commands = (
        ("milestone", "list", "kopi/toko"),
        ("milestone", "add", "kopi/toko", "Training"),
        ("milestone", "done", "kopi/toko", "M1"),
        (*MOVE, "M1", "--later", "1", *WHY),
        ("timeline", "show", "kopi/toko"),
        ("timeline", "show", "kopi/toko", "--late", "M1=2"),
        ("timeline", "render", "kopi/toko"),
        ("timeline", "export", "kopi/toko"),
        ("scope", "render", "kopi/toko"),
        ("report", "week", "kopi/toko"),
    )
    for words in commands:
        ran = run(*words)
        assert (ran.code, ran.out, ran.err) == (ExitCode.INVALID_DATA, "", told), words
    assert moves_and_ends(studio) == []


def test_check_names_the_line_of_the_milestone_that_cannot_be(studio, run):
    write_shop(studio, SHOP.replace('title = "Launch"\n', 'title = "Launch"\nstart = 2026-11-20\n'))
    assert (
        "clients/kopi/projects/toko/project.toml:26: error: M3 starts on 2026-11-20, but it comes after M2, "
        "which ends on 2026-11-23." in run("check").out
    )


def test_a_milestone_is_added_after_the_last_and_nothing_else_changes(shop, run):
    ran = run(
        *("milestone", "add", "kopi/toko", "Training", "--days", "2", "--after", "M2, M3", "--owner", "us"),
        *("--buffer", "1", "--deliverables", "D1", "--acceptance-days", "3", "--note", "On a call"),
    )
    row = (
        '\n[[milestones]]\nid = "M4"\ntitle = "Training"\ndeliverables = ["D1"]\nowner = "us"\ndays = 2\n'
        'after = ["M2", "M3"]\nbuffer = 1\nacceptance_days = 3\nnote = "On a call"\n'
    )
    assert project_text(shop) == SHOP.replace('after = ["M2"]\n', f'after = ["M2"]\n{row}')
    assert (ran.code, ran.out) == (0, "M4\n")
    assert ran.err == (
        "Kept in clients/kopi/projects/toko/project.toml: M4, Training, Fri 4 Dec 2026 to Mon 7 Dec 2026.\n"
        "The project ends on Mon 7 Dec 2026 instead of Thu 3 Dec 2026.\n"
    )
    assert other_findings(run) == []


def test_a_milestone_of_one_day_within_the_project(shop, run):
    ran = run("milestone", "add", "kopi/toko", "Logo", "--due", "2026-11-18", "--id", "LOGO")
    assert ran.err == (
        "Kept in clients/kopi/projects/toko/project.toml: LOGO, Logo, Mon 23 Nov 2026.\n"
        "The project still ends on Thu 3 Dec 2026.\n"
    )


def test_dates_may_be_words(shop, run):
    ran = run("milestone", "add", "kopi/toko", "Logo", "--start", "+2d", "--not-before", "mon", "--json")
    assert ran.err == "+2d is Monday 23 November 2026\nmon is Monday 23 November 2026\n"
    assert data(ran) == {
        "project": "kopi/toko",
        "file": "clients/kopi/projects/toko/project.toml",
        "id": "M4",
        "title": "Logo",
        "start": "2026-11-23",
        "end": "2026-11-23",
        "end_before": "2026-12-03",
        "end_after": "2026-12-03",
    }


def test_the_first_milestone_of_a_project_without_a_date_is_kept_and_the_date_asked_for(studio, run):
    ran = run("milestone", "add", "kopi/toko", "Design", "--days", "5")
    assert (ran.code, ran.out) == (0, "M1\n")
    assert ran.err == (
        "Kept in clients/kopi/projects/toko/project.toml: M1, Design.\n"
        "  There is no date to plan from yet. Say when the project begins: "
        "clientkit project set kopi/toko timeline.start=mon\n"
    )


def test_the_first_milestone_with_a_date(studio, run):
    ran = run("milestone", "add", "kopi/toko", "Design", "--days", "5", "--start", "2026-11-23")
    assert ran.err.splitlines()[0].endswith("M1, Design, Mon 23 Nov 2026 to Fri 27 Nov 2026.")
    assert "project ends" not in ran.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--after", "M22"), 3, "kopi/toko has no milestone 'M22'.\n  Did you mean M2?"),
        (("--after", "m2"), 3, "kopi/toko has no milestone 'm2'.\n  Did you mean M2?"),
        (("--after", "XXX"), 3, "kopi/toko has no milestone 'XXX'.\n  Known: M1, M2, M3."),
        (("--after", "M4"), 3, "kopi/toko has no milestone 'M4'.\n  Known: M1, M2, M3."),
        (("--deliverables", "D7"), 3, "kopi/toko has no deliverable 'D7'.\n  Known: D1."),
        (
            ("--id", "M1"),
            5,
            "kopi/toko has a milestone M1 already.\n  Leave --id out, and it becomes M4.",
        ),
        (("--id", "M 4"), 2, "'id' is not of the form that it must have: 'M 4'"),
        (("--days", "-1"), 2, "'days' must be 0 or more, not -1"),
        (("--owner", "them"), 2, "'owner' must be 'us' or 'client', not 'them'"),
        (("--start", "soon"), 2, "'soon' is not a date."),
        (
            ("--start", "2026-12-05", "--due", "2026-12-01"),
            2,
            (
                "Nothing was saved: M4 is due on 2026-12-01, before it starts on 2026-12-05.\n"
                "  Change `start` or `due` of M4."
            ),
        ),
        (
            ("--start", "2026-11-20", "--after", "M3"),
            5,
            "Nothing was saved: M4 starts on 2026-11-20, but it comes after M3, which ends on 2026-11-26.",
        ),
    ],
)
def test_what_cannot_be_added_is_refused_and_nothing_is_saved(shop, run, words, code, said):
    ran = run("milestone", "add", "kopi/toko", "Training", *words)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(f"Error: {said}")
    assert project_text(shop) == SHOP


def test_a_circle_is_refused(studio, run):
    text = SHOP.replace('title = "Design approved"\n', 'title = "Design approved"\nafter = ["M4"]\n')
    write_shop(studio, text)
    ran = run("milestone", "add", "kopi/toko", "Kick-off", "--after", "M3")
    assert ran.code == ExitCode.INVALID_DATA  # M4 was missing before
    assert "Milestone M1 comes after M4, but there is no milestone M4." in ran.err
    assert project_text(studio) == text
    # the next free id is M5: M4 still means something in the file, so adding mends nothing by chance
    assert run("milestone", "add", "kopi/toko", "Kick-off", "--days", "1").code == ExitCode.INVALID_DATA


def test_deliverables_of_a_project_without_any(studio, run):
    ran = run("milestone", "add", "kopi/toko", "Design", "--start", "mon", "--deliverables", "D1")
    assert "kopi/toko has no deliverable 'D1'.\n  It has no deliverable yet.\n" in ran.err


def test_a_list_written_inline_gets_an_entry_more(studio, run):
    text = 'title = "Toko"\nmilestones = [{ id = "M1", title = "Design", due = 2026-12-01 }]\n'
    write_shop(studio, text)
    ran = run("milestone", "add", "kopi/toko", "Launch", "--after", "M1")
    assert ran.code == 0
    assert project_text(studio).startswith(text.removesuffix("]\n") + ', {id = "M2", title = "Launch"')


def test_five_hundred_milestones_in_a_chain_take_no_second(studio, run):
    rows = [
        f'[[milestones]]\nid = "M{n}"\ntitle = "Step {n}"\ndays = 1\n'
        + (f'after = ["M{n - 1}"]\n' if n > 1 else "")
        for n in range(1, 501)
    ]
    write_shop(studio, 'title = "Toko"\n[timeline]\nstart = 2026-11-02\n' + "".join(rows))
    write_begun(studio)
    listed = data(run("milestone", "list", "kopi/toko", "--json"))
    assert len(listed["milestones"]) == 500
    moved = data(run(*MOVE, "M250", "--later", "+3d", *WHY, "--json"))
    assert len(moved["shifts"]) == 251
    ran = run("milestone", "add", "kopi/toko", "Step 501", "--after", "M500", "--days", "1")
    assert (ran.code, ran.out) == (0, "M501\n")


def test_a_move_is_recorded_with_what_was_expected_until_then(shop, run):
    run("milestone", "done", "kopi/toko", "M1", "--on", "2026-11-13")
    ran = run(*MOVE, "M2", "--later", "+3d", *WHY)
    record = moves_and_ends(shop)[-1]
    assert (ran.code, ran.out) == (0, f"{record['id']}\n")
    assert {key: record[key] for key in ("kind", "milestone", "due", "was", "cause", "reason", "day")} == {
        "kind": "milestone_moved",
        "milestone": "M2",
        "due": "2026-11-26",
        "was": "2026-11-23",
        "cause": "client",
        "reason": "Texts came late",
        "day": "2026-11-21",
    }
    assert ran.err == (
        "M2 of kopi/toko is expected on Thu 26 Nov 2026, 3 working days after Mon 23 Nov 2026: "
        "3 waiting for the client.\n"
        "ID  TITLE            BEFORE      AFTER       DAYS\n"
        "M2  Texts delivered  2026-11-23  2026-11-26    +3\n"
        "M3  Launch           2026-11-26  2026-12-01    +3\n"
        "The project ends on Tue 1 Dec 2026 instead of Thu 26 Nov 2026: 3 working days later.\n"
    )


@pytest.mark.parametrize(
    ("by", "due"),
    [("3", "2026-11-26"), ("+3 d", "2026-11-26"), ("+1W", "2026-11-30"), ("-0001d", None), ("-1d", None)],
)
def test_by_counts_working_days(shop, run, by, due):
    run("milestone", "done", "kopi/toko", "M1", "--on", "2026-11-13")
    ran = run(*MOVE, "M2", "--later", by, *WHY)
    if due:
        assert moves_and_ends(shop)[-1]["due"] == due
    else:
        assert "M2 cannot be expected to end on 2026-11-20: that day is over." in ran.err


def test_a_week_has_as_many_days_as_are_worked(shop, run):
    run("milestone", "done", "kopi/toko", "M1", "--on", "2026-11-13")
    settings = shop.settings_file
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[calendar]\n", '[calendar]\nworking_days = ["mon", "tue"]\n', 1))
    before = data(run("milestone", "list", "kopi/toko", "--json"))["milestones"][1]["end"]
    moved = data(run(*MOVE, "M2", "--later", "1w", *WHY, "--json"))
    assert date.fromisoformat(moved["end"]) == date.fromisoformat(before) + timedelta(days=7)


def test_a_buffer_takes_up_a_move(shop, run):
    run("milestone", "done", "kopi/toko", "M1", "--on", "2026-11-13")
    run("milestone", "done", "kopi/toko", "M2", "--on", "2026-11-19")
    ran = run(*MOVE, "M3", "--due", "2026-11-24", "--cause", "us", "--note", "Faster than planned")
    assert ran.err.startswith(
        "M3 of kopi/toko is expected on Tue 24 Nov 2026, 2 working days before Thu 26 Nov 2026: "
        "2 won back by us.\n"
    )
    assert ran.err.endswith(
        "The project ends on Tue 24 Nov 2026 instead of Thu 26 Nov 2026: 2 working days earlier.\n"
    )


def test_a_move_that_is_absorbed_leaves_the_end(shop, run):
    run("milestone", "add", "kopi/toko", "Photos", "--days", "2", "--after", "M1")
    run("milestone", "done", "kopi/toko", "M1", "--on", "2026-11-13")
    ran = run(*MOVE, "M4", "--due", "2026-11-25", "--cause", "third-party", "--note", "Camera broke")
    assert "5 working days after Wed 18 Nov 2026: 2 because of a third party, 3 ours.\n" in ran.err
    assert ran.err.endswith("The project still ends on Thu 26 Nov 2026.\n")


def test_days_that_are_over_stay_with_the_owner_unless_it_is_said_otherwise(shop, run):
    ran = run(*MOVE, "M1", "--due", "2026-11-24", *WHY)
    assert "7 working days after Fri 13 Nov 2026: 1 waiting for the client, 6 ours.\n" in ran.err
    assert "  Days that were over stay with its owner; --was DATE counts them on the cause.\n" in ran.err


def test_was_counts_the_days_that_are_over_on_the_cause(shop, run):
    ran = run(*MOVE, "M1", "--due", "2026-11-24", "--was", "2026-11-13", *WHY)
    assert moves_and_ends(shop)[-1]["was"] == "2026-11-13"
    assert "7 working days after Fri 13 Nov 2026: 7 waiting for the client.\n" in ran.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (
            ("M22", "--later", "1"),
            3,
            "Error: kopi/toko has no milestone 'M22'.\n  Did you mean M2?\n",
        ),
        (
            ("M2",),
            2,
            "Error: Say when it ends now, in one way.\n  Add --due DATE or --later DAYS, not both.\n",
        ),
        (
            ("M2", "--later", "1", "--due", "mon"),
            2,
            "mon is Monday 23 November 2026\nError: Say when it ends now,",
        ),
        (
            ("M2", "--later", "x"),
            2,
            (
                "Error: 'x' is no number of working days.\n"
                "  Write for instance +3d, -2d or +1w, at most 2,000 days.\n"
            ),
        ),
        (("M2", "--later", "0d"), 2, "Error: '0d' is no number of working days."),
        (("M2", "--due", "later"), 2, "Error: 'later' is not a date."),
        (("M2", "--later", "401w"), 2, "Error: '401w' is no number of working days."),
        (
            ("M3", "--due", "2026-11-23"),
            5,
            (
                "Error: M3 cannot end on 2026-11-23: it comes after M2, "
                "which is expected to end on 2026-11-25.\n"
                "  Move M2 first, or choose 2026-11-25 or later.\n"
            ),
        ),
        (
            ("M3", "--due", "2026-11-20"),
            2,
            (
                "Error: M3 cannot be expected to end on 2026-11-20: that day is over.\n"
                "  Where it was reached then: clientkit milestone done kopi/toko M3 --on 2026-11-20\n"
            ),
        ),
        (
            ("M3", "--due", "2026-11-30"),
            5,
            "Error: M3 is expected to end on 2026-11-30 already.\n  Nothing was recorded.\n",
        ),
        (
            ("M3", "--due", "2026-12-10", "--was", "2026-12-01"),
            2,
            (
                "Error: M3 was not expected to end on 2026-12-01, but on 2026-11-30.\n"
                "  Leave --was out, or correct it.\n"
            ),
        ),
    ],
)
def test_what_cannot_be_moved_is_refused_and_nothing_is_recorded(shop, run, words, code, said):
    run("milestone", "done", "kopi/toko", "M1", "--on", "2026-11-17")
    run(*MOVE, "M2", "--due", "2026-11-25", *WHY)
    run(*MOVE, "M3", "--due", "2026-11-30", *WHY)
    before = journal(shop)
    ran = run(*MOVE, *words, *WHY)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(said)
    assert journal(shop) == before


def test_a_misspelt_cause_is_told_with_the_right_ones(shop, run):
    ran = run(*MOVE, "M2", "--later", "1", "--cause", "clinet", "--note", "x")
    assert (ran.code, ran.err) == (
        2,
        (
            "Error: There is no cause 'clinet'.\n"
            "  Did you mean client? Causes are us, client, third-party, change.\n"
        ),
    )
    ran = run(*MOVE, "M2", "--later", "1", "--cause", "rain", "--note", "x")
    assert ran.err.endswith("  Causes are us, client, third-party, change.\n")


def test_an_empty_reason_is_refused(shop, run):
    ran = run(*MOVE, "M2", "--later", "1", "--cause", "US", "--note", " ")
    assert (ran.code, ran.err) == (2, "Error: The reason is empty.\n  Write it in quotes.\n")


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ((), "--cause and no --note"),
        (("--cause", "us"), "--note"),
        (("--note", "Ill"), "--cause"),
    ],
)
def test_where_nobody_can_be_asked_the_missing_flags_are_named(shop, run, given, missing):
    ran = run(*MOVE, "M2", "--later", "1", *given)
    assert (ran.code, ran.err) == (
        2,
        (
            f"Error: Whose days are they, and why? There is no {missing}.\n"
            '  Add --cause us|client|third-party|change and --note "Texts came on Thursday".\n'
        ),
    )


def test_on_a_terminal_cause_and_reason_are_asked_for(shop, terminal):
    ran = terminal(*MOVE, "M3", "--later", "1", answers=["client\n", "Texts came late\n"], cwd=shop.root)
    assert ran.code == 0, ran.out
    record = moves_and_ends(shop)[-1]
    assert (record["cause"], record["reason"]) == ("client", "Texts came late")


def test_on_a_terminal_only_what_is_missing_is_asked_for(shop, terminal):
    ran = terminal(*MOVE, "M3", "--later", "1", "--cause", "us", answers=["Ill\n"], cwd=shop.root)
    assert (ran.code, moves_and_ends(shop)[-1]["reason"]) == (0, "Ill")
    assert "Whose days" not in ran.out


def test_a_milestone_that_is_reached_is_recorded(shop, run):
    ran = run("milestone", "done", "kopi/toko", "M1", "--on", "2026-11-17", "--note", "Rina said yes")
    record = moves_and_ends(shop)[-1]
    assert (ran.code, ran.out) == (0, f"{record['id']}\n")
    assert {key: record[key] for key in ("kind", "milestone", "day", "note")} == {
        "kind": "milestone_done",
        "milestone": "M1",
        "day": "2026-11-17",
        "note": "Rina said yes",
    }
    assert ran.err == (
        "M1 of kopi/toko was reached on Tue 17 Nov 2026, 2 working days after Fri 13 Nov 2026: 2 ours.\n"
        "ID  TITLE            BEFORE      AFTER       DAYS\n"
        "M1  Design approved  2026-11-23  2026-11-17    -4\n"
        "M2  Texts delivered  2026-11-30  2026-11-24    -4\n"
        "M3  Launch           2026-12-03  2026-11-27    -4\n"
        "The project ends on Fri 27 Nov 2026 instead of Thu 3 Dec 2026: 4 working days earlier.\n"
    )


def test_a_milestone_that_is_reached_as_planned_moves_nothing(shop, run):
    run("milestone", "done", "kopi/toko", "M1", "--on", "2026-11-13")
    ran = run("milestone", "done", "kopi/toko", "M2", "--json")
    assert data(ran) == {
        "id": moves_and_ends(shop)[-1]["id"],
        "project": "kopi/toko",
        "milestone": "M2",
        "what": "reached",
        "cause": None,
        "baseline_end": "2026-11-23",
        "end": "2026-11-21",
        "slip": -1,
        "slip_by_cause": {"client": -1},
        "overdue": False,
        "shifts": [
            {
                "id": "M2",
                "title": "Texts delivered",
                "before": "2026-11-23",
                "after": "2026-11-21",
                "days": -1,
            }
        ],
        "end_before": "2026-11-26",
        "end_after": "2026-11-26",
        "days": 0,
    }


def test_reached_as_planned(shop, run, monkeypatch):
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-11-13")
    ran = run("milestone", "done", "kopi/toko", "M1")
    assert ran.err == (
        "M1 of kopi/toko was reached on Fri 13 Nov 2026, as planned.\n"
        "The project still ends on Thu 26 Nov 2026.\n"
    )


def test_what_was_reached_is_neither_reached_nor_moved_again(shop, run):
    run("milestone", "done", "kopi/toko", "M1", "--on", "2026-11-13")
    before = journal(shop)
    again = run("milestone", "done", "kopi/toko", "M1")
    moved = run(*MOVE, "M1", "--later", "1", *WHY)
    said = (
        "Error: M1 was reached on 2026-11-13 already.\n"
        "  If that was a mistake, its id stands in 'clientkit history'; then: clientkit undo ID\n"
    )
    assert (again.code, again.err) == (moved.code, moved.err) == (5, said)
    assert journal(shop) == before


def test_what_was_recorded_last_is_taken_back(shop, run):
    run(*MOVE, "M1", "--due", "2026-11-24", *WHY)
    run("milestone", "done", "kopi/toko", "M1", "--on", "2026-11-13")
    reached = moves_and_ends(shop)[-1]["id"]
    assert run("undo", reached, "--note", "Not yet").code == 0
    record = journal(shop)[-1]
    assert (record["kind"], record["retracts"], record["reason"]) == ("retraction", reached, "Not yet")
    rows = data(run("milestone", "list", "kopi/toko", "--json"))["milestones"]
    assert rows[0]["done_on"] is None


def test_a_day_in_the_future_is_refused(shop, run):
    ran = run("milestone", "done", "kopi/toko", "M1", "--on", "2026-11-22")
    assert ran.code == ExitCode.USAGE
    assert "2026-11-22 lies in the future" in ran.err


def test_an_empty_note_is_refused(shop, run):
    assert run("milestone", "done", "kopi/toko", "M1", "--note", "").code == ExitCode.USAGE


@pytest.mark.parametrize("words", [("kopi/toko", "M1"), ("M1", "kopi/toko"), ("toko", "M1")])
def test_of_two_words_the_one_with_a_slash_is_the_project(shop, run, words):
    assert run("milestone", "done", *words).code == 0


def test_inside_the_project_the_id_is_enough(shop, run, monkeypatch):
    monkeypatch.chdir(shop.project_dir("kopi", "toko"))
    assert run("milestone", "done", "M1").code == 0
    assert run("milestone", "add", "Training", "--after", "M3").code == 0
    assert run("milestone", "list").out.count("\n") == 5


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("kopi/toko",),
            (
                "Error: kopi/toko is a project; the milestone's id is missing.\n"
                "  Write it after the project: kopi/toko M2\n"
            ),
        ),
        (
            ("kopi/toko", "M1", "M2"),
            (
                "Error: There are 3 words where a project and the milestone's id are expected.\n"
                "  For instance: kopi/toko M2\n"
            ),
        ),
    ],
)
def test_words_that_are_missing_or_too_many(shop, run, words, said):
    ran = run("milestone", "done", *words)
    assert (ran.code, ran.err) == (2, said)


def test_an_agreed_baseline_that_cannot_be_read_is_passed_over_with_a_notice(agreed, run):
    plan = agreed.agreement_dir("kopi", "toko", 1) / "plan.toml"
    plan.write_text("milestones = 3\n", encoding="utf-8")
    ran = run("milestone", "list", "kopi/toko")
    assert ran.code == 0
    assert "Note: passed over clients/kopi/projects/toko/agreements/v1/plan.toml:1" in ran.err
    assert "the plan" in ran.err


def test_an_agreement_without_dates_leaves_the_plan_as_baseline(studio, run):
    assert run("scope", "accept", "kopi/toko", "--name", "Rina", "--force").code == 0
    write_shop(studio)
    listed = data(run("milestone", "list", "kopi/toko", "--json"))
    assert listed["baseline_end"] == "2026-11-26"


def test_public_holidays_of_the_settings_are_stepped_over(shop, run):
    settings = shop.settings_file
    text = settings.read_text(encoding="utf-8").replace(
        "[calendar]\n", '[calendar]\ncountry = "GB"\nregion = "SCT"\n'
    )
    settings.write_text(text, encoding="utf-8")
    run("project", "set", "kopi/toko", "milestones.M3.days=5")
    listed = data(run("milestone", "list", "kopi/toko", "--json"))
    assert listed["baseline_end"] == "2026-12-01"  # 30 November is Saint Andrew's Day
    assert "Saint Andrew's Day" in run("timeline", "render", "kopi/toko", "-o", "-").out


def test_public_holidays_reach_as_far_as_a_move(agreed, run):
    settings = agreed.settings_file
    text = settings.read_text(encoding="utf-8").replace("[calendar]\n", '[calendar]\ncountry = "GB"\n')
    settings.write_text(text, encoding="utf-8")
    assert run(*MOVE, "M3", "--due", "2029-12-24", *WHY).code == 0
    moved = data(run(*MOVE, "M3", "--later", "+1d", *WHY, "--json"))
    assert moved["end"] == "2029-12-27"  # after Christmas and Boxing Day


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("country", "XX", "no public holidays are known for the country 'XX' (calendar.country)"),
        ("region", "XXX", "GB has no region 'XXX' with public holidays (calendar.region)"),
    ],
)
def test_an_unknown_country_or_region_is_told_with_the_settings_file(shop, run, key, value, said):
    values = {"country": "GB", key: value}
    lines = "".join(f'{name} = "{text}"\n' for name, text in values.items())
    settings = shop.settings_file
    settings.write_text(settings.read_text(encoding="utf-8").replace("[calendar]\n", f"[calendar]\n{lines}"))
    for words in (("milestone", "list"), ("timeline", "show")):
        ran = run(*words, "kopi/toko")
        assert (ran.code, ran.out) == (ExitCode.INVALID_DATA, "")
        assert ran.err.startswith(f"Error: clientkit.toml: {said}.\n  ")
    found = other_findings(run)
    line = next(
        number
        for number, text in enumerate(settings.read_text(encoding="utf-8").splitlines(), start=1)
        if text.startswith(f"{key} =")
    )
    assert len(found) == 1
    assert found[0].startswith(f"clientkit.toml:{line}: error: {said}. ")
    assert found[0].endswith("[unknown-place]")


def test_a_saved_milestone_is_toml_as_others_read_it(shop, run):
    run("milestone", "add", "kopi/toko", 'Say "yes" \\ é', "--after", "M3", "--days", "1")
    assert tomli.loads(project_text(shop))["milestones"][-1]["title"] == 'Say "yes" \\ é'
