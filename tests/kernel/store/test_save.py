import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import RefusedError
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.journal import record_adapter
from clientkit.kernel.model.records.progress import Ask, Done
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.store.safe_read import RECORD_LIMIT
from clientkit.kernel.store.save import append_record, append_records, encode_record
from clientkit.kernel.store.workspace import Workspace

STAMP = {
    "id": "rec00001",
    "ts": datetime(2026, 11, 21, 3, 4, 5, tzinfo=UTC),
    "day": date(2026, 11, 20),
    "client": "kopi",
}
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=200)


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path, "laptop")


def test_a_record_is_one_line_of_ascii_with_its_head_first():
    record = Ask(**STAMP, project="toko", text="Warna apa?\n“Merah”", options=("merah", "biru"), tags=())

    assert encode_record(record) == (
        b'{"id":"rec00001","ts":"2026-11-21T03:04:05Z","kind":"ask","v":1,"day":"2026-11-20","client":"kopi",'
        b'"project":"toko","text":"Warna apa?\\n\\u201cMerah\\u201d","options":["merah","biru"]}'
    )


@given(TEXTS, st.none() | st.text(st.sampled_from("abc"), max_size=3).map(lambda text: f"r{text}00000"))
def test_any_text_comes_back_as_it_was(text, replaces):
    record = Done(**STAMP, text=text, replaces=replaces, hours="1.5")
    line = encode_record(record)

    assert record_adapter().validate_json(line) == record
    assert line.isascii()
    assert not set(line) & set(range(32))


def test_fields_of_a_newer_version_are_kept():
    line = encode_record(Done(**STAMP, text="Home page", mood="good", moods=["good"]))

    assert json.loads(line)["mood"] == "good"
    assert json.loads(line)["moods"] == ["good"]


def test_a_score_of_none_at_all_is_kept_apart_from_none():
    assert b'"nps":0' in encode_record(Feedback(**STAMP, nps=0))


def test_records_are_added_to_the_journal_of_this_device(workspace):
    append_record(workspace, Done(**STAMP, text="one"))
    append_record(workspace, Done(**STAMP, text="two"))

    lines = (workspace.journal_dir("kopi") / "laptop.jsonl").read_bytes().splitlines()
    assert [json.loads(line)["text"] for line in lines] == ["one", "two"]


def note_of(size):
    """A record whose line takes so many bytes."""
    empty = len(encode_record(Done(**STAMP, text="x", more="")))
    return Done(**STAMP, text="x", more="o" * (size - empty))


def test_a_record_may_take_64_kib_with_its_newline_and_no_more(workspace):
    append_record(workspace, note_of(RECORD_LIMIT - 1))
    with pytest.raises(RefusedError) as refused:
        append_record(workspace, note_of(RECORD_LIMIT))

    assert workspace.journal_file("kopi").stat().st_size == RECORD_LIMIT
    assert refused.value.message == "The note takes 65,536 bytes; a record holds at most 65,536."
    assert refused.value.hint == "Shorten it, or keep it in a file."


def test_a_record_that_nobody_could_read_again_is_refused(workspace):
    record = Entry.model_validate({**STAMP, "kind": "note", "text": "half a pair: \ud83d"})

    with pytest.raises(RefusedError, match=r"^The record could not be read again: Invalid JSON"):
        append_record(workspace, record)

    assert not workspace.journal_file("kopi").exists()


def lines_of(*records):
    return {record.id: encode_record(record) for record in records}


def test_many_records_are_one_write_and_none_comes_twice(workspace):
    one, two, three = (
        Done(**STAMP | {"id": name}, text="x") for name in ("rec00001", "rec00002", "rec00003")
    )
    append_record(workspace, one)
    assert append_records(workspace, "kopi", lines_of(one, two)) == 1
    assert append_records(workspace, "kopi", lines_of(two, three)) == 1
    assert append_records(workspace, "kopi", {}) == 0
    lines = workspace.journal_file("kopi").read_bytes()
    assert lines == b"".join(encode_record(record) + b"\n" for record in (one, two, three))


@pytest.mark.parametrize(
    "line", [b'{"id":"rec00009"}', encode_record(note_of(RECORD_LIMIT)), b"", b"\x00", b"{" * 10]
)
def test_one_unsound_line_keeps_all_out(workspace, line):
    sound = encode_record(Done(**STAMP, text="x"))
    with pytest.raises(RefusedError, match="nothing was written"):
        append_records(workspace, "kopi", {"rec00001": sound, "rec00009": line})
    assert not workspace.journal_file("kopi").exists()
