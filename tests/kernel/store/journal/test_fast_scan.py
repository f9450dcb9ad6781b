"""Counting answers must tell the same as reading the models, only faster."""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from clientkit.kernel.model.records.journal import record_adapter
from clientkit.kernel.store.journal.fast_scan import count_answers, read_plain
from clientkit.kernel.store.journal.read import fold_journal
from clientkit.kernel.store.save import encode_record
from clientkit.kernel.store.workspace import Workspace
from support.builders import a_record

SCORES = ("csat", "csat_scale", "nps", "ces", "comment")

LINES = st.builds(
    dict,
    st.fixed_dictionaries(
        {"id": st.from_regex(r"[a-z]{5,7}", fullmatch=True), "ts": st.just("2026-11-21T03:00:00Z")},
        optional={
            "kind": st.sampled_from(["feedback", "feedback", "done", "retraction", "party"]),
            "v": st.sampled_from([1, 2]),
            "day": st.sampled_from(["2026-11-21", "yesterday"]),
            "client": st.sampled_from(["kopi", "Kopi!"]),
            "project": st.sampled_from(["toko", None, 5]),
            "contact": st.sampled_from(["rina", None, "Ibu Rina"]),
            "csat": st.sampled_from([None, 0, 1, 5, 6, 9, 10, 11, "5"]),
            "csat_scale": st.sampled_from([5, 10, 7, None]),
            "nps": st.sampled_from([None, -1, 0, 10, 11]),
            "ces": st.sampled_from([None, 0, 7, 8]),
            "comment": st.sampled_from([None, "", "Bagus"]),
            "quotable": st.booleans(),
            "tags": st.sampled_from([["delivery"], "delivery"]),
            "text": st.just("Home page"),
            "retracts": st.just("aaaaaa"),
            "replaces": st.sampled_from([None, "aaaaaa", "!"]),
            "mood": st.just("fine"),
        },
    ),
)
"""Lines of which some are records, and many are not quite."""


@pytest.fixture
def journal(tmp_path):
    """Write lines into the journal of the client `kopi`; the workspace."""

    def write(*lines, device="laptop"):
        folder = tmp_path / "clients" / "kopi" / "journal"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{device}.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
        return Workspace(tmp_path, "laptop")

    return write


def scores(fields):
    return tuple(fields.get(name) for name in ("csat", "nps", "ces"))


def as_counted_by_models(workspace):
    return Counter(
        fold_journal(
            workspace,
            "kopi",
            lambda record: (record.csat, record.nps, record.ces) if record.kind == "feedback" else None,
        )
    )


@given(LINES)
def test_what_is_taken_without_the_model_is_what_the_model_takes(fields):
    line = json.dumps(fields).encode()
    try:
        (plain,) = read_plain([line])
    except ValueError:
        return
    if fields["kind"] == "feedback":
        record = vars(record_adapter().validate_json(line))
        assert {name: record[name] for name in plain} == plain
        assert all(record[name] == value for name, value in plain.items() if name in SCORES)
    else:
        assert set(plain) <= {"id", "ts", "kind", "replaces", "retracts"}


@given(LINES.filter(lambda fields: fields.get("kind") == "feedback"))
def test_sound_feedback_needs_no_model(fields):
    line = json.dumps(fields).encode()
    try:
        record_adapter().validate_json(line)
    except ValidationError:
        with pytest.raises(ValueError, match=r"."):
            read_plain([line])
    else:
        assert len(read_plain([line])) == 1


@pytest.mark.parametrize(
    ("said", "instead"), [(b'"csat":9', b'"csat":9,"csat_scale":5'), (b'"csat":9', b'"csat":null')]
)
def test_what_breaks_a_rule_between_fields_is_left_to_the_model(said, instead):
    line = encode_record(a_record("feedback", csat=9, csat_scale=10)).replace(b',"csat_scale":10', b"")
    with pytest.raises(ValueError, match=r"."):
        read_plain([line.replace(said, instead)])


def test_answers_are_counted_once_however_many_devices_hold_them(journal):
    answer = encode_record(a_record("feedback", csat=5))
    other = encode_record(a_record("feedback", csat=5, nps=9))
    journal(answer, other, device="phone")
    workspace = journal(answer)
    assert count_answers(workspace, "kopi", scores) == {(5, None, None): 1, (5, 9, None): 1}


def test_corrections_and_retractions_count_as_in_the_journal(journal):
    first = a_record("feedback", csat=1)
    corrected = a_record("feedback", csat=5, replaces=first.id)
    wrong = a_record("feedback", nps=0)
    back = a_record("retraction", retracts=wrong.id)
    workspace = journal(*map(encode_record, (back, corrected, first, wrong)))
    assert count_answers(workspace, "kopi", scores) == {(5, None, None): 1} == as_counted_by_models(workspace)


def test_a_bad_line_is_told_and_passed_over_and_its_neighbours_count(journal):
    good = encode_record(a_record("feedback", csat=4))
    too_high = encode_record(a_record("feedback", csat=9, csat_scale=10)).replace(b"10,", b"5,")
    silent = good.replace(b'"csat":4,', b"").replace(b"rec", b"sil")
    workspace = journal(good, b"<<<<<<< HEAD", b"", too_high, silent, b'{"id":"torn12"')
    assert count_answers(workspace, "kopi", scores) == {(4, None, None): 1}
    journal_file = "clients/kopi/journal/laptop.jsonl"
    assert workspace.notices.lines == [
        f"passed over {journal_file}:2: a conflict marker of git",
        f"passed over {journal_file}:4: not a record: csat 9 is above its scale of 1 to 5",
        f"passed over {journal_file}:5: not a record: holds neither a score nor a comment",
        f"passed over {journal_file}:6: not JSON: EOF while parsing an object at line 1 column 14",
    ]


def test_what_a_pick_leaves_out_is_not_counted(journal):
    workspace = journal(*(encode_record(a_record("feedback", csat=score)) for score in (1, 5, 5)))
    assert count_answers(workspace, "kopi", lambda fields: fields["csat"] == 5 or None) == {True: 2}


def test_a_line_of_any_length_and_end_is_read_as_line_by_line(journal):
    note = encode_record(a_record("feedback", csat=3, comment="x" * 300))
    lines = [note.replace(b"rec", b"n%03d" % number) for number in range(700)]
    workspace = journal(*lines[:300], b"x" * 200_000, *lines[300:-1], lines[-1] + b"\r")
    assert sum(count_answers(workspace, "kopi", scores).values()) == 700
    assert workspace.notices.lines == [
        "passed over clients/kopi/journal/laptop.jsonl:301: longer than 65,536 bytes"
    ]
