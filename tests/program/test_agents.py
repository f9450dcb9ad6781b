"""Under CLIENTKIT_AGENT a person's acts are refused, nothing reaches a socket, records say by whom."""

import json
import re
import sys
from pathlib import Path

import pytest

from clientkit.errors import ExitCode
from clientkit.kernel.screen.person import act_of
from clientkit.workspace.agents import READING
from commands_page import every_command
from example_studio import ABSENT, furnish, make_sample, surroundings, words
from help_examples import every_example
from support.smtp_server import name_server, smtp_server

PERSONS = re.compile(
    r"\b(send|sent|settle|accept|approve|choose|confirm|consent|allow|erase|forget|export|trust|publish)\b"
)
"""Verbs that are a person's alone."""

FREE = {
    "timeline export": "a calendar of one's own plan",
}
"""Commands that bear such a verb and do none of it, with the reason."""

NOT_TRIED = {"init", "demo", "meeting", "template check"}
"""What makes a workspace, opens an editor; and what renders all documents, which another test watches."""

REACHING = {"--send", "--imap"}
"""Options with which a command sends, or reaches a server."""

SPEAKS = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"}
_heard: list[str] = []
sys.addaudithook(lambda event, arguments: _heard.append(f"{event} {arguments}") if event in SPEAKS else None)


def test_every_command_with_a_persons_verb_is_marked():
    for command, context in every_command():
        path = context.command_path.removeprefix("clientkit ")
        act = act_of(command)
        if PERSONS.search(path) and path not in FREE:
            assert act, f"'{path}' is a person's: mark it with @only_a_person (CONTRIBUTING.md)"
        if REACHING & {name for one in command.params for name in one.opts}:
            assert act, f"'{path}' sends or reaches a server: mark it with @only_a_person(given=…)"
        names = {one.name for one in command.params}
        assert not act or {*act.given, *filter(None, [act.unless])} <= names, path


@pytest.fixture
def sample(tmp_path, monkeypatch):
    """The studio of the examples, with a server that is trusted."""
    root = tmp_path / "studio"
    for name, value in surroundings(root).items():
        monkeypatch.setenv(name, value)
    make_sample(root)
    monkeypatch.chdir(root)
    with smtp_server() as server:
        name_server(root / "clientkit.toml", server)
        yield root


def records(root: Path) -> dict[str, dict[str, object]]:
    """All records by id."""
    lines = [line for path in root.glob("clients/*/journal/*") for line in path.read_bytes().splitlines()]
    return {one["id"]: one for one in map(json.loads, lines)}


def files(root: Path) -> dict[Path, bytes]:
    """All files but the private ones."""
    paths = (path for path in root.rglob("*") if path.is_file() and ".clientkit" not in path.parts)
    return {path: path.read_bytes() for path in paths}


def test_an_agent_types_every_example_of_the_tree(sample, run, monkeypatch):
    monkeypatch.setenv("CLIENTKIT_AGENT", "  rob\tot\x1b ")
    acts = {context.command_path.removeprefix("clientkit "): act_of(one) for one, context in every_command()}
    refused, done = set(), set()
    for example in every_example():
        if example.command in done and not acts[example.command]:
            continue
        done.add(example.command)
        if example.command in NOT_TRIED:
            continue
        if example.command not in ABSENT:
            furnish(sample, example)
        act = acts[example.command]
        for typed in lines(words(example), act):
            before, unchanged = records(sample), files(sample)
            _heard.clear()
            ran = run(*typed)
            assert _heard == [], typed
            added = [one for name, one in records(sample).items() if name not in before]
            assert [one for one in added if one["by"] != "rob ot"] == [], typed
            if example.command.rpartition(" ")[2] in READING and not {"-o", "--ics"} & set(typed):
                assert files(sample) == unchanged, typed
            if act and is_act(act, typed):
                said = json.loads(ran.out)["kind"] if "--json" in typed else ran.out
                assert (ran.code, added) == (ExitCode.REFUSED, []), typed
                assert said == ("error" if "--json" in typed else ""), typed
                assert ran.err.startswith(f"Error: rob ot may not {act.what}"), typed
                assert "for a person to type: clientkit" in ran.err, typed
                refused.add(example.command)
    assert refused == {path for path, act in acts.items() if act}


NAMED = {"only_show": "--show", "every": "--all"}


def lines(typed, act):
    """The line of an example, and with each option that makes it a person's."""
    return [typed, *([*typed, f"--{name}", *VALUES.get(name, ())] for name in (act.given if act else ()))]


VALUES = {"format": ("csv",)}
"""What stands behind an option that takes a value."""


def is_act(act, typed):
    """Whether a line is one that is a person's."""
    free = NAMED.get(act.unless, f"--{act.unless.replace('_', '-')}")
    return free not in typed and (not act.given or any(f"--{name}" in typed for name in act.given))


def test_the_section_for_agents_md_names_each_command_once(run):
    guide = json.loads(run("agents", "--json").out)["data"]
    named = [*guide["reading"], *guide["drafting"], *guide["writing"], *guide["persons"]]
    tree = {context.command_path.removeprefix("clientkit ") for _, context in every_command()}
    assert sorted(named) == sorted(tree)
    assert {"mail send", "scope accept", "trust"} <= set(guide["persons"])
    assert "`mail draft --imap`" in guide["text"]
    assert run("agents").out == guide["text"]
    for line in re.findall(r"`clientkit ([a-z ]+)", guide["text"]):
        assert {line.strip(), f"{line.strip()} show"} & tree, line
