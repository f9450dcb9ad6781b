"""The demo: a studio that is whole, fits today, and is made into an empty folder only."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

LANGUAGE = {"harbour/brand": "# Scope of Work Agreement", "kopi/toko": "# Perjanjian Lingkup Kerja"}


def test_the_tour_tells_what_was_made_the_scores_and_what_to_try(run: Callable, tmp_path: Path) -> None:
    studio = tmp_path / "studio"
    done = run("demo", studio)
    assert (done.code, done.out) == (0, f"{studio}\n")
    assert "3 projects" in done.err
    assert "CSAT 76 % of 17 answers, NPS +8 of 12, CES 5.1 of 7, of 10" in done.err
    commands = [line.strip() for line in done.err.splitlines() if line.startswith("  clientkit ")]
    assert len(commands) == 6
    for command in commands:
        tried = run("-C", studio, *command.split()[1:])
        assert tried.code == 0, command
        assert tried.out
    assert (studio / ".git").is_dir()


def test_all_documents_are_there_in_their_clients_language(run: Callable, tmp_path: Path) -> None:
    studio = tmp_path / "studio"
    made = json.loads(run("demo", studio, "--no-git", "--json").out)["data"]
    for project in made["projects"]:
        names = [Path(path).name for path in project["documents"]]
        assert names[:2] == ["scope.md", "timeline.md"]
        assert len(names) >= 6
        assert all((studio / path).stat().st_size > 0 for path in project["documents"])
        scope = (studio / project["documents"][0]).read_text(encoding="utf-8")
        assert scope.startswith(LANGUAGE.get(project["project"], "# Perjanjian"))
    assert run("-C", studio, "check").code == 0


@pytest.mark.parametrize("today", ["2024-02-29", "2026-11-21", "2026-11-25", "2027-01-01", "2031-07-14"])
def test_its_dates_fit_any_day(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, today: str
) -> None:
    monkeypatch.setenv("CLIENTKIT_TODAY", today)
    studio = tmp_path / "studio"
    assert run("demo", studio, "--no-git").code == 0
    assert run("-C", studio, "check").code == 0
    weeks = json.loads(run("-C", studio, "report", "list", "kopi/toko", "--json").out)["data"]
    assert len(weeks) == 4
    assert all(week["document"] for week in weeks)


def test_a_folder_that_is_not_empty_is_left_alone(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    done = run("demo", tmp_path)
    assert done.code == 5
    assert "is not empty" in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "mine.txt"]
