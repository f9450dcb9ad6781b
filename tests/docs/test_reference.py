"""The generated parts of docs/ say what the program does today."""

import ast
import json
import os
import shutil
import subprocess
import sys
from difflib import unified_diff
from pathlib import Path

import pytest

import commands_page
import json_page
import markdown_page
import write_docs
from clientkit.errors import ExitCode
from support.smtp_server import name_server, smtp_server

ROOT = Path(__file__).parents[2]
SURVEYED = "survey0001"
ARGUMENTS = {
    "init": ("../other", "--no-git", "--name", "Dewi"),
    "demo": ("../another", "--no-git"),
    "client add": ("Batik Lestari",),
    "client show": ("kopi",),
    "client consent": ("kopi", "--contact", "rina", "--purpose", "quote", "--yes"),
    "client set": ("kopi", "stage=dormant"),
    "project add": ("kopi", "Katalog musim hujan"),
    "project show": ("kopi/toko",),
    "project set": ("kopi/toko", "title=Toko"),
    "report check": ("kopi/katalog",),
    "report status": ("kopi/toko", "red", "The provider is silent"),
    "report list": ("kopi/toko",),
    "report series": ("kopi/toko",),
    "report show": ("kopi/toko",),
    "report show --month": ("2026-11", "kopi/toko"),
    "report show --closing": ("kopi/toko",),
    "scope accept": ("kopi/toko", "--name", "Hendra Gunawan", "--force"),
    "scope check": ("kopi/toko",),
    "scope criteria": ("kopi/toko",),
    "scope met": ("kopi/toko", "D1"),
    "scope diff": ("harbour/brand",),
    "scope history": ("harbour/brand",),
    "progress done": ("kopi/toko", "Home page is live"),
    "progress next": ("kopi/toko", "Connect the payment provider"),
    "progress blocked": ("kopi/toko", "No access to the domain"),
    "progress ask": ("kopi/toko", "Which provider?"),
    "progress risk": ("kopi/toko", "The launch falls into the holidays"),
    "progress lesson": ("kopi/toko", "Ask for photographs earlier"),
    "progress edit": ("yn446uxkua", "--due", "2026-11-27"),
    "progress answer": ("yn446uxkua", "Lebih awal"),
    "progress retract": ("yn446uxkua",),
    "progress move": ("yharne0xny", "--due", "2026-11-30", "--reason", "The forms came late"),
    "progress drop": ("yharne0xny", "--reason", "Another shop was chosen"),
    "progress list": ("kopi/toko",),
    "progress from-commits": ("kopi/toko",),
    "progress import-hours": ("times.klg",),
    "feedback add": ("kopi/toko", "--csat", "5"),
    "feedback show": ("xbhm5l40ba",),
    "feedback edit": ("xbhm5l40ba", "--csat", "5"),
    "feedback retract": ("xbhm5l40ba",),
    "feedback follow": ("xbhm5l40ba", "--note", "Called"),
    "survey ask": ("kopi/toko", "--kind", "nps", "--contact", "hendra"),
    "survey decline": (SURVEYED,),
    "survey mail": (SURVEYED,),
    "survey remind": (SURVEYED,),
    "survey retract": (SURVEYED,),
    "feedback import": ("survey.csv", "--client", "kopi", "--kind", "nps"),
    "milestone add": ("kopi/toko", "Photos taken"),
    "milestone list": ("kopi/toko",),
    "milestone move": ("kopi/toko", "M6", "--by", "+1d", "--cause", "client", "--reason", "Photos came late"),
    "milestone done": ("kopi/toko", "M5"),
    "milestone retract": ("kopi/toko", "M5"),
    "log --channel": ("phone", "kopi", "Called about the photographs"),
    "promise add": ("kopi/toko", "Send the draft", "--due", "2026-11-27"),
    "promise kept": ("m2hx9fq6tw",),
    "promise broken": ("m2hx9fq6tw",),
    "promise retract": ("m2hx9fq6tw",),
    "mail draft": ("report", "kopi/toko"),
    "mail send": ("report", "kopi/toko", "--yes"),
    "mail send --dry-run": ("report", "kopi/toko"),
    "mail settle": ("cutoff0001", "--sent"),
    "mail read": ("reply.eml",),
    "timeline show --late": ("M6=3", "kopi/toko"),
    "scope show": ("kopi/toko",),
    "timeline show": ("kopi/toko",),
    "score --explain": ("nps",),
    "template show": ("scope",),
    "template show --fields": ("report",),
}
"""What a command needs besides --json, on the demo."""

