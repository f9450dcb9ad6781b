"""What a package index shows of clientkit: its addresses, its README, and whether its checkers take it."""

import subprocess
import sys
from pathlib import Path

import pytest

import package_metadata
from clientkit import version

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FILES, PICTURES = "https://forge.example/studio/clientkit/files/", "https://forge.example/raw"


def metadata(monkeypatch, **filled):
    found = {"SOURCE": "", "DOCUMENTATION": "", "ISSUES": "", "FILES": "", "PICTURES": ""} | filled
    monkeypatch.setattr(package_metadata.runpy, "run_path", lambda _: found)
    told = {}
    package_metadata.ProjectMetadata(str(ROOT), {}).update(told)
    return told


def test_no_address_is_named_where_none_was_filled_in(monkeypatch):
    told = metadata(monkeypatch)
    assert told["urls"] == {}
    assert "](" not in told["readme"]["text"]
    assert "Your first week: from nothing to a report" in told["readme"]["text"]


def test_links_and_the_picture_lead_to_what_was_filled_in(monkeypatch):
    told = metadata(monkeypatch, ISSUES="https://forge.example/issues", FILES=FILES, PICTURES=PICTURES)
    assert told["urls"] == {"Issues": "https://forge.example/issues"}
    text = told["readme"]["text"]
    assert f"[Your first week]({FILES}docs/tutorial/first-week.md)" in text
    assert f"]({PICTURES}/docs/images/terminal.svg)" in text
    links = [match[2] for match in package_metadata.LINK.finditer(text)]
    assert links == []


def test_an_address_of_elsewhere_stays():
    text = "[MIT](https://spdx.example/MIT) and [here](#begin)"
    assert package_metadata.for_index(text, FILES, PICTURES) == text


@pytest.mark.parametrize("words", [("--help",), ("client", "--help"), ("client", "add", "--help")])
def test_each_help_ends_with_the_addresses(words):
    code = (
        "import sys; from clientkit import version as v; v.DOCUMENTATION = 'https://docs.example';"
        f"v.ISSUES = 'https://issues.example'; sys.argv[1:] = {list(words)!r};"
        "from clientkit.main import run; run()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    last = [line.strip() for line in done.stdout.splitlines()[-2:]]
    assert last == ["Documentation: https://docs.example", "Report a mistake: https://issues.example"]


def test_what_is_filled_in_is_an_address():
    filled = (version.SOURCE, version.DOCUMENTATION, version.ISSUES, version.FILES, version.PICTURES)
    assert all(one.startswith("https://") for one in filled if one)


@pytest.mark.slow
def test_the_checkers_of_packages_take_it(tmp_path):
    def call(*words):
        line = [sys.executable, "-m", *map(str, words)]
        done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    call("build", "--no-isolation", "--outdir", tmp_path / "dist")
    files = sorted((tmp_path / "dist").iterdir())
    assert len(files) == 2
    assert call("twine", "check", "--strict", *files).count("PASSED") == 2
    call("validate_pyproject", "pyproject.toml")
    call("check_wheel_contents", tmp_path / "dist")
