"""How notes look on a screen."""

import os


def test_an_empty_list_says_how_to_take_the_first_note(studio, run):
    ran = run("progress", "list", "--all")
    assert (ran.code, ran.out, ran.err) == (
        0,
        "",
        'No note here. Take one: clientkit done CLIENT/PROJECT "Home page is live"\n',
    )


def test_a_narrow_terminal_shows_entry_by_entry(notes, terminal):
    said = terminal("progress", "list", "--all", "kopi/toko", width=40, env=dict(os.environ)).out
    assert [line if line.startswith(" ") else line[12:] for line in said.splitlines()] == [
        "2026-11-13  kopi/toko  done",
        "  for D1  hours 3.0",
        "  Home page",
        "2026-11-16  kopi/toko  next",
        "  due 2026-11-27",
        "  Payment",
        "2026-11-17  kopi/toko  ask",
        "  Which provider?",
        "  open",
    ]
