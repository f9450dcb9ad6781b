"""What tests of reports share: a project with some weeks of notes."""

import pytest


@pytest.fixture
def course(studio, run):
    """Notes of 2026-W44 and 2026-W47, an answer in between, milestones."""
    for words in (
        ("project", "set", "kopi/toko", "timeline.start=2026-10-26"),
        ("milestone", "add", "kopi/toko", "Desain", "--id", "M1", "--days", "15"),
        ("done", "kopi/toko", "Peta situs", "--hours", "4.5", "--on", "2026-10-28"),
        ("feedback", "add", "kopi/toko", "--nps", "9", "--on", "2026-11-04"),
        ("done", "kopi/toko", "Halaman depan", "--hours", "3", "--on", "2026-11-17"),
        ("next", "kopi/toko", "Pembayaran", "--due", "2026-11-27", "--on", "2026-11-18"),
        ("feedback", "add", "kopi/toko", "--csat", "4", "--on", "2026-11-18"),
        ("feedback", "add", "kopi/toko", "--csat", "3", "--on", "2026-11-19"),
    ):
        ran = run(*words)
        assert ran.code == 0, ran.err
    return studio
