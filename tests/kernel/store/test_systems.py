"""What differs between systems stands in few modules; of Windows' branches all that Linux can run is run."""

import os
import re
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from clientkit.kernel.store import append_line, atomic_write
from clientkit.kernel.store.machine import folder, rights

SOURCE = Path(__file__).parents[3] / "src" / "clientkit"
DIFFERS = re.compile(
    r"\bsys\.platform\b|\bos\.name\b|\b(?:import|from) (?:fcntl|msvcrt|resource|pwd|termios)\b"
    r"|(?:has|get)attr\(os,|\bos\.O_(?:BINARY|NOFOLLOW|NONBLOCK)\b|\bos\.(?:geteuid|getuid|pread|fchmod)\b"
)

MODULES = {
    "kernel/store/lock.py": "locks",
    "kernel/store/exchange.py": "renames",
    "kernel/store/machine/rights.py": "modes, flags, folders on disk",
    "kernel/store/machine/folder.py": "paths",
    "kernel/store/workspace.py": "the name of this machine",
    "kernel/screen/output.py": "encodings of the console",
    "kernel/text/template/sandbox_child.py": "limits of a process",
}


def test_systems_differ_in_these_modules_only():
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if DIFFERS.search(path.read_text(encoding="utf-8"))
    }
    assert found == set(MODULES)


def as_on_windows(module, monkeypatch):
    """The module as Windows would load it."""
    spec = spec_from_file_location("as_on_windows", module.__file__)
    loaded = module_from_spec(spec)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "platform", "win32")
        patched.setattr(os, "O_BINARY", 0, raising=False)
        spec.loader.exec_module(loaded)
    return loaded


def test_a_line_and_a_file_are_written_as_on_windows(studio, monkeypatch):
    windows = as_on_windows(rights, monkeypatch)
    for module in (append_line, atomic_write):
        for name in ("NO_FOLLOW", "NO_WAIT", "byte_at", "set_mode", "sync_folder"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, getattr(windows, name))
    for name in ("exchange", "move_to_free"):
        monkeypatch.setattr(atomic_write, name, lambda *_: False)
    notes = studio.root / "notes.txt"

    atomic_write.replace_file(studio, notes, b"one\ntorn", None)
    append_line.append_line(studio, notes, b"two")
    seen = atomic_write.digest(notes.read_bytes())
    assert notes.read_bytes() == b"one\ntorn\ntwo\n"

    atomic_write.replace_file(studio, notes, b"three\n", seen)
    assert notes.read_bytes() == b"three\n"
    assert list(studio.private_dir.glob("pending*")) == []


def test_rights_are_taken_as_they_are_on_windows(tmp_path, monkeypatch):
    windows = as_on_windows(rights, monkeypatch)
    (tmp_path / "open").touch(mode=0o666)
    (tmp_path / "open").chmod(0o666)
    status = (tmp_path / "open").stat()
    assert windows.is_private(status)
    assert not rights.is_private(status)


@pytest.mark.parametrize(("named", "expected"), [("APPDATA", "clientkit"), ("USERPROFILE", ".config")])
def test_paths_of_windows(tmp_path, monkeypatch, named, expected):
    windows = as_on_windows(folder, monkeypatch)
    found = windows.settings_folder({named: str(tmp_path)})
    assert found.relative_to(tmp_path).parts[0] == expected
    assert windows.settings_folder({"HOME": str(tmp_path)}) is None
