"""The README's picture and examples are what the program does today; its commands start from a bare copy."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import terminal_picture
import write_docs

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
HOME = os.environ.get("HOME", "")
BLOCK = re.compile(r"(?:<!-- ci: (?P<name>\w+) -->\n)?```sh\n(?P<text>.*?)```", re.DOTALL)


def blocks(name):
    return [match["text"] for match in BLOCK.finditer(README) if match["name"] == name]


def bash(text, folder, **environment):
    program = shutil.which("bash")
    assert program, "the README's examples are for a shell"
    return subprocess.run(
        [program, "-euo", "pipefail", "-c", text],
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_readme_is_short():
    assert len(README.splitlines()) < 150


def test_picture_is_what_the_program_prints():
    assert write_docs.PICTURE.read_text(encoding="utf-8") == terminal_picture.picture(), "run 'make docs'"


def test_picture_asks_nobody_for_anything():
    text = write_docs.PICTURE.read_text(encoding="utf-8")
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", text) == []
    assert "@font-face" not in text


@pytest.mark.parametrize("name", ["demo", "tests"])
def test_readme_has_one_command_of_one_line(name):
    (command,) = blocks(name)
    assert command.count("\n") == 1


def test_examples_run_one_after_the_other(tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "clientkit").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m clientkit "$@"\n')
    (tmp_path / "bin" / "clientkit").chmod(0o755)
    examples = blocks(None)
    assert examples
    ran = bash(
        "\n".join(["clientkit demo --no-git", *examples]),
        tmp_path,
        PATH=f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
    )
    assert ran.returncode == 0, ran.stderr


@pytest.mark.slow
def test_demo_command_works_in_a_bare_copy(tmp_path):
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True
    )
    for name in listed.stdout.decode().rstrip("\0").split("\0"):
        if (ROOT / name).is_file():
            (tmp_path / "copy" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tmp_path / "copy" / name)
    (command,) = blocks("demo")
    ran = bash(command, tmp_path / "copy", HOME=HOME)
    if ran.returncode != 0 and os.environ.get("CI") != "true" and "No matching distribution" in ran.stderr:
        pytest.skip("pip could not fetch what clientkit needs: is this machine offline?")
    assert ran.returncode == 0, ran.stderr
    rendered = list((tmp_path / "copy" / "clientkit-demo").glob("clients/*/projects/*/documents/scope.md"))
    assert len(rendered) == 3
