"""An agreement that was accepted before the clauses had fields: it stays, and is still compared."""

import shutil
from pathlib import Path

import pytest

FROZEN = Path(__file__).parent / "frozen_before"
PROJECT = Path("clients/harbour/projects/brand")


@pytest.fixture
def old(tmp_path, monkeypatch):
    root = tmp_path / "old"
    shutil.copytree(FROZEN, root)
    monkeypatch.chdir(root)
    return root


def test_its_text_is_what_goes_out_byte_for_byte(old, run):
    accepted = (FROZEN / PROJECT / "agreements/v2/agreement.md").read_bytes()
    shown = run("scope", "render", "harbour/brand", "-o", "-")
    assert shown.out.encode() == accepted
    for form in ("html", "pdf"):
        assert run("scope", "render", "harbour/brand", "--format", form).code == 0
    assert run("check").code == 0
    assert (old / PROJECT / "agreements/v2/agreement.md").read_bytes() == accepted


def test_nothing_more_is_asked_of_what_is_agreed(old, run):
    assert "no-clause" not in run("scope", "check", "harbour/brand").out


def test_its_comparison_names_what_a_next_version_adds(old, run):
    assert run("scope", "diff", "harbour/brand").code == 0
    for words in (("--write", "liability"), ("--write", "notices")):
        assert run("scope", "clauses", "harbour/brand", *words).code == 0
    run("project", "set", "harbour/brand", "clauses.rights=assignment", "agreement.version=3")
    told = run("scope", "diff", "harbour/brand", "-o", "-")
    assert told.code == 1
    for words in ("limit of liability", "notices", "rights to the results: added assignment on payment"):
        assert words in told.out
    text = run("scope", "render", "harbour/brand", "-o", "-").out
    assert "## What you receive, and when" in text
    assert "no-clause" in run("scope", "check", "harbour/brand").out