DOCUMENTS = {"scope", "timeline", "report", "month", "closing"}
"""The documents that are shown: their kinds are their names."""

CUT_OFF = {
    "id": "cutoff0001",
    "ts": "2026-11-20T03:00:00Z",
    "kind": "mail_sending",
    "v": 1,
    "day": "2026-11-20",
    "client": "harbour",
    "message": "<1@studio.example>",
    "recipients": ["i@harbour.example"],
    "subject": "The agreement",
    "sha256": "0" * 64,
    "document": "scope",
}
"""A mail of which nobody knows whether it went."""

OPEN_SURVEY = {
    "id": SURVEYED,
    "ts": "2026-11-02T03:00:00Z",
    "kind": "survey",
    "v": 1,
    "day": "2026-11-02",
    "client": "kopi",
    "question": "nps",
    "scale": 10,
    "contact": "rina",
    "occasion": "periodic",
    "language": "id",
    "expires": "2026-12-17",
}
"""A survey that waits for its answer."""


@pytest.mark.parametrize("page", write_docs.PAGES, ids=lambda page: page.name)
def test_page_is_as_generated(page):
    text = page.read_text(encoding="utf-8")
    made = markdown_page.complete(text, write_docs.PAGES[page]())
    changed = list(unified_diff(text.splitlines(), made.splitlines(), "as it is", "as generated", n=0))
    assert changed[:20] == [], "run 'make docs' and look at what it changed"


def test_every_kind_of_json_is_described():
    used = set()
    for path in (ROOT / "src" / "clientkit").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"say_json", "view"}:
                kind = node.args[0]
                used |= {kind.value} if isinstance(kind, ast.Constant) else DOCUMENTS
    assert used == {printed.kind for printed in json_page.PRINTED}


def test_every_command_with_json_is_described():
    with_json = {
        context.command_path.removeprefix("clientkit ")
        for real, context in commands_page.every_command()
        if any("--json" in parameter.opts for parameter in real.params)
    }
    assert with_json == {printed.command.partition(" --")[0] for printed in json_page.PRINTED}


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    root = tmp_path_factory.mktemp("sample") / "studio"
    today = {**os.environ, "CLIENTKIT_TODAY": "2026-11-21"}
    subprocess.run([sys.executable, "-m", "clientkit", "demo", root, "--no-git"], env=today, check=True)
    return root


@pytest.fixture
def demo(sample, tmp_path, monkeypatch):
    shutil.copytree(sample, tmp_path / "studio")
    monkeypatch.chdir(tmp_path / "studio")
    (tmp_path / "studio" / "survey.csv").write_text("score\n9\n", encoding="ascii")
    (tmp_path / "studio" / "reply.eml").write_text("From: a@b.example\n\nSetuju.\n", encoding="ascii")
    (tmp_path / "studio" / "times.klg").write_text("2026-11-16\n    1h #toko\n", encoding="ascii")
    journal = tmp_path / "studio" / "clients" / "harbour" / "journal" / "desk.jsonl"
    journal.write_text(json.dumps(CUT_OFF) + "\n", encoding="ascii")
    journal = tmp_path / "studio" / "clients" / "kopi" / "journal" / "desk.jsonl"
    journal.write_text(json.dumps(OPEN_SURVEY) + "\n", encoding="ascii")
    monkeypatch.setenv("CLIENTKIT_SURVEY_KEY", "0" * 64)
    with smtp_server() as server:
        name_server(tmp_path / "studio" / "clientkit.toml", server)
        yield


@pytest.mark.parametrize("printed", json_page.PRINTED, ids=lambda printed: printed.command)
@pytest.mark.usefixtures("demo")
def test_command_prints_the_described_fields(run, printed):
    ran = run(*printed.command.split(), *ARGUMENTS.get(printed.command, ()), "--json")
    assert ran.code in {ExitCode.DONE, ExitCode.FOUND}, ran.err
    said = json.loads(ran.out)
    assert (said["schema"], said["kind"]) == (1, printed.kind)
    described = {name.strip("`") for name, _, _ in printed.rows()}
    top = {name for name in described if "." not in name}
    entries = said["data"] if printed.several else [said["data"]]
    assert entries
    for entry in entries:
        assert set(entry) == top
