"""A week's report over a repository of 15,000 commits, beside the bare `git log` of the week."""

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from process import Figures, compared
from studio import make_studio, slug

COMMITS = 15_000
LAST = 1_795_305_600
"""22 November 2026, the Sunday of the week that is reported on."""

APART = 6_300
"""Seconds between two commits: 96 of them in a week, 15,000 in three years."""

WEEK = ("--since=2026-11-16T00:00:00+07:00", "--until=2026-11-22T23:59:59+07:00")
PROMISED = 1.5


def measure_commits(program: Sequence[str], folder: Path, environment: Mapping[str, str], runs: int) -> None:
    """Print what linked commits add to a report, and what git alone takes for them.

    The start-up of `from-commits` is `progress list`, which reads the same journal.
    """
    code, root = folder / "code", folder / "linked"
    _make_repository(code)
    make_studio(program, root, 1)
    name = f"{slug(1)}/toko"
    report = [*program, "-C", str(root), "report", "week", name, "-o", "-"]
    listing = [*program, "-C", str(root), "progress", "from-commits", name]
    notes = [*program, "-C", str(root), "progress", "list", name]
    without = compared(report, environment, runs), compared(notes, environment, runs)
    path = root / "clients" / slug(1) / "projects" / "toko" / "project.toml"
    link = f'\n[[repo]]\npath = "{code}"\nauthors = ["dewi@studio.example"]\n'
    path.write_text(path.read_text(encoding="utf-8") + link, encoding="utf-8")
    log = compared(["git", "-C", str(code), "log", *WEEK], environment, runs)
    whole = compared(report, environment, runs), compared(listing, environment, runs)
    print(f"\na repository of {COMMITS:,} commits; the bare git log of the week: {_times(log)}")
    print(f"  {'command':<22}  {'start-up':<26}  {'with the repository':<26}  ratio  promised")
    for case, before, after in zip(("report week", "progress from-commits"), without, whole, strict=True):
        ratio = after.cpu / (before.cpu + log.cpu)
        judged = f"at most {PROMISED:g}{'' if ratio <= PROMISED else ': EXCEEDED'}"
        print(f"  {case:<22}  {_times(before):<26}  {_times(after):<26}  {ratio:>5.2f}  {judged}")


def _times(figures: Figures) -> str:
    return f"{figures.cpu * 1000:.0f} ms CPU, {figures.wall * 1000:.0f} wall"


def _make_repository(folder: Path) -> None:
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(folder)], check=True)
    stream = b"".join(_commits())
    subprocess.run(["git", "-C", str(folder), "fast-import", "--quiet"], input=stream, check=True)
    subprocess.run(["git", "-C", str(folder), "reset", "--quiet", "--hard"], check=True)


def _commits() -> Iterator[bytes]:
    for number in range(COMMITS):
        kind = ("feat(shop): add page", "fix: total of basket", "chore: bump library", "Update price list")
        words = f"{kind[number % 4]} {number}".encode()
        moment = LAST - APART * (COMMITS - number)
        stamp = b"Dewi <dewi@studio.example> %d +0700" % moment
        yield b"commit refs/heads/main\nauthor %s\ncommitter %s\ndata %d\n%s\n" % (
            *(stamp, stamp),
            *(len(words), words),
        )
