"""The recipes of docs/how-to/scripts.md, each run by the program that it is for."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb

from support.programs import require

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "scripts.md").read_text(encoding="utf-8")
RECIPES = re.findall(r"^```sh\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def test_every_recipe_says_something(run, tmp_path, monkeypatch):
    root = tmp_path / "studio"
    assert run("demo", root, "--no-git").code == 0
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "clientkit").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m clientkit "$@"\n')
    (programs / "clientkit").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    assert len(RECIPES) == 6
    said = []
    for recipe in RECIPES:
        for program in ("jq", "sqlite3"):
            if program in recipe:
                require(program)
        done = subprocess.run(["sh", "-ec", recipe], cwd=root, capture_output=True, text=True, check=False)
        assert done.returncode in {0, 1}, recipe
        assert "rror" not in done.stderr.replace("Error: There is no client called 'nobody'.", ""), recipe
        said.append(done.stdout)
    overdue, scores, error, exported, counted, checked = said
    assert ": clientkit " in overdue
    assert len(scores.split("\t")) == 4
    assert error == "There is no client called 'nobody'.\n"
    assert exported == "kopi.csv\n"
    assert (root / "kopi.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert b";" in (root / "kopi.csv").read_bytes().splitlines()[0]
    kinds = dict(line.split("|") for line in counted.splitlines())
    journals = b"".join(path.read_bytes() for path in root.glob("clients/*/journal/*.jsonl"))
    written = [json.loads(line)["kind"] for line in journals.splitlines()]
    assert {kind: int(count) for kind, count in kinds.items()} == {
        one: written.count(one) for one in set(written)
    }
    assert checked.strip() == "" or "check" in PAGE


def test_the_sql_recipe_runs_in_duckdb(run, tmp_path, monkeypatch):
    root = tmp_path / "studio"
    assert run("demo", root, "--no-git").code == 0
    monkeypatch.chdir(root)
    (query,) = re.findall(r"^```sql\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert {row[0] for row in duckdb.sql(query).fetchall()} == {"harbour", "kopi"}
