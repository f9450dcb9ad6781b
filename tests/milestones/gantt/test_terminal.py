"""The chart in the terminal: inside its columns, in ASCII where need be, above the table that says it all."""

import os
import pty
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from clientkit.milestones.gantt.chart import DaySpan
from clientkit.milestones.gantt.terminal import chart_lines
from clientkit.milestones.gantt.terminal_pen import ASCII, BLOCKS
from support.charts import a_chart, a_row, charts

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
WEEK = DaySpan(date(2026, 11, 16), date(2026, 11, 20))


def drawn(chart, width=80, pen=BLOCKS):
    return [line.plain for line in chart_lines(chart, width, pen)]


@settings(max_examples=100)
@given(charts(), st.integers(60, 200), st.sampled_from([BLOCKS, ASCII]))
def test_no_line_is_wider_than_the_terminal(chart, width, pen):
    lines = list(chart_lines(chart, width, pen))
    assert len(lines) > 2 + len(chart.rows)
    assert all(line.cell_len <= width for line in lines)
    assert {line.cell_len for line in lines[2 : 2 + len(chart.rows)]} == {width}
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", "".join(line.plain for line in lines))


def everything(language="en"):
    day = date(2026, 12, 4)
    return a_chart(
        a_row("M1", WEEK, title="Site map", status="done"),
        a_row(
            "M2",
            DaySpan(date(2026, 11, 23), date(2026, 12, 9)),
            title="Photos of forty products",
            baseline=WEEK,
            slip=13,
            status="planned",
        ),
        a_row("M3", title="Texts", owner="client", status="waiting"),
        a_row("M4", title="Home page", status="late", slip=-1),
        a_row(
            "M5",
            DaySpan(day, day),
            title="Launch",
            status="planned",
            is_point=True,
            baseline=DaySpan(date(2026, 12, 2), date(2026, 12, 2)),
        ),
        a_row("M6", title="Shop"),
        language=language,
    )


def test_a_chart_shows_what_was_planned_what_has_passed_and_what_comes():
    assert drawn(everything(), 60) == [
        "                           Nov 2026   Dec 2026   ",
        "  Milestone                16   23    30   7         End",
        "✔ M1 Site map          We  ████│                  20 Nov    ",
        "○ M2 Photos of forty…  We  ────│░░░░░░░░░░░░░░     9 Dec +13",
        "△ M3 Texts             You █████████▌             27 Nov    ",
        "▲ M4 Home page         We  █████████▌             27 Nov  \N{MINUS SIGN}1",
        "○ M5 Launch            We      │       ◇ ◆         4 Dec    ",
        "▶ M6 Shop              We  ████▌░░░░░             27 Nov    ",
        "█ ✔ done   █░ ▶ under way (solid: days passed)   █ ▲ overdue",
        "█ △ waiting for you   ░ ○ planned   ◆ on one date",
        "── originally agreed   +n working days late (\N{MINUS SIGN} early)",
        "│ Today, 21 Nov",
    ]


def test_the_same_in_ascii_and_in_the_language_of_the_document():
    lines = drawn(everything("id"), 80, ASCII)
    assert lines == [
        "                                   November 2026     Desember 2026   ",
        "  Tahap                            16 Nov  23 Nov   30 Nov  7 Des      Akhir",
        "x M1 Site map                 Kami ######|                            20 Nov    ",
        "o M2 Photos of forty products Kami ------| .....................       9 Des +13",
        "? M3 Texts                    Anda ###############                    27 Nov    ",
        "! M4 Home page                Kami ###############                    27 Nov  -1",
        "o M5 Launch                   Kami       |             o *             4 Des    ",
        "> M6 Shop                     Kami #######........                    27 Nov    ",
        "# x selesai   #. > berjalan (penuh: hari yang sudah lewat)   # ! lewat tenggat",
        "# ? menunggu Anda   . o terjadwal   * pada satu tanggal   -- semula disepakati",
        "+n hari kerja terlambat (- lebih cepat)   | Hari ini, 21 Nov",
    ]
    assert "".join(lines).isascii()


def test_a_letter_that_the_terminal_lacks_is_one_question_mark():
    line = drawn(a_chart(a_row(title="Café 京都 🎉")), 60, replace(ASCII, encoding="ascii"))[2]
    assert line.startswith("> M1 Caf? ?? ? We  ")


def test_foreign_text_cannot_steer_the_terminal():
    line = drawn(a_chart(a_row(title="a\u200eb\u2066c")), 80)[2]
    assert line.startswith("▶ M1 a\\u200eb\\u2066c We")


def test_half_columns_are_drawn_with_blocks():
    day = DaySpan(date(2026, 11, 17), date(2026, 11, 17))
    weeks = [a_row("M1", day, status="done"), a_row("M2", DaySpan(date(2026, 11, 16), date(2027, 1, 3)))]
    done = drawn(a_chart(*weeks), 70)[2]
    assert "▐" in done or "▌" in done
    assert "█" not in done


