"""Completion in the shells themselves, set up with what `--show-completion` prints."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.programs import require
from support.terminal import Terminal

BOUND = {
    "bash": """bind -x '"\\C-t": printf "LINE<%s>LINE" "$READLINE_LINE"'""",
    "zsh": """
        show() { print -rn -- "LINE<$BUFFER>LINE"; zle reset-prompt }
        zle -N show; bindkey '^T' show""",
}
"""Has Ctrl-T print the line as it stands."""

QUIET = {
    "bash": ("bash", "--noprofile", "--norc", "-i"),
    "zsh": ("zsh", "-f", "-i"),
}


@pytest.fixture
def studio(tmp_path: Path) -> Path:
    """A workspace with the clients harbour, kopi and kopitiam."""
    root = tmp_path / "studio"
    for project in ("harbour/brand", "kopi/katalog", "kopi/toko", "kopitiam/menu"):
        client, _, name = project.partition("/")
        (root / "clients" / client / "projects" / name).mkdir(parents=True)
    (root / "clientkit.toml").touch()
    return root


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A path on which `clientkit` is the one under test, a home without anybody's settings."""
    program = tmp_path / "bin" / "clientkit"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m clientkit "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    kept = {name: os.environ[name] for name in os.environ if name.startswith("COVERAGE_")}
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return {**kept, "PATH": path, "HOME": str(tmp_path / "home"), "TERM": "xterm", "LC_ALL": "C.UTF-8"}


@pytest.fixture(params=BOUND)
def terminal(request: pytest.FixtureRequest, studio: Path, environment: dict[str, str]) -> Iterator[Terminal]:
    """An interactive shell that stands in the workspace, with completion switched on."""
    shell = request.param
    require(shell)
    terminal = Terminal(QUIET[shell], environment, studio)
    try:
        if shell == "zsh":
            terminal.run("autoload -Uz compinit && compinit -u -D")
        terminal.run('eval "$(clientkit --show-completion)"')
        terminal.run(BOUND[shell])
        yield terminal
    finally:
        terminal.close()


def test_tab_completes_commands_verbs_and_names(terminal):
    assert terminal.completed("clientkit cli") == "clientkit client "
    assert terminal.completed("clientkit client arch") == "clientkit client archive "
    assert terminal.completed("clientkit client show harb") == "clientkit client show harbour "
    assert terminal.completed("clientkit scope show kopi/k") == "clientkit scope show kopi/katalog "
    assert terminal.completed("clientkit client list --js") == "clientkit client list --json "


def test_tab_goes_as_far_as_the_names_agree_and_lists_them(terminal):
    assert terminal.completed("clientkit client show k") == "clientkit client show kopi"
    shown = terminal.listed("clientkit scope show kopi/", "toko")
    assert "kopi/katalog" in shown


def test_tab_after_a_workspace_before_the_command(terminal, studio):
    terminal.run("cd /")
    line = f"clientkit -C {studio} client show harb"
    assert terminal.completed(line) == f"{line}our "


def test_folders_are_completed_where_a_file_is_named(terminal, studio):
    terminal.run(f"cd {studio.parent}")
    assert terminal.completed("clientkit -C stud") == "clientkit -C studio/"
    assert terminal.completed("clientkit -C studio scope render -o stud").endswith(" -o studio/")


def test_a_value_is_completed_behind_its_equals_sign(terminal):
    line = "clientkit client list --stage=pros"
    assert terminal.completed(line) == "clientkit client list --stage=prospect "


def test_no_space_goes_between_a_key_and_its_value(terminal):
    line = "clientkit client set kopi consent.g"
    assert terminal.completed(line) == "clientkit client set kopi consent.given_on="


def fish(environment: dict[str, str], folder: Path, *lines: str) -> list[str]:
    require("fish")
    program = "clientkit --show-completion | source\n" + "".join(f"complete -C '{line}'\n" for line in lines)
    done = subprocess.run(
        ["fish", "--no-config", "-c", program],
        check=True,
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_fish_offers_commands_with_their_summaries(environment, studio):
    offered = fish(environment, studio, "clientkit sco")
    assert offered[0] == "scope\tThe scope agreement of a project."
    assert [line.partition("\t")[0] for line in offered] == ["scope", "score"]


def test_fish_offers_names(environment, studio):
    assert fish(environment, studio, "clientkit client show k") == ["kopi", "kopitiam"]
    assert fish(environment, studio, "clientkit scope show kopi/") == ["kopi/katalog", "kopi/toko"]


def test_fish_offers_folders_and_keys(environment, studio):
    assert fish(environment, studio.parent, "clientkit -C stud") == ["studio/"]
    assert fish(environment, studio, "clientkit client set kopi consent.g") == ["consent.given_on="]
    assert fish(environment, studio, "clientkit client list --stage=pros") == ["--stage=prospect"]


def test_fish_offers_nothing_and_says_nothing_outside_a_workspace(environment, studio):
    assert fish(environment, studio.parent, "clientkit client show k") == []
