"""What each command imports, in a process of its own: start-up is guarded by names, not by milliseconds.

Every command of the tree is run as the first example of its help does it. It imports the dear modules
whose line in `LOADED_BY` covers it, and no others.
"""

import os
import shutil
import subprocess
import sys
import time
from fnmatch import fnmatch
from pathlib import Path

import pytest

from clientkit.errors import ExitCode
from commands_page import every_command
from example_studio import before, can_run, make_sample, prepare, surroundings, words
from help_examples import Example, every_example
from support.smtp_server import smtp_server

DOCUMENTS = (
    "scope show|render|accept",
    "change render|approve",
    "timeline *",
    "report week|month|close|show|check|status",
    "demo",
)
LETTERS = ("mail draft|send", "survey ask|remind|mail")
RENDERED = (*DOCUMENTS, *LETTERS, "page", "score render", "template check", "week")
PROJECTS = (
    *(
        "project *",
        "milestone *",
        "scope [!e]*",
        "change *",
        "report *",
        "check",
        "client list|show|end|request|breach|notice|export",
    ),
    *("progress from-commits|import-hours", "template [!l]*", "mail sent", "meeting", "agenda *"),
    *("complaint show|list|learn|policy", "score kept", "page", "overview"),
)

LOADED_BY = {
    "pydantic": ("* *", "[!f]*"),
    "clientkit.kernel.model.files.project": (*PROJECTS, *RENDERED),
    "jinja2": (
        *RENDERED,
        "complaint policy",
        "scope diff",
        "template show|copy",
        "mail sent",
        "client notice|export",
    ),
    "babel": (*RENDERED, "client export", "scope diff|check"),
    "markdown_it": (*LETTERS, "template check", "client export", "page"),
    "css_inline": (*LETTERS, "template check"),
    "icalendar": ("timeline export",),
    "smtplib": ("mail send", "survey mail"),
    "ssl": ("mail send", "survey mail"),
    "holidays": ("init",),
    **dict.fromkeys(("rich", "typst", "imaplib", "keyring"), ()),
}
"""Modules whose import takes from two to ten times (pydantic) as long as bare Python, and
the commands that do: a group or `*`, and verbs with `|` between them."""

EXAMPLES = {example.command: example for example in reversed(every_example()) if can_run(example)}

RUNNER = """
import atexit, sys
from pathlib import Path
listing, *arguments = sys.argv[1:]
atexit.register(lambda: Path(listing).write_text("\\n".join(sys.modules)))
from clientkit.main import run
sys.argv = ["clientkit", *arguments]
run()
"""
"""Runs the program as its console script does, and lists what is in `sys.modules` when it ends."""


def loaded(listing: Path, folder: Path, *arguments: str, **environment: str) -> set[str]:
    """The dear modules that a command line imports."""
    done = subprocess.run(
        [sys.executable, "-c", RUNNER, str(listing), *arguments],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )
    assert done.returncode in {ExitCode.DONE, ExitCode.FOUND}, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return {name for name in LOADED_BY if name in listing.read_text(encoding="utf-8").split("\n")}


def is_covered(command: str, pattern: str) -> bool:
    alternatives = [part.split("|") for part in pattern.split(" ")]
    parts = command.split(" ")
    if pattern == "*":
        return True
    return len(parts) == len(alternatives) and all(
        any(fnmatch(part, one) for one in ones) for part, ones in zip(parts, alternatives, strict=True)
    )


def allowed(command: str) -> set[str]:
    return {name for name, patterns in LOADED_BY.items() if any(is_covered(command, one) for one in patterns)}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample studio, made once."""
    root = tmp_path_factory.mktemp("startup") / "studio"
    make_sample(root)
    return root


def test_every_command_has_an_example_that_runs():
    assert {context.command_path.removeprefix("clientkit ") for _, context in every_command()} == set(
        EXAMPLES
    )


def test_every_line_of_the_table_covers_a_command():
    patterns = {pattern for patterns in LOADED_BY.values() for pattern in patterns}
    assert {one for one in patterns if not any(is_covered(command, one) for command in EXAMPLES)} == set()


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=lambda example: example.command)
def test_a_command_imports_what_it_needs_and_nothing_more(
    example: Example, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    root = tmp_path / "studio"
    environment = surroundings(root)
    monkeypatch.setenv("HOME", environment["HOME"])
    preview = ["--dry-run"] if example.command == "mail send" else []
    with smtp_server() as server:
        prepare(sample, root, example, server)
        for call in before(example):
            loaded(tmp_path / "listing", root, *call, **environment)
        assert loaded(tmp_path / "listing", root, *words(example), *preview, **environment) == allowed(
            example.command
        )


@pytest.mark.parametrize(
    "arguments", [("--version",), ("--help",), ("client", "--help"), ("scope", "show", "-h")]
)
def test_version_and_help_import_nothing_dear(tmp_path, arguments):
    assert loaded(tmp_path / "listing", tmp_path, *arguments) == set()


LISTS = (
    ("client", "list"),
    ("client", "list", "--json"),
    ("client", "list", "--value"),
    ("project", "list"),
    ("project", "list", "--pipeline"),
    ("promise", "list"),
    ("change", "list"),
    ("complaint", "list"),
    ("score", "kept"),
    ("agenda",),
)
"""Lists that are served from facts."""


def test_a_list_of_an_unchanged_workspace_imports_nothing_dear(sample, tmp_path):
    root = tmp_path / "studio"
    shutil.copytree(sample, root)
    time.sleep(2.1)  # what was written within two seconds is read again
    for arguments in LISTS:
        loaded(tmp_path / "listing", root, *arguments)
        assert loaded(tmp_path / "listing", root, *arguments) == set(), arguments


def test_the_bare_call_outside_a_workspace_imports_nothing_dear(tmp_path):
    assert loaded(tmp_path / "listing", tmp_path) == set()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    "typed",
    ["", "cl", "client ", "client show ", "project show kopi/", "scope render --", "-C . client show "],
)
def test_completion_imports_nothing_dear(studio, tmp_path, shell, typed):
    line = f"clientkit {typed}"
    asked = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    zsh_and_fish = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    environment = {"_CLIENTKIT_COMPLETE": f"complete_{shell}", **asked, **zsh_and_fish}
    assert loaded(tmp_path / "listing", studio.root, **environment) == set()


def test_importing_the_models_builds_no_validator():
    """Building the first one imports `importlib.metadata`, which costs as much as bare Python."""
    program = """
import sys
from importlib import import_module
from pkgutil import walk_packages
import clientkit.kernel.model
for module in walk_packages(clientkit.kernel.model.__path__, "clientkit.kernel.model."):
    import_module(module.name)
print("pydantic.plugin._loader" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"
