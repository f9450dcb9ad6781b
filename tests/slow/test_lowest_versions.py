"""The lowest versions that pyproject.toml allows of what clientkit uses are enough."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import other_pythons

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
HOME = os.environ.get("HOME", "")
"""Of whoever runs the tests: the settings of pip and uv lie there."""

TESTS = (
    "tests/documents/test_golden.py",
    "tests/kernel/store",
    "tests/program/test_agents.py",
    "tests/program/test_every_module.py",
)
"""Every document, every example of the help, reading and writing."""


def test_the_lowest_versions_pass(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", HOME)
    line = ["uv", "pip", "compile", "-q", "--resolution", "lowest-direct", "--no-header", "--no-annotate"]
    line += [word for extra in ("pdf", "keyring", "history") for word in ("--extra", extra)]
    line += ["pyproject.toml", "--python", sys.executable]
    resolved = subprocess.run(
        [sys.executable, "-m", *line], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if resolved.returncode and os.environ.get("CI") != "true":
        pytest.skip(f"uv finds no index with what clientkit needs: {resolved.stderr}")
    assert resolved.returncode == 0, resolved.stderr
    versions = tmp_path / "lowest.txt"
    versions.write_text(resolved.stdout, encoding="utf-8")
    for name in [one for one in os.environ if one.startswith(("COV", "PYTEST_"))]:
        monkeypatch.delenv(name)
    assert other_pythons.run(sys.executable, TESTS, str(versions)) == 0
