"""What every test may ask for: a workspace made by real calls, and the program in this process or its own."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from clientkit.cli.main import outcome
from clientkit.store.workspace import Workspace, find_workspace

LEAKS = ("CLIENTKIT_", "GIT_", "XDG_")
"""Beginnings of variables that would carry the settings of whoever runs the tests into them."""

TERMINAL = ("VISUAL", "EDITOR", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TZ", "PYTHONIOENCODING")


@dataclass(frozen=True)
class Ran:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _own_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A fixed day and device, a home folder without anybody's settings."""
    for name in list(os.environ):
        if name.startswith(LEAKS) or name in TERMINAL:
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-11-21")
    monkeypatch.setenv("CLIENTKIT_DEVICE", "laptop")


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """Rights count for this test even where root runs it: the powers to pass over them are laid down."""
    powers = 0b1110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    held, fewer = (ctypes.c_uint32 * 6)(), (ctypes.c_uint32 * 6)()
    assert libc.capget(header, held) == 0
    fewer[:] = held[:]
    fewer[0] &= ~powers
    assert libc.capset(header, fewer) == 0
    yield
    assert libc.capset(header, held) == 0


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run a command line in this process: `run("client", "list")`."""

    def call(*arguments: object) -> Ran:
        _forget_console()
        capsys.readouterr()
        try:
            code = outcome([str(argument) for argument in arguments])
        except SystemExit as leaving:
            code = leaving.code
        said = capsys.readouterr()
        return Ran(int(code), said.out, said.err)

    return call


def _forget_console() -> None:
    """Rich's console holds the stdout of the test before; make it be built anew."""
    if terminal := sys.modules.get("clientkit.cli.show.terminal"):
        terminal.console.cache_clear()


@pytest.fixture
def clientkit() -> Callable[..., Ran]:
    """Run a command line as a program of its own, with nothing on stdin unless `input` is given."""

    def call(*arguments: object, **options: object) -> Ran:
        settings = {"input": "", "capture_output": True, "text": True, **options}
        done = subprocess.run([*PROGRAM, *map(str, arguments)], check=False, **settings)
        return Ran(done.returncode, done.stdout, done.stderr)

    return call


PROGRAM = (sys.executable, "-m", "clientkit")


@pytest.fixture
def empty_studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[..., Ran]) -> Workspace:
    """A workspace without clients and without git; the test stands in it."""
    root = tmp_path / "studio"
    made = run(
        *("init", root, "--no-git", "--name", "Dewi Lestari", "--email", "dewi@studio.example"),
        *("--language", "id", "--currency", "IDR", "--timezone", "Asia/Jakarta"),
    )
    assert made.code == 0, made.err
    monkeypatch.chdir(root)
    return find_workspace(root, os.environ)


@pytest.fixture
def studio(empty_studio: Workspace, run: Callable[..., Ran]) -> Workspace:
    """A workspace with the client `kopi`, its contact `rina` and its project `kopi/toko`."""
    for words in (
        (
            "client",
            "add",
            "PT Kopi Nusantara",
            "--slug",
            "kopi",
            "--contact",
            "Rina Wijaya <rina@kopi.example>",
        ),
        ("project", "add", "kopi", "Toko daring", "--slug", "toko"),
    ):
        made = run(*words)
        assert made.code == 0, made.err
    return empty_studio
