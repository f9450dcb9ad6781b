"""Any file of the store damaged in any way: told in words, never written to, and nothing else is lost."""

import json
import random
import shutil

import pytest

from clientkit.errors import ExitCode
from clientkit.kernel.store.machine.bookmarks import keep_bookmark
from clientkit.kernel.store.save import append_record
from support.builders import a_record
from support.checked import waive
from support.mail_clients import Written, a_reply
from support.survey_mails import answering

pytestmark = pytest.mark.slow

READING = (
    ("client", "list"),
    ("client", "show", "kopi"),
    ("project", "list"),
    ("project", "show", "kopi/toko"),
    ("feedback", "list"),
    ("progress", "list", "--all", "kopi/toko"),
    ("score",),
    ("scope", "show", "kopi/toko"),
    ("timeline", "show", "kopi/toko"),
    ("report", "show", "kopi/toko"),
    ("report", "list", "kopi/toko"),
    ("report", "series", "kopi/toko"),
    ("report", "check", "kopi/toko"),
    ("report", "month", "kopi/toko", "-o", "-"),
    ("report", "close", "kopi/toko", "-o", "-"),
    ("score", "--by", "month"),
    ("score", "render", "-o", "-"),
    ("scope", "criteria", "kopi/toko"),
    ("feedback", "loop", "--all"),
    ("client", "list", "--health"),
    ("promise", "list", "--all"),
    ("log", "list", "kopi"),
    ("survey", "list"),
    ("survey", "due"),
    ("survey", "key"),
    ("mail", "list"),
    ("mail", "draft", "report", "kopi/toko", "-o", "-"),
    ("mail", "read", "reply.eml", "--dry-run"),
)
AT_A_TIME = 10
"""Reading commands that a case tries: each file meets all of them over the cases."""

NOTED = (
    ("report", "week", "kopi/toko"),
    ("report", "status", "kopi/toko", "red", "Provider is late"),
    ("log", "add", "kopi", "Called"),
    ("promise", "add", "kopi/toko", "Send the draft", "--due", "fri"),
    ("scope", "met", "kopi/toko", "D1"),
    ("survey", "ask", "kopi/toko", "--kind", "nps", "--contact", "rina", "--trigger", "delivery"),
    ("client", "consent", "kopi", "--contact", "rina", "--purpose", "quote", "--allow"),
)
PROJECTS = {"kopi": "kopi/toko", "harbour": "harbour/brand"}
KEPT = {".toml", ".jsonl", ".json", ".md", ".key"}
CASES = 300
DOCUMENTED = {ExitCode.DONE, ExitCode.FOUND, ExitCode.NOT_FOUND, ExitCode.INVALID_DATA, ExitCode.REFUSED}


@pytest.fixture
def sound(studio, run, monkeypatch):
    """A store of two clients, two devices and all kinds of files."""
    run("client", "add", "Harbour Bakery", "--slug", "harbour", "--contact", "Ana Sari <ana@harbour.example>")
    run("project", "add", "harbour", "Brand", "--slug", "brand")
    waive(studio)
    waive(studio, "harbour", "brand")
    toko = studio.project_file("kopi", "toko")
    toko.write_text(
        toko.read_text() + '\n[[milestones]]\nid = "M1"\ntitle = "Design"\nstart = 2026-11-16\ndays = 5\n'
        '[[deliverables]]\nid = "D1"\ntitle = "Shop"\ncriteria = ["A visitor can pay"]\n'
    )
    for device in ("laptop", "desktop"):
        monkeypatch.setenv("CLIENTKIT_DEVICE", device)
        for number in range(4):
            for name in PROJECTS.values():
                run("feedback", "add", name, "--nps", 5 + number, "--comment", f"Bagus ☕ {number}")
                run("done", name, f"Page {number}")
    for words in NOTED:
        assert run(*words).code == 0
    low = json.loads(run("feedback", "list", "kopi", "--json").out)["data"][0]["id"]
    assert run("feedback", "follow", low, "--note", "Called").code == 0
    mail = {"message": "<a@studio.example>", "recipients": ["rina@kopi.example"], "subject": "Report"}
    sending = a_record("mail_sending", project="toko", **mail, sha256="0" * 64, document="report")
    append_record(studio, sending)
    append_record(studio, a_record("mail_outcome", project="toko", ref=sending.id, outcome="sent"))
    keep_bookmark(studio, "box", {"uid": 7})
    (studio.root / "reply.eml").write_bytes(a_reply("gmail-web", Written("Rapi."), Subject=answering(9)))
    assert run("check").code == 0
    return studio


