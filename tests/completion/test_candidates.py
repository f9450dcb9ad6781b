"""What is offered for a half-typed line, in the words of each shell."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from clientkit.program import SECTIONS
from support.completion_client import SHELLS, explained, offered

COMMANDS = [name for section in SECTIONS for name, *_ in section.commands]

pytestmark = pytest.mark.parametrize("shell", SHELLS)


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders alone: completion reads no file but looks for `clientkit.toml`."""
    root = tmp_path / "studio"
    for project in ("harbour/brand", "kopi/katalog", "kopi/toko", "kopitiam/menu"):
        client, _, name = project.partition("/")
        (root / "clients" / client / "projects" / name).mkdir(parents=True)
    (root / "clientkit.toml").write_text("this is not even TOML", encoding="ascii")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is no workspace."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_commands(shell, elsewhere):
    assert offered(shell, "clientkit ") == COMMANDS
    assert offered(shell, "clientkit pro") == ["project", "progress", "promise"]


def test_verbs_of_a_command(shell, elsewhere):
    offered_verbs = offered(shell, "clientkit client ")
    assert {"add", "list", "show", "set", "edit", "archive"} <= {*offered_verbs}
    assert {"consent", "end", "back", "import", "forget"} <= {*offered_verbs}
    assert offered(shell, "clientkit client a") == ["add", "archive"]


def test_options_of_the_program_and_of_a_command(shell, elsewhere):
    assert {"-C", "--version", "--help"} <= set(offered(shell, "clientkit -"))
    assert offered(shell, "clientkit client list --h") == ["--health", "--help"]
    assert offered(shell, "clientkit client list --s") == ["--stage", "--source", "--sort"]


def test_clients(shell, studio):
    assert offered(shell, "clientkit client show ") == ["harbour", "kopi", "kopitiam"]
    assert offered(shell, "clientkit client show kop") == ["kopi", "kopitiam"]
    assert offered(shell, "clientkit client show x") == []


def test_projects(shell, studio):
    assert offered(shell, "clientkit scope show ") == [
        "harbour/brand",
        "kopi/katalog",
        "kopi/toko",
        "kopitiam/menu",
    ]
    assert offered(shell, "clientkit scope show kopi") == ["kopi/katalog", "kopi/toko", "kopitiam/menu"]
    assert offered(shell, "clientkit scope show kopi/") == ["kopi/katalog", "kopi/toko"]
    assert offered(shell, "clientkit scope show kopi/t") == ["kopi/toko"]


def test_nothing_outside_the_clients_folder(shell, studio):
    (studio / "projects" / "secret").mkdir(parents=True)
    assert offered(shell, "clientkit scope show ../") == []
    assert offered(shell, "clientkit scope show ..") == []


def test_the_value_of_an_option(shell, studio):
    assert offered(shell, "clientkit score show kopi") == [
        *("kopi", "kopitiam", "kopi/katalog", "kopi/toko", "kopitiam/menu"),
    ]
    assert offered(shell, "clientkit score show kopi/t") == ["kopi/toko"]


def test_the_workspace_before_the_command(shell, studio, elsewhere):
    assert offered(shell, f"clientkit -C {studio} client show ") == ["harbour", "kopi", "kopitiam"]
    assert offered(shell, "clientkit -C ../studio scope show kopi/") == ["kopi/katalog", "kopi/toko"]


def test_the_workspace_in_the_environment(shell, studio, elsewhere):
    there = {"CLIENTKIT_WORKSPACE": str(studio)}
    assert offered(shell, "clientkit client show ", **there) == ["harbour", "kopi", "kopitiam"]
    assert offered(shell, "clientkit -C . client show ", **there) == []


def test_from_a_folder_of_the_workspace(shell, studio, monkeypatch):
    monkeypatch.chdir(studio / "clients" / "kopi" / "projects")
    assert offered(shell, "clientkit client show k") == ["kopi", "kopitiam"]


def test_nothing_without_a_workspace(shell, elsewhere):
    assert offered(shell, "clientkit client show ") == []
    assert offered(shell, "clientkit scope show kopi/") == []
    assert offered(shell, "clientkit -C /nowhere client show ") == []
    assert offered(shell, "clientkit -C ~nobody-of-that-name client show ") == []


def test_nothing_where_the_clients_are_no_folder(shell, elsewhere):
    (elsewhere / "clientkit.toml").touch()
    assert offered(shell, "clientkit client show ") == []
    (elsewhere / "clients").touch()
    assert offered(shell, "clientkit client show ") == []


def test_a_folder_that_was_deleted_under_the_shell(shell, elsewhere):
    line = {"_TYPER_COMPLETE_ARGS": "clientkit client show ", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    asking = {
        "_CLIENTKIT_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": "clientkit client show ",
        "COMP_CWORD": "3",
    }
    done = subprocess.run(
        ["sh", "-c", 'rmdir "$PWD" && exec "$0" -m clientkit', sys.executable],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **line, **asking},
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_thousand_clients(shell, studio):
    for number in range(1000):
        (studio / "clients" / f"client-{number:03d}").mkdir()
    assert len(offered(shell, "clientkit client show ")) == 1003
    assert offered(shell, "clientkit client show client-42") == [f"client-42{last}" for last in range(10)]


def test_summaries_are_shown_as_written(shell, elsewhere):
    if shell != "bash":  # which shows none
        assert explained(shell, "clientkit sco")["scope"] == "The scope agreement of a project."
