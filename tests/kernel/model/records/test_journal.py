import json

import pytest
from pydantic import ValidationError

from clientkit.kernel.model.records import journal
from clientkit.kernel.model.records.journal import KINDS, record_adapter
from support.builders import a_record

STAMP = {"id": "rec001", "ts": "2026-11-21T03:00:00Z", "day": "2026-11-21", "client": "kopi"}


def read(**fields):
    return record_adapter().validate_json(json.dumps({**STAMP, **fields}))


def test_every_kind_is_named_once():
    assert len(set(KINDS)) == len(KINDS)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "feedback", "csat": 5},
        {"kind": "feedback", "csat": 10, "csat_scale": 10},
        {"kind": "feedback", "nps": 0},
        {"kind": "feedback", "ces": 7},
        {"kind": "feedback", "comment": "Bagus"},
        {"kind": "done", "text": "Home page", "hours": 1.5, "item": "D1"},
        {"kind": "next", "text": "Menu", "due": "2026-11-27"},
        {"kind": "blocked", "text": "Photos", "owner": "client"},
        {"kind": "ask", "text": "Red or blue?", "options": ["red", "blue"]},
        {"kind": "risk", "text": "Late photos", "likelihood": "high"},
        {"kind": "resolved", "ref": "rec000"},
        {"kind": "milestone_done", "milestone": "M1"},
        {
            "kind": "milestone_moved",
            "milestone": "M1",
            "due": "2026-12-01",
            "cause": "client",
            "reason": "Late",
        },
        {"kind": "project_state", "state": "active"},
        {"kind": "retraction", "retracts": "rec000"},
    ],
)
def test_records_of_each_kind(fields):
    record = read(**fields)

    assert record.kind == fields["kind"]
    assert record_adapter().validate_json(record.model_dump_json()) == record


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "feedback"},
        {"kind": "feedback", "csat": 0},
        {"kind": "feedback", "csat": 6},
        {"kind": "feedback", "csat": 11, "csat_scale": 10},
        {"kind": "feedback", "csat": 4, "csat_scale": 7},
        {"kind": "feedback", "nps": 11},
        {"kind": "feedback", "nps": -1},
        {"kind": "feedback", "ces": 8},
        {"kind": "feedback", "nps": 7.5},
        {"kind": "feedback", "comment": ""},
        {"kind": "done"},
        {"kind": "done", "text": ""},
        {"kind": "done", "text": "x", "hours": 0},
        {"kind": "done", "text": "x", "hours": 1001},
        {"kind": "done", "text": "x", "item": "a b"},
        {"kind": "done", "text": "x" * 20_001},
        {"kind": "risk", "text": "x", "impact": "huge"},
        {"kind": "blocked", "text": "x", "owner": "me"},
        {"kind": "resolved", "ref": "../x"},
        {"kind": "project_state", "state": "won"},
        {"kind": "applause"},
        {"kind": "done", "text": "x", "v": 2},
        {"kind": "done", "text": "x", "client": "../kopi"},
        {"kind": "done", "text": "x", "project": "Kopi"},
        {"kind": "done", "text": "x", "id": "REC"},
        {"kind": "done", "text": "x", "ts": "2026-11-21T03:00:00"},
        {"kind": "done", "text": "x", "day": "21.11.2026"},
    ],
)
def test_what_is_no_record(fields):
    with pytest.raises(ValidationError):
        read(**fields)


def test_fields_of_a_newer_version_are_kept():
    assert read(kind="done", text="x", mood="good").model_extra == {"mood": "good"}


def test_a_record_does_not_change():
    with pytest.raises(ValidationError, match="frozen"):
        a_record("done").text = "other"


def test_lines_are_read_whatever_kinds_came_before(monkeypatch):
    """A process builds a validator of the kinds in its first lines, and one of all where others come."""

    def lines(*kinds: str) -> list[bytes]:
        texts = {"done": {"text": "Stands"}, "ask": {"text": "Which?"}, "promise_ended": PROMISE_ENDED}
        return [json.dumps({**STAMP, "kind": kind, **texts[kind]}).encode() for kind in kinds]

    monkeypatch.setattr(journal._Read, "kinds", frozenset())
    assert [one.kind for one in journal.read_lines(lines("done", "ask"))] == ["done", "ask"]
    assert journal._Read.kinds == {"done", "ask"}
    assert [one.kind for one in journal.read_lines(lines("ask"))] == ["ask"]
    for bad in (b"", b"{", b'{"kind": "done"}', b'{"kind": "of-a-newer-version"}'):
        with pytest.raises(ValueError, match="not sound"):
            journal.read_lines([*lines("done"), bad])
    assert journal._Read.kinds == {"done", "ask"}
    assert [one.kind for one in journal.read_lines(lines("promise_ended", "done"))] == [
        "promise_ended",
        "done",
    ]
    assert journal._Read.kinds is None


PROMISE_ENDED = {"ref": "0000000001", "outcome": "kept"}


def test_an_ask_of_old_says_default_and_is_read_and_written_as_otherwise():
    old = read(kind="ask", text="Red or blue?", default="We take red")
    assert (old.otherwise, old.model_extra) == ("We take red", {})
    kept = json.loads(old.model_dump_json(exclude_defaults=True))
    assert kept["otherwise"] == "We take red"
    assert "default" not in kept
    both = read(kind="ask", text="Red or blue?", otherwise="We take blue", default="We take red")
    assert both.otherwise == "We take blue"
