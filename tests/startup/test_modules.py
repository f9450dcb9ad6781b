"""What each command imports, in a process of its own: start-up is guarded by names, not by milliseconds.

Every command stands in `LOADS` with the dear modules that it imports, and no others. A command that is
not in the table fails the first test; a command that begins to import something fails its own.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.core import TyperGroup

from clientkit.errors import ExitCode
from clientkit.program import command

DEAR = (
    *("pydantic", "clientkit.kernel.model.files.project", "rich", "jinja2", "babel", "markdown_it", "typst"),
    *("tomlkit", "holidays", "icalendar", "num2words"),
    *("css_inline", "smtplib", "imaplib", "ssl", "keyring"),
)
"""Modules whose import takes from two times (num2words) to ten times (pydantic) as long as bare Python."""

READS = "pydantic"
EDITS = "pydantic tomlkit"
READS_PROJECTS = "pydantic clientkit.kernel.model.files.project"
EDITS_PROJECTS = "pydantic tomlkit clientkit.kernel.model.files.project"
RENDERS = "pydantic clientkit.kernel.model.files.project jinja2 babel"
RENDERS_A_PRICE = f"{RENDERS} num2words"
MAILS = f"{RENDERS} markdown_it css_inline"
SENDS_MAILS = f"{MAILS} smtplib ssl"
ASKED = "asked00001"
ANSWERED = "answer0001"
SURVEYED = "survey0001"
NEW_KEY = ("survey", "key", "--new")
PLANNED = "yharne0xny"
CUT_OFF = "cutoff0001"
PROMISED = "promise001"
MOVE = ("--by", "+1d", "--cause", "us", "--reason", "A day of illness")
ACCEPT = ("scope", "accept", "kopi/toko", "--name", "Rina Wijaya", "--evidence", "reply.eml")


class Guard(NamedTuple):
    """The words of a command after its name, the dear modules that it imports, and what must be run first."""

    words: tuple[str, ...]
    loads: str
    before: tuple[str, ...] = ()


LOADS = {
    "init": Guard(("../elsewhere", "--name", "Dewi", "--no-git"), READS),
    "demo": Guard(("../elsewhere", "--no-git"), RENDERS_A_PRICE),
    "check": Guard((), READS_PROJECTS),
    "client add": Guard(("Jaya", "--contact", "Budi <budi@jaya.example>"), READS),
    "client list": Guard((), READS),
    "client show": Guard(("kopi",), READS_PROJECTS),
    "client set": Guard(("kopi", "stage=dormant"), EDITS),
    "client edit": Guard(("kopi",), READS),
    "client archive": Guard(("kopi",), EDITS),
    "client consent": Guard(("kopi", "--contact", "rina", "--purpose", "quote", "--yes"), READS),
    "project add": Guard(("kopi", "Blog"), READS_PROJECTS),
    "project list": Guard((), READS_PROJECTS),
    "project show": Guard(("kopi/toko",), READS_PROJECTS),
    "project set": Guard(("kopi/toko", "title=Toko"), EDITS_PROJECTS),
    "project edit": Guard(("kopi/toko",), READS_PROJECTS),
    "project start": Guard(("kopi/katalog",), READS_PROJECTS),
    "project deliver": Guard(("kopi/toko",), READS_PROJECTS),
    "project close": Guard(("kopi/toko",), READS_PROJECTS),
    "scope show": Guard(("kopi/toko",), RENDERS_A_PRICE),
    "scope render": Guard(("kopi/toko",), RENDERS_A_PRICE),
    "scope check": Guard(("kopi/toko",), READS_PROJECTS),
    "scope accept": Guard(ACCEPT[2:], RENDERS_A_PRICE),
    "scope history": Guard(("kopi/toko",), READS_PROJECTS),
    "scope criteria": Guard(("kopi/toko",), READS_PROJECTS),
    "scope met": Guard(("kopi/toko", "D1"), READS_PROJECTS),
    "scope diff": Guard(("kopi/toko",), f"{READS_PROJECTS} jinja2", before=ACCEPT),
    "timeline show": Guard(("kopi/toko",), RENDERS),
    "timeline render": Guard(("kopi/toko",), RENDERS),
    "timeline export": Guard(("kopi/toko",), f"{RENDERS} icalendar"),
    "milestone add": Guard(("kopi/toko", "Photos taken", "--after", "M5"), READS_PROJECTS),
    "milestone list": Guard(("kopi/toko",), READS_PROJECTS),
    "milestone move": Guard(("kopi/toko", "M6", *MOVE), READS_PROJECTS),
    "milestone done": Guard(("kopi/toko", "M5"), READS_PROJECTS),
    "milestone retract": Guard(("kopi/toko", "M5"), READS_PROJECTS),
    "progress done": Guard(("kopi/toko", "Home page stands"), READS),
    "progress next": Guard(("kopi/toko", "Payment page", "--due", "fri"), READS),
    "progress blocked": Guard(("kopi/toko", "No photographs yet"), READS),
    "progress ask": Guard(("kopi/toko", "Which provider?", "--options", "A|B"), READS),
    "progress risk": Guard(("kopi/toko", "Holidays"), READS),
    "progress lesson": Guard(("kopi/toko", "Ask earlier", "--prevention", "A list"), READS),
    "progress edit": Guard((ASKED, "--due", "fri"), READS),
    "progress answer": Guard((ASKED, "Midtrans"), READS),
    "progress retract": Guard((ASKED,), READS),
    "progress move": Guard((PLANNED, "--due", "2026-11-30", "--reason", "The forms came late"), READS),
    "progress drop": Guard((PLANNED, "--reason", "Another shop was chosen"), READS),
    "progress list": Guard(("kopi/toko",), READS),
    "progress from-commits": Guard(("kopi/toko",), READS_PROJECTS),
    "progress import-hours": Guard(("times.klg",), READS_PROJECTS),
    "report week": Guard(("kopi/toko",), RENDERS),
    "report show": Guard(("kopi/toko",), RENDERS),
    "report check": Guard(("kopi/toko",), RENDERS),
    "report status": Guard(("kopi/toko", "red", "The provider is silent"), RENDERS),
    "report list": Guard(("kopi/toko",), READS_PROJECTS),
    "report series": Guard(("kopi/toko",), READS_PROJECTS),
    "mail draft": Guard(("report", "kopi/toko"), MAILS),
    "mail send": Guard(("report", "kopi/toko", "--dry-run"), SENDS_MAILS),
    "mail list": Guard((), READS),
    "mail read": Guard(("reply.eml",), READS),
    "mail settle": Guard((CUT_OFF, "--sent"), READS),
    "report month": Guard(("kopi/toko",), RENDERS),
    "report close": Guard(("kopi/toko",), RENDERS),
    "feedback add": Guard(("kopi/toko", "--csat", "5", "--nps", "9", "--comment", "Rapi."), READS),
    "feedback list": Guard(("kopi",), READS),
    "feedback show": Guard((ANSWERED,), READS),
    "feedback edit": Guard((ANSWERED, "--nps", "9", "--tag", "launch"), READS),
    "feedback retract": Guard((ANSWERED,), READS),
    "feedback export": Guard(("kopi",), READS),
    "feedback follow": Guard((ANSWERED, "--note", "Called"), READS),
    "feedback loop": Guard((), READS),
    "feedback import": Guard(("survey.csv", "--client", "kopi", "--kind", "nps"), READS),
    "log": Guard(("kopi", "Called about the photographs", "--contact", "rina"), READS),
    "promise add": Guard(("kopi/toko", "Send the draft", "--due", "fri"), READS),
    "promise list": Guard((), READS),
    "promise kept": Guard((PROMISED,), READS),
    "promise broken": Guard((PROMISED,), READS),
    "promise retract": Guard((PROMISED,), READS),
    "survey ask": Guard(("kopi/toko", "--kind", "nps", "--contact", "hendra"), MAILS),
    "survey due": Guard((), READS),
    "survey list": Guard(("kopi",), READS),
    "survey remind": Guard((SURVEYED,), MAILS, before=NEW_KEY),
    "survey mail": Guard((SURVEYED,), MAILS, before=NEW_KEY),
    "survey decline": Guard((SURVEYED,), READS),
    "survey retract": Guard((SURVEYED,), READS),
    "survey key": Guard((), READS),
    "score": Guard((), READS),
    "score render": Guard((), RENDERS),
    "template list": Guard((), READS_PROJECTS),
    "template show": Guard(("scope",), f"{READS_PROJECTS} jinja2"),
    "template copy": Guard(("scope",), f"{READS_PROJECTS} jinja2"),
    "template check": Guard((), f"{RENDERS_A_PRICE} markdown_it css_inline"),
}
"""Every command, what to call it with in the sample studio, and what that imports."""

RUNNER = """
import atexit, sys
from pathlib import Path
listing, *arguments = sys.argv[1:]
atexit.register(lambda: Path(listing).write_text("\\n".join(sys.modules)))
from clientkit.program import run
sys.argv = ["clientkit", *arguments]
run()
"""
"""Runs the program as its console script does, and lists what is in `sys.modules` when it ends."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample studio, made once."""
    root = tmp_path_factory.mktemp("startup") / "studio"
    command = [sys.executable, "-m", "clientkit", "demo", str(root), "--no-git"]
    subprocess.run(
        command, check=True, capture_output=True, env={**os.environ, "CLIENTKIT_TODAY": "2026-11-21"}
    )
    return root


