"""Work without an accepted agreement is said wherever one looks; an offer that ended is asked about."""

import json
import shutil

import pytest

from clientkit.errors import ExitCode
from clientkit.workspace.demo_sample import sample_workspace

SAID = "work since 2026-11-02 without an accepted agreement"


@pytest.fixture
def begun(studio, run):
    """A project that was started while nothing was agreed."""
    run("project", "start", "kopi/toko", "--on", "2026-11-02")
    return studio


@pytest.fixture
def sample(tmp_path, monkeypatch):
    """The sample studio, whose agreement lacks nothing."""
    root = tmp_path / "sample"
    shutil.copytree(sample_workspace().root, root)
    monkeypatch.chdir(root)


def accept(run, *more: str):
    words = ("scope", "accept", "kopi/toko", "--name", "Rina Wijaya", "--on", "2026-11-10")
    return run(*words, *more)


def test_the_start_says_it(studio, run):
    said = run("project", "start", "kopi/toko")
    assert "Note: nothing is agreed yet for kopi/toko; send it, and record the answer:" in said.err


def test_card_health_and_check_say_it_until_it_is_accepted(begun, run):
    assert "! nothing, with work since 2026-11-02" in run("project", "show", "kopi/toko").out
    assert f"! kopi/toko: {SAID}" in run("client", "show", "kopi").out
    assert SAID in run("client", "list", "--health").out
    found = run("check")
    assert (found.code, SAID in found.out, "[no-agreement]" in found.out) == (ExitCode.FOUND, True, True)
    assert accept(run, "--force").code == ExitCode.DONE
    for words in (("project", "show", "kopi/toko"), ("client", "show", "kopi"), ("check",)):
        assert "without an accepted agreement" not in run(*words).out


def test_work_that_was_taken_back_is_none(studio, run):
    made = run("done", "kopi/toko", "Home page").out.strip()
    assert "no-agreement" in run("check").out
    run("undo", made, "--yes")
    assert "no-agreement" not in run("check").out


def test_the_report_says_it_only_where_the_agreement_went(begun, run):
    line = "Perjanjian yang kami kirim pada"
    assert line not in run("report", "show", "kopi/toko").out
    run("scope", "render", "kopi/toko")
    sent = run("mail", "sent", "scope", "kopi/toko", "--on", "2026-11-12")
    assert sent.code == ExitCode.DONE, sent.err
    assert line in run("report", "show", "kopi/toko", "--language", "id").out
    said = run("report", "show", "kopi/toko", "--language", "en").out
    assert "The agreement that we sent on Thursday, 12 November 2026, waits for your reply." in said
    accept(run, "--force")
    assert line not in run("report", "show", "kopi/toko", "--language", "id").out


def test_an_offer_that_ended_is_asked_about_or_forced(sample, run, terminal):
    accepted = ("scope", "accept", "kopi/toko", "--name", "Rina Wijaya", "--on", "2026-11-18")
    run("project", "set", "kopi/toko", "agreement.valid_until=2026-11-05")
    refused = run(*accepted)
    assert refused.code == ExitCode.REFUSED
    assert "The offer ended on 2026-11-05, before it was accepted on 2026-11-18." in refused.err
    assert terminal(*accepted, answers=("n\n",)).code == ExitCode.REFUSED
    assert terminal(*accepted, answers=("y\n",)).code == ExitCode.DONE
    assert json.loads(run("scope", "history", "kopi/toko", "--json").out)["data"][0]["forced"] is True
