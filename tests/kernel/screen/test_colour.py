"""Colours for what needs an act and for errors: on a terminal, or where they are forced."""

import pytest

from clientkit.kernel.screen.colour import about_of, painted_error, painted_sign
from clientkit.kernel.screen.table import Column, aligned

RED = "\x1b[1;31m"


@pytest.fixture
def coloured(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")


def test_a_pipe_has_no_colours_unless_they_are_forced(clientkit, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert "\x1b" not in clientkit("client", "list").err
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert clientkit("client", "list").err.startswith(f"{RED}Error:\x1b[0m No workspace here")


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb"), ("FORCE_COLOR", "0")])
def test_a_terminal_can_be_without(terminal, monkeypatch, tmp_path, name, value):
    monkeypatch.chdir(tmp_path)
    assert RED in terminal("client", "list").out
    monkeypatch.setenv(name, value)
    assert "Error: No workspace here" in terminal("client", "list").out


@pytest.mark.parametrize(
    ("line", "painted"),
    [
        ("  ! Mon 9   tokoa  asked", "  <! Mon 9>   tokoa  asked"),
        ("  ! 4 Sep   tokoa  asked", "  <! 4 Sep>   tokoa  asked"),
        ("  ! The low score", "  <!> The low score"),
        ("  a  due 2026-11-01 (overdue): say ! so", "  a  due 2026-11-01 <(overdue)>: say ! so"),
        ("  no sign", "  no sign"),
    ],
)
def test_a_sign_is_set_in_colour_and_the_rest_is_not(coloured, line, painted):
    assert painted_sign(line) == painted.replace("<", RED).replace(">", "\x1b[0m")


def test_the_word_error_of_a_finding(coloured):
    assert painted_error("a.toml:3: error: no error: x") == f"a.toml:3: {RED}error\x1b[0m: no error: x"


def test_a_piped_table_has_its_cells_in_colour_where_that_is_forced(coloured):
    table = aligned([Column("client"), Column("health")], [["kopi", "! act"], ["teh", "well"]])
    assert table == f"CLIENT  HEALTH\nkopi    {RED}! act \x1b[0m\nteh     well\n"


def test_cells_are_known_by_their_beginning():
    assert [about_of(cell) for cell in ("! act", "late", "overdue since", "kept late", "? watch")] == [
        "act",
        "late",
        "overdue",
        "",
        "",
    ]


def test_quiet_leaves_results_and_errors(studio, run):
    ran = run("--quiet", "client", "add", "PT Teh", "--slug", "teh")
    assert (ran.code, ran.out, ran.err) == (0, "teh\n", "")
    assert run("-q", "client", "show", "nobody").err.startswith("Error: ")
    assert run("client", "add", "PT Air", "--slug", "air").err
