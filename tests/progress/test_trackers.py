"""`progress import-hours`: what Watson and Timewarrior really write, and tables as Toggl and Clockify do."""

import json
import os
import subprocess
import sys
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from clientkit.kernel.model.records.progress import HoursSpent
from clientkit.kernel.store.journal.read import read_journal
from support.programs import needs

WATSON = Path(sys.executable).with_name("watson")


def hours(workspace, client="kopi"):
    found = [record for record in read_journal(workspace, client) if isinstance(record, HoursSpent)]
    return sorted(found, key=lambda record: (record.day, record.text or ""))


def total(workspace):
    return sum((record.hours for record in hours(workspace)), Decimal(0))


def imported(run, *words):
    ran = run("progress", "import-hours", *words, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)["data"]


@pytest.fixture
def watson(tmp_path):
    """Watson itself, with a folder of its own."""
    folder = tmp_path / "watson"

    def call(*words):
        environment = {**os.environ, "WATSON_DIR": str(folder), "TZ": "Asia/Jakarta"}
        done = subprocess.run(
            [str(WATSON), *words], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    call.frames = folder / "frames"
    return call


def add(watson, project, start, stop, *tags):
    watson("add", "-f", f"2026-11-{start}", "-t", f"2026-11-{stop}", project, *tags)


def test_watsons_frames_are_taken_once(studio, run, watson):
    add(watson, "toko", "16 09:00", "16 11:30", "+checkout")
    add(watson, "Toko daring", "17 23:30", "18 00:15")
    add(watson, "garden", "18 09:00", "18 10:00")
    watson("start", "toko")
    ran = run("progress", "import-hours", watson.frames)
    assert ran.code == 0
    assert ran.out == "kopi/toko: 2 entries added; 3.25 hours.\n"
    assert ran.err == (
        "Read as watson; 3 finished entries.\n"
        "Left, because no project here is called so:\n"
        "  garden: 1 entry, 1 hour\n"
        '  Say which project it is: --map "garden=client/project"\n'
    )
    assert [(one.day.day, one.hours) for one in hours(studio)] == [
        (16, Decimal("2.5")),
        (17, Decimal("0.75")),
    ]
    assert all(one.source.startswith("watson ") and len(one.source) == 39 for one in hours(studio))
    again = imported(run, watson.frames)["projects"]
    assert [(one["added"], one["known"]) for one in again] == [(0, 2)]


def test_what_watson_logs_as_json_is_the_same_frames(studio, run, watson):
    add(watson, "toko", "16 09:00", "16 11:30")
    assert run("progress", "import-hours", watson.frames).code == 0
    log = studio.root / "log.json"
    log.write_text(watson("log", "--all", "--json"), encoding="utf-8")
    (one,) = imported(run, log)["projects"]
    assert (one["added"], one["known"]) == (0, 1)


def test_a_frame_that_was_mended_in_watson_is_corrected_here_and_back(studio, run, watson):
    add(watson, "toko", "16 09:00", "16 11:30")
    assert run("progress", "import-hours", watson.frames).code == 0
    frames = json.loads(watson.frames.read_text(encoding="utf-8"))
    for length in (3600, 7200, 3600, 9000):
        frames[0][1] = frames[0][0] + length
        watson.frames.write_text(json.dumps(frames), encoding="utf-8")
        refused = run("progress", "import-hours", watson.frames)
        assert (refused.code, refused.out) == (5, "")
        assert f"is now {length / 3600:g} h 2026-11-16 kopi/toko" in refused.err
        ran = run("progress", "import-hours", watson.frames, "--yes")
        assert ran.out == f"kopi/toko: 1 corrected; {length / 3600:g} hour{'s' * (length > 3600)}.\n"
        assert total(studio) == Decimal(length) / 3600
        assert len(hours(studio)) == 1
    assert imported(run, watson.frames)["projects"][0]["known"] == 1


def test_what_a_person_corrected_or_took_back_here_stays_so(studio, run, watson):
    add(watson, "toko", "16 09:00", "16 11:30")
    add(watson, "toko", "17 09:00", "17 10:00")
    assert run("progress", "import-hours", watson.frames).code == 0
    first, second = hours(studio)
    assert run("progress", "set", first.id, "hours=2").code == 0
    assert run("undo", second.id).code == 0
    (found,) = imported(run, watson.frames)["projects"]
    assert (found["added"], found["corrected"], found["known"]) == (0, 0, 2)
    assert [one.hours for one in hours(studio)] == [Decimal(2)]
    frames = json.loads(watson.frames.read_text(encoding="utf-8"))
    frames[0][1] += 3600
    watson.frames.write_text(json.dumps(frames), encoding="utf-8")
    assert imported(run, watson.frames, "--yes")["projects"][0]["corrected"] == 1
    assert imported(run, watson.frames)["projects"][0]["corrected"] == 0
    assert [one.hours for one in hours(studio)] == [Decimal("3.5")]


def test_maps_name_projects_and_a_mapped_one_is_not_asked_for(studio, run, watson):
    assert run("project", "add", "kopi", "Katalog").code == 0
    add(watson, "garden", "18 09:00", "18 10:00")
    add(watson, "other", "18 10:00", "18 11:00", "+katalog")
    data = imported(run, watson.frames, "--map", "Garden=kopi/toko", "--dry-run")
    assert {one["project"]: one["added"] for one in data["projects"]} == {"kopi/katalog": 1, "kopi/toko": 1}
    assert (data["left"], data["dry_run"]) == ([], True)
    assert hours(studio) == []
    data = imported(run, watson.frames, "kopi/toko", "--map", "garden=kopi/toko")
    assert [one["project"] for one in data["projects"]] == ["kopi/toko"]
    assert data["elsewhere"] == 1


@pytest.mark.parametrize(
    ("maps", "code"),
    [(("garden",), 2), (("=kopi/toko",), 2), (("a=kopi/nix",), 3), (("a=kopi/toko", "A=kopi/toko"), 2)],
)
def test_maps_that_say_nothing_are_refused(studio, run, tmp_path, maps, code):
    (tmp_path / "frames").write_text("[]", encoding="ascii")
    words = [word for text in maps for word in ("--map", text)]
    assert run("progress", "import-hours", tmp_path / "frames", *words).code == code


@needs("timew")
def test_timewarriors_export_is_taken_once(studio, tmp_path, clientkit):
    environment = {**os.environ, "TIMEWARRIORDB": str(tmp_path / "timew"), "TZ": "Asia/Jakarta"}
    (tmp_path / "timew").mkdir()

    def timew(*words):
        done = subprocess.run(["timew", *words], env=environment, capture_output=True, text=True, check=True)
        return done.stdout

    timew("track", "2026-11-16T09:00", "-", "2026-11-16T10:30", "toko", "checkout", ":yes")
    timew("annotate", "@1", "Halaman bayar")
    timew("track", "2026-11-17T09:00", "-", "2026-11-17T10:00", "garden")
    timew("start", "2026-11-20T09:00", "toko")
    ran = clientkit("progress", "import-hours", "-", input=timew("export"))
    assert ran.out == "kopi/toko: 1 entry added; 1.5 hours.\n", ran.err
    assert ran.err.startswith(
        "Read as timewarrior; 2 finished entries.\n1 entry still running: left until finished.\n"
    )
    timew("stop")
    timew("track", "2026-11-18T09:00", "-", "2026-11-18T10:00", "toko", ":yes")
    ran = clientkit("progress", "import-hours", "-", "kopi/toko", "--yes", input=timew("export"))
    assert ran.code == 0
    assert ran.out.startswith("kopi/toko: 2 entries added, 1 here already; ")
    first = hours(studio)[0]
    assert (first.source, first.text, first.day.isoformat()) == (
        "timewarrior 20261116T020000Z",
        "Halaman bayar",
        "2026-11-16",
    )


def write(studio, name, text):
    path = studio.root / name
    path.write_text(text, encoding="utf-8")
    return path


def test_klog_breaks_are_taken_from_what_came_before_and_tags_name_items(studio, run):
    path = studio.project_file("kopi", "toko")
    path.write_text(
        path.read_text(encoding="utf-8") + '\n[[deliverables]]\nid = "D2"\ntitle = "Shop"\n', encoding="utf-8"
    )
    file = write(
        studio,
        "times.klg",
        "2026-11-16\nDay for #toko\n  9:00 - 13:00 Cart #D2\n  -30m Lunch\n  2h Photos\n  20:00 - ?\n",
    )
    ran = run("progress", "import-hours", file)
    assert ran.out == "kopi/toko: 2 entries added; 5.5 hours.\n"
    assert "1 entry still running" in ran.err
    assert [(one.hours, one.item) for one in hours(studio)] == [(Decimal("3.5"), "D2"), (Decimal(2), None)]
    assert imported(run, file)["projects"][0]["added"] == 0


def test_more_taken_away_than_there_is_refuses_the_file(studio, run):
    file = write(studio, "times.klg", "2026-11-16\n#toko\n    1h\n    -2h\n")
    ran = run("progress", "import-hours", file)
    assert (ran.code, hours(studio)) == (5, [])
    assert (
        "The record at line 1 takes 1 h more away than it has for kopi/toko; nothing was imported" in ran.err
    )


def test_without_tags_hours_belong_to_the_project_that_is_named(studio, run, monkeypatch):
    file = write(studio, "times.klg", "2026-11-16\n    1h30m\n")
    assert imported(run, file)["left"] == [{"label": "", "entries": 1, "hours": "1.5"}]
    monkeypatch.chdir(studio.project_dir("kopi", "toko"))
    assert imported(run, file)["projects"][0]["hours"] == "1.5"


TOGGL = """\
"User","Email","Client","Project","Task","Description","Billable","Start date","Start time",\
"End date","End time","Duration","Tags","Amount ()"
"Dewi","dewi@studio.example","PT Kopi Nusantara","Toko daring","","Checkout, QRIS","Yes","2026-11-16",\
"09:05:00","2026-11-16","11:35:00","02:30:00","dev, web",""
"Dewi","dewi@studio.example","","","","Mails","No","2026-11-16","12:00:00","","","00:10:00","",""
"""
CLOCKIFY = """\
\ufeff"Project";"Client";"Description";"Task";"User";"Group";"Email";"Tags";"Billable";"Start Date";\
"Start Time";"End Date";"End Time";"Duration (h)";"Duration (decimal)";"Billable Rate (USD)"
"toko";"kopi";"Checkout";"";"Dewi";"";"dewi@studio.example";"D2";"Yes";"11/16/2026";"02:44:33 PM";\
"11/16/2026";"03:19:30 PM";"00:34:57";"0.58";"0.00"
"toko";"kopi";"";"Photos";"Dewi";"";"dewi@studio.example";"";"Yes";"11/17/2026";"10:22:52 AM";\
"11/17/2026";"01:06:29 PM";"02:43:37";"2.73";"0.00"
"""


@pytest.mark.parametrize(
    ("tracker", "text", "added", "sum_of_hours"),
    [("toggl", TOGGL, 1, Decimal("2.5")), ("clockify", CLOCKIFY, 2, Decimal("3.3094"))],
)
def test_detailed_reports_are_known_by_their_titles_and_taken_once(
    studio, run, tracker, text, added, sum_of_hours
):
    file = write(studio, "export.csv", text)
    data = imported(run, file)
    assert data["tracker"] == tracker
    assert [(one["project"], one["added"]) for one in data["projects"]] == [("kopi/toko", added)]
    assert total(studio) == sum_of_hours
    assert imported(run, file, "--tracker", tracker)["projects"][0]["known"] == added


def test_equal_names_of_two_clients_are_told_apart_by_the_trackers_client(studio, run):
    assert run("client", "add", "Harbour Ltd", "--slug", "harbour").code == 0
    assert run("project", "add", "harbour", "Shop", "--slug", "toko").code == 0
    file = write(
        studio,
        "export.csv",
        "Client,Project,Description,Start date,Start time,Duration\n"
        "Harbour Ltd,toko,a,2026-11-16,09:00:00,01:00:00\n"
        "kopi,toko,b,2026-11-16,10:00:00,01:00:00\n"
        ",toko,c,2026-11-16,11:00:00,01:00:00\n"
        ",harbour/toko,d,2026-11-16,12:00:00,01:00:00\n",
    )
    data = imported(run, file)
    assert {one["project"]: one["added"] for one in data["projects"]} == {"harbour/toko": 2, "kopi/toko": 1}
    assert data["left"] == [{"label": "toko", "entries": 1, "hours": "1"}]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "a.csv",
            TOGGL + TOGGL.split("\n")[1].replace("02:30:00", "2 hours") + "\n",
            'row 4: "2 hours" is no',
        ),
        ("a.klg", "2026-11-16\n  1h\n  ten\n\n2026-11-17\n  x\n", "line 3: 'ten' is neither"),
        ("a.json", '[\n[1,2,"p","i",[]],\n[5]\n]', "frame 2: no frame"),
        ("a.json", '[\n{"start":"20261116T090000Z","end":"x"}\n]', "interval 1: no interval"),
        ("a.json", "[\n{", "line 2: no JSON"),
        ("a.json", "[" * 100_000, "no JSON"),
        ("a.klg", "2026-12-24\n#toko\n  1h\n", "line 3: 2026-12-24 lies in the future"),
        ("a.klg", "2026-11-16\n#toko\n  1001h\n", "line 3: "),
        ("a.txt", "Dear Dewi,\n", "is of no time tracker that is known"),
        ("a.json", '{"project": "toko", "start": 1}', "is of no time tracker that is known"),
        ("a.csv", "", "is of no time tracker that is known"),
    ],
)
def test_what_cannot_be_refuses_the_file_and_names_the_place(studio, run, name, text, said):
    ran = run("progress", "import-hours", write(studio, name, text))
    assert ran.code in {2, 5}
    assert said.replace('"', "'") in ran.err, ran.err
    assert "Traceback" not in ran.err
    assert hours(studio) == []