def flip(data, chance):
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def cut(data, chance):
    return data[: chance.randrange(len(data))]


def cut_out(data, chance):
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.randrange(1, 40) :]


def put_nul(data, chance):
    at = chance.randrange(len(data))
    return data[:at] + b"\x00" * chance.randrange(1, 4096) + data[at:]


def put_noise(data, chance):
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.randrange(1, 100)) + data[at:]


def put_brackets(data, chance):
    at = chance.randrange(len(data))
    return data[:at] + chance.choice([b"[", b'{"a":', b"'''", b'"""', b"\\u", b"9"]) * 5000 + data[at:]


def put_conflict(data, chance):
    lines = data.split(b"\n")
    lines.insert(chance.randrange(len(lines)), b"<<<<<<< HEAD")
    return b"\n".join(lines)


def as_windows(data, chance):
    return (b"\xef\xbb\xbf" if chance.random() < 0.5 else b"") + data.replace(b"\n", b"\r\n")


DAMAGES = (flip, flip, flip, cut, cut_out, put_nul, put_noise, put_brackets, put_conflict, as_windows)


def listed(run, client):
    """Ids of all feedback and notes of a client that can be seen."""
    lists = (
        run("feedback", "list", client, "--json"),
        run("progress", "list", "--all", PROJECTS[client], "--json"),
    )
    return {row["id"] for ran in lists if ran.code == 0 for row in json.loads(ran.out)["data"]}


def undamaged_ids(before, after):
    """Ids of the records whose lines stand in the damaged file as they stood before."""
    ends = after.replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return {json.loads(line)["id"] for line in before.split(b"\n") if line and line in ends}


@pytest.mark.parametrize("seed", range(0, CASES, 50))
def test_damage_is_told_and_costs_nothing_else(sound, run, tmp_path, seed):
    whole = tmp_path / "whole"
    shutil.copytree(sound.root, whole)
    files = sorted(path.relative_to(whole) for path in whole.rglob("*") if path.suffix in KEPT)
    everything = {client: listed(run, client) for client in PROJECTS}
    assert {client: len(ids) for client, ids in everything.items()} == {"kopi": 17, "harbour": 16}

    for case in range(seed, seed + 50):
        chance = random.Random(case)  # noqa: S311 - a seed, so that a failure can be seen again
        shutil.copytree(whole, sound.root, dirs_exist_ok=True)
        name = files[case % len(files)]
        before = (whole / name).read_bytes()
        after = chance.choice(DAMAGES)(before, chance)
        (sound.root / name).write_bytes(after)
        see_whether_it_is_told(sound, run, (name, before, after), everything, chance)


def see_whether_it_is_told(studio, run, damage, everything, chance):
    name, before, after = damage
    place = studio.root / name
    checked = run("check", "--json")
    problems = json.loads(checked.out)["data"]["problems"]
    errors = [problem for problem in problems if problem["severity"] == "error"]
    assert {problem["file"] for problem in errors} <= {name.as_posix()}

    for words in chance.sample(READING, AT_A_TIME):
        ran = run(*words)
        assert ran.code in DOCUMENTED, (words, ran)
        assert "\x00" not in ran.out + ran.err
    for client, ids in everything.items():
        if name.suffix == ".jsonl" and client in name.parts:
            others = [path for path in studio.journal_files(client) if path != place]
            kept = {json.loads(line)["id"] for path in others for line in path.read_bytes().splitlines()}
            assert listed(run, client) >= ids & (kept | undamaged_ids(before, after))
        else:
            assert listed(run, client) >= ids
    assert place.read_bytes() == after

    if name.name == "client.toml" and errors:
        assert run("client", "set", name.parts[1], "kind=person").code == ExitCode.INVALID_DATA
        assert place.read_bytes() == after
    if name.suffix == ".jsonl":
        added = run("done", PROJECTS[name.parts[1]], "After the damage")
        assert added.code in {ExitCode.DONE, ExitCode.USAGE}
        assert place.read_bytes().startswith(after)
