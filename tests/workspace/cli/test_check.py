import json
import os
import shutil
import sys

import pytest

from clientkit.errors import ExitCode
from clientkit.kernel.screen.progress import progress

KOPI, TOKO = "clients/kopi/client.toml", "clients/kopi/projects/toko/project.toml"
JOURNAL = "clients/kopi/journal/laptop.jsonl"
RECORD = (
    '{"id":"rec001","ts":"2026-11-21T03:00:00Z","kind":"done","day":"2026-11-21","client":"kopi","text":"x"}'
)


def test_a_sound_workspace_is_told_so(studio, run):
    run("feedback", "add", "kopi/toko", "--csat", "5")

    ran = run("check")

    assert (ran.code, ran.out, ran.err) == (0, "", "4 files read, all well.\n")


def test_an_empty_workspace_is_sound(empty_studio, run):
    assert run("check").err == "1 file read, all well.\n"


@pytest.mark.parametrize(
    ("file", "damage", "found"),
    [
        (
            "clientkit.toml",
            "[you]\nname = 3\n",
            "clientkit.toml:2: error: 'you.name' must be a text in quotes, not 3. ",
        ),
        ("clientkit.toml", "[you\n", "clientkit.toml:1: error: not TOML"),
        (
            KOPI,
            None,
            f"{KOPI}: error: the file is missing. Restore it with git, or move clients/kopi away. [missing-",
        ),
        (KOPI, "", f"{KOPI}: error: 'name' is missing."),
        (
            KOPI,
            'name = "a"\nnam = 1\n',
            f"{KOPI}:2: error: unknown key 'nam'; did you mean 'name'? [unknown-key]",
        ),
        (KOPI, 'name = "a"\nname = "b"\n', f"{KOPI}:2: error: not TOML"),
        (
            KOPI,
            'version = 2\nname = "a"\n',
            f"{KOPI}:1: error: version 2 of this file needs a newer clientkit. Up",
        ),
        (
            KOPI,
            'name = "a"\nnotes = """\n=======\n"""\n',
            f"{KOPI}:3: error: a conflict marker of git. Keep one",
        ),
        (
            KOPI,
            b'name = "\xff"\n',
            f"{KOPI}:1: error: not UTF-8 text. Save the file as UTF-8. [bad-encoding]",
        ),
        (KOPI, b"#" * 1_048_577, f"{KOPI}: error: "),
        (KOPI, b"\x00" * 100, f"{KOPI}:1: error: not TOML"),
        (
            TOKO,
            'title = "a"\n[price]\namount = 5\n',
            f"{TOKO}:2: error: 'price': has money without a currency;",
        ),
        (TOKO, None, f"{TOKO}: error: the file is missing."),
        (JOURNAL, RECORD[:50], f"{JOURNAL}:1: error: not JSON: EOF while parsing"),
        (
            JOURNAL,
            f"{RECORD}\n>>>>>>> x\n",
            f"{JOURNAL}:2: error: a conflict marker of git. Delete the marker lines;",
        ),
        (
            JOURNAL,
            RECORD.replace("done", "dance"),
            f"{JOURNAL}:1: error: written by a newer clientkit. Update",
        ),
        (
            JOURNAL,
            RECORD.replace('"x"', '"' + "x" * 65_536 + '"'),
            f"{JOURNAL}:1: error: longer than 65,536 bytes",
        ),
        (JOURNAL, b"\x00\x00\n", f"{JOURNAL}:1: error: not JSON"),
    ],
)
def test_each_kind_of_damage_is_found_in_its_place_and_left(studio, run, file, damage, found):
    path = studio.root / file
    path.parent.mkdir(exist_ok=True)
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage if isinstance(damage, bytes) else damage.encode())
    before = path.read_bytes() if path.exists() else None

    ran = run("check")

    assert ran.code == ExitCode.FOUND
    assert [line for line in ran.out.splitlines() if line.startswith(found)], ran.out
    assert ran.err.endswith(" found wrong.\n")
    assert (path.read_bytes() if path.exists() else None) == before


def test_every_mistake_of_every_file_is_told(studio, run):
    studio.settings_file.write_text('[you]\nname = ""\nnam = 1\n')
    studio.client_file("kopi").write_text('name = "a"\nkind = "b"\n')
    studio.project_file("kopi", "toko").write_text('title = "a"\n[price]\nmodel = "b"\n')

    ran = run("check")

    assert [line.split(": ")[0] for line in ran.out.splitlines()] == [
        "clientkit.toml:2",
        "clientkit.toml:3",
        f"{KOPI}:2",
        f"{TOKO}:3",
    ]
    assert ran.err == "3 files read, 4 found wrong.\n"