def test_two_ways_of_reading_a_date_are_asked_about(studio, run):
    text = "Project,Start Date,Start Time,Duration (h)\ntoko,03/04/2026,10:00,1:00\n"
    file = write(studio, "export.csv", text)
    assert "Say which comes first: --date-order" in run("progress", "import-hours", file).err
    assert imported(run, file, "--date-order", "mdy")["projects"][0]["added"] == 1
    assert hours(studio)[0].day.isoformat() == "2026-03-04"


@pytest.mark.parametrize(
    "words",
    [("gone.csv",), (".",), ("times.klg", "--tracker", "harvest"), ("times.klg", "--tracker", "toggl")],
)
def test_files_and_trackers_that_are_not_there(studio, run, words):
    write(studio, "times.klg", "2026-11-16\n    1h\n")
    ran = run("progress", "import-hours", *words)
    assert ran.code in {2, 3, 5}
    assert "survey" not in ran.err


def test_foreign_words_come_through_and_do_not_steer_the_terminal(studio, run):
    words = "a \x1b[31m|b|\u202e <script> =1+1"
    file = write(
        studio,
        "frames",
        json.dumps([[1, 3601, words, "id1", []], [1794819600, 1794823200, "toko", words, [words]]]),
    )
    ran = run("progress", "import-hours", file)
    assert ran.code == 0
    assert not {"\x1b", "\u202e"} & set(ran.out + ran.err)
    assert hours(studio)[0].source == f"watson {words}"


