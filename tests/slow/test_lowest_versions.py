"""The lowest versions that pyproject.toml allows of what clientkit uses are enough."""

import os
import re
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

NAME = re.compile(r"^[\w.-]+(?===)", re.MULTILINE)


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_lowest_versions_pass(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", HOME)
    line = ["uv", "pip", "compile", "-q", "--resolution", "lowest-direct", "--no-header", "--no-annotate"]
    line += [
        "--extra",
        "pdf",
        "--extra",
        "keyring",
        "--extra",
        "history",
        "pyproject.toml",
        "--python",
        sys.executable,
    ]
    resolved = subprocess.run(
        [sys.executable, "-m", *line], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if resolved.returncode and os.environ.get("CI") != "true":
        pytest.skip(f"uv finds no index with what clientkit needs: {resolved.stderr}")
    assert resolved.returncode == 0, resolved.stderr
    lowest = {canonical(name) for name in NAME.findall(resolved.stdout)}
    rest = [
        line
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if (found := NAME.match(line)) and canonical(found[0]) not in lowest
    ]
    versions = tmp_path / "lowest.txt"
    versions.write_text("\n".join([resolved.stdout, *rest]), encoding="utf-8")
    for name in [one for one in os.environ if one.startswith(("COV", "PYTEST_"))]:
        monkeypatch.delenv(name)
    assert other_pythons.run(sys.executable, TESTS, str(versions)) == 0
