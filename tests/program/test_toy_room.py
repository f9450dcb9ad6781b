"""A room, a kind of record and a command as CONTRIBUTING says: a folder, and a line in two tables."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOY = ROOT / "tests" / "support" / "toy_room"
LINES = {
    "kernel/model/records/journal.py": (('    "promise": ', '    "remark": ("remark",),\n'),),
    "program.py": (
        (
            '            ("promise", ',
            '            ("remark", "What clients minded.", "remarks.cli"),\n',
        ),
    ),
}
"""By file, the lines that are added, each before the place that begins so."""


@pytest.fixture
def toy(tmp_path: Path, studio) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The program with one room more, from a copy of its source."""
    package = tmp_path / "src" / "clientkit"
    shutil.copytree(ROOT / "src" / "clientkit", package, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    shutil.copytree(TOY / "remarks", package / "remarks")
    shutil.copy(TOY / "remark.py", package / "kernel" / "model" / "records")
    for name, lines in LINES.items():
        text = (package / name).read_text(encoding="utf-8")
        for place, line in lines:
            assert text.count(place) == 1, f"{name} has no one place {place!r}"
            text = text.replace(place, line + place)
        (package / name).write_text(text, encoding="utf-8")

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "clientkit", *words],
            env={**os.environ, "PYTHONPATH": str(package.parent)},
            cwd=studio.root,
            capture_output=True,
            text=True,
            check=False,
        )

    return call


def test_it_is_written_listed_checked_and_taken_for_a_record_of_its_own(toy):
    assert "remark  What clients minded.\n" in re.sub(" {3,}", "  ", toy("--help").stdout)
    added = toy("remark", "add", "kopi", "The invoice was unclear")
    assert added.returncode == 0, added.stderr
    assert toy("remark", "list").stdout == "kopi: The invoice was unclear\n"
    (row,) = json.loads(toy("remark", "list", "--json").stdout)["data"]
    assert (row["kind"], row["id"]) == ("remark", added.stdout.strip())
    assert toy("check").returncode == 0