KLOG = "2026-11-16\n  1h Meetng #toko\n  9:00 - 10:00 #toko\n  9:00 - 10:00 #toko\n"
KLOG += "\n2026-11-18\n  2h Photos #toko\n"


def test_what_was_mended_or_deleted_is_shown_and_taken_together_or_not_at_all(studio, run):
    assert imported(run, write(studio, "a.klg", KLOG))["projects"][0]["added"] == 4
    mended = KLOG.replace("Meetng", "Meeting").replace("\n  9:00 - 10:00 #toko", "", 1)
    file = write(studio, "a.klg", mended + "\n2026-11-19\n  1h New #toko\n")
    kept = studio.journal_file("kopi").read_bytes()
    ran = run("progress", "import-hours", file)
    assert (ran.code, ran.out) == (5, "")
    assert (
        "Nothing was imported, for this would change: 1 h 2026-11-16 kopi/toko Meetng #toko is now "
        "1 h 2026-11-16 kopi/toko Meeting #toko; 1 h 2026-11-16 kopi/toko #toko is gone.\n"
        "  Take all of it: --yes. Look first: --dry-run."
    ) in ran.err
    assert studio.journal_file("kopi").read_bytes() == kept
    assert "is gone" in run("progress", "import-hours", file, "--dry-run").err
    assert [bool(one["becomes"]) for one in imported(run, file, "--part", "--dry-run")["changes"]] == [True]
    ran = run("progress", "import-hours", file, "--yes")
    assert ran.out == "kopi/toko: 1 entry added, 1 corrected, 1 taken back, 2 here already; 2 hours.\n"
    assert total(studio) == 5
    assert imported(run, file)["projects"][0]["known"] == 4
    back = run(
        "progress",
        "import-hours",
        write(studio, "a.klg", KLOG),
        "--yes",
        "--since",
        "2026-11-16",
        "--until",
        "2026-11-19",
    )
    assert back.out == "kopi/toko: 1 entry added, 1 corrected, 1 taken back, 2 here already; 2 hours.\n"
    assert (total(studio), len(hours(studio))) == (5, 4)


