"""What every test may ask for: a workspace made by real calls, and the program in this process or its own."""

import ctypes
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import hypothesis
import pytest

from clientkit.kernel.store.workspace import Workspace, find_workspace
from clientkit.main import outcome
from support.template_folder import templates

__all__ = ["templates"]

LEAKS = ("CLIENTKIT_", "GIT_", "XDG_")
"""Beginnings of variables that would carry the settings of whoever runs the tests into them."""

TERMINAL = ("VISUAL", "EDITOR", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TZ", "PYTHONIOENCODING")


hypothesis.settings.register_profile("clientkit", deadline=None)  # a busy machine is no failure
hypothesis.settings.load_profile("clientkit")


for ignored, handler in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
    if signal.getsignal(ignored) is signal.SIG_IGN:  # as in a background job or below nohup
        signal.signal(ignored, handler)


@dataclass(frozen=True)
class Ran:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True, scope="session")
def _own_trust(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is made once for many tests leaves nothing in the state folder of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(autouse=True)
def _own_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _surround(monkeypatch, tmp_path)


def _surround(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """A fixed day and device, home and state folders without anybody's settings and trust."""
    for name in list(os.environ):
        if name.startswith(LEAKS) or name in TERMINAL:
            patch.delenv(name)
    home = folder / "home"
    home.mkdir()
    patch.setenv("HOME", str(home))
    patch.setenv("XDG_STATE_HOME", str(folder / "state"))
    patch.setenv("TERM", "xterm-256color")
    patch.setenv("PAGER", "cat")
    patch.setenv("CLIENTKIT_TODAY", "2026-11-21")
    patch.setenv("CLIENTKIT_DEVICE", "laptop")
    patch.setenv("CLIENTKIT_DEBUG", "1")  # our own mistakes are raised


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
    if terminal := sys.modules.get("clientkit.kernel.screen.terminal"):
        terminal.console.cache_clear()


@pytest.fixture
def clientkit() -> Callable[..., Ran]:
    """Run a command line as a program of its own, with nothing on stdin unless `input` is given."""

    def call(*arguments: object, **options: object) -> Ran:
        settings = {"input": "", "capture_output": True, "text": True, "env": dict(os.environ), **options}
        done = subprocess.run([*PROGRAM, *map(str, arguments)], check=False, **settings)
        return Ran(done.returncode, done.stdout, done.stderr)

    return call


PROGRAM = (sys.executable, "-m", "clientkit")


@pytest.fixture
def terminal() -> Callable[..., Ran]:
    """Run a command line as a person sees it: on a terminal, each of `answers` typed when it is asked for."""

    def call(*arguments: object, answers: Sequence[str] = (), width: int = 80, **options: object) -> Ran:
        ours, its = pty.openpty()
        fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
        streams = dict.fromkeys(("stdin", "stdout", "stderr"), its)
        command = [*TERMINAL_PROGRAM, *PROGRAM, *map(str, arguments)]
        environment = dict(os.environ)  # readline, which pytest loads, sets COLUMNS behind Python's back
        settings = {"start_new_session": True, "env": environment, **streams, **options}
        with subprocess.Popen(command, **settings) as process:
            os.close(its)
            try:
                said = _talked(ours, list(answers))
            except TimeoutError:
                process.kill()
                raise
            finally:
                os.close(ours)
        return Ran(process.returncode, said.replace("\r\n", "\n"), "")

    return call


TERMINAL_PROGRAM = (
    sys.executable,
    "-c",
    ("import fcntl, os, sys; fcntl.ioctl(0, int(sys.argv[1]), 0); os.execv(sys.argv[2], sys.argv[2:])"),
    str(termios.TIOCSCTTY),
)
"""Makes the terminal the one that Ctrl-C is typed on, then becomes the program."""


PATIENCE = 30
"""Seconds without a word after which a program on a terminal is taken for hung."""

CONTROL_KEYS = ("\x03", "\x04")


def _talked(terminal: int, answers: list[str]) -> str:
    """All that a program says on its terminal; a question is answered with the next answer.

    A signal that comes just before the program begins to read is not seen by it: the key is pressed again.
    """
    said, typed, silent = "", "", 0
    while silent < PATIENCE:
        if not select.select([terminal], [], [], 1)[0]:
            silent += 1
            if typed in CONTROL_KEYS:
                os.write(terminal, typed.encode())
            continue
        silent = 0
        try:
            said += os.read(terminal, 4096).decode()
        except OSError:
            return said
        if answers and re.search(r"[:?\]>] $", said):
            typed = answers.pop(0)
            os.write(terminal, typed.encode())
    raise TimeoutError(f"it waits for something after saying {said!r}")


@pytest.fixture
def empty_studio(_made_studios: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace without clients and without git; the test stands in it."""
    return _copied(_made_studios / "empty", tmp_path, monkeypatch)


@pytest.fixture
def studio(_made_studios: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """One with the client `kopi`, its contact `rina` and its project `kopi/toko`; the test stands in it."""
    return _copied(_made_studios / "whole", tmp_path, monkeypatch)


INIT = (
    *("init", "studio", "--no-git", "--name", "Dewi Lestari", "--email", "dewi@studio.example"),
    *("--language", "id", "--currency", "IDR", "--timezone", "Asia/Jakarta"),
)
CLIENT = (
    *("-C", "studio", "client", "add", "PT Kopi Nusantara", "--slug", "kopi"),
    *("--contact", "Rina Wijaya <rina@kopi.example>"),
)
PROJECT = ("-C", "studio", "project", "add", "kopi", "Toko daring", "--slug", "toko")


@pytest.fixture(scope="session")
def _made_studios(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both workspaces, made by real commands; each test works in a copy, which takes next to no time."""
    folder = tmp_path_factory.mktemp("studios")
    for name, commands in (("empty", (INIT,)), ("whole", (INIT, CLIENT, PROJECT))):
        place = folder / name
        place.mkdir()
        with pytest.MonkeyPatch.context() as patch:
            _surround(patch, place)
            patch.chdir(place)
            for words in commands:
                _forget_console()
                with redirect_stdout(StringIO()), redirect_stderr(StringIO()) as said:
                    assert outcome(list(words)) == 0, said.getvalue()
    return folder


def _copied(made: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace and what this machine trusts it with, as if they had been made in a test's folder."""
    for name in ("studio", "state"):
        if (made / name).is_dir():
            shutil.copytree(made / name, folder / name, symlinks=True)
    trusted = folder / "state" / "clientkit" / "trust.json"
    if trusted.is_file():
        trusted.write_text(trusted.read_text().replace(str(made), str(folder)))
    monkeypatch.chdir(folder / "studio")
    return find_workspace(folder / "studio", os.environ)
