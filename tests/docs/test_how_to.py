"""The how-to pages are run: every command of a `console` block, in order, in the sample; `…` is any text."""

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from support.console_pages import is_as_said, steps
from support.git_repositories import a_repository, commit
from support.survey_answers import answers_by_mail

PAGES = Path(__file__).parents[2] / "docs" / "how-to"
RUN = [path for path in sorted(PAGES.glob("*.md")) if "```console" in path.read_text(encoding="utf-8")]
REPLY = b"From: hendra@kopinusantara.example\r\nSubject: Re: Perjanjian\r\n\r\nSetuju.\r\n"

COMMITS = (
    (17, "feat(D3): add tasting notes for six teas (#12)"),
    (17, "chore: bump the link checker"),
    (18, "fix: steeping times in Fahrenheit"),
    (18, "fixup! fix: steeping times in Fahrenheit"),
    (19, "Rework the opening of the brewing guide"),
    (19, "Typo"),
)
"""A week of work on the copy: day in November 2026, and first line."""

IMPORTING = (PAGES / "import-feedback.md").read_text(encoding="utf-8")
SURVEY = re.search(r"^```\n(Response ID.*?)^```", IMPORTING, re.DOTALL | re.MULTILINE)


def work_of_a_week(page: Path, studio: Path) -> None:
    """The repository and the file of hours that the page on them speaks of."""
    text = page.read_text(encoding="utf-8")
    link = re.search(r"^```toml\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    times = re.search(r"^```\n(2026-11-18\n.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert link is not None
    assert times is not None
    project = studio / "clients" / "harbour" / "projects" / "brand" / "project.toml"
    project.write_text(f"{project.read_text(encoding='utf-8')}\n{link[1]}", encoding="utf-8")
    (studio / "times.klg").write_text(times[1], encoding="utf-8")
    code = a_repository(Path.home() / "code" / "harbour")
    for day, subject in COMMITS:
        commit(code, subject, f"2026-11-{day}T10:00:00+07:00", email="dewi@studioselasar.example")
    commit(code, "Add trade examples", "2026-11-19T11:00:00+07:00", email="marcus@harbour.example")


def a_complaint(studio: Path) -> None:
    """The complaint that the page on them is about, as `complaint add` writes it."""
    told = {"text": "Di proof masih ada harga lama", "contact": "rina", "channel": "phone", "severity": 2}
    about = {"client": "kopi", "project": "katalog", "day": "2026-11-21", "ts": "2026-11-21T03:00:00Z"}
    record = {"id": "7k2mwq4xzt", "kind": "complaint", "v": 1, **about, **told}
    journal = studio / "clients" / "kopi" / "journal" / "desk.jsonl"
    journal.write_text(f"{json.dumps(record)}\n", encoding="ascii")


def test_there_are_pages_to_run() -> None:
    assert RUN


@pytest.mark.parametrize("page", RUN, ids=lambda path: path.stem)
def test_a_page_says_what_the_commands_print(
    page: Path, run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio = tmp_path / "studio"
    assert run("demo", studio, "--no-git").code == 0
    monkeypatch.chdir(studio)
    (studio / "reply.eml").write_bytes(REPLY)
    if page.stem == "a-client-is-unhappy":
        a_complaint(studio)
    (studio / "minutes.md").write_text("## Kami akan\n- +7d: kirim dua kalimat\n", encoding="utf-8")
    assert SURVEY is not None
    (studio / "survey.csv").write_text(SURVEY[1], encoding="utf-8")
    if page.stem == "from-your-work":
        work_of_a_week(page, studio)
    if page.stem == "read-answers":
        answers_by_mail(page, studio)
    if editor := re.search(r'^export EDITOR="(.*)"$', page.read_text(encoding="utf-8"), re.MULTILINE):
        monkeypatch.setenv("EDITOR", editor[1])
    for command, said in steps(page):
        program, *words = shlex.split(command)
        assert program == "clientkit"
        done = run(*words)
        assert done.code in {0, 1} or said.startswith("Error: "), f"{command}\n{done.err}"
        assert is_as_said(done.out + done.err, said), f"{command}\n{done.out}{done.err}"
