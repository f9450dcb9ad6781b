"""The demo: a studio that is whole, fits today, and is made into an empty folder only."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

LANGUAGE = {"harbour/brand": "# Scope of Work Agreement", "kopi/toko": "# Perjanjian Lingkup Kerja"}
WEEK = [f"2026-11-{day}" for day in range(21, 29)]
"""A week of days, from the one that the sample was written for until its dates move on."""


def data(run: Callable, studio: Path, *words: str) -> list[dict] | dict:
    return json.loads(run("-C", studio, *words, "--json").out)["data"]


def contents(studio: Path) -> dict[str, bytes]:
    """What a demo holds but for what is kept for this machine alone."""
    files = (path for path in studio.rglob("*") if path.is_file())
    names = {path.relative_to(studio).as_posix(): path.read_bytes() for path in files}
    return {name: text for name, text in names.items() if not name.startswith(".clientkit/")}


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
    weeks = data(run, studio, "report", "list", "kopi/toko")
    assert len(weeks) in {4, 5}
    assert all(week["document"] for week in weeks)
    assert all(week["sent_on"] for week in weeks[:-1])


@pytest.mark.parametrize("today", WEEK)
def test_whatever_the_weekday_it_is_the_studio_of_somebody_careful(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, today: str
) -> None:
    monkeypatch.setenv("CLIENTKIT_TODAY", today)
    studio = tmp_path / "studio"
    assert run("demo", studio, "--no-git").code == 0
    found = data(run, studio, "overview")
    assert isinstance(found, dict)
    assert 1 <= found["due"]["overdue"] <= 4, found["due"]
    assert found["due"]["week"] >= 2
    assert found["due"]["waiting"] >= 1
    assert {one["level"] for one in found["health"] if one["clients"]} == {"watch"}
    kept = {one["term"]: one["figure"] for one in data(run, studio, "score", "kept") if one["figure"]["due"]}
    missed = {term: one["due"] - one["in_time"] for term, one in kept.items()}
    assert missed == {**dict.fromkeys(kept, 0), "report": missed["report"], "promise": 1, "their-promise": 1}
    assert missed["report"] in {0, 2}
    assert kept["report"]["due"] >= 15
    for name in ("kopi/toko", "harbour/brand", "kopi/katalog"):
        assert run("-C", studio, "page", name, "-o", tmp_path / "page.html").code == 0
    assert run("-C", studio, "week", "--all").code in {0, 1}


def test_a_day_makes_the_same_demo_each_time(run: Callable, tmp_path: Path) -> None:
    run("demo", tmp_path / "first", "--no-git")
    run("demo", tmp_path / "second", "--no-git")
    assert contents(tmp_path / "first") == contents(tmp_path / "second")


def test_it_has_words_that_may_be_quoted_and_a_request_that_was_answered(
    run: Callable, tmp_path: Path
) -> None:
    studio = tmp_path / "studio"
    run("demo", studio, "--no-git")
    (quote,) = data(run, studio, "feedback", "quotes")
    assert quote["credit"] == "Imogen Finch, Harbour & Finch"
    told = [one["kind"] for one in data(run, studio, "history", "kopi")]
    assert {"privacy_request", "privacy_answered"} <= {*told}
    assert not [one for one in data(run, studio, "agenda") if one["kind"] in {"request", "privacy"}]


def test_looking_at_it_changes_nothing_that_git_holds(run: Callable, tmp_path: Path) -> None:
    studio = tmp_path / "studio"
    run("demo", studio)
    git = ["git", "-C", studio, "-c", "user.name=Dewi", "-c", "user.email=d@x.example"]
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "All"], check=True)
    for words in (["check"], ["agenda"], ["overview"], ["client", "show", "kopi"]):
        assert run("-C", studio, *words).code == 0
    status = subprocess.run([*git, "status", "--porcelain"], check=True, capture_output=True, text=True)
    assert status.stdout == ""


def test_a_folder_that_is_not_empty_is_left_alone(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    done = run("demo", tmp_path)
    assert done.code == 5
    assert "is not empty" in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "mine.txt"]
