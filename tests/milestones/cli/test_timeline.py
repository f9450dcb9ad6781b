"""`clientkit timeline`: what would be, and the calendar file that other programs import."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from clientkit.errors import ExitCode
from support.milestones import SHOP, write_shop
from support.programs import require

SHOW = ("timeline", "show", "kopi/toko")
MOVE = (
    "milestone",
    "move",
    "kopi/toko",
    "M2",
    "--later",
    "+2d",
    "--cause",
    "client",
    "--note",
    "Photos late",
)


@pytest.fixture
def shop(studio, run):
    """The shop with M1 reached as planned."""
    write_shop(studio)
    assert run("milestone", "done", "kopi/toko", "M1", "--on", "2026-11-13").code == 0
    return studio


@pytest.fixture
def planned(studio):
    """The shop before anything happened."""
    write_shop(studio, SHOP.replace("2026-11-02", "2026-12-07"))
    return studio


def everything_in(workspace):
    return {path: path.read_bytes() for path in workspace.root.rglob("*") if path.is_file()}


def test_what_if_a_milestone_is_late(planned, run):
    before = everything_in(planned)
    ran = run(*SHOW, "--late", "M1=3")
    assert (ran.code, ran.err) == (0, "This is a what-if: nothing was written.\n")
    assert ran.out == (
        "What if M1 ends 3 working days later?\n"
        "kopi/toko would end on Mon 4 Jan 2027 instead of Thu 31 Dec 2026: 2 working days later.\n"
        "\n"
        "ID  TITLE            BEFORE      AFTER       DAYS\n"
        "M1  Design approved  2026-12-18  2026-12-23    +3\n"
        "M2  Texts delivered  2026-12-28  2026-12-30    +2\n"
        "M3  Launch           2026-12-31  2027-01-04    +2\n"
    )
    assert everything_in(planned) == before


def test_what_if_a_buffer_takes_it_up(planned, run):
    assert run(*SHOW, "--late", "M1=1").out.splitlines()[:2] == [
        "What if M1 ends 1 working day later?",
        "kopi/toko would still end on Thu 31 Dec 2026: buffers and idle days take it up.",
    ]


def test_what_if_no_buffer_was_planned(planned, run):
    assert run(*SHOW, "--without-buffer").out.splitlines()[:2] == [
        "What if no buffer is planned?",
        "kopi/toko would end on Wed 30 Dec 2026 instead of Thu 31 Dec 2026: 1 working day earlier.",
    ]


def test_what_if_there_is_no_buffer_to_take_it_up(planned, run):
    assert run(*SHOW, "--late", "M1=1", "--without-buffer").out.splitlines()[:3] == [
        "What if M1 ends 1 working day later and no buffer is planned?",
        "kopi/toko would still end on Thu 31 Dec 2026.",
        "Without buffers and on time it would end on Wed 30 Dec 2026; the delay moves that by 1 working day.",
    ]


def test_several_late_milestones_add_up_in_any_order(planned, run):
    words = ("--late", "M3=1", "--late", "M1=3", "--late", "M2=2")
    ran = run(*SHOW, *words)
    assert ran.out.startswith(
        "What if M3 ends 1 working day later, M1 ends 3 working days later "
        "and M2 ends 2 working days later?\n"
        "kopi/toko would end on Thu 7 Jan 2027 instead of Thu 31 Dec 2026: 5 working days later.\n"
    )
    assert run(*SHOW, *words[4:], *words[:4]).out.splitlines()[1:] == ran.out.splitlines()[1:]


def test_what_if_as_json(planned, run):
    ran = run(*SHOW, "--late", "M2=1", "--json")
    assert json.loads(ran.out) == {
        "schema": 1,
        "kind": "what-if",
        "data": {
            "project": "kopi/toko",
            "late": [{"milestone": "M2", "days": 1}],
            "without_buffer": False,
            "milestones": [
                _shift("M1", "Design approved", "2026-12-18", "2026-12-18", 0),
                _shift("M2", "Texts delivered", "2026-12-28", "2026-12-29", 1),
                _shift("M3", "Launch", "2026-12-31", "2027-01-01", 1),
            ],
            "end_before": "2026-12-31",
            "end_after": "2027-01-01",
            "days": 1,
            "end_on_time": "2026-12-31",
            "delay": 1,
        },
    }


def _shift(name, title, before, after, days):
    return {"id": name, "title": title, "before": before, "after": after, "days": days}


def test_what_if_starts_from_what_is_expected_now(shop, run):
    run(*MOVE)
    assert "M3  Launch           2026-11-30  2026-12-01    +1\n" in run(*SHOW, "--late", "M3=1").out


def test_without_buffer_goes_back_to_the_agreed_plan(shop, run, monkeypatch):
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-11-16")
    accepted = run("scope", "accept", "kopi/toko", "--name", "Rina", "--on", "2026-11-02", "--force")
    assert accepted.code == 0, accepted.err
    run("project", "set", "kopi/toko", "milestones.M3.days=30")
    assert run(*SHOW, "--without-buffer").out.splitlines()[1] == (
        "kopi/toko would end on Wed 25 Nov 2026 instead of Thu 26 Nov 2026: 1 working day earlier."
    )


@pytest.mark.parametrize(
    ("word", "code", "said"),
    [
        ("M2", 2, "'M2' is no milestone with working days.\n  Write --late M2=3, with 1 to 2,000 days."),
        ("M2=0", 2, "'M2=0' is no milestone with working days."),
        ("M2=2001", 2, "'M2=2001' is no milestone with working days."),
        ("M2=-1", 2, "'M2=-1' is no milestone with working days."),
        ("M22=1", 3, "kopi/toko has no milestone 'M22'.\n  Did you mean M2?"),
        ("M1=1", 2, "M1 was reached on 2026-11-13; it cannot become late.\n  Name one that is still open."),
    ],
)
def test_what_cannot_be_late(shop, run, word, code, said):
    ran = run(*SHOW, "--late", word)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(f"Error: {said}")


def test_a_milestone_is_named_once(shop, run):
    ran = run(*SHOW, "--late", "M2=1", "--late", "M2=2")
    assert ran.err == "Error: M2 is named twice.\n  Name each milestone once, with all its days.\n"


def test_what_if_of_a_project_without_milestones(studio, run):
    ran = run(*SHOW, "--without-buffer")
    assert (ran.code, ran.err) == (
        ExitCode.NOT_FOUND,
        (
            "Error: kopi/toko has no milestone yet.\n"
            '  Add one: clientkit milestone add kopi/toko "Design approved" --days 5\n'
        ),
    )


def entries(path):
    return {str(one["uid"]): one for one in Calendar.from_ical(path.read_bytes()).walk() if "uid" in one}


def titles(found):
    return {str(entry["summary"]): entry for entry in found.values()}


def test_the_timeline_is_exported_into_the_documents(shop, run):
    ran = run("timeline", "export", "kopi/toko")
    path = shop.documents_dir("kopi", "toko") / "timeline.ics"
    assert (ran.code, ran.out) == (0, "clients/kopi/projects/toko/documents/timeline.ics\n")
    found = titles(entries(path))
    assert {title: entry.name for title, entry in found.items()} == {
        "✔ Toko daring: Design approved": "VEVENT",
        "Toko daring: Texts delivered": "VTODO",
        "Toko daring: Launch": "VEVENT",
    }
    assert found["Toko daring: Launch"]["dtstart"].dt == date(2026, 11, 26)


def test_the_same_data_gives_the_same_bytes(shop, run, monkeypatch):
    first = run("timeline", "export", "kopi/toko", "-o", "-").out
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-11-23")
    assert run("timeline", "export", "kopi/toko", "-o", "-").out == first
    assert first.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")


def test_the_calendar_is_written_where_it_is_wanted(shop, run, tmp_path):
    ran = run("timeline", "export", "kopi/toko", "-o", tmp_path / "shop.ics", "--language", "en")
    assert (ran.code, ran.out) == (0, f"{tmp_path / 'shop.ics'}\n")
    assert "By whom: Dewi Lestari" in (tmp_path / "shop.ics").read_text(encoding="utf-8")
    assert not (shop.documents_dir("kopi", "toko") / "timeline.ics").exists()


def test_a_language_without_documents_is_refused(shop, run):
    assert run("timeline", "export", "kopi/toko", "--language", "xx").code == ExitCode.USAGE


def test_a_project_without_dates_has_nothing_to_export(studio, run):
    ran = run("timeline", "export", "kopi/toko")
    assert (ran.code, ran.out) == (ExitCode.NOT_FOUND, "")
    assert ran.err == (
        "Error: kopi/toko has no dates to export: neither milestones nor duties with a due day.\n"
        '  Add one: clientkit milestone add kopi/toko "Design approved" --days 5\n'
    )


def test_duties_alone_are_exported(studio, run):
    write_shop(studio, 'title = "Toko"\n[[duties]]\nwhat = "Texts"\ndue = 2026-12-01\n')
    assert "SUMMARY;LANGUAGE=id:Toko: Texts" in run("timeline", "export", "kopi/toko", "-o", "-").out


def test_every_entry_keeps_its_name_and_counts_its_revisions(shop, run):
    path = shop.documents_dir("kopi", "toko") / "timeline.ics"
    run("timeline", "export", "kopi/toko")
    before = entries(path)
    moved = run(*MOVE).out.strip()
    run("timeline", "export", "kopi/toko")
    after = entries(path)
    assert set(after) == set(before)
    assert {int(entry["sequence"]) for entry in before.values()} == {1}
    assert {int(entry["sequence"]) for entry in after.values()} == {2}
    retracted = {
        "id": "takenback1",
        "ts": "2026-11-21T03:00:00Z",
        "kind": "retraction",
        "v": 1,
        "day": "2026-11-21",
        "client": "kopi",
        "retracts": moved,
    }
    with shop.journal_file("kopi").open("a", encoding="utf-8") as file:
        file.write(json.dumps(retracted) + "\n")
    run("timeline", "export", "kopi/toko")
    assert {int(entry["sequence"]) for entry in entries(path).values()} == {3}
    assert titles(entries(path))["Toko daring: Launch"]["dtstart"].dt == date(2026, 11, 26)


def test_an_agreement_counts_as_a_revision(shop, run):
    accepted = run("scope", "accept", "kopi/toko", "--name", "Rina", "--on", "2026-11-02", "--force")
    assert accepted.code == 0, accepted.err
    out = run("timeline", "export", "kopi/toko", "-o", "-").out
    assert "SEQUENCE:2\r\n" in out
    assert "STATUS:TENTATIVE" not in out


def test_what_is_overdue_is_of_the_day_of_its_export(shop, run, monkeypatch):
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-12-01")
    assert "DTSTAMP:20261201T000000Z\r\n" in run("timeline", "export", "kopi/toko", "-o", "-").out


def test_a_plan_that_nothing_happened_to_has_a_stamp_too(planned, run):
    assert "DTSTAMP:19700101T000000Z\r\n" in run("timeline", "export", "kopi/toko", "-o", "-").out


KHAL = Path(sys.executable).with_name("khal")
CONFIG = """
[calendars]
[[work]]
path = {folder}
type = calendar
[locale]
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Asia/Jakarta
default_timezone = Asia/Jakarta
[sqlite]
path = {database}
"""


@pytest.fixture
def khal(tmp_path):
    """A calendar program by others with an empty calendar."""
    require(KHAL)
    (tmp_path / "calendar").mkdir()
    config = tmp_path / "khal.conf"
    config.write_text(
        CONFIG.format(folder=tmp_path / "calendar", database=tmp_path / "khal.db"), encoding="utf-8"
    )

    def call(*words):
        command = [KHAL, "-c", config, *words]
        spoken = {**os.environ, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=spoken)
        return done.stdout

    return call


def test_importing_again_updates_and_does_not_double(shop, run, khal):
    path = shop.documents_dir("kopi", "toko") / "timeline.ics"
    listing = ("list", "--format", "{start-date} {title}", "--day-format", "", "2026-11-01", "2027-01-01")
    run("timeline", "export", "kopi/toko")
    khal("import", "--batch", "-a", "work", path)
    assert khal(*listing).split("\n") == [
        "2026-11-13 ✔ Toko daring: Design approved",
        "2026-11-23 Toko daring: Texts delivered",
        "2026-11-26 Toko daring: Launch",
        "",
    ]
    run(*MOVE)
    run("timeline", "export", "kopi/toko")
    khal("import", "--batch", "-a", "work", path)
    assert khal(*listing).split("\n") == [
        "2026-11-13 ✔ Toko daring: Design approved",
        "2026-11-25 Toko daring: Texts delivered",
        "2026-11-30 Toko daring: Launch",
        "",
    ]
