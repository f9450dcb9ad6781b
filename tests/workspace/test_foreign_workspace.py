"""A workspace that somebody else made, full of traps, under every command: nothing of it runs or leaves."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from example_studio import before, furnish, make_sample, surroundings, words
from help_examples import every_example

SECRET = "wedang-uwuh-1945"  # noqa: S105 - goes to nobody
KEY = "attackerknowsthiskey" * 2

SETTINGS = """
[git]
commit = true

[mail.smtp]
host = "localhost"
port = 9
security = "none"
{smtp}

[mail.imap]
host = "localhost"
port = 9
security = "none"
user = "dewi"
{imap}
"""
COMMAND = 'password_command = ["sh", "-c", "touch {ran}-{kind}; echo x"]'

GIT = {
    "filter.evil.clean": "touch {ran}-clean; cat",
    "filter.evil.smudge": "touch {ran}-smudge; cat",
    "filter.evil.process": "touch {ran}-process",
    "filter.evil.required": "true",
    "core.fsmonitor": "touch {ran}-fsmonitor",
    "core.hooksPath": "hooks",
    "core.pager": "touch {ran}-pager",
    "core.editor": "touch {ran}-editor",
    "core.sshCommand": "touch {ran}-ssh",
    "commit.gpgSign": "true",
    "gpg.program": "{root}/hooks/pre-commit",
    "diff.external": "touch {ran}-diff",
    "alias.rev-parse": "!touch {ran}-alias",
    "remote.origin.promisor": "true",
    "remote.origin.uploadpack": "touch {ran}-uploadpack",
}

SPEAKS = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"}
STARTS = {"subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "os.spawn"}
READS = {"version", "rev-parse", "config", "ls-files", "check-ignore", "log", "for-each-ref", "init"}

CALLS = [
    *{example.command: example for example in reversed(every_example())}.values(),
    *(example for example in every_example() if "--imap" in example.words),
]
"""Each command once, and whatever speaks to a server."""

_watches: list[list[str]] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if not _watches:
        return
    if event in SPEAKS:
        _watches[-1].append(f"{event} {arguments}")
    if event in STARTS:
        program = [str(word) for word in arguments[1]]  # type: ignore[attr-defined]
        _watches[-1].append(" ".join(program))
    if event == "import" and arguments[0] == "keyring":
        _watches[-1].append("keyring")


sys.addaudithook(_hear)


@contextmanager
def watched() -> Iterator[list[str]]:
    """All programs that are started meanwhile, all that is said to a network, a look into the keyring."""
    _watches.append([])
    try:
        yield _watches[-1]
    finally:
        _watches.pop()


def is_ours(started: str) -> bool:
    """Whether it is git that only reads, our own child that renders, or the user's own editor."""
    program, *rest = started.split(" ")
    if program == "git":
        verb = re.search(r" (?!-|/|\S+=)(\S+)", started)
        return verb is not None and verb[1] in READS
    return (program == sys.executable and rest[0] == "-I") or program == "true"


def trapped(sample: Path, root: Path, ran: Path, private: str) -> None:
    """A copy of the sample at a place that nobody vouched for, full of traps."""
    shutil.copytree(sample, root)
    commands = {kind: COMMAND.format(ran=ran, kind=kind) for kind in ("smtp", "imap")}
    if private == "passwords":  # from the environment and the keyring instead
        commands = {"smtp": 'user = "dewi"', "imap": ""}
    else:
        commands["smtp"] = 'user = "dewi"\n' + commands["smtp"]
    text = (root / "clientkit.toml").read_text(encoding="utf-8")
    kept = re.split(r"^\[git", text, flags=re.MULTILINE)[0]
    (root / "clientkit.toml").write_text(kept + SETTINGS.format(**commands), encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    shutil.rmtree(root / ".clientkit")
    if private == "link":
        outside = root.parent / "outside"
        (outside / "pending").mkdir(parents=True)
        (outside / "pending" / "thesis.txt").write_text("years of work")
        (root / ".clientkit").symlink_to(outside)
    else:
        (root / ".clientkit").mkdir()
        (root / ".clientkit" / "survey.key").write_text(KEY)
    if private == "tracked":
        subprocess.run(["git", "add", "-f", ".clientkit/survey.key"], cwd=root, check=True)
    (root / "hooks").mkdir()
    for name in ("pre-commit", "post-commit", "commit-msg", "prepare-commit-msg", "post-index-change"):
        for folder in (root / "hooks", root / ".git" / "hooks"):
            (folder / name).write_text(f"#!/bin/sh\ntouch {ran}-{name}\n")
            (folder / name).chmod(0o755)
    (root / ".gitattributes").write_text("* filter=evil diff=evil\n")
    for name, value in GIT.items():
        subprocess.run(["git", "config", name, value.format(ran=ran, root=root)], cwd=root, check=True)


def objects(root: Path) -> list[Path]:
    return sorted((root / ".git" / "objects").rglob("*"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample studio, made once."""
    root = tmp_path_factory.mktemp("elsewhere") / "studio"
    make_sample(root)
    return root


@pytest.mark.parametrize("private", ["link", "tracked", "passwords"])
def test_no_command_runs_or_sends_anything_of_it(sample, tmp_path, monkeypatch, run, private):
    traps = tmp_path / "traps"
    trapped(sample, traps, tmp_path / "ran", private)
    root = tmp_path / "work" / "studio"
    for name, value in surroundings(root).items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("CLIENTKIT_SURVEY_KEY")
    monkeypatch.setenv("CLIENTKIT_SMTP_PASSWORD", SECRET)
    monkeypatch.setenv("CLIENTKIT_IMAP_PASSWORD", SECRET)
    before_all, codes = objects(traps), {}
    for example in CALLS:
        shutil.rmtree(root.parent, ignore_errors=True)
        shutil.copytree(traps, root, symlinks=True)
        (root.parent / "home").mkdir()
        furnish(root, example)
        monkeypatch.chdir(root)
        for line in (*before(example), words(example)):
            with watched() as heard:
                ran = run(*line)
            own = (
                f"git -C {root.parent / 'home' / 'studio'} " if line[0] == "init" else None
            )  # it commits there
            assert [one for one in heard if not (is_ours(one) or (own and one.startswith(own)))] == [], line
        codes[example.line] = ran
        assert ran.code in range(7), (example.line, ran.err)
        assert "Traceback" not in ran.err
        assert list(tmp_path.glob("ran-*")) == [], example.line
        if example.command not in {"init", "demo"}:
            assert [p.relative_to(root) for p in objects(root)] == [p.relative_to(traps) for p in before_all]
        for path in root.rglob("*"):
            assert not path.is_file() or SECRET.encode() not in path.read_bytes(), path
    assert (traps.parent / "outside").exists() == (private == "link")
    if private == "link":
        kept = [path.name for path in sorted((tmp_path / "outside").rglob("*"))]
        assert kept == ["pending", "thesis.txt"]
    reasons = ("is not trusted to", "is in git")  # answers are told by the survey key, which comes first
    refused = [
        line for line, ran in codes.items() if ran.code == 5 and any(why in ran.err for why in reasons)
    ]
    for line in ("mail draft report kopi/toko --imap", "mail read --imap", "mail send report kopi/toko"):
        assert any(one.startswith(f"clientkit {line}") for one in refused) or private == "link", refused
    asking = next(ran for line, ran in codes.items() if line.startswith("clientkit survey ask"))
    told = {"link": "is a link", "tracked": "is in git", "passwords": "is not trusted to sign surveys"}
    assert (asking.code, told[private] in asking.err) == (5, True), asking.err
