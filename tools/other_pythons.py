"""Runs the quick part of the tests on the other Pythons that are promised, as far as they are found here.

`--missing` prints the versions that are not. The whole of the fast suite runs on one Python only.
"""

import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
OF_VERSION = "Programming Language :: Python :: 3."

QUICK = (
    "tests/documents/test_golden.py",
    "tests/kernel/model",
    "tests/kernel/statistics",
    "tests/kernel/store",
    "tests/kernel/text/markdown",
    "tests/program/test_agents.py",
    "tests/program/test_bare_call.py",
    "tests/program/test_help.py",
    "tests/program/test_json_errors.py",
    "tests/program/test_every_module.py",
)
"""Every module is imported, every example of the help run, every document made; the store and the figures."""


def promised() -> list[str]:
    """The versions that the metadata names, `3.11` the first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [one.rpartition(" ")[2] for one in project["classifiers"] if one.startswith(OF_VERSION)]


def interpreter(version: str) -> str | None:
    """The program of a version that starts, from the PATH or of pyenv; None where there is none."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv", "versions")
    for program in (
        f"python{version}",
        *sorted(map(str, pyenv.glob(f"{version}.*/bin/python")), reverse=True),
    ):
        try:
            said = subprocess.run([program, "--version"], check=False, capture_output=True, text=True)  # noqa: S603 - a Python
        except OSError:
            continue
        if said.returncode == 0 and said.stdout.startswith(f"Python {version}."):
            return program
    return None


def run(python: str, tests: tuple[str, ...] = QUICK, versions: str = "constraints.txt") -> int:
    """Run tests in a new environment of an interpreter, with the versions of that file; the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([python, "-m", "venv", folder], check=True)  # noqa: S603 - a Python
        inside = str(Path(folder, "Scripts" if os.name == "nt" else "bin", "python"))
        install = [inside, "-m", "pip", "install", "-q", "-c", versions, "-e", ".[dev]"]
        subprocess.run(install, check=True, cwd=ROOT)  # noqa: S603 - the environment's own
        pytest = [inside, "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", *tests]
        return subprocess.run(pytest, check=False, cwd=ROOT).returncode  # noqa: S603 - the same


def main(words: list[str]) -> int:
    """Run the quick part on each; 1 where one fails."""
    others = [one for one in promised() if one != f"3.{sys.version_info.minor}"]
    found = {one: interpreter(one) for one in others}
    if words == ["--missing"]:
        sys.stdout.write("\n".join(one for one, program in found.items() if program is None))
        return 0
    failed = []
    for version, program in found.items():
        sys.stdout.write(f"Python {version}: {program or 'not found here, so not tested'}\n")
        sys.stdout.flush()
        if program and run(program):
            failed.append(version)
    sys.stdout.write(f"Failed on: {', '.join(failed)}\n" if failed else "")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
