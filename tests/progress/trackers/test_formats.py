"""What time trackers write, entry by entry: klog by its specification, tables by the titles they have."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.kernel.store.csv_files.dates import InstantFormat, zone_of
from clientkit.progress.trackers.klog import klog_entries
from clientkit.progress.trackers.tables import columns_of, table_entries, tracker_of
from clientkit.progress.trackers.watson_timewarrior import timewarrior_entries, watson_entries

JAKARTA = ZoneInfo("Asia/Jakarta")
LOCAL = InstantFormat("", JAKARTA)
TOGGL = (
    "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,"
)
TOGGL += "Tags"
TOGGL_NOW = (
    "Description,Billable,Duration,Member,Email,Project,Tags,Start date,Start time,Stop date,Stop time"
)
CLOCKIFY = (
    "Project,Client,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time,"
    "Duration (h),Duration (decimal),Billable Rate (USD),Billable Amount (USD),Date of creation"
)


def one_record(entry):
    return klog_entries(f"2026-11-16\n    {entry}\n")


@pytest.mark.parametrize(
    ("entry", "minutes"),
    [
        ("2h30m", 150),
        ("1h", 60),
        ("5m", 5),
        ("+4h12m", 252),
        ("-8h30m", -510),
        ("119m", 119),
        ("50h", 3000),
        ("0h", 0),
        ("8:00 - 9:00", 60),
        ("8:00-9:15", 75),
        ("11:00am - 1:00pm", 120),
        ("12:00am - 12:30pm", 750),
        ("<23:40 - 3:12", 212),
        ("0:30> - 4:00>", 210),
        ("22:00 - 24:00", 120),
        ("<24:00 - 1:00", 60),
        ("9:00 - 9:00", 0),
        ("09:00 - 10:00 Long day at #school", 60),
    ],
)
def test_klog_reckons_an_entry_as_its_specification_says(entry, minutes):
    sheet = one_record(entry)
    assert sheet.wrong == []
    assert [time.seconds for time in sheet.entries] == [minutes * 60]


@pytest.mark.parametrize("entry", ["9:00 - ?", "4:00pm - ???", "9:00-? Call"])
def test_an_open_range_still_runs(entry):
    sheet = one_record(entry)
    assert (sheet.entries, sheet.running, sheet.wrong) == ([], 1, [])


@pytest.mark.parametrize(
    "entry",
    [
        *("1h60m", "25:00 - 26:00", "13:00pm - 14:00", "0:30am - 1:00", "10:00 - 9:00", "8:60 - 9:00"),
        *("24:00> - 1:00", "<8:00> - 9:00", "abc", "1.5h", "1h30", "9:00 -"),
    ],
)
def test_what_is_no_entry_is_named_with_its_line(entry):
    sheet = one_record(entry)
    assert len(sheet.wrong) == 1
    assert sheet.wrong[0].startswith("line 2: ")
    assert sheet.entries == []


def test_a_klog_file_has_records_summaries_tags_and_longer_words():
    sheet = klog_entries(
        "\ufeff2026-11-16 (8h!)\r\n"
        "A long day for #toko\r\n"
        "and #client=kopi too\r\n"
        "\t9:00 - 10:00 Design #D2\r\n"
        "\t\tof the #checkout\r\n"
        "\t30m\r\n"
        "\r\n"
        "   \r\n"
        "2026/11/17\r\n"
        "  1h\r\n"
    )
    assert sheet.wrong == []
    first, second, third = sheet.entries
    assert (first.tags, first.text) == (
        ("D2", "toko", "client", "kopi", "checkout"),
        "Design #D2 of the #checkout",
    )
    assert (second.tags, second.text, second.record) == (("toko", "client", "kopi"), "", "line 1")
    assert (third.day, third.tags, third.record) == (date(2026, 11, 17), (), "line 9")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2026-02-30\n  1h\n", "line 1"),
        ("2026-11/16\n  1h\n", "line 1"),
        ("Notes\n  1h\n", "line 1"),
        ("2026-11-16\n    1h\n  2h\n", "line 3"),
        ("2026-11-16\n    1h\nsummary after\n", "line 3"),
        ("2026-11-16\n    9:00 - ?\n    10:00 - ?\n", "line 3"),
    ],
)
def test_what_klog_does_not_allow_is_refused(text, place):
    (wrong,) = klog_entries(text).wrong
    assert wrong.startswith(f"{place}: ")


def test_the_name_of_a_klog_entry_outlives_a_mended_end():
    (before,) = one_record("9:00 - 10:00 Design").entries
    (after,) = one_record("9:00 - 11:30 Design of the page").entries
    assert before.name == after.name


@given(st.text(max_size=200))
def test_any_text_is_read_or_named_as_klog(text):
    sheet = klog_entries(text)
    assert sheet.wrong or not text.strip() or sheet.entries or sheet.running or text.strip()[:4].isdigit()


def rows(*lines):
    return [(number, line.split(",")) for number, line in enumerate(lines, start=2)]


def read_table(header, *lines, order=None, maps=None, reading=LOCAL):
    titles = header.split(",")
    found = [(number, [cell.replace(";", ",") for cell in cells]) for number, cells in rows(*lines)]
    return table_entries(
        "csv", found, titles, columns_of(titles, maps or {}), reading._replace(order=order or "")
    )


def test_a_row_of_toggl():
    (time,) = read_table(
        TOGGL,
        "Dewi,d@x.example,PT Kopi,Toko,,Checkout,Yes,2026-11-16,09:05:00,2026-11-16,11:35:00,02:30:00,dev",
    ).entries
    assert (time.day, time.seconds, time.project, time.client, time.tags, time.text) == (
        *(date(2026, 11, 16), 9000, "Toko", "PT Kopi"),
        *(("dev",), "Checkout"),
    )


def test_a_row_of_toggls_newer_export():
    (time,) = read_table(
        TOGGL_NOW, "Checkout,No,1:30:15,Dewi,d@x.example,Toko,,2026-11-16,09:05:00,2026-11-16,10:35:15"
    ).entries
    assert (time.seconds, time.project, time.text) == (5415, "Toko", "Checkout")


@pytest.mark.parametrize(
    ("day", "time", "length"),
    [
        ("11/16/2026", "02:44:33 PM", "01:30:00"),
        ("16/11/2026", "10:00", "1:30"),
        ("16.11.2026", "4:00:00", "01:30:00"),
        ("2026-11-16", "10:00:00 AM", "1.50"),
        ("2026-11-16", "12:00 a.m.", "1,5 h"),
        ("2026-11-16", "12:00", "90:00 min"),
    ],
)
def test_clockify_writes_dates_times_and_lengths_as_one_has_set_them(day, time, length):
    line = f"Toko|Kopi|Checkout||Dewi||d@x|dev, web|Yes|{day}|{time}|{day}|{time}|{length}|1.50|0|0|{day}"
    titles = CLOCKIFY.split(",")
    row = [(2, line.split("|"))]
    (found,) = table_entries(
        "clockify", row, titles, columns_of(titles, {}), InstantFormat("", JAKARTA)
    ).entries
    assert (found.day, found.seconds, found.tags) == (date(2026, 11, 16), 5400, ("dev", "web"))


def test_dates_that_can_be_read_in_two_ways_are_asked_about():
    line = "Toko,,x,,D,,d@x,,Yes,03/04/2026,10:00,03/04/2026,11:00,01:00:00,1.00"
    with pytest.raises(UsageError, match="can be read in two ways"):
        read_table(CLOCKIFY, line)
    (time,) = read_table(CLOCKIFY, line, order="dmy").entries
    assert time.day == date(2026, 4, 3)


def test_breaks_sums_and_rows_that_run_are_no_hours():
    header = "Project,Type,Start Date,Start Time,Duration (h),Duration (decimal)"
    sheet = read_table(
        header,
        "Toko,Regular,2026-11-16,09:00,1:00,1.00",
        "Toko,Break,2026-11-16,10:00,0:30,0.50",
        "Toko,Time off,2026-11-17,10:00,8:00,8.00",
        "Toko,Regular,2026-11-16,11:00,,",
        "Total,,,,9:30,9.50",
        ",,,,,",
    )
    assert (len(sheet.entries), sheet.breaks, sheet.running, sheet.wrong) == (1, 2, 1, [])


@pytest.mark.parametrize(
    "cells",
    [
        "2026-13-01,09:00,1:00",
        "2026-11-16,25:00,1:00",
        "2026-11-16,9,1:00",
        "2026-11-16,09:00,1:75",
        "x,09:00,1h",
    ],
)
def test_a_row_that_cannot_be_is_named(cells):
    (wrong,) = read_table("Project,Start Date,Start Time,Duration (h)", f"Toko,{cells}").wrong
    assert wrong.startswith("row 2: ")


def test_a_row_keeps_its_name_when_its_end_and_words_are_mended():
    header = "Description,Email,Start date,Start time,Duration"
    (before,) = read_table(header, "Checkot,d@x.example,2026-11-16,09:05:00,01:00:00").entries
    (after,) = read_table(header, "Checkout,D@x.example,2026-11-16,9:05,02:00:00").entries
    assert before.name == after.name


def test_a_table_without_its_columns_is_refused():
    with pytest.raises(UsageError, match="No column is known to hold the day and how long") as refused:
        columns_of(["Project", "Hour count"], {})
    assert "--map day=COLUMN; --map hours=COLUMN (or minutes=COLUMN)" in refused.value.hint


@pytest.mark.parametrize(
    "entry",
    [
        *(None, 1, [], {}, [1, 2], ["a", "b", "p", "i", []], [1, 2, 3, "id", []], [1e400, 2, "p", "i", []]),
        *([10**30, 10**31, "p", "i", []], [2, 1, "p", "i", []], [1, 2, "p", "i", 7], [True, 2, "p", "i", []]),
    ],
)
def test_what_is_no_frame_is_named(entry):
    sheet = watson_entries([entry], JAKARTA)
    assert (len(sheet.wrong), sheet.entries) == (1, [])
    assert sheet.wrong[0].startswith("frame 1: ")


@pytest.mark.parametrize(
    "entry",
    [None, {}, {"start": "x"}, {"start": 3}, {"start": "20261116T090000Z", "end": "20261115T090000Z"}],
)
def test_what_is_no_interval_is_named(entry):
    (wrong,) = timewarrior_entries([entry], JAKARTA).wrong
    assert wrong.startswith("interval 1: ")


def test_an_instant_belongs_to_the_local_day():
    (time,) = timewarrior_entries([{"start": "20261116T180000Z", "end": "20261116T190000Z"}], JAKARTA).entries
    assert time.day == date(2026, 11, 17)


TABLES = {
    "Harvest": (
        "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,First Name,Last Name",
        "2026-11-16,PT Kopi,Toko,,Design,Checkout,1.5,Yes,Dewi,S",
    ),
    "Kimai": (
        "Date,From,To,Duration,Currency,User,Customer,Project,Activity,Description,Billable,Tags",
        "2026-11-16,09:00,10:30,1:30,IDR,dewi,PT Kopi,Toko,Design,Checkout,yes,",
    ),
    "solidtime": (
        "Description,Task,Project,Client,User,Start,End,Duration,Duration (decimal),Billable,Tags",
        "Checkout,Design,Toko,PT Kopi,Dewi,2026-11-16 09:00:00,2026-11-16 10:30:00,1:30:00,1.50,Yes,",
    ),
    "Clockify in German": (
        "Projekt,Kunde,Beschreibung,Tags,Startdatum,Startzeit,Enddatum,Endzeit,Dauer (h),Dauer (dezimal)",
        "Toko,PT Kopi,Checkout,,16.11.2026,09:00:00,16.11.2026,10:30:00,01:30:00,'1;50",
    ),
    "only a beginning and an end": (
        "Client,Project,Description,Start,End",
        "PT Kopi,Toko,Checkout,2026-11-16T02:00:00Z,2026-11-16T03:30:00Z",
    ),
}


@pytest.mark.parametrize(("header", "line"), TABLES.values(), ids=TABLES)
def test_tables_of_other_trackers_are_read_by_their_titles(header, line):
    sheet = read_table(header, line)
    assert sheet.wrong == []
    (found,) = sheet.entries
    assert (found.day, found.seconds, found.project, found.client) == (
        *(date(2026, 11, 16), 5400, "Toko", "PT Kopi"),
    )
    assert found.text == "Checkout"


def test_programs_are_known_by_their_titles():
    names = {name: tracker_of(header.split(",")) for name, (header, _) in TABLES.items()}
    assert names.pop("Clockify in German") == "clockify"
    assert set(names.values()) == {"csv"}
    headers = (TOGGL, TOGGL_NOW, CLOCKIFY, "id,start,stop,project,tags", "Name,Phone")
    assert [tracker_of(header.split(",")) for header in headers] == [
        *("toggl", "toggl", "clockify", "watson", None),
    ]


@pytest.mark.parametrize(
    ("header", "line", "said"),
    [
        (
            "Date,Duration (h),Duration (decimal)",
            "2026-11-16,90,1.50",
            "says 90 and 'Duration (decimal)' says 1.50",
        ),
        ("Date,From,To,Duration", "2026-11-16,09:00,10:30,5400", "'Duration' says 5400, but 09:00 to 10:30"),
    ],
)
def test_two_columns_that_contradict_each_other_are_asked_about(header, line, said):
    (wrong,) = read_table(header, line).wrong
    assert said in wrong
    assert "--map" in wrong
    (found,) = read_table(header, line, maps={"minutes": 1 if "decimal" in said else 3}).entries
    assert found.seconds == int(line.split(",")[1 if "decimal" in said else 3]) * 60


def test_minutes_are_minutes_where_somebody_says_so():
    (found,) = read_table("Date,Duration", "2026-11-16,90", maps={"minutes": 1}).entries
    assert found.seconds == 5400


def test_a_zone_in_the_title_or_said_moves_the_day():
    line = "2026-11-16 23:30:00,1:00"
    (by_title,) = read_table("Start (UTC),Duration", line, maps={"day": 0}).entries
    (by_word,) = read_table(
        "Start,Duration", line, reading=InstantFormat("", JAKARTA, zone_of("UTC"))
    ).entries
    assert by_title.day == by_word.day == date(2026, 11, 17)
    (wrong,) = read_table("Start,Duration", "2026-11-16 23:30:00 CST,1:00").wrong
    assert "'2026-11-16 23:30:00 CST' is no date and time that is understood; a zone: --zone NAME" in wrong
