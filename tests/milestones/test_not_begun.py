"""A plan that nobody accepted and nobody works by is never late: in no document, no list, no card."""

from datetime import date

import pytest

from clientkit.kernel.model.values.week import IsoWeek
from support.milestones import write_shop

LATE = (
    *("overdue", " late", "waiting for you", "off track", "· report", "coming up", "after the planned"),
    *("under way", "expect to finish"),
)


@pytest.fixture
def shop(studio):
    write_shop(studio)
    return studio


def printed(run, *words, language="en"):
    ran = run(*words, "--language", language, "-o", "-")
    assert ran.code == 0, ran.err
    return ran.out


@pytest.mark.parametrize("today", ["2026-11-16", "2026-12-11", "2027-03-01"])
def test_nothing_of_it_is_late_in_any_document(shop, run, monkeypatch, today):
    monkeypatch.setenv("CLIENTKIT_TODAY", today)
    for words in (
        ("report", "week", "kopi/toko"),
        ("report", "month", "kopi/toko"),
        ("report", "close", "kopi/toko"),
        ("timeline", "render", "kopi/toko"),
    ):
        text = printed(run, *words).partition("*Colours")[0].lower()
        assert [word for word in LATE if word in text] == [], text


def test_it_is_late_from_the_first_sign_of_work_on(shop, run):
    assert "late" not in run("milestone", "list", "kopi/toko").out
    assert run("done", "kopi/toko", "Sketch").code == 0
    assert "late" in run("milestone", "list", "kopi/toko").out


def test_an_old_week_is_as_it_was_before_anything_was_accepted(shop, run):
    assert run("done", "kopi/toko", "Sketch", "--on", "2026-11-20").code == 0
    before = printed(run, "report", "week", "kopi/toko", "--week", str(IsoWeek.of(date(2026, 11, 14))))
    assert "Status:" not in before
