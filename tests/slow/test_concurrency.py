"""Many commands at once: nothing that was acknowledged is lost, and whoever reads reads whole files.

Each process runs its commands one after the other without starting Python anew: 1,600 programs take four
minutes on two cores and crowd less, because most of that time is start-up.
"""

import json
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest

from clientkit.errors import ExitCode
from clientkit.kernel.store.lock import locked

pytestmark = pytest.mark.slow

WORKER = str(Path(__file__).with_name("worker.py"))


def crowd(*jobs, tries=1):
    """Run each list of command lines in a process of its own, all at once; what became of each line."""
    with ExitStack() as stack:
        processes = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, WORKER, str(tries)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    text=True,
                )
            )
            for _ in jobs
        ]
        for process, lines in zip(processes, jobs, strict=True):
            process.stdin.write("".join(json.dumps(words) + "\n" for words in lines))
            process.stdin.close()
            process.stdin = None
        done = [process.communicate() for process in processes]
    assert [error for _, error in done if error] == []
    return [json.loads(output) for output, _ in done]


def test_1600_records_from_16_processes_are_each_kept_once(studio, run):
    jobs = [
        [["feedback", "add", "kopi/toko", "--nps", "9", "--comment", f"p{p}n{n}"] for n in range(100)]
        for p in range(16)
    ]

    done = [result for results in crowd(*jobs) for result in results]

    assert Counter(result["code"] for result in done) == {ExitCode.DONE: 1600}
    listed = json.loads(run("feedback", "list", "--json").out)["data"]
    assert Counter(row["comment"] for row in listed) == {
        f"p{p}n{n}": 1 for p in range(16) for n in range(100)
    }
    assert run("check").err.endswith("all well.\n")
    lines = studio.journal_file("kopi").read_bytes().splitlines()
    assert len({json.loads(line)["id"] for line in lines}) == len(lines) == 1600


def test_400_edits_of_one_client_from_8_processes_lose_none(studio, run):
    people = [f'{{id = "p{p}", name = "P{p}"}}' for p in range(8)]
    assert run("client", "set", "kopi", f"contacts=[{', '.join(people)}]").code == 0
    editors = [
        [["client", "set", "kopi", f"contacts.p{p}.position=step {n}"] for n in range(50)] for p in range(8)
    ]
    readers = [[["client", "show", "kopi", "--json"], ["client", "list", "--json"]] * 100] * 2

    *edited, first, second = crowd(*editors, *readers, tries=500)

    assert Counter(result["code"] for results in edited for result in results) == {ExitCode.DONE: 400}
    assert {result["code"] for result in first + second} == {ExitCode.DONE}
    for result in first + second:
        json.loads(result["said"])
    card = json.loads(run("client", "show", "kopi", "--json").out)["data"]["value"]
    assert [contact["position"] for contact in card["contacts"]] == ["step 49"] * 8
    assert run("check").err.endswith("all well.\n")


def test_edits_that_come_between_are_refused_not_overwritten(studio, run):
    people = [f'{{id = "p{p}", name = "P{p}"}}' for p in range(8)]
    run("client", "set", "kopi", f"contacts=[{', '.join(people)}]")
    jobs = [
        [["client", "set", "kopi", f"contacts.p{p}.position=step {n}"] for n in range(50)] for p in range(8)
    ]

    results = crowd(*jobs)

    assert {result["code"] for done in results for result in done} <= {ExitCode.DONE, ExitCode.REFUSED}
    card = json.loads(run("client", "show", "kopi", "--json").out)["data"]["value"]
    last = [[result["words"][-1] for result in done if result["code"] == 0][-1:] for done in results]
    kept = [
        [f"contacts.p{p}.position={contact['position']}"] if contact["position"] else []
        for p, contact in enumerate(card["contacts"])
    ]
    assert kept == last


def test_a_store_that_stays_busy_is_told_with_its_own_code(studio, clientkit):
    with locked(studio):
        ran = clientkit("client", "set", "kopi", "kind=person")
        read = clientkit("client", "list")

    assert ran.code == ExitCode.BUSY
    assert ran.err == (
        f"Error: Another clientkit command has kept {studio.root} locked for 10 seconds.\n"
        "  Wait for it to end, then try again.\n"
    )
    assert read.code == 0
