"""One command as a whole process: the CPU time it took with its children, the wall time, its memory."""

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

MIB_PER_UNIT = 1 / 1024**2 if sys.platform == "darwin" else 1 / 1024
"""What the system counts peak memory in: bytes on macOS, KiB elsewhere."""


class Run(NamedTuple):
    """One run of a command: seconds of CPU and of wall time, peak MiB of its largest process."""

    cpu: float
    wall: float
    peak: float
    exit_code: int


class Figures(NamedTuple):
    """Medians over the runs of a command; `ratio` is its CPU over that of the bare Python run beside it."""

    cpu: float
    wall: float
    peak: float
    ratio: float
    exit_code: int


def bare_python() -> list[str]:
    """The command that everything is compared with."""
    return [sys.executable, "-c", "pass"]


def measured(command: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Run a command with nothing on stdin and its output thrown away."""
    null = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, null, stream) for stream in range(3)]
    begun = time.perf_counter()
    try:
        child = os.posix_spawnp(command[0], list(command), environment, file_actions=actions)
        _, status, used = os.wait4(child, 0)
    finally:
        os.close(null)
    wall = time.perf_counter() - begun
    cpu = used.ru_utime + used.ru_stime
    return Run(cpu, wall, used.ru_maxrss * MIB_PER_UNIT, os.waitstatus_to_exitcode(status))


def compared(
    command: Sequence[str],
    environment: Mapping[str, str],
    runs: int,
    before: Callable[[], object] = int,
) -> Figures:
    """Medians of a command over several runs, each beside a run of bare Python, after one that warms up.

    `before` is called before each of them.
    """
    measured(command, environment)
    pairs = []
    for _ in range(runs):
        before()
        pairs.append((measured(bare_python(), environment), measured(command, environment)))
    return Figures(
        cpu=median(run.cpu for _, run in pairs),
        wall=median(run.wall for _, run in pairs),
        peak=max(run.peak for _, run in pairs),
        ratio=median(run.cpu / bare.cpu for bare, run in pairs),
        exit_code=max(run.exit_code for _, run in pairs),
    )
