"""`clientkit report month`: the notes of a month, and nothing that happened after it."""

from pathlib import Path

import pytest

from clientkit.errors import ExitCode


@pytest.fixture
def toko(studio, run):
    run("project", "set", "kopi/toko", "language=en")
    return studio


def test_it_is_written_into_the_documents(toko, run):
    ran = run("report", "month", "kopi/toko")
    assert ran.out.strip().endswith("clients/kopi/projects/toko/documents/2026-11.md")
    said = Path(ran.out.strip()).read_text(encoding="utf-8")
    assert "**There is no finished work to report this month so far.**" in said
    assert ran.err == ""


def test_a_month_tells_its_own_days_and_nothing_later(toko, run):
    run("done", "kopi/toko", "Sketch", "--hours", "2", "--on", "2026-09-30")
    run("done", "kopi/toko", "First page", "--hours", "3", "--on", "2026-10-01")
    run("done", "kopi/toko", "Last page", "--hours", "4", "--on", "2026-10-31")
    run("done", "kopi/toko", "Launch", "--hours", "5", "--on", "2026-11-01")
    ran = run("report", "month", "kopi/toko", "--month", "2026-10", "-o", "-")
    assert "**Two things were finished in October 2026.**" in ran.out
    assert "- First page\n- Last page\n" in ran.out
    assert "- Hours: 7 hours this month, 9 so far" in ran.out
    assert "Sketch" not in ran.out
    assert "Launch" not in ran.out


def test_the_same_month_gives_the_same_bytes_whenever_it_is_made(toko, run, monkeypatch):
    run("done", "kopi/toko", "First page", "--on", "2026-10-01")
    october = ("report", "month", "kopi/toko", "--month", "2026-10", "-o", "-")
    first = run(*october).out
    run("done", "kopi/toko", "Later page")
    monkeypatch.setenv("CLIENTKIT_TODAY", "2027-02-01")
    assert run(*october).out == first


def test_a_step_whose_day_is_over_with_the_month_is_not_next(toko, run):
    run("next", "kopi/toko", "Test the till", "--due", "2026-09-30", "--on", "2026-09-28")
    run("next", "kopi/toko", "Open the shop", "--due", "2026-10-01", "--on", "2026-09-28")
    said = run("report", "month", "kopi/toko", "--month", "2026-09", "-o", "-").out
    behind, ahead = said.partition("## Planned and not done yet")[2].split("## Next")
    assert "Test the till, was planned for Wed 30 Sep 2026" in behind
    assert "Test the till" not in ahead
    assert "Open the shop" in ahead


def test_a_fixed_price_has_no_column_of_hours(toko, run):
    run("project", "set", "kopi/toko", "price.amount=1000")
    run("done", "kopi/toko", "First page", "--hours", "3", "--on", "2026-10-01")
    october = ("report", "month", "kopi/toko", "--month", "2026-10", "-o", "-")
    assert "| Week | Days |" not in run(*october).out
    run("config", "set", "report.hours=true")
    assert "| Week | Days | Finished | Hours |\n" in run(*october).out


def test_a_decision_says_what_can_be_chosen_and_what_happens_without_an_answer(toko, run):
    run("ask", "kopi/toko", "Which till?", "--options", "A|B", "--recommend", "A", "--default", "We take A")
    said = run("report", "month", "kopi/toko", "-o", "-").out
    assert "Options: A; B. We recommend: A. Without an answer: we take A." in said


@pytest.mark.parametrize(
    ("month", "said"),
    [
        (
            "2026-12",
            "The month 2026-12 has not begun: it starts on 2026-12-01.\n  The current one is 2026-11.",
        ),
        ("2026-13", "There is no month 2026-13."),
        ("2026-00", "There is no month 2026-00."),
        ("0000-01", "There is no month 0000-01."),
        ("november", "'november' is not a month."),
        ("2026-W47", "'2026-W47' is not a month."),
    ],
)
def test_a_month_that_cannot_be_is_refused(toko, run, month, said):
    ran = run("report", "month", "kopi/toko", "--month", month)
    assert ran.code == ExitCode.USAGE
    assert said in ran.err


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_it_has_every_format(toko, run, form):
    ran = run("report", "month", "kopi/toko", "--format", form)
    assert ran.code == 0, ran.err
    assert Path(ran.out.strip()).name == f"2026-11.{form}"


def test_a_month_is_no_week_in_the_list_of_reports(toko, run):
    run("report", "month", "kopi/toko")
    rows = run("report", "list", "kopi/toko").out.splitlines()
    assert [row.split()[:2] for row in rows] == [["OF", "EDITION"], ["2026-11", "1"]]