def test_today_is_shown_only_where_it_is_one_of_the_days():
    lines = drawn(a_chart(today=date(2027, 1, 1)))
    assert not any("│" in line for line in lines)


@pytest.fixture
def on_terminal(studio, run, monkeypatch):
    """What `timeline show` of a small plan prints on a terminal: `on_terminal(60, TERM="dumb")`."""
    (studio.project_file("kopi", "toko")).write_text(PROJECT, encoding="utf-8")
    assert run("project", "start", "kopi/toko").code == 0  # what nobody began is expected on no day

    def call(columns, **environment):
        ours, theirs = pty.openpty()
        base = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        defaults = {"COLUMNS": str(columns), "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-m", "clientkit", "timeline", "show", "kopi/toko"]
        with subprocess.Popen(
            command,
            env={**base, **defaults, **environment},
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=subprocess.PIPE,
        ) as program:
            os.close(theirs)
            printed = b"".join(iter(lambda: read(ours), b""))
            _, said = program.communicate()
        os.close(ours)
        assert program.returncode == 0, said
        return printed.decode(defaults["PYTHONIOENCODING"]).replace("\r\n", "\n")

    return call


def read(handle):
    """What has been printed; nothing when the other side has closed."""
    try:
        return os.read(handle, 65536)
    except OSError:
        return b""


PROJECT = """\
title = "Toko daring"
language = "id"
[timeline]
start = 2026-11-16
[[milestones]]
id = "M1"
title = "Pembayaran, ongkos kirim, dan isi toko siap untuk diuji bersama"
days = 10
[[milestones]]
id = "M2"
title = "Uji penerimaan"
owner = "client"
days = 5
after = ["M1"]
"""


@pytest.mark.parametrize("columns", [60, 200])
def test_the_chart_stands_between_the_summary_and_the_table(on_terminal, columns):
    plain = COLOUR.sub("", on_terminal(columns))
    assert all(cell_len(line) <= columns for line in plain.split("\n"))
    summary, chart, table = (
        plain.index(words) for words in ("diperkirakan selesai", "│ Hari ini, 21 Nov", "Pelaksana")
    )
    assert summary < chart < table
    assert re.search(r"▶ M1 Pembayaran.* Kami █+▌?░+ ", plain)
    assert "```" not in plain
    assert "…" not in plain[table:]  # what the chart cuts, the table holds whole


def test_a_narrow_terminal_has_the_table_alone(on_terminal):
    plain = COLOUR.sub("", on_terminal(59))
    assert "█" not in plain
    assert "Pelaksana" in plain


def test_colour_is_said_in_signs_too(on_terminal):
    coloured, plain, dumb = on_terminal(80), on_terminal(80, NO_COLOR="1"), on_terminal(80, TERM="dumb")
    assert "\x1b[94m" in coloured
    assert not re.search(r"\x1b\[[0-9;]*[349][0-7]m", plain)
    assert COLOUR.sub("", plain) == COLOUR.sub("", coloured)
    assert "\x1b" not in dumb
    assert "> M1 Pembayaran" in dumb
    assert "█" not in dumb


def test_a_terminal_without_blocks_has_ascii(on_terminal):
    printed = COLOUR.sub("", on_terminal(80, PYTHONIOENCODING="ascii"))
    assert "> M1 Pembayaran" in printed
    assert printed.isascii()


def test_a_template_without_a_place_for_the_chart_has_none(on_terminal):
    own = Path("templates/id/timeline.md.j2")
    own.parent.mkdir(parents=True)
    own.write_text("# {{ title }}\n", encoding="utf-8")
    assert "Hari ini" not in on_terminal(80)


def test_piped_output_is_the_markdown_of_a_mail(on_terminal, run):
    shown = run("timeline", "show", "kopi/toko").out
    assert "| M1 | Pembayaran, ongkos kirim" in shown
    assert "```" not in shown
    assert "█" not in shown


def test_every_format_has_its_chart(on_terminal, run):
    assert run("timeline", "render", "kopi/toko").code == 0
    written = Path("clients/kopi/projects/toko/documents/timeline.md").read_text()
    assert written.startswith(run("timeline", "show", "kopi/toko").out)
    assert "\n## Bagan Gantt\n\n```mermaid\ngantt\n    title Toko daring\n" in written
    page = run("timeline", "render", "kopi/toko", "--format", "html", "-o", "-").out
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg" class="gantt" role="img"') == 1
    assert "mermaid" not in page


def test_without_milestones_there_is_no_chart(studio, run):
    assert "mermaid" not in run("timeline", "render", "kopi/toko", "-o", "-").out
    assert "<svg" not in run("timeline", "render", "kopi/toko", "--format", "html", "-o", "-").out
