"""Service levels: hours of working days, watched, kept k of n, printed in both languages."""

import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.correspondence.service_levels import hours_later
from clientkit.kernel.calendar.working_days import WorkingCalendar
from clientkit.kernel.model.files.calendar_settings import Calendar

LEVELS = """
[[service_levels]]
id = "L1"
what = "The site is down"
answer_hours = 4
solve_hours = 24

[[service_levels]]
id = "L2"
what = "A question"
answer_hours = 16
"""
WEEKDAYS = WorkingCalendar.of(Calendar())


@pytest.mark.parametrize(
    ("came", "hours", "due"),
    [
        ("2026-11-19 10:00", 4, "2026-11-19 14:00"),
        ("2026-11-20 22:00", 4, "2026-11-23 02:00"),
        ("2026-11-20 22:00", 2, "2026-11-21 00:00"),
        ("2026-11-21 10:00", 4, "2026-11-23 04:00"),
        ("2026-11-19 10:00", 48, "2026-11-23 10:00"),
    ],
)
def test_hours_run_on_working_days(came, hours, due):
    assert hours_later(datetime.fromisoformat(came), hours, WEEKDAYS) == datetime.fromisoformat(due)


@given(
    st.datetimes(datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2030-01-01")),
    st.integers(1, 500),
    st.integers(1, 500),
)
def test_hours_add_up(came, first, second):
    together = hours_later(came, first + second, WEEKDAYS)
    assert hours_later(hours_later(came, first, WEEKDAYS), second, WEEKDAYS) == together


def written(studio, *records):
    lines = [
        json.dumps(
            {
                "v": 1,
                "client": "kopi",
                "project": "toko",
                "day": one["ts"][:10],
                **one,
                "id": one["id"].ljust(10, "0"),
            }
        )
        for one in records
    ]
    studio.journal_file("kopi").parent.mkdir(exist_ok=True)
    studio.journal_file("kopi").write_text("\n".join(lines) + "\n", encoding="ascii")


def came(name, ts, **more):
    text = {"channel": "phone", "text": f"Message {name}", "incoming": True, **more}
    return {"id": name, "kind": "log", "ts": ts, **text}


def due(run):
    rows = json.loads(run("agenda", "kopi", "--until", "2026-12-20", "--json").out)["data"]
    return {
        (one["kind"], one["id"].rstrip("0")): one["due"] for one in rows if one["kind"] in {"answer", "solve"}
    }


@pytest.fixture
def levels(studio):
    path = studio.project_file("kopi", "toko")
    path.write_text(path.read_text(encoding="utf-8") + LEVELS, encoding="utf-8")
    return studio


def test_each_term_is_watched_until_it_is_done(levels, run):
    written(
        levels,
        came("a1", "2026-11-20T03:00:00Z", level="L1"),
        came("a2", "2026-11-20T04:00:00Z", level="L2"),
        came("a3", "2026-11-20T05:00:00Z"),
    )
    assert due(run) == {
        ("answer", "a1"): "2026-11-20T14:00",
        ("solve", "a1"): "2026-11-23T10:00",
        ("answer", "a2"): "2026-11-23T03:00",
        ("answer", "a3"): "2026-11-23",  # it was put under none: the days of the agreement count
    }
    assert run("agenda", "later", "a1", "mon").code != 0
    assert run("log", "add", "kopi", "Called back").code == 0
    assert due(run) == {("solve", "a1"): "2026-11-23T10:00"}
    assert run("done", "a100000000", "The site is back").code == 0
    assert due(run) == {}


def test_a_message_is_put_under_a_level(levels, run):
    ran = run("log", "add", "kopi/toko", "The site is down", "--incoming", "--for", "l1", "--json")
    assert json.loads(ran.out)["data"]["level"] == "L1"
    assert ("solve", json.loads(ran.out)["data"]["id"].rstrip("0")) in due(run)


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_agreement_prints_what_the_month_tells_kept(levels, run, language):
    written(
        levels,
        came("a1", "2026-11-16T03:00:00Z", level="L1"),
        {"id": "b1", "kind": "log", "ts": "2026-11-16T04:00:00Z", "channel": "phone", "text": "On it"},
        {
            "id": "d1",
            "kind": "done",
            "ts": "2026-11-17T02:00:00Z",
            "text": "The site is back",
            "ref": "a100000000",
        },
        came("a2", "2026-11-18T03:00:00Z", level="L1"),
        {"id": "b2", "kind": "log", "ts": "2026-11-18T09:00:00Z", "channel": "phone", "text": "Sorry"},
        came("a3", "2026-11-20T16:00:00Z", level="L2"),
    )
    scope = run("scope", "render", "kopi/toko", "--language", language, "-o", "-").out
    month = run("report", "month", "kopi/toko", "--language", language, "-o", "-")
    assert month.code == 0, month
    month = month.out
    if language == "en":
        assert "| The site is down | 4 hours | 24 hours |" in scope
        assert "| The site is down | answered within 4 hours | 1 of 2 |" in month
        assert "| The site is down | solved within 24 hours | 1 of 2 |" in month
        assert "| A question | answered within 16 hours | no message fell due |" in month
    else:
        assert "| The site is down | 4 jam | 24 jam |" in scope
        assert "| The site is down | dijawab dalam 4 jam | 1 dari 2 |" in month
