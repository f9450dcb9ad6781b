"""Measures start-up and growth: `python bench/run.py`, a few minutes; `--quick` for a first look.

Every figure is of a whole process, its children included. A ratio is the command's CPU time over that of
`python -c pass` in the same environment, run in turn with it, so it holds on a slow or busy machine.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from commits import measure_commits
from process import Figures, bare_python, compared
from studio import RECORDS, make_studio, slug

TODAY = "2026-11-21"
HERE = Path(__file__).parent

Contract = Mapping[int, float]
"""The ratio not to exceed, by the number of clients up to which it holds."""

ANY_SIZE = sys.maxsize


MOST = 1000
"""Clients up to which the journals are read as often as everything else: beyond, a command that reads all
files takes half a minute, and is measured once."""


SETTLED = 2.1
"""Seconds after which a written file counts as one that does not change: until then it is read anew."""


class Case(NamedTuple):
    """A command to measure: its words, and what is promised of it."""

    name: str
    words: tuple[str, ...]
    promised: Contract
    completes: bool = False
    reads_all: bool = False
    """Whether it goes over every file, so that one run tells at the largest size."""
    after_change: bool = False
    """Whether a file of the client in the middle is written before each run."""


def cases(clients: int) -> Iterator[Case]:
    """The commands, asked of the client in the middle."""
    client = slug((clients + 1) // 2)
    project = f"{client}/toko"
    yield Case("--version", ("--version",), {ANY_SIZE: 8})
    yield Case("client show <TAB>", ("client", "show", ""), {ANY_SIZE: 8}, completes=True)
    yield Case("scope show <TAB>", ("scope", "show", ""), {ANY_SIZE: 8}, completes=True)
    yield Case("client list", ("client", "list"), {100: 9, 1000: 12, 10000: 30})
    yield Case("client list, one changed", ("client", "list"), {}, after_change=True)
    yield Case("client list --health", ("client", "list", "--health"), {100: 9, 1000: 12, 10000: 30})
    for words in LISTS:
        yield Case(" ".join(words), words, {1000: 12})
    yield Case("overview", ("overview",), {1000: 35})
    yield Case("score", ("score",), {1000: 20})
    yield Case("agenda, one changed", ("agenda",), {}, after_change=True)
    for words in READ_ANEW:
        yield Case(" ".join(words), words, {}, reads_all=True)
    yield Case("client show", ("client", "show", client), {1000: 20})
    yield Case("project show", ("project", "show", project), {})
    yield Case("milestone list", ("milestone", "list", project), {})
    yield Case("progress list", ("progress", "list", project), {})
    yield Case("report list", ("report", "list", project), {})
    yield Case("history", ("history", client), {})
    yield Case("find", ("find", "keuangan"), {})
    yield Case("feedback add", ("feedback", "add", project, "--csat", "5", "--nps", "9"), {ANY_SIZE: 16})
    yield Case("done", ("done", project, "Home page stands"), {ANY_SIZE: 16})
    yield Case("scope render", ("scope", "render", project), {})
    yield Case("check", ("check",), {1000: 150}, reads_all=True)


LISTS = (
    *(("agenda",), ("project", "list"), ("promise", "list"), ("feedback", "loop"), ("survey", "due")),
    *(("client", "list", "--quiet", "30d"), ("change", "list"), ("complaint", "list")),
)
"""Lists of all clients that are served from facts."""

READ_ANEW = (
    *(("feedback", "list"), ("survey", "list"), ("log", "list"), ("mail", "list")),
    *(("history",), ("find", "photograph")),
)
"""What goes over all clients and reads their journals."""


def main() -> None:
    """Measure and print."""
    asked = _arguments()
    program = program_words()
    environment = surroundings()
    print(f"{platform.python_implementation()} {platform.python_version()} on {platform.platform()}")
    bare = compared(bare_python(), environment, asked.runs)
    print(f"bare Python: {bare.cpu * 1000:.1f} ms of CPU; medians of {asked.runs} runs")
    with tempfile.TemporaryDirectory(prefix="clientkit-bench-") as folder:
        for clients in asked.clients:
            root = Path(folder) / str(clients)
            make_studio(program, root, clients)
            time.sleep(2.1)  # facts of what was written just now are not kept
            print(f"\n{clients:,} clients, {clients * RECORDS:,} records")
            _commands(program, root, clients, asked)
            if clients == max((one for one in asked.clients if one <= MOST), default=0) and not asked.only:
                _reading(program, root, asked.runs)
        if not asked.only:
            measure_commits(program, Path(folder), environment, asked.runs)


def _commands(program: Sequence[str], root: Path, clients: int, asked: argparse.Namespace) -> None:
    print(f"  {'command':<24}  {'CPU ms':>7}  {'wall ms':>7}  {'peak MiB':>8}  {'ratio':>6}  promised")
    changed = root / "clients" / slug((clients + 1) // 2) / "client.toml"
    text = changed.read_bytes()
    for case in cases(clients):
        if asked.only and asked.only not in case.name:
            continue
        time.sleep(0 if case.after_change else SETTLED)
        runs = 1 if case.reads_all and clients > MOST else asked.runs
        command, environment = _invocation(program, root, case)
        write = partial(changed.write_bytes, text) if case.after_change else int
        figures = compared(command, environment, runs, before=write)
        print(f"  {case.name:<24}  {figures_row(figures)}  {_judged(case, figures, clients)}", flush=True)


ALL_ANEW = ("--since", "2000-01-01")
"""A day from which on answers count: they are read then, and no facts."""


def _reading(program: Sequence[str], root: Path, runs: int) -> None:
    """Reading all journals of the largest workspace, beside a loop that does no more than parse."""
    environment = surroundings()
    reader = [sys.executable, str(HERE / "reading.py")]
    print("\nreading every journal of it")
    print(f"  {'how':<18}  {'CPU ms':>7}  {'wall ms':>7}  {'peak MiB':>8}  {'ratio':>6}")
    loop = compared([*reader, "json", str(root)], environment, runs)
    print(f"  {'json.loads loop':<18}  {figures_row(loop)}")
    store = compared([*reader, "journal", str(root)], environment, runs)
    print(f"  {'read_journal':<18}  {figures_row(store)}")
    score = compared([*program, "-C", str(root), "score", *ALL_ANEW], environment, runs)
    start = compared([*program, "-C", str(root), "score", slug(1), *ALL_ANEW], environment, runs)
    above = score.cpu - start.cpu
    print(f"  score takes {above * 1000:.0f} ms over its start-up; the loop {loop.cpu * 1000:.0f} ms in all")


def _invocation(program: Sequence[str], root: Path, case: Case) -> tuple[list[str], dict[str, str]]:
    environment = surroundings()
    if not case.completes:
        return [*program, "-C", str(root), *case.words], environment
    typed = ["clientkit", "-C", str(root), *case.words]
    words = {"COMP_WORDS": " ".join(typed), "COMP_CWORD": str(len(typed) - 1)}
    return list(program), environment | words | {"_CLIENTKIT_COMPLETE": "complete_bash"}


def surroundings() -> dict[str, str]:
    """The caller's, without settings of clientkit; the day stands still."""
    leaks = ("CLIENTKIT_", "COMP_", "PYTHONDONTWRITEBYTECODE")  # without bytecode each run compiles all anew
    kept = {name: value for name, value in os.environ.items() if not name.startswith(leaks)}
    return kept | {
        "CLIENTKIT_TODAY": TODAY,
        "CLIENTKIT_DEVICE": "laptop",
        "XDG_STATE_HOME": tempfile.gettempdir(),
    }


