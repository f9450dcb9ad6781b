"""A command that is killed, or whose disk fails, at any system call is done or not done, never half."""

import json
from collections import Counter

import pytest

from slow.crashes import FAULTS, crashes, needs_strace
from support.checked import waive

pytestmark = [pytest.mark.slow, needs_strace]

COMMANDS = {
    "client add": (
        ("client", "add", "Client {place}", "--slug", "c-{place}"),
        lambda run: [row["client"] for row in data(run, "client", "list")],
        "c-{place}",
    ),
    "client set": (
        ("client", "set", "kopi", "notes=note {place}"),
        lambda run: [data(run, "client", "show", "kopi")["value"]["notes"]],
        "note {place}",
    ),
    "client edit": (
        ("client", "edit", "kopi"),
        lambda run: [data(run, "client", "show", "kopi")["value"]["notes"]],
        "active",
    ),
    "project add": (
        ("project", "add", "kopi", "Project {place}", "--slug", "p-{place}"),
        lambda run: [row["project"] for row in data(run, "project", "list")],
        "kopi/p-{place}",
    ),
    "feedback add": (
        ("feedback", "add", "kopi/toko", "--csat", "5", "--comment", "comment {place}"),
        lambda run: [row["comment"] for row in data(run, "feedback", "list")],
        "comment {place}",
    ),
    "done": (
        ("done", "kopi/toko", "note {place}"),
        lambda run: [row["text"] for row in data(run, "progress", "list", "--all", "kopi/toko")],
        "note {place}",
    ),
    "client consent": (
        (
            *("client", "consent", "kopi", "--contact", "rina", "--purpose", "quote", "--allow"),
            *("--where", "call {place}"),
        ),
        lambda run: [one["evidence"] for one in data(run, "client", "show", "kopi")["consents"]],
        "call {place}",
    ),
}
"""Each command, what lists its results, and what it adds to the list."""


def data(run, *words):
    ran = run(*words, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)["data"]


def files_of(root):
    """All files but the lock, and what the next write clears away."""
    return {
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.is_file() and ".clientkit" not in path.parts
    }


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_done_or_not_done(studio, run, tmp_path, monkeypatch, name, fault):
    command, listed, added = COMMANDS[name]
    waive(studio)
    before, expected_before = files_of(studio.root), Counter(listed(run))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(work / "store"))
    monkeypatch.setenv("EDITOR", """sed -i '/^currency/a notes = "active"'""")
    trials, acknowledged = 0, 0

    for crash in crashes(studio.root, command, fault, work):
        trials, acknowledged = trials + 1, acknowledged + crash.acknowledged
        new = added.format(place=crash.place)
        now = Counter(listed(run))
        assert now[new] == 1 or (now[new] == 0 and not crash.acknowledged), crash
        assert now[new] or now == expected_before, crash
        assert "Traceback" not in crash.said, crash

        checked = run("check")
        assert (checked.code, checked.out) == (0, ""), (crash, checked)
        left = {path for path in files_of(work / "store") - before if crash.place not in path}
        assert left <= {"clients/kopi/journal/laptop.jsonl"}, crash
        assert run("client", "set", "kopi", "advocate=true").code == 0, crash
        private = {path.name for path in (work / "store" / ".clientkit").iterdir()}
        assert private - {"facts", "schema", "undo", *(["drafts"] if name == "client edit" else [])} == {
            "lock"
        }, crash

    assert trials >= 8
    assert acknowledged < trials


@pytest.mark.parametrize("fault", FAULTS)
def test_an_acceptance_is_frozen_whole_or_not_at_all(run, tmp_path, monkeypatch, fault):
    run("demo", tmp_path / "studio", "--no-git")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(work / "store"))
    command = ("scope", "accept", "kopi/toko", "--name", "Rina", "--on", "2026-11-18", "--force")
    outcomes = set()

    for crash in crashes(tmp_path / "studio", command, fault, work):
        versions = data(run, "scope", "history", "kopi/toko")
        assert len(versions) == 1 or (versions == [] and not crash.acknowledged), crash
        checked = run("check")
        assert (checked.code, checked.out) == (0, ""), (crash, checked)
        outcomes.add(len(versions))

    assert outcomes == {0, 1}
