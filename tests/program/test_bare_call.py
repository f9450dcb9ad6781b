"""The program without a command: the agenda, a card by its name, or how to begin."""

import json

import pytest

from clientkit.errors import ExitCode


def test_outside_a_workspace_it_says_how_to_begin(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = run()
    assert (said.code, said.err) == (ExitCode.DONE, "")
    assert "clientkit demo my-demo" in said.out
    assert "clientkit init ~/studio" in said.out


def test_a_folder_that_is_named_and_is_no_workspace_is_an_error(run, tmp_path):
    assert run("-C", tmp_path).code == ExitCode.NOT_FOUND


def test_in_a_workspace_it_is_the_agenda(studio, run, tmp_path, monkeypatch):
    run("next", "kopi/toko", "Import products", "--due", "2026-11-23")
    assert run().out == run("agenda").out != ""
    assert json.loads(run("--json").out)["kind"] == "agenda"
    assert run("--overdue").err == "Nothing is overdue.\n"
    monkeypatch.chdir(tmp_path)
    assert "Import products" in run("-C", studio.root).out
    assert json.loads(run("-C", studio.root, "--no-pager", "--json").out)["kind"] == "agenda"
    assert "Import products" in run("--quiet", "-C", studio.root, "--until=2026-11-30").out
    assert run("--no-input", "-C").code == ExitCode.USAGE


@pytest.mark.parametrize(
    ("name", "title"), [("kopi", "PT Kopi Nusantara"), ("kopi/toko", "Toko daring"), ("toko", "Toko daring")]
)
def test_a_name_is_its_card(studio, run, name, title):
    assert run(name).out.startswith(title)
    assert json.loads(run(name, "--json").out)["kind"] in {"client", "project"}


def test_commands_win_over_names_and_what_is_neither_is_told(studio, run):
    run("client", "add", "Score Ltd", "--slug", "score")
    assert "score" not in run("score").out.splitlines()[0]
    for word, hint in (("kpoi", "Did you mean 'kopi'?"), ("scoer", "Did you mean 'score'?")):
        wrong = run(word)
        assert (wrong.code, hint in wrong.err) == (ExitCode.USAGE, True)
