"""Measures counting and importing 100,000 answers: `python bench/answers.py`, about a minute.

`score` with each breakdown is compared with a bare `json.loads` loop over the same bytes, `feedback import`
with Python's `csv` reader over the same file. A ratio is of what a command takes over its start-up to what
the loop takes over that of Python.
"""

import csv
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from process import Figures, bare_python, compared
from run import figures_row, program_words, surroundings
from studio import COMMENTS, make_studio, slug

CLIENTS = 200
ANSWERS = 100_000
RUNS = 5
TAGS = ("price", "launch", "invoice", "speed", "quality")
OCCASIONS = ("delivery", "milestone", "periodic", None)
PARTS = ("month", "quarter", "year", "client", "project", "tag", "trigger")
FIRST = datetime(2023, 1, 2, 9, 0)  # noqa: DTZ001 - a survey tool's own time
SINCE = ("--since", "2000-01-01")
"""All answers, read anew: without a day they come from facts."""

READER = Path(__file__).parent / "reading.py"


def main() -> None:
    """Measure and print."""
    program, environment = program_words(), surroundings()
    bare = compared(bare_python(), environment, RUNS)
    with tempfile.TemporaryDirectory(prefix="clientkit-bench-") as folder:
        root, table = Path(folder) / "studio", Path(folder) / "answers.csv"
        make_studio(program, root, CLIENTS)
        _write_answers(root)
        _write_table(table)
        print(f"{ANSWERS:,} answers of {CLIENTS} clients; medians of {RUNS} runs")
        print(f"  {'what':<26}  {'CPU ms':>7}  {'wall ms':>7}  {'peak MiB':>8}  {'ratio':>6}  of the loop")
        _counting(program, root, bare)
        _importing(program, root, table, bare)


def _counting(program: Sequence[str], root: Path, bare: Figures) -> None:
    environment = surroundings()
    loop = compared([sys.executable, str(READER), "json", str(root)], environment, RUNS)
    print(f"  {'json.loads loop':<26}  {figures_row(loop)}")
    start = compared([*program, "-C", str(root), "score", slug(CLIENTS + 1)], environment, RUNS)
    for part in PARTS:
        found = compared([*program, "-C", str(root), "score", *SINCE, "--by", part], environment, RUNS)
        ratio = (found.cpu - start.cpu) / (loop.cpu - bare.cpu)
        print(f"  {f'score --by {part}':<26}  {figures_row(found)}  {ratio:.2f}, at most 6")


def _importing(program: Sequence[str], root: Path, table: Path, bare: Figures) -> None:
    environment = surroundings()
    loop = compared([sys.executable, str(READER), "csv", str(table)], environment, RUNS)
    print(f"  {'csv reader':<26}  {figures_row(loop)}")
    journal = root / "clients" / slug(CLIENTS + 1) / "journal"
    words = [*program, "-C", str(root), "feedback", "import"]
    about = [slug(CLIENTS + 1), "--kind", "nps"]
    one = table.with_name("one.csv")
    one.write_text("score\n9\n", encoding="ascii")
    start = compared([*words, str(one), *about, "--dry-run"], environment, RUNS)
    fresh = f"import shutil, subprocess, sys; shutil.rmtree({str(journal)!r}, ignore_errors=True); "
    again = f"sys.exit(subprocess.run({[*words, str(table), *about]!r}).returncode)"
    runner = [sys.executable, "-c", fresh + again]
    idle = compared([sys.executable, "-c", "import shutil, subprocess, sys"], environment, RUNS)
    found = compared(runner, environment, RUNS)
    written = compared(
        [sys.executable, str(READER), "write", str(journal / "laptop.jsonl")], environment, RUNS
    )
    taken = found.cpu - idle.cpu - start.cpu - (written.cpu - bare.cpu)
    ratio = taken / (loop.cpu - bare.cpu)
    print(f"  {'feedback import':<26}  {figures_row(found)}  {ratio:.2f}, at most 60, beside the write")


def _write_answers(root: Path) -> None:
    """Replace the journals by answers alone, and add a client who has none."""
    per_client = ANSWERS // CLIENTS
    for client in range(1, CLIENTS + 1):
        lines = [json.dumps(one, separators=(",", ":")) + "\n" for one in _answers(client, per_client)]
        path = root / "clients" / slug(client) / "journal" / "laptop.jsonl"
        path.write_text("".join(lines), encoding="ascii")
    shutil.copytree(root / "clients" / slug(1), root / "clients" / slug(CLIENTS + 1))
    shutil.rmtree(root / "clients" / slug(CLIENTS + 1) / "journal")


def _answers(client: int, count: int) -> Iterator[dict[str, object]]:
    for number in range(count):
        turn = client * 7 + number
        day: date = (FIRST + timedelta(days=turn * 13 % 1400)).date()
        fields: dict[str, object] = {"id": f"{client:05d}{number:05d}", "ts": f"{day}T03:00:00Z"}
        fields |= {"kind": "feedback", "v": 1, "day": str(day), "client": slug(client), "project": "toko"}
        if turn % 3:
            fields["tags"] = [TAGS[turn % 5], TAGS[(turn + 1) % 5]][: turn % 3]
        fields |= {"contact": "rina", "csat": 1 + turn % 5, "csat_scale": 5, "nps": turn % 11}
        fields |= {"ces": 1 + turn % 7, "quotable": False}
        if turn % 2:
            fields["comment"] = COMMENTS[turn % 3]
        if occasion := OCCASIONS[turn % 4]:
            fields["occasion"] = occasion
        yield fields


def _write_table(path: Path) -> None:
    """A survey tool's export: an id of 19 digits, a time of its own for each row, a sender, a comment."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Response ID", "Timestamp", "Email", "Score", "Comment"])
        for number in range(ANSWERS):
            moment = FIRST + timedelta(minutes=13 * number)
            comment = COMMENTS[number % 3] if number % 5 < 3 else ""  # noqa: PLR2004 - three of five say something
            row = (f"{10**18 + number}", f"{moment:%Y-%m-%d %H:%M:%S}", f"p{number % 500}@x.example")
            writer.writerow([*row, number % 11, comment])


if __name__ == "__main__":
    main()
