"""A project that holds as much as one can, and one that holds nothing: every paper of theirs is made."""

import pytest

from clientkit.documents.registry import format_names
from support.papers import FIT

PAPERS = ("scope render", "timeline render", "report week", "report month", "report close")
TITLE = f"{'panjang' * 7} {'panjang ' * 30}"[:295].strip()
MANY = [f'[[milestones]]\nid = "M{n}"\ntitle = "{TITLE} {n}"\ndays = 1\n' for n in range(60)]
MANY += [f'[[deliverables]]\nid = "D{n}"\ntitle = "{TITLE} {n}"\n' for n in range(40)]
PROJECTS = {
    "full": f'title = "{TITLE}"\n[timeline]\nstart = 2026-11-02\n' + "\n".join(MANY),
    "bare": 'title = "Toko"\n',
}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("project", PROJECTS)
def test_every_paper_is_made(studio, run, project, paper):
    studio.project_file("kopi", "toko").write_text(PROJECTS[project], encoding="utf-8")
    for form in format_names():
        file = studio.root / f"paper.{form}"
        ran = run(*paper.split(), "kopi/toko", "--format", form, "-o", file)
        assert ran.code == 0, ran.err
        FIT[form](file.read_bytes())


@pytest.mark.parametrize("paper", PAPERS)
def test_without_a_contact_there_is_all_but_the_mail(studio, run, paper):
    studio.client_file("kopi").write_text('name = "Kopi"\nlanguage = "id"\n', encoding="utf-8")
    for form in format_names():
        file = studio.root / f"paper.{form}"
        ran = run(*paper.split(), "kopi/toko", "--format", form, "-o", file)
        if form == "eml":
            assert ran.code == 5
            assert "kopi has no contact to write to." in ran.err
        else:
            assert ran.code == 0, ran.err
            FIT[form](file.read_bytes())
