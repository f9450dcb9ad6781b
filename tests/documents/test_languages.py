"""No paper holds a date, a number or an amount of another language; neither do the sample's papers."""

from pathlib import Path

import pytest

from clientkit.kernel.text.markdown.leftovers import leftovers

GOLDEN = sorted(Path(__file__).parent.glob("golden/*-*/expected.md"))


def foreign(text, language):
    return [one for one in leftovers(text, language) if "of another language" in one]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_a_paper_speaks_one_language(path):
    assert foreign(path.read_text("utf-8"), path.parent.name.rpartition("-")[2]) == []


SPOKEN = {"harbour/brand": "en", "kopi/toko": "id", "kopi/katalog": "id"}
COMMANDS = (
    ("scope", "render"),
    ("scope", "diff"),
    ("timeline", "render"),
    ("report", "week"),
    ("report", "month"),
    ("report", "close"),
)


def test_so_do_the_papers_of_the_sample(run, tmp_path):
    run("demo", tmp_path / "studio", "--no-git")
    for project, language in SPOKEN.items():
        for command in COMMANDS:
            said = run("-C", tmp_path / "studio", *command, project, "-o", "-")
            assert foreign(said.out, language) == [], (project, command)
            assert len(said.out) > 100 or "Nothing of kopi/toko was accepted" in said.err
