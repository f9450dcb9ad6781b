import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from clientkit.kernel.store.journal.read import (
    examined_journal,
    fold_journal,
    numbered_records,
    read_journal,
    recorded_ids,
)
from clientkit.kernel.store.workspace import Workspace

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path):
    workspace = Workspace(tmp_path, "laptop")
    workspace.journal_dir("kopi").mkdir(parents=True)
    return workspace


def a_line(name="rec001", minute=0, text="Home page", **fields):
    """A record as a line of JSON; `minute` is when it was written."""
    ts = (NOON + timedelta(minutes=minute)).isoformat()
    record = {"id": name, "ts": ts, "kind": "done", "day": "2026-11-21", "client": "kopi", "text": text}
    return json.dumps({**record, **fields}).encode()


def a_retraction(name, of, minute=9):
    return a_line(name, minute, kind="retraction", retracts=of)


def write(workspace, *lines, device="laptop"):
    path = workspace.journal_dir("kopi") / f"{device}.jsonl"
    path.write_bytes(b"".join(line + b"\n" for line in lines))


def ids(workspace):
    return [record.id for record in read_journal(workspace, "kopi")]


# --- the union


def test_all_devices_are_read_in_the_order_of_time_and_id(workspace):
    write(workspace, a_line("rec003", 5), a_line("rec001", 1), device="desktop")
    write(workspace, a_line("rec002", 3), a_line("rec000", 3))

    assert ids(workspace) == ["rec001", "rec000", "rec002", "rec003"]


def test_a_record_that_is_in_two_files_counts_once(workspace):
    write(workspace, a_line(), a_line())
    write(workspace, a_line(), device="desktop")

    assert ids(workspace) == ["rec001"]


def test_the_same_instant_in_two_time_zones_is_one(workspace):
    write(
        workspace,
        a_line("rec002", ts="2026-11-21T19:00:00+07:00"),
        a_line("rec001", ts="2026-11-21T12:00:00Z"),
    )

    assert ids(workspace) == ["rec001", "rec002"]


def test_only_files_of_records_are_read(workspace):
    write(workspace, a_line())
    (workspace.journal_dir("kopi") / "laptop.jsonl~").write_bytes(b"nothing")
    (workspace.journal_dir("kopi") / "README.md").write_bytes(b"nothing")

    assert ids(workspace) == ["rec001"]
    assert workspace.notices.lines == []


@pytest.mark.parametrize("client", ["nobody", "file"])
def test_a_client_without_a_journal_has_no_records(workspace, client):
    workspace.client_dir("file").write_bytes(b"")

    assert read_journal(workspace, client) == []


def test_what_is_picked_is_held_and_nothing_else(workspace):
    write(workspace, a_line("rec001"), a_line("rec002", 1, text="Menu"), a_line("rec003", 2))

    picked = fold_journal(workspace, "kopi", lambda record: record.text if record.id > "rec001" else None)

    assert picked == ["Menu", "Home page"]


# --- corrections


def test_the_latest_correction_counts(workspace):
    write(
        workspace,
        a_line("rec003", 3, "third", replaces="rec001"),
        a_line("rec001", 0, "first"),
        a_line("rec002", 2, "second", replaces="rec001"),
    )

    assert [record.text for record in read_journal(workspace, "kopi")] == ["third"]


def test_a_correction_of_a_correction_counts_even_where_the_first_record_is_missing(workspace):
    write(workspace, a_line("rec003", 3, replaces="rec002"), a_line("rec002", 2, replaces="rec001"))

    assert ids(workspace) == ["rec003"]


def test_taking_back_any_of_a_lineage_takes_all_of_it(workspace):
    write(workspace, a_line("rec001"), a_line("rec002", 1, replaces="rec001"), a_line("rec003", 2))
    write(workspace, a_retraction("rec009", of="rec001"), device="desktop")

    assert ids(workspace) == ["rec003", "rec009"]


