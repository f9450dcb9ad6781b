"""Commands on surveys at the same moment: nobody is asked, or reminded, twice."""

import json
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest

from clientkit.kernel.store.lock import locked

ASK = ("survey", "ask", "kopi/toko", "--kind", "csat", "--contact", "rina")
LATER = "2026-11-27"


def all_wait_for(lock, processes):
    """Wait until each process has opened the lock, which somebody holds: its first look is over then."""

    def waits(process):
        held = Path(f"/proc/{process.pid}/fd")
        try:
            return any(one.readlink() == lock for one in held.iterdir())
        except FileNotFoundError:
            return False

    deadline = time.monotonic() + 60
    while not all(waits(one) or one.poll() is not None for one in processes):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def at_once(studio, words, number):
    """Exit codes of so many equal commands, each of which looked at the journal before any could write."""
    with ExitStack() as stack:
        with locked(studio):
            processes = [
                stack.enter_context(
                    subprocess.Popen(
                        [sys.executable, "-m", "clientkit", *words],
                        stdin=subprocess.DEVNULL,
                        stdout=subprocess.DEVNULL,
                        stderr=subprocess.DEVNULL,
                    )
                )
                for _ in range(number)
            ]
            all_wait_for(studio.lock_file, processes)
        return sorted(process.wait() for process in processes)


@pytest.mark.skipif(sys.platform != "linux", reason="what a process has open stands in /proc")
def test_of_many_commands_at_once_one_asks_and_one_reminds(studio, run, monkeypatch):
    assert run("survey", "key", "--new").code == 0
    assert at_once(studio, ASK, 3) == [0, 5, 5]
    (survey,) = json.loads(run("survey", "list", "--json").out)["data"]["surveys"]
    monkeypatch.setenv("CLIENTKIT_TODAY", LATER)
    assert at_once(studio, ("survey", "remind", survey["id"]), 3) == [0, 5, 5]
    records = map(json.loads, studio.journal_file("kopi").read_text().splitlines())
    assert Counter(record["kind"] for record in records) == {"survey": 1, "survey_reminded": 1}
