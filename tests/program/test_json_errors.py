"""Every command has `--json`, and under it whatever goes wrong is one object too."""

import json

import pytest

from clientkit.errors import ExitCode
from commands_page import every_command


def test_every_command_has_json():
    without = [
        context.command_path
        for command, context in every_command()
        if "--json" not in {name for one in command.params for name in one.opts}
    ]
    assert without == []


def test_every_command_tells_of_unknown_words_as_an_object(studio, run):
    for _, context in every_command():
        words = context.command_path.split()[1:]
        ran = run(*words, "--json", "--no-such-option")
        told = error_in(ran.out)
        assert (ran.code, told["exit"], told["where"]) == (2, 2, context.command_path), words
        assert told["message"] in ran.err
        assert told["hint"].endswith("--help")


def test_a_broken_settings_file_is_an_object_whatever_is_asked(studio, run, monkeypatch):
    monkeypatch.setenv("EDITOR", "true")
    with studio.settings_file.open("a") as file:
        file.write("broken = [\n")
    told = 0
    for command, context in every_command():
        words = context.command_path.split()[1:]
        if (
            any(one.required for one in command.params)
            or words[-1] in {"demo", "init"}
            or words[0] == "template"
        ):
            continue
        ran = run(*words, "--json")
        printed = json.loads(ran.out)
        assert printed["schema"] == 1, context.command_path
        if printed["kind"] == "error" and ran.code == ExitCode.INVALID_DATA:
            assert printed["data"]["where"].startswith("clientkit.toml:")
            told += 1
    assert told > 5


def error_in(text: str) -> dict[str, object]:
    """The data of an error object, which is all that was printed."""
    printed = json.loads(text)
    assert set(printed) == {"schema", "kind", "data"}
    assert (printed["schema"], printed["kind"]) == (1, "error")
    assert list(printed["data"]) == ["message", "hint", "exit", "where"]
    return printed["data"]


def test_each_kind_of_failure_is_an_object(studio, run, monkeypatch):
    calls = {
        ("client", "show", "nobody"): ExitCode.NOT_FOUND,
        ("project", "deliver", "kopi/toko"): ExitCode.REFUSED,
        ("score", "--since", "32 may"): ExitCode.USAGE,
        ("clint",): ExitCode.USAGE,
        ("client", "edit", "kopi"): ExitCode.OUTSIDE_FAILED,
        ("client", "list", "-C"): ExitCode.USAGE,
    }
    monkeypatch.setenv("EDITOR", "false")
    for words, code in calls.items():
        ran = run(*words, "--json")
        told = error_in(ran.out)
        assert (ran.code, told["exit"]) == (code, code), words
        assert told["message"] in ran.err
    assert error_in(run("-C", "/", "client", "list", "--json").out)["exit"] == ExitCode.NOT_FOUND
    assert run("client", "show", "nobody").out == ""
    assert run("next", "kopi/toko", "--due", "fri", "--", "--json").out.count("\n") == 1


@pytest.mark.parametrize("quiet", [(), ("--quiet",)])
def test_what_was_printed_is_followed_by_no_second_object(studio, run, quiet):
    ran = run(*quiet, "scope", "check", "kopi/toko", "--json")
    assert ran.code in {ExitCode.DONE, ExitCode.FOUND}
    assert json.loads(ran.out)["kind"] != "error"


def test_who_says_no_gets_an_object_with_what_was_said(studio, run, tmp_path):
    answers = tmp_path / "answers.csv"
    for score in (9, 3):
        answers.write_text(f"Response ID,score\n1,{score}\n")
        ran = run("feedback", "import", "kopi", answers, "--kind", "nps", "--on", "2026-11-20", "--json")
    assert error_in(ran.out)["exit"] == ExitCode.REFUSED


def test_a_mistake_of_our_own_is_one_line_and_a_file_without_data(studio, run, monkeypatch, tmp_path):
    def broken(*_arguments, **_options):
        raise ValueError("Rina Wijaya <rina@kopi.example>")

    monkeypatch.setattr("clientkit.kernel.screen.session.Session.show", broken)
    monkeypatch.delenv("CLIENTKIT_DEBUG")
    ran = run("client", "show", "kopi", "--json")
    assert ran.code == ExitCode.OWN_MISTAKE == error_in(ran.out)["exit"]
    said, hint = ran.err.splitlines()
    assert said.startswith("Error: A mistake of clientkit's own (ValueError); its details are kept in ")
    assert "doctor" in hint
    (kept,) = (tmp_path / "state").rglob("bugs/*.txt")
    assert str(kept) in said
    report = kept.read_text()
    assert "overview/cli/cards.py" in report
    assert "builtins.ValueError" in report
    for private in ("Rina", "rina@", "kopi", str(tmp_path)):
        assert private not in report
    assert str(kept) in run("doctor").out
