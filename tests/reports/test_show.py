"""How the course of a project looks on a screen."""


def test_the_series_is_a_plain_table_when_piped(course, run):
    lines = run("report", "series", "kopi/toko").out.splitlines()
    assert lines[0].split("  ")[0] == "WEEK"
    assert lines[2].split() == ["2026-W45", "no", "notes", "9/10"]
    assert "▁" not in "".join(lines)


def test_a_person_sees_lines_of_blocks_above_the_table(course, terminal):
    ran = terminal("report", "series", "kopi/toko", width=120)
    assert ran.code == 0
    assert "Toko daring, 2026-W44 to 2026-W47" in ran.out
    assert "hours           █··▆  3" in ran.out
