"""What tests of notes share: a project with items, and notes of it."""

import pytest

ITEMS = """
[[deliverables]]
id = "D1"
title = "Product pages"
[[milestones]]
id = "M1"
title = "Design approved"
"""


@pytest.fixture
def planned(studio):
    """The studio, with a deliverable D1 and a milestone M1 in kopi/toko."""
    studio.project_file("kopi", "toko").write_text(f'title = "Toko daring"\n{ITEMS}')
    return studio


@pytest.fixture
def note(run):
    """Take a note of kopi/toko; its id."""

    def take(kind, text="Home page", *options):
        ran = run(kind, "kopi/toko", text, *options)
        assert ran.code == 0, ran.err
        return ran.out.strip()

    return take


@pytest.fixture
def notes(planned, run, note):
    """Notes of two weeks and two projects."""
    assert run("project", "add", "kopi", "Katalog", "--slug", "katalog").code == 0
    note("done", "Home page", "--hours", 3, "--for", "D1", "--on", "2026-11-13")
    note("next", "Payment", "--due", "2026-11-27", "--on", "2026-11-16")
    note("ask", "Which\nprovider?", "--on", "2026-11-17")
    assert run("blocked", "katalog", "Print", "--on", "2026-11-15").code == 0
    return planned