def test_on_a_terminal_the_change_is_asked_about(studio, run, terminal):
    run("progress", "import-hours", write(studio, "a.klg", KLOG))
    file = write(studio, "a.klg", KLOG.replace("1h Meetng", "2h Meetng"))
    no = terminal("progress", "import-hours", file, answers=["n\n"])
    assert (no.code, total(studio)) == (5, 5)
    assert "Take all of it?" in no.out + no.err
    assert terminal("progress", "import-hours", file, answers=["y\n"]).code == 0
    assert total(studio) == 6


def test_hours_that_an_earlier_version_took_are_known(studio, run):
    """Its names held the start minute alone, with a number for the second of two."""
    file = write(studio, "a.klg", KLOG)
    imported(run, file)
    path = studio.journal_file("kopi")
    records = [json.loads(line) for line in path.read_text().splitlines()]
    for one in records:
        one["source"] = one["source"].split("+")[0]
    twice = [one for one in records if one["text"] == "#toko"][1]
    twice["source"] += "+1"
    twice["id"] = sha256(f"hours\x1e{twice['source']}".encode()).hexdigest()[:20]
    path.write_text("".join(json.dumps(one) + "\n" for one in records))
    found = imported(run, write(studio, "a.klg", "\n\n".join(reversed(KLOG.split("\n\n")))))
    assert (found["projects"][0]["known"], found["changes"], total(studio)) == (4, [], 5)