def program_words() -> list[str]:
    """What a person runs: the script beside this Python, or the module where there is none."""
    script = Path(sys.executable).parent / "clientkit"
    return [str(script)] if script.exists() else [sys.executable, "-m", "clientkit"]


def figures_row(figures: Figures) -> str:
    """What a command took, as a row of a table."""
    times = f"{figures.cpu * 1000:>7.0f}  {figures.wall * 1000:>7.0f}"
    return f"{times}  {figures.peak:>8.0f}  {figures.ratio:>6.1f}"


def _judged(case: Case, figures: Figures, clients: int) -> str:
    """What was promised for a workspace of this size, and whether it is kept."""
    if figures.exit_code:
        return f"FAILED with exit code {figures.exit_code}"
    limit = next((limit for most, limit in sorted(case.promised.items()) if clients <= most), None)
    if limit is None:
        return ""
    return f"at most {limit:g}{'' if figures.ratio <= limit else ': EXCEEDED'}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="10 and 100 clients, 3 runs")
    parser.add_argument("--runs", type=int, help="runs of each command that count; 9 if not given")
    parser.add_argument(
        "--clients", type=int, nargs="+", help="sizes to measure; 10 100 1000 10000 if not given"
    )
    parser.add_argument("--only", metavar="WORDS", help="only commands with these words in them")
    asked = parser.parse_args()
    asked.runs = asked.runs or (3 if asked.quick else 9)
    asked.clients = asked.clients or ([10, 100] if asked.quick else [10, 100, 1000, 10000])
    return asked


if __name__ == "__main__":
    main()
