"""Every promised term, kept k of n: from records alone, each by itself."""

import json
from datetime import date, timedelta

import pytest

from clientkit.scores.kept import TERMS, _is_kept
from support.complaints import Story


def written(studio, *records):
    told = {"v": 1, "client": "kopi"}
    lines = []
    for number, one in enumerate(records):
        day = one.get("day") or one["ts"][:10]
        stamp = {"id": f"z{number:09}", "ts": f"{day}T03:00:00Z", "day": day}
        lines.append(json.dumps({**told, **stamp, **one}))
    path = studio.journal_file("kopi")
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="ascii")


def kept(run, *words):
    rows = json.loads(run("score", "kept", *words, "--json").out)["data"]
    figures = {(one["client"], one["term"]): one["figure"] for one in rows}
    return {
        (f"{client} {term}".strip()): (one["in_time"], one["due"], one["waiting"])
        for (client, term), one in figures.items()
    }


def log(day, text="Hello", **more):
    return {"kind": "log", "channel": "phone", "day": day, "text": text, **more}


def promise(name, due, owner="us"):
    return {"kind": "promise", "id": name, "day": "2026-11-02", "text": "It", "due": due, "owner": owner}


def test_answers_and_promises_are_kept_by_their_day(studio, run):
    written(
        studio,
        log("2026-11-02", incoming=True),
        log("2026-11-03", "Back"),
        log("2026-11-09", incoming=True),
        log("2026-11-12", "Late"),
        log("2026-11-16", incoming=True, no_answer=True),
        log("2026-11-20", incoming=True),
        promise("a000000000", "2026-11-06"),
        promise("b000000000", "2026-11-06"),
        promise("c000000000", "2026-11-06"),
        promise("d000000000", "2026-11-21"),
        promise("e000000000", "2026-11-13", "client"),
        {"kind": "promise_ended", "day": "2026-11-06", "ref": "a000000000", "outcome": "kept"},
        {"kind": "promise_ended", "day": "2026-11-07", "ref": "b000000000", "outcome": "kept"},
        {"kind": "promise_ended", "day": "2026-11-05", "ref": "c000000000", "outcome": "broken"},
    )
    whole = {"answer": (1, 2, 1), "promise": (1, 3, 1), "their-promise": (0, 1, 0)}
    assert kept(run) == whole
    assert kept(run, "kopi", "--by", "client") == {f"kopi {term}": one for term, one in whole.items()}
    assert kept(run, "--until", "2026-11-06") == {"answer": (1, 1, 0), "promise": (1, 3, 0)}
    assert kept(run, "kopi/toko") == {}


def test_a_report_falls_due_each_week_of_the_work(studio, run):
    def sent(week, day):
        name = f"s{week[-2:]}{day[-2:]}00000"
        mail = {"kind": "mail_sending", "id": name, "day": day, "document": "report", "week": week}
        more = {"message": f"<{name}@x>", "subject": "Report", "recipients": ["rina@kopi.example"]}
        outcome = {"kind": "mail_outcome", "day": day, "ref": name, "outcome": "sent"}
        return ({**mail, **more, "sha256": "0" * 64, "project": "toko"}, {**outcome, "project": "toko"})

    moved = {"kind": "project_state", "project": "toko"}
    begin = {**moved, "day": "2026-10-19", "state": "active"}
    end = {**moved, "day": "2026-11-17", "state": "delivered"}
    written(studio, begin, *sent("2026-W43", "2026-10-23"), *sent("2026-W44", "2026-10-31"), end)
    assert kept(run) == {"report": (1, 4, 0)}  # Fridays from 23 October to 13 November
    written(studio, begin, *sent("2026-W43", "2026-10-23"), *sent("2026-W44", "2026-10-31"))
    assert kept(run) == {"report": (1, 5, 0)}


@pytest.mark.parametrize(("state", "terms"), [("received", set()), ("offered", {"acknowledge", "plan"})])
def test_the_clocks_of_a_complaint_count(studio, run, state, terms):
    Story().to(state).write(studio)
    found = kept(run)
    assert {term for term, (_, due, _) in found.items() if due} >= terms
    assert {"acknowledge", "plan"} <= set(found)


def test_what_is_kept_is_told_with_its_interval(studio, run):
    written(studio, log("2026-11-02", incoming=True), log("2026-11-03", "Back"))
    ran = run("score", "kept")
    assert ran.code == 0
    assert "messages answered  1 of 1  5-100 %" in ran.out
    assert "never added up" in ran.err
    assert "Nothing that was promised" in run("score", "kept", "--until", "2026-01-01").err


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_day_lasts_to_its_end(days):
    due = date(2026, 11, 20)
    other = str(due + timedelta(days=days))
    assert _is_kept(str(due), other, "2026-12-01T10:00") is (days <= 0)
    assert _is_kept(str(due), "", f"{other}T23:00") is (None if days <= 0 else False)
    assert _is_kept(f"{due}T10:00", f"{due}T10:01", "2026-12-01T10:00") is False
    assert set(TERMS) > {"answer"}