def test_minutes_that_are_read_as_hours_are_asked_about(studio, run):
    file = write(studio, "a.csv", "Date,Project,Duration\n2026-11-16,toko,90\n")
    ran = run("progress", "import-hours", file)
    assert (ran.code, hours(studio)) == (5, [])
    assert "kopi/toko 2026-11-16: 90 h on one day" in ran.err
    assert imported(run, file, "--map", "minutes=Duration")["projects"][0]["hours"] == "1.5"


def test_any_table_is_read_where_its_columns_are_named(studio, run):
    text = "sep=;\nWann;Wofür;Wie lange\n16.11.26;toko;1,5\n"
    file = write(studio, "a.csv", text)
    assert (
        "a table's columns: --map day=COLUMN --map hours=COLUMN" in run("progress", "import-hours", file).err
    )
    maps = ("--map", "day=Wann", "--map", "project=wofür", "--map", "hours=#3")
    assert imported(run, file, *maps)["tracker"] == "csv"
    assert (hours(studio)[0].day.isoformat(), total(studio)) == ("2026-11-16", Decimal("1.5"))


def test_watsons_table_and_its_frames_are_the_same(studio, run, watson):
    add(watson, "toko", "16 09:00", "16 11:30", "+checkout")
    table = write(studio, "log.csv", watson("log", "--all", "--csv"))
    assert imported(run, table)["tracker"] == "watson"
    again = imported(run, watson.frames)
    assert (again["projects"][0]["known"], again["changes"]) == (1, [])


def test_an_entry_that_went_to_another_client_leaves_the_first(studio, run, watson):
    assert run("client", "add", "Harbour Ltd", "--slug", "harbour").code == 0
    assert run("project", "add", "harbour", "Brand").code == 0
    add(watson, "toko", "16 09:00", "16 11:30")
    imported(run, watson.frames)
    frames = json.loads(watson.frames.read_text(encoding="utf-8"))
    frames[0][2] = "brand"
    watson.frames.write_text(json.dumps(frames), encoding="utf-8")
    moved = imported(run, watson.frames, "--yes")["projects"]
    assert {one["project"]: (one["added"], one["gone"]) for one in moved} == {
        "harbour/brand": (1, 0),
        "kopi/toko": (0, 1),
    }
