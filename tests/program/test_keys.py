"""How many keys the five jobs of every day take, counted on the command lines that do them.

Names and texts, which stand in braces here, are not counted; blanks, quotes and Enter are.
"""

import re
from typing import NamedTuple

import pytest


class Job(NamedTuple):
    """What is typed: a command line, then an answer to each question."""

    line: str
    answers: tuple[str, ...]
    most: int

    @property
    def keys(self) -> int:
        """How many keys that are, with an Enter after each."""
        return sum(len(re.sub(r"\{[^}]*\}", "", typed)) + 1 for typed in (self.line, *self.answers))

    @property
    def words(self) -> list[str]:
        """The words of the command line, after the program's name."""
        found = re.findall(r'"[^"]*"|\S+', self.line)
        return [re.sub(r'[{}"]', "", word) for word in found][1:]


JOBS = {
    "a note": Job('ck done {toko} "{Checkout live}" 3h', (), 16),
    "today": Job("ck", (), 3),
    "three weekly reports": Job("ck week", ("d", "d", "d"), 15),
    "feedback": Job("ck feedback add {kopi}", ("5", "9", "", ""), 25),
    "a client's state": Job("ck {kopi}", (), 9),
}


@pytest.fixture
def three_projects(studio, run):
    for name in ("Situs", "Katalog"):
        run("project", "add", "kopi", name, "--slug", name.lower())
    for name in ("toko", "situs", "katalog"):
        run("project", "start", f"kopi/{name}")
        run("done", f"kopi/{name}", "Home page stands", "3h")
        run("next", f"kopi/{name}", "Checkout", "--due", "+5d")
    return studio


@pytest.mark.parametrize("job", JOBS.values(), ids=JOBS)
def test_a_job_takes_no_more_keys(three_projects, terminal, run, job):
    ran = terminal(*job.words, answers=[f"{one}\n" for one in job.answers])
    assert ran.code == 0, ran.out
    assert "Traceback" not in ran.out
    assert job.keys <= job.most
    if job.line == "ck week":  # each lies as a draft for the mail program
        assert ran.out.count("2026-W47.eml") == len(job.answers), ran.out
    if "feedback" in job.line:
        assert "5/5" in run("feedback", "list").out