def test_taking_back_what_does_not_exist_takes_nothing(workspace):
    write(workspace, a_line("rec001"), a_retraction("rec009", of="rec404"))

    assert ids(workspace) == ["rec001", "rec009"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_a_circle_of_corrections_ends(workspace, order):
    lines = (
        a_line("rec001", 1, replaces="rec003"),
        a_line("rec002", 2, replaces="rec001"),
        a_line("rec003", 3, replaces="rec002"),
    )
    write(workspace, *(lines[position] for position in order), a_line("rec004", 4, replaces="rec004"))

    assert ids(workspace) == ["rec003", "rec004"]


def test_ten_thousand_corrections_of_one_record_are_followed_at_once(workspace):
    write(workspace, *(a_line(f"rec{n:05d}", n, replaces=f"rec{n - 1:05d}") for n in range(10_000)))

    assert ids(workspace) == ["rec09999"]


NAMES = [f"rec{letter}00" for letter in "abcdefgh"]
LINEAGES = st.dictionaries(
    st.sampled_from(NAMES),
    st.tuples(st.integers(0, 3), st.none() | st.sampled_from(NAMES), st.none() | st.sampled_from(NAMES)),
    max_size=8,
)


def counting(records):
    """What must count, worked out apart: records tied by 'replaces' are a family, its latest speaks."""
    family = {name: {name} for name in NAMES}
    for name, (_, replaces, _) in records.items():
        if replaces:
            joint = family[name] | family[replaces]
            family |= dict.fromkeys(joint, joint)
    gone = {member for _, _, retracts in records.values() if retracts for member in family[retracts]}
    families = {frozenset(family[name]) for name in records if name not in gone}
    latest = (max((records[name][0], name) for name in some if name in records) for some in families)
    return [name for _, name in sorted(latest)]


@given(LINEAGES, st.randoms(use_true_random=False))
def test_what_counts_does_not_depend_on_files_or_their_order(tmp_path_factory, records, random):
    workspace = Workspace(tmp_path_factory.getbasetemp() / "lineages", "laptop")
    workspace.journal_dir("kopi").mkdir(parents=True, exist_ok=True)
    lines = [
        a_retraction(name, of=retracts, minute=minute)[:-1]
        + (b', "replaces": "%s"}' % replaces.encode() if replaces else b"}")
        if retracts
        else a_line(name, minute, replaces=replaces)
        for name, (minute, replaces, retracts) in records.items()
    ]
    random.shuffle(lines)
    cut = random.randint(0, len(lines))
    write(workspace, *lines[:cut])
    write(workspace, *lines[cut // 2 :], device="desktop")

    assert ids(workspace) == counting(records)
    assert workspace.notices.lines == []


# --- damage


DAMAGE = {
    "torn": a_line("rec002")[:40],
    "glued": a_line("rec002") + a_line("rec003"),
    "empty object": b"{}",
    "list": b"[1]",
    "not text": b'{"id": "\xff"}',
    "NUL bytes": b"\x00" * 40,
    "NUL bytes before a record": b"\x00" * 4 + a_line("rec002"),
    "nested": a_line("rec002")[:-1] + b', "x": ' + b"[" * 5_000 + b"}",
    "huge number": a_line("rec002", nps=int("9" * 400)).replace(b'"done"', b'"feedback"'),
    "no instant": a_line("rec002", ts="yesterday"),
    "instant of nowhere": a_line("rec002", ts="2026-11-21T12:00:00"),
    "no day": a_line("rec002", day="2026-13-01"),
    "no id": a_line("REC 2"),
    "no text": a_line("rec002", text=""),
    "half a pair": b'{"id":"rec002","text":"\\ud83d"}',
    "newer version": a_line("rec002", v=2),
    "unknown kind": a_line("rec002", kind="applause"),
    "no client": a_line("rec002").replace(b'"client"', b'"customer"'),
    "no kind": b'{"id": "rec002"}',
    "conflict, ours": b"<<<<<<< HEAD",
    "conflict, middle": b"=======",
    "conflict, theirs": b">>>>>>> laptop",
    "conflict, base": b"||||||| base",
    "too long": a_line("rec002", more="x" * 65_536),
    "blanks": b"  \t ",
}


@pytest.mark.parametrize("bad", DAMAGE.values(), ids=DAMAGE)
def test_a_bad_line_is_told_and_costs_no_other(workspace, bad):
    write(workspace, a_line("rec001"), bad, a_line("rec004"))
    before = workspace.journal_file("kopi").read_bytes()

    assert ids(workspace) == ["rec001", "rec004"]
    told = [line for line in workspace.notices.lines if "laptop.jsonl:2: " in line]
    assert told == workspace.notices.lines
    assert len(told) == (0 if bad.isspace() else 1)
    assert [problem.line for problem in examined_journal(workspace, "kopi")[0]] == [2] * len(told)
    assert [(line, record.id) for _, line, record in numbered_records(workspace, "kopi")] == [
        (1, "rec001"),
        (3, "rec004"),
    ]
    assert workspace.journal_file("kopi").read_bytes() == before


COLUMN = re.compile(r" at line 1 column \d+$")
"""Counted otherwise by other versions of pydantic."""


def test_bad_lines_are_told_in_words(workspace):
    write(workspace, *DAMAGE.values())

    found = [(p, p.message[:90]) for p in examined_journal(workspace, "kopi")[0]]
    told = [f"{p.line}: {re.sub(COLUMN, '', message)} [{p.code}]" for p, message in found]
    assert "\n".join(told) == snapshot("""\
1: not JSON: EOF while parsing a string [torn-line]
2: not JSON: trailing characters [torn-line]
3: not a record: it has no kind [bad-record]
4: not a record: it has no kind [bad-record]
5: not JSON: invalid unicode code point [torn-line]
6: not JSON: expected value [torn-line]
7: not JSON: expected value [torn-line]
8: not JSON: recursion limit exceeded [torn-line]
9: not a record: 'nps' must be 10 or less, not 9999999999999999999999999999999999999999999999 [bad-record]
10: not a record: 'ts' must be a date such as 2026-11-16, not 'yesterday' [bad-record]
11: not a record: 'ts' must say its time zone, not '2026-11-21T12:00:00' [bad-record]
12: not a record: 'day' must be a date such as 2026-11-16, not '2026-13-01' [bad-record]
13: not a record: 'id' is not of the form that it must have: 'REC 2' [bad-record]
14: not a record: 'text' must not be empty [bad-record]
15: not JSON: unexpected end of hex escape [torn-line]
16: written by a newer clientkit [newer-record]
17: written by a newer clientkit [newer-record]
18: not a record: 'client' is missing [bad-record]
19: not a record: it has no kind [bad-record]
20: a conflict marker of git [conflict]
21: a conflict marker of git [conflict]
22: a conflict marker of git [conflict]
23: a conflict marker of git [conflict]
24: longer than 65,536 bytes [bad-record]\
""")


def test_hints_say_what_to_do(workspace):
    write(workspace, *DAMAGE.values())

    hints = {problem.code: problem.hint for problem in examined_journal(workspace, "kopi")[0]}
    assert hints == snapshot(
        {
            "torn-line": "A write was cut off here; delete the line, or restore it with git.",
            "bad-record": "Shorten it in an editor.",
            "newer-record": "Update clientkit; the record is kept as it is.",
            "conflict": "Delete the marker lines; keep the records on both sides.",
        }
    )


@pytest.mark.parametrize("ending", [b"\r\n", b"\n\n\n", b"\r\n\r\n"])
@pytest.mark.parametrize("begin", [b"", b"\xef\xbb\xbf", b"\n"])
def test_ends_of_lines_and_a_byte_order_mark_are_no_damage(workspace, begin, ending):
    data = begin + a_line("rec001") + ending + a_line("rec002") + ending
    (workspace.journal_dir("kopi") / "laptop.jsonl").write_bytes(data)

    assert ids(workspace) == ["rec001", "rec002"]
    assert workspace.notices.lines == []
    assert examined_journal(workspace, "kopi")[0] == []


def test_a_line_of_64_kib_is_read_wherever_it_stands_in_the_file(workspace):
    whole = a_line("rec002", more="x" * (65_535 - len(a_line("rec002", more=""))))
    one_more = a_line("rec003", more="x" * (65_537 - len(a_line("rec003", more=""))))
    assert (len(whole), len(one_more)) == (65_535, 65_537)

    for before in (0, 1, 60_000, 65_500):
        write(workspace, b" " * before, whole, one_more, whole.replace(b"rec002", b"rec004"))
        assert ids(workspace) == ["rec002", "rec004"]
    assert Counter(workspace.notices.lines).total() == 1


def test_a_last_line_without_its_end_is_read(workspace):
    (workspace.journal_dir("kopi") / "laptop.jsonl").write_bytes(a_line("rec001") + b"\n" + a_line("rec002"))

    assert ids(workspace) == ["rec001", "rec002"]


def test_a_file_that_cannot_be_read_costs_no_other(workspace):
    write(workspace, a_line("rec001"))
    (workspace.journal_dir("kopi") / "desktop.jsonl").mkdir()

    assert ids(workspace) == ["rec001"]
    (notice,) = workspace.notices.lines
    assert notice.startswith("passed over clients/kopi/journal/desktop.jsonl: ")
    (problem,) = examined_journal(workspace, "kopi")[0]
    assert (problem.code, problem.line) == ("unreadable", None)


def test_a_journal_of_nothing_but_damage_is_told_line_by_line(workspace):
    write(workspace, *(b"\xff\xfe%d" % number for number in range(20_000)))

    assert ids(workspace) == []
    assert len(workspace.notices.lines) == 20_000


def test_until_an_instant_what_came_later_is_as_if_it_were_not_there(workspace):
    write(workspace, a_line(), a_line("rec002", 2, replaces="rec001"), a_retraction("rec003", of="rec001"))

    until = NOON + timedelta(minutes=1)
    assert [record.id for record in read_journal(workspace, "kopi", until)] == ["rec001"]
    assert ids(workspace) == ["rec003"]


def test_ids_are_of_all_records_that_count_or_not(workspace):
    write(workspace, a_line(), a_retraction("rec003", of="rec001"))

    assert recorded_ids(workspace, "kopi") == {"rec001", "rec003"}
