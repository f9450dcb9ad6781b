"""`clientkit feedback import`: any survey tool's export, all of it or none, and nothing twice."""

import csv
import io
import json
import os
import resource
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import ClientkitError, UsageError
from clientkit.feedback.actions import scale_of
from clientkit.feedback.csv_import.columns import find_columns
from clientkit.feedback.csv_import.rows import ImportOptions, RowReader
from clientkit.kernel.model.records.journal import record_adapter
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.store.csv_files.dates import InstantFormat, date_order, day_of
from clientkit.kernel.store.csv_files.reader import open_survey, survey_rows
from clientkit.kernel.store.save import encode_record

NPS = ("kopi", "--kind", "nps")


@pytest.fixture
def take(studio, run, tmp_path):
    """Import a text or bytes as an export of kopi's NPS."""

    def call(content, *words, subject=NPS):
        file = tmp_path / "survey.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return run("feedback", "import", file, *subject, *words)

    return call


def journal(studio, client="kopi"):
    file = studio.journal_file(client)
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def test_a_kind_may_be_written_in_capitals(take):
    ran = take("score\n9\n", subject=("kopi", "--kind", "NPS"))
    assert (ran.code, ran.out) == (0, "1 answer added for kopi (NPS).\n")


def test_an_export_is_taken_over(studio, take):
    ran = take(
        'Timestamp;Nilai;Saran;Email\n2026-11-02 10:00;9,0;"Baik; ""rapi""";RINA@kopi.example\n;;;\n3;;x;\n'
    )
    assert ran.code == 0, ran.err
    assert ran.out == "1 answer added for kopi (NPS).\n"
    assert ran.err == (
        "Read as UTF-8, semicolons between the columns; 2 rows.\n"
        "  score    'Nilai'\n  comment  'Saran'\n  on       'Timestamp'\n  contact  'Email'\n"
        "1 row without a score left out.\n"
    )
    (record,) = journal(studio)
    del record["id"], record["ts"]
    assert record == {
        "kind": "feedback",
        "v": 1,
        "day": "2026-11-02",
        "client": "kopi",
        "contact": "rina",
        "csat_scale": 5,
        "nps": 9,
        "comment": 'Baik; "rapi"',
        "quotable": False,
        "question": "Nilai",
    }


EVERYTHING = (
    "id,date,email,score,comment\n"
    "1234567890123456789,2026-11-02,rina@kopi.example,4,Baik \u201crapi\u201d\n"
    ",2026-11-03,,5,\n"
)


@pytest.mark.parametrize(
    ("kind", "scale"), [("csat", ()), ("csat", ("--scale", 10)), ("nps", ()), ("ces", ())]
)
@pytest.mark.parametrize("whose", ["kopi", "kopi/toko"])
def test_lines_are_written_as_any_other_record(studio, take, kind, scale, whose):
    assert take(EVERYTHING, *scale, subject=(whose, "--kind", kind)).code == 0
    lines = studio.journal_file("kopi").read_bytes().splitlines()
    assert [encode_record(record_adapter().validate_json(line)) for line in lines] == lines
    first, second = map(json.loads, lines)
    assert (first["source"], first[kind], second.get("source")) == ("1234567890123456789", 4, None)
    assert first.get("project") == ("toko" if "/" in whose else None)
    assert first["csat_scale"] == (10 if scale else 5)


ENCODED = {
    "UTF-8": "utf-8",
    "UTF-8 with a byte order mark": "utf-8-sig",
    "UTF-16": "utf-16",
    "Windows-1252": "cp1252",
}


