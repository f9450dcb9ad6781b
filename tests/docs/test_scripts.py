"""The recipes of docs/how-to/scripts.md, each run by the program that it is for."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
import yaml

from support.programs import require

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "scripts.md").read_text(encoding="utf-8")
RECIPES = re.findall(r"^```sh\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


YAML = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
CRON = re.findall(r"^```\n(\d.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    """A path on which this clientkit is found, and the programs that were installed beside it."""
    folder = tmp_path_factory.mktemp("bin")
    (folder / "clientkit").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m clientkit "$@"\n')
    (folder / "clientkit").chmod(0o755)
    return os.pathsep.join((str(folder), str(Path(sys.executable).parent), os.environ["PATH"]))


@pytest.fixture(scope="module")
def made(tmp_path_factory, programs):
    """The sample under git."""
    folder = tmp_path_factory.mktemp("made")
    done = subprocess.run(
        ["clientkit", "demo", "studio"],
        cwd=folder,
        env={**os.environ, "PATH": programs, "HOME": str(folder), "CLIENTKIT_TODAY": "2026-11-27"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder / "studio"


@pytest.fixture
def sample(made, monkeypatch, programs):
    """The sample at the home's `studio`, with those programs."""
    monkeypatch.setenv("PATH", programs)
    return Path(shutil.copytree(made, Path.home() / "studio"))


def in_shell(lines, folder):
    return subprocess.run(["sh", "-ec", lines], cwd=folder, capture_output=True, text=True, check=False)


def test_every_recipe_says_something(sample):
    said = {}
    for recipe in RECIPES:
        for program in ("jq", "sqlite3"):
            if program in recipe:
                require(program)
        done = in_shell(recipe, sample)
        assert done.returncode in {0, 1}, (recipe, done.stderr)
        assert "rror" not in done.stderr.replace("Error: There is no client called 'nobody'.", ""), recipe
        said[recipe.splitlines()[0].partition("|")[0].strip()] = done.stdout
    assert len(said) == len(RECIPES)
    overdue, scores, error, table, looped, exported, browsed, counted, hook = said.values()
    assert ": clientkit " in overdue
    assert len(scores.split("\t")) == 4
    assert error == "There is no client called 'nobody'.\n"
    assert table.splitlines()[1].startswith("| --- | --- |")
    assert looped == ""
    assert json.loads((sample / "kopi.json").read_text(encoding="utf-8"))["kind"] == "score"
    assert exported == "kopi.csv\n"
    assert (sample / "kopi.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert b";" in (sample / "kopi.csv").read_bytes().splitlines()[0]
    assert len(browsed.splitlines()) > 2
    assert all("text" in json.loads(line) for line in browsed.splitlines())
    kinds = dict(line.split("|") for line in counted.splitlines())
    journals = b"".join(path.read_bytes() for path in sample.glob("clients/*/journal/*.jsonl"))
    written = [json.loads(line)["kind"] for line in journals.splitlines()]
    assert {kind: int(count) for kind, count in kinds.items()} == {
        one: written.count(one) for one in set(written)
    }
    assert hook == ""


def test_cron_mails_what_is_overdue(sample):
    (line,) = CRON
    times, command = line.split(None, 5)[:5], line.split(None, 5)[5]
    assert all(re.fullmatch(r"\*|\d+(-\d+)?", one) for one in times)
    done = in_shell(command, Path.home())
    assert done.returncode == 0
    assert "overdue" in done.stdout.lower()


def break_a_file(sample):
    with (sample / "clients" / "kopi" / "client.toml").open("a", encoding="utf-8") as file:
        file.write('\ncolour = "red"\n')


def test_pre_commit_stops_what_is_broken(sample):
    (sample / ".pre-commit-config.yaml").write_text(YAML[0], encoding="utf-8")
    in_shell("git add .pre-commit-config.yaml", sample)
    well = in_shell("pre-commit run --all-files", sample)
    assert well.returncode == 0, well.stdout + well.stderr
    break_a_file(sample)
    found = in_shell("pre-commit run --all-files", sample)
    assert found.returncode == 1
    assert "colour" in found.stdout


def test_a_hook_of_git_stops_what_is_broken(sample):
    (hook,) = [recipe for recipe in RECIPES if "hooks/pre-commit" in recipe]
    assert in_shell(hook, sample).returncode == 0
    break_a_file(sample)
    done = in_shell("git -c user.name=D -c user.email=d@studio.example commit -qam broken", sample)
    assert done.returncode == 1


def test_ci_keeps_what_was_found_and_fails(sample):
    script = yaml.safe_load(YAML[1])["check"]["script"]
    checks = "\n".join(line for line in script if not line.startswith("pip install"))
    assert in_shell(checks, sample).returncode == 0
    break_a_file(sample)
    assert in_shell(checks, sample).returncode == 1
    assert "colour" in (sample / "check.json").read_text(encoding="utf-8")


def test_the_sql_recipe_runs_in_duckdb(sample, monkeypatch):
    monkeypatch.chdir(sample)
    (query,) = re.findall(r"^```sql\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert {row[0] for row in duckdb.sql(query).fetchall()} == {"harbour", "kopi"}