def test_findings_as_json(studio, run):
    studio.client_file("kopi").write_text('name = "a"\nkind = "b"\n')

    ran = run("check", "--json")

    assert ran.code == ExitCode.FOUND
    printed = json.loads(ran.out)
    assert printed["kind"] == "check"
    assert printed["data"]["files"] == 3
    (problem,) = printed["data"]["problems"]
    assert problem.pop("message").startswith("'kind' must be 'person', 'company'")
    assert problem == {
        "file": KOPI,
        "line": 2,
        "code": "bad-value",
        "hint": 'For instance: kind = "company"',
        "severity": "error",
    }


def test_names_that_cannot_be_used_are_warned_of(studio, run):
    (studio.clients_dir / "Two Words").mkdir()
    (studio.clients_dir / "notes.txt").touch()
    (studio.clients_dir / "link").symlink_to(studio.client_dir("kopi"))
    (studio.clients_dir / ".DS_Store").touch()
    (studio.client_dir("kopi") / "projects" / "con").mkdir()

    ran = run("check")

    assert ran.code == ExitCode.FOUND
    assert [line.removeprefix("clients/") for line in ran.out.splitlines()] == [
        "Two Words: warning: its name cannot name a client. Use a-z, 0-9 and '-' only. [bad-name]",
        "link: warning: no folder, so no client. Move it away. [bad-name]",
        "notes.txt: warning: no folder, so no client. Move it away. [bad-name]",
        "kopi/projects/con: warning: its name cannot name a project. Use a-z, 0-9 and '-' only. [bad-name]",
    ]


def test_a_name_that_would_steer_a_terminal_is_shown(studio, run):
    (studio.clients_dir / "red \x1b[31m").mkdir()

    assert run("check").out.startswith(r"clients/red \x1b[31m: warning: ")


def test_a_name_that_is_no_text_is_shown(studio, run):
    (studio.clients_dir / "caf\udce9").mkdir()

    assert run("check").out.startswith(r"clients/caf\udce9: warning: ")
    assert json.loads(run("check", "--json").out)["data"]["problems"][0]["file"] == "clients/caf\udce9"


KEY = ".clientkit/survey.key"


@pytest.mark.parametrize(
    ("key", "mode", "found"),
    [
        ("short", 0o600, f"{KEY}: error: holds no survey key: it takes 32 to 256 letters and digits. Copy "),
        ("\x00" * 40, 0o600, f"{KEY}: error: holds no survey key: "),
        ("a" * 40, 0o644, f"{KEY}: warning: other users can read it. chmod 600 {KEY} [open-key]\n"),
    ],
)
def test_a_survey_key_that_serves_nobody_is_named_and_not_shown(studio, run, key, mode, found):
    studio.private_dir.mkdir(exist_ok=True)
    studio.survey_key_file.write_text(key)
    studio.survey_key_file.chmod(mode)
    ran = run("check")
    assert ran.code == ExitCode.FOUND
    assert ran.out.startswith(found)
    assert key not in ran.out + ran.err
    studio.survey_key_file.write_text("a" * 40)
    studio.survey_key_file.chmod(0o600)
    assert run("check").code == 0


def test_a_letter_that_changed_behind_every_stamp_is_found(studio, run):
    path = studio.client_file("kopi")
    assert run("check").code == run("check").code == 0
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"name = ", b"nome = ", 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "clients/kopi/client.toml" in run("check").out
    path.write_bytes(path.read_bytes().replace(b"nome = ", b"name = ", 1))
    assert run("check").code == 0


def test_other_settings_are_checked_against_anew(studio, run):
    project = studio.project_file("kopi", "toko")
    project.write_text(
        project.read_text() + '\n[[milestones]]\nid = "M1"\ntitle = "Launch"\ndue = 2026-12-25\n'
    )
    run("check")
    run("config", "set", "calendar.country=ID")
    said = run("check").out
    shutil.rmtree(studio.facts_dir)
    assert run("check").out == said


def test_on_a_terminal_findings_stand_below_their_file(studio, terminal):
    studio.client_file("kopi").write_text("name = 3\nkind = 4\n")
    said = terminal("check").out
    assert said.count("clients/kopi/client.toml") == 1
    assert "line 1: error: " in said
    assert "line 2: error: " in said


def test_progress_is_told_after_a_second_on_a_terminal_alone(capsys, monkeypatch):
    monkeypatch.setattr("clientkit.kernel.screen.progress.PATIENCE", 0.0)
    with progress("clients") as tell:
        tell(1, 1000)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with progress("clients") as tell:
        tell(230, 1000)
        tell(231, 1000)
    assert capsys.readouterr().err == "\r230 of 1,000 clients \r\x1b[K"