@pytest.mark.parametrize(
    ("name", "encoding"), [*ENCODED.items(), ("UTF-16", "utf-16-le"), ("UTF-16", "utf-16-be")]
)
@pytest.mark.parametrize(("delimiter", "said"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs")])
def test_encoding_and_delimiter_are_found(studio, take, name, encoding, delimiter, said):
    rows = (("score", "comment"), ("9", "caf\u00e9 \u201cbagus\u201d, ya; begitu"), ("8", "x"))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    ran = take(text.getvalue().encode(encoding))
    assert ran.err.splitlines()[0] == f"Read as {name}, {said} between the columns; 2 rows."
    assert {record["comment"] for record in journal(studio)} == {rows[1][1], "x"}


def test_latin_1_is_the_last_resort(studio, take):
    ran = take("score,comment\n9,caf\u00e9 \x81\n".encode("latin-1"))
    assert ran.err.startswith("Read as Latin-1, ")
    assert journal(studio)[0]["comment"] == "caf\u00e9 \x81"


def test_importing_again_adds_nothing(studio, take):
    export = "score,comment\n9,a\n9,a\n3,b\n"
    assert take(export).out == "3 answers added for kopi (NPS).\n"
    kept = studio.journal_file("kopi").read_bytes()
    ran = take(export.replace(",", ";").encode("utf-16"))
    assert ran.out == "0 answers added for kopi (NPS).\n"
    assert ran.err.splitlines()[-1] == "3 answers here already."
    assert studio.journal_file("kopi").read_bytes() == kept
    assert take(export + "9,a\n").out == "1 answer added for kopi (NPS).\n"
    assert len({record["id"] for record in journal(studio)}) == 4


def test_what_was_corrected_or_taken_back_stays_so(studio, run, take):
    export = "score\n9\n3\n"
    take(export)
    nine, three = sorted(journal(studio), key=lambda record: -record["nps"])
    run("feedback", "set", nine["id"], "nps=8")
    run("undo", three["id"])
    assert take(export).out == "0 answers added for kopi (NPS).\n"
    assert [record["nps"] for record in json.loads(run("feedback", "list", "--json").out)["data"]] == [8]


def test_the_tools_own_ids_are_kept_digit_by_digit(studio, take):
    take("ID,score\n1234567890123456788,9\n1234567890123456789,9\n'1234567890123456790,9\n")
    assert sorted(record["source"] for record in journal(studio)) == [
        "1234567890123456788",
        "1234567890123456789",
        "1234567890123456790",
    ]
    ran = take("ID,score,more\n1234567890123456789,9,x\n")
    assert ran.out == "0 answers added for kopi (NPS).\n"


def test_a_dry_run_writes_nothing(studio, take):
    ran = take("score\n9\n8\n", "--dry-run")
    assert ran.out == "2 answers would be added for kopi (NPS); nothing was written.\n"
    assert journal(studio) == []
    take("score\n9\n")
    assert json.loads(take("score\n9\n8\n", "--dry-run", "--json").out)["data"] == {
        "client": "kopi",
        "project": None,
        "kind": "nps",
        "encoding": "UTF-8",
        "delimiter": "commas",
        "columns": [{"part": "score", "column": "score"}],
        "rows": 2,
        "added": 1,
        "corrected": 0,
        "gone": 0,
        "known": 1,
        "clients": {},
        "left": {},
        "unfinished": 0,
        "undated": 2,
        "doubt": None,
        "changes": [],
        "without_score": 0,
        "strangers": 0,
        "dry_run": True,
    }


def test_columns_are_named(studio, take):
    header = "Q1,Q2,What could we improve?,When,Who\n"
    export = f"{header}1,9,=1+1,2026-11-01,Rina Wijaya\n2,8,'=1+1,2026-11-02,nobody\n"
    maps = ("score=q2", "comment=What could we improve?", "on=#4", "contact=Who")
    ran = take(export, *(word for text in maps for word in ("--map", text)))
    assert "1 row of senders who are no contacts: kept without a name." in ran.err
    assert sorted((r["nps"], r["comment"], r["day"], r.get("contact")) for r in journal(studio)) == [
        (8, "=1+1", "2026-11-02", None),
        (9, "=1+1", "2026-11-01", "rina"),
    ]


def test_an_empty_name_is_no_column(studio, take):
    assert take("score,comment\n9,x\n", "--map", "comment=").code == 0
    assert "comment" not in journal(studio)[0]


def test_an_export_of_our_own_comes_back(studio, run, take):
    words = ("--comment=-5 \n=1", "--on", "2026-11-02", "--trigger", "delivery")
    assert run("feedback", "add", "kopi", "--nps", 3, *words).code == 0
    table = run("feedback", "export").out
    run("client", "add", "Aman Jaya", "--slug", "aman")
    take(table, subject=("aman", "--kind", "nps"))
    (first,), (second,) = journal(studio), journal(studio, "aman")
    assert [(record["nps"], record["comment"], record["day"]) for record in (first, second)] == [
        (3, "-5 \n=1", "2026-11-02")
    ] * 2
    assert second["source"] == first["id"]


REFUSED = {
    "out of range": ("score\n9\n11\n\n-1\n", "row 3: 11 is out of range; row 5: -1 is out of range."),
    "half a point": ("score;x\n4,5;\n", "row 2: '4,5' is no score."),
    "words": ("score\nnine\n", "row 2: 'nine' is no score."),
    "other digits": ("score\n\u0669\n", "row 2: '\u0669' is no score."),
    "a spilt comment": ("score,comment\n9,a,b\n", "row 2: 3 cells under 2 columns."),
    "no date": ("score,date\n9,soon\n", "row 2: 'soon' is no date."),
    "an impossible date": ("score,date\n9,2026-02-30\n", "row 2: '2026-02-30' is no date."),
    "an empty date": ("score,date\n9,\n", "row 2: no date; --on DATE gives one."),
    "the future": ("score,date\n9,2026-11-22\n", "row 2: 2026-11-22 lies in the future."),
    "a rounded id": (
        "id,score\n1.23457E+18,9\n",
        "row 2: '1.23457E+18' is an id whose digits a spreadsheet rounded away; export the file anew.",
    ),
    "an id twice": ("id,score\n7,9\n7,9\n7,8\n", "row 4: the same id as row 2, but another answer."),
    "a book": (
        f"score,comment\n9,{'x' * 20_001}\n",
        "row 2: a comment of 20,001 characters; a record takes 20,000.",
    ),
    "a long line": (f"score,comment\n9,{chr(0x65E5) * 12_000}\n", "row 2: more than a record holds."),
    "many": ("score\n" + "11\n" * 12, "; and 2 more."),
}


@pytest.mark.parametrize(("export", "message"), REFUSED.values(), ids=REFUSED)
def test_one_wrong_row_refuses_all(studio, take, export, message):
    ran = take(export)
    assert (ran.code, ran.out) == (5, "")
    first, hint = ran.err.splitlines()
    assert first.startswith("Error: Nothing was imported from survey.csv: row ")
    assert first.endswith(message)
    assert hint.startswith("  Mend the rows, or name another column: the NPS scale goes from 0")
    assert journal(studio) == []


BROKEN = {
    "nothing": (b"", 5, "survey.csv holds no rows."),
    "blank lines": (b"\n\r\n , \n", 5, "survey.csv holds no rows."),
    "an open quote": (b'score,comment\n9,"open\n', 5, "survey.csv, row 2: no CSV: unexpected end of data."),
    "half of UTF-16": (b"\xff\xfes\x00c", 5, "survey.csv, row 1: bytes that are no UTF-16 text."),
    "a cut character": (b"\xff\xfes\x00c\x00o\x00r\x00e\x00\n\x009\x00\x00\xd8", 5, "survey.csv, row"),
    "no score": (b"a,b\n1,2\n", 2, "No column is known to hold the score."),
    "two scores": (b"score,score\n1,2\n", 2, "No column is known to hold the score."),
}


@pytest.mark.parametrize(("export", "code", "message"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_table_is_refused_with_a_sentence(studio, take, export, code, message):
    ran = take(export)
    assert (ran.code, ran.out, ran.err.splitlines()[0][: 7 + len(message)]) == (code, "", f"Error: {message}")
    assert journal(studio) == []


WORDS = {
    "kind": (("--kind", "smile"), 2, "There is no kind of question 'smile'."),
    "scale": (("--scale", "7"), 2, "NPS has no scale up to 7."),
    "map": (("--map", "points=x"), 2, "'points=x' does not say which column holds what."),
    "map twice": (("--map", "on=x", "--map", "on=y"), 2, "--map names two columns for on."),
    "column": (("--map", "on=When"), 2, "There is no column 'When'."),
    "number": (("--map", "on=#9"), 2, "There is no column '#9'."),
    "ambiguous": (("--map", "on=same"), 2, "2 columns are called 'same'."),
    "order": (("--date-order", "ymd"), 2, "There is no order of dates 'ymd'."),
}


@pytest.mark.parametrize(("words", "code", "message"), WORDS.values(), ids=WORDS)
def test_words_that_cannot_be(studio, take, words, code, message):
    ran = take("score,same,same\n9,1,2\n", *words)
    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (code, "", f"Error: {message}")


@pytest.mark.parametrize(
    ("name", "said"),
    [("nobody", "no client called 'nobody'"), ("kopi/nope", "no project of kopi called 'nope'")],
)
def test_whose_they_are_must_be_known(studio, take, name, said):
    ran = take("score\n9\n", subject=(name, "--kind", "nps"))
    assert (ran.code, said in ran.err) == (3, True)


def test_there_must_be_a_file(studio, run):
    assert run("feedback", "import", *NPS, "no.csv").code == 3
    assert run("feedback", "import", *NPS, ".").code == 2


def test_nuls_and_rows_of_different_lengths(studio, take):
    ran = take(b"score,comment,more\n9,a\x00b\n 8\x00 \n7,x,y,,\n,,\n\n")
    assert (ran.code, ran.out) == (0, "3 answers added for kopi (NPS).\n"), ran.err
    assert {record.get("comment") for record in journal(studio)} == {"a\x00b", None, "x"}


def read_or_refused(file):
    """The sentence that refuses a file, if one does; nothing else may be raised."""
    try:
        survey = open_survey(file)
        find_columns(survey, "nps", {}, scale_of("nps"))
        numbers = [number for number, _ in survey_rows(survey)]
    except ClientkitError as error:
        return error.message
    return "" if numbers == sorted(numbers) else "numbers"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_a_sentence(tmp_path_factory, content):
    file = tmp_path_factory.mktemp("any") / "survey.csv"
    file.write_bytes(b"score,comment\n9,x\n" + content)
    refusal = read_or_refused(file)
    assert refusal == "" or refusal.endswith(".")


@contextmanager
def at_most(size):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_full_disk_leaves_the_journal_as_it_was(studio, run, take):
    assert run("feedback", "add", "kopi", "--nps", 9).code == 0
    kept = studio.journal_file("kopi").read_bytes()
    with at_most(len(kept) + 500):
        ran = take("score\n" + "9\n" * 100)
    assert (ran.code, ran.out) == (6, "")
    assert studio.journal_file("kopi").read_bytes() == kept
    assert take("score\n" + "9\n" * 100).out == "100 answers added for kopi (NPS).\n"


def test_inside_a_folder_the_client_is_known(studio, take, monkeypatch):
    monkeypatch.chdir(studio.project_dir("kopi", "toko"))
    assert take("score\n9\n", subject=("--kind", "nps")).out == "1 answer added for kopi/toko (NPS).\n"


def test_rows_without_a_date_get_the_day_that_is_given(studio, take):
    assert take("score,date\n9,\n8,2026-11-01\n", "--on", "2026-11-05").code == 0
    assert sorted((record["nps"], record["day"]) for record in journal(studio)) == [
        (8, "2026-11-01"),
        (9, "2026-11-05"),
    ]


DAYS = {
    "2026-11-02": (2026, 11, 2),
    "2026/11/2 10:11:12 AM GMT+7": (2026, 11, 2),
    "2026-11-02T23:30:00Z": (2026, 11, 3),
    "2026-11-02 23:30:00+07:00": (2026, 11, 2),
    "25/11/2025 09:00": (2025, 11, 25),
    "2.11.2026": (2026, 11, 2),
    "2 Nov 2026": (2026, 11, 2),
    "2 November 2026": (2026, 11, 2),
}


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_dates_as_tools_write_them(text, day):
    from zoneinfo import ZoneInfo

    assert day_of(text, "dmy", ZoneInfo("Asia/Jakarta")) == date(*day)


def test_a_file_shows_whether_the_day_comes_first():
    assert date_order(["01/02/2026", "13/02/2026"], None) == "dmy"
    assert date_order(["01/02/2026", "01/13/2026 9:00"], None) == "mdy"
    assert date_order(["2026-01-02"], None) == "dmy"
    assert day_of("01/02/2026", "mdy", UTC) == date(2026, 1, 2)
    with pytest.raises(UsageError, match="can be read in two ways"):
        date_order(["01/02/2026"], None)


@given(st.text(), st.sampled_from(["dmy", "mdy"]))
def test_any_text_is_a_day_or_none(text, order):
    assert isinstance(day_of(text, order, UTC), date | None)


def test_a_project_with_its_client(studio, take):
    ran = take("score\n9\n", subject=("kopi/toko", "--kind", "nps"))
    assert ran.out == "1 answer added for kopi/toko (NPS).\n"


def test_titles_do_not_steer_the_terminal(studio, clientkit, tmp_path):
    file = tmp_path / "survey.csv"
    file.write_text("score,\x1b[31mcomment\n9,x\n")
    ran = clientkit(
        "feedback", "import", file, *NPS, "--map", "comment=\x1b[31mcomment", env=dict(os.environ)
    )
    assert ran.code == 0
    assert "\x1b" not in ran.out + ran.err


def test_a_wrong_row_among_thousands_is_named_and_the_others_are_not(studio, take):
    rows = [f"{number},{number % 11},fine" for number in range(2500)]
    rows[1777] = "1777,12,fine"
    rows[2100] = "2100,9,fine,spilt"
    ran = take("id,score,comment\n" + "\n".join(rows) + "\n")
    assert ran.err.startswith(
        "Error: Nothing was imported from survey.csv: row 1779: 12 is out of range; "
        "row 2102: 4 cells under 3 columns.\n"
    )
    assert journal(studio) == []


def test_odd_rows_among_many_are_taken_as_they_are_alone(studio, take):
    """Rows without a score, short rows, blank ones, repeated ones, and one whose id is missing."""
    plain = [f"a{number},9,2026-11-{1 + number % 20:02d} 10:00:00,c{number}" for number in range(2400)]
    plain[50:50] = ["b1,,2026-11-01,x", "b2,8", "", ",,,", "a7,9,2026-11-08 11:11:11,c7", ",7,,no id"]
    ran = take("id,score,date,comment\n" + "\n".join(plain) + "\n", "--on", "2026-11-05")
    assert ran.out == "2,402 answers added for kopi (NPS).\n", ran.err
    assert "1 row without a score left out." in ran.err
    assert "1 answer here already." in ran.err
    kept = {record.get("source"): record for record in journal(studio)}
    assert (kept["b2"]["nps"], kept["b2"]["day"]) == (8, "2026-11-05")
    assert (kept[None]["comment"], kept["a7"]["day"]) == ("no id", "2026-11-08")


def test_a_date_that_only_the_last_row_explains(studio, take):
    rows = ["9,02/03/2026"] * 1500 + ["8,11/20/2026"]
    assert take("score,date\n" + "\n".join(rows) + "\n").out == "1,501 answers added for kopi (NPS).\n"
    assert {record["day"] for record in journal(studio)} == {"2026-02-03", "2026-11-20"}


def test_equal_rows_keep_their_ids_however_many_there_are(studio, take):
    take("score\n" + "9\n" * 1700)
    ran = take("score\n" + "9\n" * 2000)
    assert ran.out == "300 answers added for kopi (NPS).\n"
    assert ran.err.endswith("1,700 answers here already.\n")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["0", "10", " 7 ", "", "-", "9,0", "'3"]),
            st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=8),
            st.sampled_from(
                ["", "2026-11-02 10:00:00", "2026-11-02T23:30:00Z", "2.11.2026", "2026-11-02T10:00+07"]
            ),
        ),
        max_size=12,
    )
)
def test_each_row_is_read_as_if_it_were_alone(tmp_path_factory, rows):
    """A row is read the same whatever rows stand around it."""
    together, alone = (tmp_path_factory.mktemp("rows") / "survey.csv" for _ in range(2))
    found = lines_of(together, rows)
    assert found == [line for row in rows for line in lines_of(alone, [row])]


