"""Finding records by the beginnings of their ids."""

import pytest

from clientkit.errors import NotFoundError
from clientkit.kernel.store.journal.record_ids import records_begun

LINE = (
    '{"id":%s"%s","ts":"2026-11-21T03:00:00Z","kind":"risk","v":1,"day":"2026-11-21","client":"%s",'
    '"project":"toko","text":"x"%s}\n'
)


@pytest.fixture
def keep(studio):
    """Write a record into a client's journal."""

    def write(name, client="kopi", *, blank="", more="", device="laptop"):
        studio.journal_dir(client).mkdir(parents=True, exist_ok=True)
        with (studio.journal_dir(client) / f"{device}.jsonl").open("a") as file:
            file.write(LINE % (blank, name, client, more))

    return write


def begun(studio, beginning):
    return [record.id for record, _ in records_begun(studio, beginning)]


def test_all_clients_are_searched(studio, keep):
    keep("abcdef")
    keep("abcxyz", "batik")
    keep("xabcde", "batik", device="phone")
    assert begun(studio, "abc") == ["abcxyz", "abcdef"]
    assert begun(studio, "abcd") == ["abcdef"]


def test_a_whole_id_is_not_a_beginning_of_another(studio, keep):
    keep("abcdef")
    keep("abcdef0")
    assert begun(studio, "abcdef") == ["abcdef"]
    assert begun(studio, "abcde") == ["abcdef", "abcdef0"]


def test_json_with_blanks_is_found_too(studio, keep):
    keep("abcdef", blank=" ")
    assert begun(studio, "abc") == ["abcdef"]


def test_records_come_with_those_of_their_client(studio, keep):
    keep("abcdef")
    keep("zzzzzz")
    ((_, records),) = records_begun(studio, "abc")
    assert [record.id for record in records] == ["abcdef", "zzzzzz"]


@pytest.mark.parametrize("beginning", ["zzz", ".*", "\udcff", '"'])
def test_nothing_begins_so(studio, keep, beginning):
    keep("abcdef", more=',"mood":"zzz"')
    with pytest.raises(NotFoundError, match=r"^There is no record whose id begins with "):
        records_begun(studio, beginning)


def test_a_record_taken_back_is_not_found(studio, keep):
    keep("abcdef")
    with studio.journal_file("kopi").open("a") as file:
        file.write(
            '{"id":"back01","ts":"2026-11-21T03:00:01Z","kind":"retraction","v":1,"day":"2026-11-21",'
            '"client":"kopi","retracts":"abcdef"}\n'
        )
    with pytest.raises(NotFoundError):
        records_begun(studio, "abc")


def test_a_corrected_record_stands_for_its_latest_correction(studio, keep):
    keep("abcdef")
    keep("first0", more=',"replaces":"abcdef"')
    keep("second", more=',"replaces":"first0"', device="phone")
    keep("zzzzzz")
    assert [begun(studio, name) for name in ("abc", "first", "second")] == [["second"]] * 3
    keep("abcxyz")
    assert begun(studio, "abc") == ["abcxyz"]


def test_a_circle_of_corrections_ends(studio, keep):
    keep("abcdef", more=',"replaces":"first0"')
    keep("first0", more=',"replaces":"abcdef"')
    assert begun(studio, "first") == ["first0"]
    with pytest.raises(NotFoundError):
        begun(studio, "second")


def test_an_unreadable_journal_hides_no_other(studio, keep):
    keep("abcdef", device="phone")
    (studio.journal_dir("kopi") / "laptop.jsonl").symlink_to("phone.jsonl")
    assert begun(studio, "abc") == ["abcdef"]
    assert studio.notices.lines
