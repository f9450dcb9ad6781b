"""The wheel holds all that clientkit needs, and works on its own, far from the checkout."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOME = os.environ.get("HOME", "")
"""The home of whoever runs the tests, kept before a test's own takes its place: pip's settings lie there."""


def surroundings():
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "PYTHON"))}
    return {**kept, "HOME": HOME}


def call(*words, **options):
    return subprocess.run(
        list(map(str, words)), check=False, capture_output=True, text=True, env=surroundings(), **options
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    built = call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The folder of the programs of a virtual environment with nothing in it but the wheel."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    done = call(programs / "python", "-m", "pip", "install", "-q", "-c", ROOT / "constraints.txt", wheel)
    if done.returncode != 0 and os.environ.get("CI") != "true" and "No matching distribution" in done.stderr:
        pytest.skip("pip could not fetch what clientkit needs: is this machine offline?")
    assert done.returncode == 0, done.stdout + done.stderr
    return programs


def test_wheel_holds_templates_and_sample(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {
        path.relative_to(ROOT / "templates").as_posix()
        for path in (ROOT / "templates").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert shipped
    assert {f"clientkit/template_files/{name}" for name in shipped} <= names
    package = ROOT / "src"
    kept = {
        path.relative_to(package).as_posix()
        for path in (package / "clientkit").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "clientkit/workspace/sample/clientkit.toml" in kept
    assert "clientkit/py.typed" in kept
    assert kept <= names


def test_wheel_holds_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    others = [name for name in names if not name.startswith(("clientkit/", "clientkit-"))]
    assert others == []
    assert [name for name in names if "__pycache__" in name or "tests/" in name] == []


def test_installed_wheel_knows_its_version(installed, tmp_path):
    said = call(installed / "python", "-m", "clientkit", "--version", cwd=tmp_path)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith("clientkit ")
    assert call(installed / "clientkit", "--version", cwd=tmp_path).stdout == said.stdout


def test_installed_wheel_makes_documents(installed, tmp_path):
    made = call(installed / "clientkit", "demo", "studio", "--no-git", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    rendered = call(
        *(installed / "clientkit", "-C", "studio", "scope", "render", "kopi/toko", "--format", "html"),
        *("-o", "scope.html"),
        cwd=tmp_path,
    )
    assert rendered.returncode == 0, rendered.stderr
    page = (tmp_path / "scope.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "PT Kopi Nusantara" in page


MOST_PACKAGES, MOST_MEGABYTES = 27, 66


def test_the_core_keeps_its_budget(installed):
    """Packages and megabytes beside clientkit and pip, without bytecode."""
    (library,) = installed.parent.glob("lib/python*/site-packages")
    ours = ("pip", "setuptools", "pkg_resources", "_distutils", "distutils", "clientkit")
    parts = [path for path in library.iterdir() if not path.name.startswith(ours)]
    files = [
        path
        for part in parts
        for path in (part.rglob("*") if part.is_dir() else [part])
        if path.is_file() and "__pycache__" not in path.parts
    ]
    assert len([path for path in parts if path.suffix == ".dist-info"]) <= MOST_PACKAGES
    assert sum(path.stat().st_size for path in files) <= MOST_MEGABYTES * 10**6
    assert not any(part.name in {"keyring", "num2words", "docopt", "typst"} for part in parts)


def test_no_file_of_versions_names_a_host():
    for path in (ROOT / "constraints.txt", ROOT / "pyproject.toml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert [
            line for line in lines if "index-url" in line or "find-links" in line or "file://" in line
        ] == []
    assert "://" not in (ROOT / "constraints.txt").read_text(encoding="utf-8")
