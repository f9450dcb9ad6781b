"""The world as it is: pipes that close, disks that are full, terminals that cannot show a letter."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from clientkit.errors import ExitCode
from clientkit.kernel.store.save import append_record
from clientkit.program import SECTIONS
from support.builders import a_record

READING = (
    ("client", "list"),
    ("client", "list", "--json"),
    ("client", "show", "kopi"),
    ("project", "list"),
    ("project", "show", "kopi/toko"),
    ("check",),
    ("score",),
    ("scope", "show", "kopi/toko"),
    ("timeline", "show", "kopi/toko"),
    ("feedback", "list"),
    ("progress", "list", "--all", "kopi/toko"),
    ("report", "show", "kopi/toko"),
    ("template", "list"),
    ("report", "check", "kopi/toko"),
    ("report", "list", "kopi/toko"),
    ("report", "series", "kopi/toko"),
    ("scope", "criteria", "kopi/toko"),
    ("client", "list", "--health"),
    ("feedback", "loop", "--all"),
    ("promise", "list", "--all"),
    ("log", "list", "kopi"),
    ("survey", "list"),
    ("survey", "due"),
    ("mail", "list"),
    ("progress", "from-commits", "kopi/toko"),
)
TOLD = (
    ("next", "kopi/toko", "Halaman “baru” ☕", "--due", "fri"),
    ("promise", "add", "kopi/toko", "Foto “baru” ☕", "--due", "fri"),
    ("log", "add", "kopi", "Minta “foto” ☕"),
    ("survey", "ask", "kopi/toko", "--kind", "nps", "--contact", "rina", "--trigger", "delivery"),
    ("scope", "met", "kopi/toko", "D1", "--note", "Dicoba “Rina” ☕"),
    ("feedback", "add", "kopi/toko", "--nps", "3", "--comment", "Terlambat ☕"),
)
"""What the reading commands have to tell, beside a client's name and a comment."""

READERS = pytest.mark.parametrize("words", READING, ids=" ".join)
PRINTERS = pytest.mark.parametrize(
    "words", [READING[at] for at in (0, 1, 2, 5, 6, 7, 8, 15, 17, 20, 23)], ids=" ".join
)
"""One for each way of printing; each is a program of its own, so not all of them."""