def lines_of(file, rows):
    with file.open("w", newline="", encoding="utf-8") as text:
        csv.writer(text).writerows([("score", "comment", "date", "more"), *((*row, "x") for row in rows)])
    survey = open_survey(file)
    wanted = ImportOptions("kopi", None, "nps", 10, {}, date(2026, 11, 5), InstantFormat("dmy", UTC), {})
    stamp = Stamp(id="aaaaaaaaaa", ts=datetime(2026, 11, 21, tzinfo=UTC), day=date(2026, 11, 21))
    places = find_columns(survey, "nps", {}, scale_of("nps"))
    read = RowReader(survey, places, wanted, stamp, {}).read()
    assert read.bad == []
    return [record.model_copy(update={"id": "aaaaaaaaaa"}) for record in read.answers]


def test_what_was_exported_here_is_known_when_it_comes_back(studio, run, tmp_path):
    """Whatever was imported, typed or corrected: the answers of one's own export are not counted twice."""
    run("feedback", "add", "kopi/toko", "--csat", "5", "--nps", "9", "--comment", "Rapi")
    name = run("feedback", "add", "kopi/toko", "--nps", "7").out.strip()
    run("feedback", "set", name, "nps=8")
    own = tmp_path / "own.csv"
    own.write_text(run("feedback", "export", "kopi").out, encoding="utf-8")
    for kind in ("nps", "csat"):
        said = run("feedback", "import", "kopi", own, "--kind", kind, "--json")
        assert json.loads(said.out)["data"]["added"] == 0, said.err
    scores = json.loads(run("score", "--json").out)["data"]
    assert (scores["nps"]["responses"], scores["csat"]["responses"]) == (2, 1)
    run("client", "add", "Aman Jaya", "--slug", "aman")
    moved = run("feedback", "import", "aman", own, "--kind", "nps", "--json")
    assert json.loads(moved.out)["data"]["added"] == 2