@pytest.fixture
def loaded(demo: Path, tmp_path: Path) -> Callable[..., set[str]]:
    """The dear modules that a command line imports in a copy of the sample studio."""
    root = tmp_path / "studio"
    shutil.copytree(demo, root)
    (root / "survey.csv").write_text("score\n9\n", encoding="ascii")
    (root / "times.klg").write_text("2026-11-16\n    1h #toko\n", encoding="ascii")
    (root / "reply.eml").write_text("Setuju.\n", encoding="ascii")
    ask = {"id": ASKED, "ts": "2026-11-20T03:00:00Z", "kind": "ask", "v": 1, "day": "2026-11-20"}
    about = {"client": "kopi", "project": "toko", "text": "Which provider?"}
    journal = root / "clients" / "kopi" / "journal" / "desk.jsonl"
    answer = ask | {"id": ANSWERED, "kind": "feedback", "client": "kopi", "nps": 8}
    promise = ask | about | {"id": PROMISED, "kind": "promise", "due": "2026-11-27"}
    survey = ask | {
        "id": SURVEYED,
        "kind": "survey",
        "day": "2026-11-02",
        "client": "kopi",
        "contact": "rina",
    }
    survey |= {"question": "nps", "scale": 10, "occasion": "end", "language": "id", "expires": "2026-12-20"}
    journal.parent.joinpath("phone.jsonl").write_text(f"{json.dumps(survey)}\n", encoding="ascii")
    lines = (json.dumps(ask | about), json.dumps(answer), json.dumps(promise))
    journal.write_text("".join(f"{line}\n" for line in lines), encoding="ascii")
    mail = ask | {"id": CUT_OFF, "kind": "mail_sending", "client": "harbour", "message": "<1@studio.example>"}
    mail |= {"recipients": ["i@harbour.example"], "subject": "Hi", "sha256": "0" * 64, "document": "scope"}
    other = root / "clients" / "harbour" / "journal" / "desk.jsonl"
    other.write_text(f"{json.dumps(mail)}\n", encoding="ascii")

    def call(*arguments: str, **environment: str) -> set[str]:
        listing = tmp_path / "modules"
        done = subprocess.run(
            [sys.executable, "-c", RUNNER, str(listing), *arguments],
            cwd=root,
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, "EDITOR": "true", **environment},
        )
        assert done.returncode in {ExitCode.DONE, ExitCode.FOUND}, done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        return {name for name in DEAR if name in listing.read_text(encoding="utf-8").split("\n")}

    return call