def shell(script, *words, **environment):
    """Run a line of shell with "$@" as the program and its arguments."""
    return subprocess.run(
        ["sh", "-c", script, "sh", sys.executable, "-m", "clientkit", *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture
def full_studio(studio, run):
    """A workspace in which every reading command has something to tell, foreign letters included."""
    run("client", "add", "東京 ☕ Café", "--slug", "tokyo", "--language", "en")
    run("feedback", "add", "kopi/toko", "--csat", "4", "--comment", "Bagus “sekali” ☕")
    toko = studio.project_file("kopi", "toko")
    toko.write_text(
        toko.read_text() + '[[deliverables]]\nid = "D1"\ntitle = "Kopi “baru” ☕"\ncriteria = ["é"]\n'
    )
    for words in TOLD:
        assert run(*words).code == 0
    mail = {"message": "<a@b.example>", "recipients": ["rina@kopi.example"], "subject": "Kopi “baru” ☕"}
    sending = a_record("mail_sending", project="toko", **mail, sha256="0" * 64, document="scope")
    append_record(studio, sending)
    (studio.clients_dir / "Not a client ☕").mkdir()
    return studio


def test_a_reader_that_goes_away_ends_the_command_quietly(full_studio):
    ran = shell('"$@" | head -1', "client", "list")

    assert ran.returncode == 0
    assert ran.stdout.startswith(b"CLIENT")
    assert ran.stderr == b""


@pytest.mark.parametrize(
    "words", [("client", "list"), ("client", "list", "--json"), ("--help",), ("check",)], ids=str
)
def test_a_reader_that_never_reads_is_no_error(full_studio, words):
    ran = shell('{ "$@"; echo "$?" >&2; } | true', *words)

    assert ran.stderr.splitlines()[-1] == b"0"
    assert b"Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("words", "code"), [(("client", "list"), 0), (("client", "shw"), 2), (("client", "show", "nobody"), 3)]
)
@pytest.mark.parametrize(
    "script",
    ['exec "$@" >&-', 'exec "$@" 2>&-', 'exec "$@" >&- 2>&-', 'exec "$@" <&-', 'exec "$@" 2>/dev/full'],
)
def test_closed_streams_leave_the_exit_code(studio, words, code, script):
    ran = shell(script, *words)

    assert ran.returncode == code
    assert b"Traceback" not in ran.stderr


@PRINTERS
def test_a_full_disk_is_told(full_studio, words):
    ran = shell('exec "$@" >/dev/full', *words)

    assert ran.returncode == ExitCode.OUTSIDE_FAILED
    assert b"No space left on device" in ran.stderr
    assert b"Traceback" not in ran.stderr


@PRINTERS
def test_any_terminal_gets_what_it_can_show(full_studio, words):
    narrow = shell('exec "$@"', *words, COLUMNS="20", LC_ALL="C", TERM="dumb", NO_COLOR="1")
    ascii_only = shell('exec "$@"', *words, PYTHONIOENCODING="ascii", LC_ALL="C")

    for ran in (narrow, ascii_only):
        assert ran.returncode in {ExitCode.DONE, ExitCode.FOUND}
        assert b"Traceback" not in ran.stderr
        assert b"\x1b" not in ran.stdout + ran.stderr
    assert ascii_only.stdout.isascii()
    assert ascii_only.stdout.strip()


@READERS
def test_reading_writes_nothing_and_needs_no_rights_to(full_studio, run, ordinary_user, words):
    def state():
        paths = sorted(full_studio.root.rglob("*"))
        return [(path, path.stat().st_mtime_ns, path.stat().st_size) for path in paths]

    folders = [full_studio.root, *(path for path in full_studio.root.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o500)
    before = state()

    ran = run(*words)

    assert ran.code in {ExitCode.DONE, ExitCode.FOUND}
    assert state() == before
    for folder in folders:
        folder.chmod(0o700)


@pytest.mark.parametrize(
    "words",
    [
        ("client", "add", "Harbour"),
        ("client", "set", "kopi", "stage=active"),
        ("client", "archive", "kopi"),
        ("project", "add", "kopi", "Katalog"),
        ("project", "start", "kopi/toko"),
        ("feedback", "add", "kopi/toko", "--csat", "5"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("closed", [".", "clients", "clients/kopi", "all"])
def test_a_folder_without_rights_is_named_and_nothing_is_half_done(studio, run, ordinary_user, words, closed):
    before = {path: path.read_bytes() for path in studio.root.rglob("*") if path.is_file()}
    places = [studio.root, *(path for path in studio.root.rglob("*") if path.is_dir())]
    folders = places if closed == "all" else [studio.root / closed]
    modes = [(folder, folder.stat().st_mode) for folder in folders]
    for folder in folders:
        folder.chmod(0o500)

    ran = run(*words)

    for folder, mode in modes:
        folder.chmod(mode)
    after = {path: path.read_bytes() for path in studio.root.rglob("*") if path.is_file()}
    if ran.code == 0:
        assert after != before
    else:
        assert ran.code == ExitCode.OUTSIDE_FAILED
        assert "Permission denied" in ran.err
        assert str(studio.root) in ran.err
        assert after == before
    assert not studio.pending.exists()


def test_a_folder_that_may_not_be_read_is_named(studio, run, ordinary_user):
    studio.clients_dir.chmod(0o000)

    ran = run("client", "list")
    studio.clients_dir.chmod(0o700)

    assert ran.code == ExitCode.OUTSIDE_FAILED
    assert ran.err.startswith(f"Error: The system refused: Permission denied ({studio.clients_dir}).\n")


# --- what Typer says


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("clint",), "No such command 'clint'. Did you mean 'client'"),
        (("client", "lst"), "No such command 'lst'."),
        (("client", "list", "--jsn"), "No such option: --jsn"),
        (("client", "--\x1b[31mred"), r"No such option: --\x1b[31mred"),
        (("client", "\x1b]0;title\x07"), r"No such command '\x1b]0;title\x07'."),
    ],
)
def test_words_that_are_unknown_are_told_with_the_way_to_help(run, words, said):
    ran = run(*words)

    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert said in ran.err
    assert "-h' for help." in ran.err


@pytest.mark.parametrize("words", [("-C",), ("client", "add", "Kopi", "--contact")])
def test_an_option_without_its_value_is_named(run, words):
    ran = run(*words)

    assert ran.code == ExitCode.USAGE
    assert ran.err == f"Error: Option '{words[-1]}' requires an argument.\n"


@pytest.mark.parametrize("group", ["scope"])
def test_a_group_without_a_list_shows_its_help(studio, run, group):
    ran = run(group)

    assert (ran.code, ran.err) == (ExitCode.DONE, "")
    assert ran.out.startswith(f"Usage: clientkit {group}")


@pytest.mark.parametrize("group", ["client", "project", "milestone", "progress", "promise", "mail"])
def test_a_group_alone_lists(full_studio, run, group):
    assert run(group) == run(group, "list")


def test_the_root_help_names_every_command(run):
    ran = run("--help")

    assert ran.code == 0
    for section in SECTIONS:
        for name, summary, _ in section.commands:
            assert f"  {name} " in ran.out
            assert summary.split()[0] in ran.out


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_every_reading_command_prints_one_json_object(full_studio, run, words):
    ran = run(*words, *(() if "--json" in words else ("--json",)))

    printed = json.loads(ran.out)
    assert ran.code in {ExitCode.DONE, ExitCode.FOUND}
    assert set(printed) == {"schema", "kind", "data"}
    assert printed["schema"] == 1
    assert ran.out.isascii()


@pytest.mark.parametrize("today", ["tomorrow", "2026-02-30", "0001-01-01", "9999-12-31", "1e9"])
def test_a_day_that_is_none_of_ours_is_told(full_studio, run, monkeypatch, today):
    monkeypatch.setenv("CLIENTKIT_TODAY", today)
    ran = run("report", "show", "kopi/toko")
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert f"CLIENTKIT_TODAY is {today!r}, which is no date" in ran.err


EDGES = ("0001-01-01", "9999-12-31")
AT_THE_EDGE = (
    *[{"day": day} for day in EDGES],
    {"ts": "0001-01-01T00:00:00+00:00"},
    {"ts": "9999-12-31T23:59:59+00:00"},
)


@pytest.mark.parametrize("place", AT_THE_EDGE, ids=str)
def test_a_record_at_the_edge_of_the_calendar_is_read(full_studio, run, place):
    path = full_studio.journal_file("kopi")
    lines = [{**json.loads(line), **place} for line in path.read_bytes().splitlines()]
    low = [line["id"] for line in lines if line["kind"] == "feedback"][-1]
    lines.append({**lines[-1], "kind": "follow_up", "id": "follow0001", "ref": low, "note": "Called"})
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    for words in (*READING, ("score", "--until", "0001-01-02"), ("score", "--as-of", "0001-01-02")):
        assert run(*words).code in {ExitCode.DONE, ExitCode.FOUND, ExitCode.USAGE}, words


def test_the_version(run, clientkit):
    assert run("--version").out.startswith("clientkit ")
    assert clientkit("--version").out == run("--version").out


def test_an_early_end_by_ctrl_c_has_its_code(studio, terminal, monkeypatch, tmp_path):
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nprintf 'Ready? '\nsleep 30\n")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))

    ran = terminal("client", "edit", "kopi", answers=["\x03"])

    assert ran.code == ExitCode.INTERRUPTED
    assert "Traceback" not in ran.out


ANNOUNCED = """
import sys
import time
from clientkit.__main__ import start
sys.argv = ["clientkit", *sys.argv[1:]]
try:
    print("ready", file=sys.stderr, flush=True)
except KeyboardInterrupt:
    sys.exit(130)
start()
"""
"""The program, saying when it begins, before it has loaded anything."""


@pytest.mark.parametrize("wait", [0.01, 0.03, 0.06, 0.1, 0.15, 0.2])
def test_ctrl_c_at_any_moment_is_no_traceback(studio, wait):
    """While it loads, while validators are built, while it prints: the end is quiet."""
    program = [sys.executable, "-c", ANNOUNCED, "client", "show", "kopi"]
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    piped = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "env": unmeasured}
    with subprocess.Popen(program, **piped) as running:
        assert running.stderr is not None
        assert running.stderr.readline() == "ready\n"
        time.sleep(wait)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert "Traceback" not in said
    assert running.returncode in {ExitCode.DONE, ExitCode.INTERRUPTED, -signal.SIGINT}


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError("Error building: KeyboardInterrupt: ")])
def test_what_ctrl_c_does_in_a_command_is_told(monkeypatch, run, error):
    def interrupted():
        raise error

    monkeypatch.setattr("clientkit.main.command", interrupted)
    ran = run("client", "list")
    assert (ran.code, ran.err) == (ExitCode.INTERRUPTED, "Stopped; nothing more was done.\n")


