"""Long texts go through the user's pager, on a terminal alone."""

import pytest

LINES = 24  # of the terminal that the tests have


@pytest.fixture
def pager(tmp_path, monkeypatch):
    """A pager that keeps what it was given, and shows one line."""
    path = tmp_path / "my-pager"
    path.write_text(f"#!/bin/sh\ncat > '{tmp_path}/paged'\necho PAGED\n")
    path.chmod(0o755)
    monkeypatch.setenv("PAGER", f"'{path}'")
    return tmp_path / "paged"


def long_list(run):
    for number in range(LINES + 5):
        assert run("client", "add", f"Client {number}", "--slug", f"c{number}").code == 0


def test_what_is_longer_than_the_screen_is_paged(studio, run, terminal, pager):
    long_list(run)
    ran = terminal("client", "list", "--all")

    assert ran.code == 0
    assert ran.out.startswith("PAGED\n")
    assert "Client 7" in pager.read_text(encoding="utf-8")


def test_a_short_text_is_shown_as_it_is(studio, terminal, pager):
    ran = terminal("client", "list")
    assert "PT Kopi Nusantara" in ran.out
    assert not pager.exists()


@pytest.mark.parametrize("way", ["--no-pager", "cat", "", "/nowhere/less", "'unclosed"])
def test_nobody_pages_without_a_pager(studio, run, terminal, pager, monkeypatch, way):
    long_list(run)
    if way != "--no-pager":
        monkeypatch.setenv("PAGER", way)
    ran = terminal(*([way] if way == "--no-pager" else []), "client", "list", "--all")
    assert "Client 7" in ran.out
    assert not pager.exists()


def test_a_pipe_and_json_are_never_paged(studio, run, clientkit, terminal, pager):
    long_list(run)
    assert "Client 7" in clientkit("client", "list", "--all").out
    assert '"Client 7"' in terminal("client", "list", "--all", "--json").out
    assert not pager.exists()


def test_ones_own_pager_is_used_where_the_environment_names_none(studio, run, terminal, pager, monkeypatch):
    long_list(run)
    script = f"{pager.parent}/my-pager"
    monkeypatch.delenv("PAGER")
    assert run("config", "set", f"user.pager={script}").code == 0
    assert terminal("client", "list", "--all").out.startswith("PAGED\n")


def test_a_pager_that_is_left_at_once_ends_nothing(studio, run, terminal, pager, monkeypatch):
    long_list(run)
    monkeypatch.setenv("PAGER", "true")
    ran = terminal("client", "list", "--all")
    assert ran.code == 0
    assert "Traceback" not in ran.out