def names(real: object, name: str) -> list[str]:
    if isinstance(real, TyperGroup):
        own = [name] if real.invoke_without_command else []
        return own + [f"{name} {verb}" for verb in real.commands]
    return [name]


def test_every_command_is_guarded():
    stubs = command().commands.values()
    assert {name for stub in stubs for name in names(stub.load(), stub.name)} == set(LOADS)


@pytest.mark.parametrize("name", LOADS)
def test_a_command_imports_what_it_needs_and_nothing_more(loaded, name):
    guard = LOADS[name]
    if guard.before:
        loaded(*guard.before)
    assert loaded(*name.split(), *guard.words) == set(guard.loads.split())


@pytest.mark.parametrize(
    "arguments", [("--version",), ("--help",), ("client", "--help"), ("scope", "show", "-h")]
)
def test_version_and_help_import_nothing_dear(loaded, arguments):
    assert loaded(*arguments) == set()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    "typed",
    ["", "cl", "client ", "client show ", "project show kopi/", "scope render --", "-C . client show "],
)
def test_completion_imports_nothing_dear(loaded, shell, typed):
    line = f"clientkit {typed}"
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    zsh_and_fish = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    assert loaded(_CLIENTKIT_COMPLETE=f"complete_{shell}", **words, **zsh_and_fish) == set()


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