def test_our_own_mistakes_are_not_hidden(monkeypatch, run):
    def mistaken():
        raise ZeroDivisionError

    monkeypatch.setattr("clientkit.main.command", mistaken)
    with pytest.raises(ZeroDivisionError):
        run("client", "list")


def test_what_was_done_before_the_output_failed_is_said_to_be_kept(studio, clientkit):
    for words, file in (
        (("client", "add", "Teh", "--slug", "teh"), "clients/teh"),
        (("client", "set", "kopi", "kind=person", "--json"), "clients/kopi/client.toml"),
        (("feedback", "add", "kopi", "--csat", "5"), "clients/kopi/journal/laptop.jsonl"),
    ):
        with Path("/dev/full").open("w") as full:
            ran = clientkit(*words, capture_output=False, stdout=full, stderr=subprocess.PIPE)
        assert ran.code == ExitCode.OUTSIDE_FAILED
        assert ran.err == (
            "Error: The output cannot be written: No space left on device.\n"
            f"  What was done before is kept, in {file}: do not repeat it.\n"
        )
    with Path("/dev/full").open("w") as full:
        ran = clientkit("feedback", "list", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert ran.err.endswith("  Write it to another place.\n")


def test_with_no_output_at_all_what_was_done_is_done(studio, clientkit, run):
    closed = {"capture_output": False, "stdout": None, "stderr": None}
    ran = clientkit(
        "feedback", "add", "kopi", "--csat", "5", **closed, preexec_fn=lambda: os.closerange(1, 3)
    )

    assert ran.code == 0
    assert "5" in run("feedback", "list").out


@pytest.mark.parametrize(
    "text", ["2026-W47", "2026-W47-1", "20261121", "2026-11-21T10:00", "today", "1899-01-01"]
)
def test_the_day_that_is_believed_in_is_a_date_of_these_centuries(studio, run, monkeypatch, text):
    monkeypatch.setenv("CLIENTKIT_TODAY", text)

    for words in (("client", "list"), ("check",), ("feedback", "add", "kopi", "--csat", "5")):
        ran = run(*words)
        assert (ran.code, "CLIENTKIT_TODAY is" in ran.err) == (ExitCode.USAGE, True)


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_who_leaves_a_question_for_what_is_missing_stops_the_command(studio, run, terminal, key):
    run("promise", "add", "kopi/toko", "Two drafts", "--due", "2026-11-27")
    left = terminal("promise", "kept", answers=[key])
    assert left.code == ExitCode.INTERRUPTED, left.out
    assert "Stopped; nothing more was done." in left.out
    assert "Usage:" not in left.out
