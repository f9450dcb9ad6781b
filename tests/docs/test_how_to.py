"""The how-to pages are run: every command of a `console` block, in order, in the sample; `…` is any text."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from pages import is_as_said, steps

PAGES = Path(__file__).parents[2] / "docs" / "how-to"
RUN = [path for path in sorted(PAGES.glob("*.md")) if "```console" in path.read_text(encoding="utf-8")]
REPLY = b"From: hendra@kopinusantara.example\r\nSubject: Re: Perjanjian\r\n\r\nSetuju.\r\n"

IMPORTING = (PAGES / "import-feedback.md").read_text(encoding="utf-8")
SURVEY = re.search(r"^```\n(Response ID.*?)^```", IMPORTING, re.DOTALL | re.MULTILINE)


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
    assert SURVEY is not None
    (studio / "survey.csv").write_text(SURVEY[1], encoding="utf-8")
    for command, said in steps(page):
        program, *words = shlex.split(command)
        assert program == "clientkit"
        done = run(*words)
        assert done.code in {0, 1} or said.startswith("Error: "), f"{command}\n{done.err}"
        assert is_as_said(done.out + done.err, said), f"{command}\n{done.out}{done.err}"
