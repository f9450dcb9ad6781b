"""Runs a program under strace once for each system call that changes anything, and breaks that call."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from support.programs import needs
from support.trusted import trust_if_readable

CALLS = (
    *(
        "write",
        "pwrite64",
        "writev",
        "fsync",
        "fdatasync",
        "ftruncate",
        "fallocate",
        "copy_file_range",
        "sendfile",
    ),
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink", "unlinkat"),
    *("mkdir", "mkdirat", "rmdir", "chmod", "fchmod", "fchmodat", "utimensat"),
)
"""The system calls that change files."""

NETWORK_CALLS = ("socket", "connect", "sendto", "sendmsg", "recvfrom", "recvmsg", "poll")
"""The system calls that speak to a server in plain text."""

FAULTS = {"kill": "signal=SIGKILL", "full": "error=ENOSPC", "broken": "error=EIO"}
"""What happens at a call, as strace injects it."""

needs_strace = needs("strace")


class Crash(NamedTuple):
    """One run of the program: what was broken, whether it said that it was done, and all that it said."""

    place: str
    acknowledged: bool
    said: str


def crashes(
    store: Path,
    command: Sequence[str],
    fault: str,
    work: Path,
    calls: Sequence[str] = CALLS,
    begin: Callable[[], object] = tuple,
) -> Iterator[Crash]:
    """Every run of a command in which a call was broken, each in a fresh copy of `store` at `work/store`.

    `command` may hold `{place}`, the name of the broken call, so that each run writes something of its own.
    `begin` is called before each run, also before the first one, in which nothing is broken: it tells which
    of the calls there are, and how often. A call that is only made after another one broke is left out.
    """

    def run(place: str, *options: str) -> tuple[subprocess.CompletedProcess[bytes], str]:
        shutil.rmtree(work / "store", ignore_errors=True)
        shutil.copytree(store, work / "store")
        trust_if_readable(work / "store")  # it stands in a place of its own
        begin()
        log = work / "log"
        done = subprocess.run(
            [
                *("strace", "-f", "-qq", "-o", log, *options),
                *(sys.executable, "-B", "-m", "clientkit", "-C", work / "store"),
                *(word.format(place=place) for word in command),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return done, log.read_text(errors="replace")

    _, whole = run("nothing", "-e", f"trace={','.join(calls)}")
    for call in calls:
        for number in range(1, len(re.findall(rf"^(?:\d+ +)?{call}\(", whole, re.MULTILINE)) + 1):
            place = f"{call}{number}".replace("_", "")
            faulty = f"inject={call}:{FAULTS[fault]}:when={number}"
            done, traced = run(place, "-e", f"trace={call}", "-e", faulty)
            if "INJECTED" in traced or "killed by SIGKILL" in traced:
                yield Crash(place, done.returncode == 0, done.stdout.decode(errors="replace"))
