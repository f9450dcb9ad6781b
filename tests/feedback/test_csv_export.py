"""`clientkit feedback export`: a table that other programs read and no spreadsheet reckons with."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.feedback.csv_export import COLUMNS
from clientkit.kernel.store.csv_files.writer import plain_cell, safe_cell

HEADER = (
    "id,day,client,project,contact,csat,csat_scale,nps,ces,ces_scale,"
    "comment,quotable,tags,occasion,survey,source,ts\r\n"
)
FORMULAS = (
    "=1+1",
    "+62 21",
    "-5",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\uff1d1+1",
    "\uff0b62",
    "'=1",
    "''@",
    '=HYPERLINK("http://x","y")',
)


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def answer(studio, run):
    words = ("--csat", 4, "--nps", 9, "--contact", "rina", "--tag", "launch", "--tag", "price")
    ran = run(
        "feedback", "add", "kopi/toko", *words, "--comment", 'Baik, "rapi"\nsekali', "--on", "2026-11-02"
    )
    return ran.out.strip()


def test_an_answer_is_one_row(studio, run, answer):
    ran = run("feedback", "export", "kopi")
    assert ran.out.startswith(HEADER)
    (row,) = rows(ran.out)
    assert row.pop("ts").startswith("2026-11-2")
    assert row == {
        "id": answer,
        "day": "2026-11-02",
        "client": "kopi",
        "project": "toko",
        "contact": "rina",
        "csat": "4",
        "csat_scale": "5",
        "ces_scale": "",
        "nps": "9",
        "ces": "",
        "comment": 'Baik, "rapi"\nsekali',
        "quotable": "false",
        "tags": "launch price",
        "occasion": "",
        "survey": "",
        "source": "",
    }
    assert ran.err == "1 answer.\n"


def test_what_was_asked_stands_beside_the_answer(studio, run):
    asked = run(
        *("survey", "ask", "kopi", "--kind", "ces", "--contact", "rina"), "--trigger", "complaint", "--json"
    ).out
    survey = json.loads(asked)["data"]["survey"]["id"]
    assert run("feedback", "add", "--survey", survey, "--ces", 6).code == 0
    assert run("feedback", "add", "kopi", "--csat", 4, "--trigger", "delivery").code == 0
    table = rows(run("feedback", "export").out)
    assert {(row["occasion"], row["survey"]) for row in table} == {("complaint", survey), ("delivery", "")}


def test_only_what_counts_is_exported(studio, run, answer):
    run("feedback", "set", answer, "csat=5")
    gone = run("feedback", "add", "kopi", "--nps", 0).out.strip()
    run("undo", gone)
    assert [row["csat"] for row in rows(run("feedback", "export").out)] == ["5"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula_and_none_is_changed(studio, run, text):
    assert run("feedback", "add", "kopi", "--nps", 3, f"--comment={text}", "--tag=-5").code == 0
    (row,) = rows(run("feedback", "export").out)
    assert (row["comment"], row["tags"], row["nps"]) == (f"'{text}", "'-5", "3")
    assert plain_cell(row["comment"]) == text


@given(st.text())
def test_what_is_made_safe_can_be_undone(text):
    safe = safe_cell(text)
    assert plain_cell(safe) == text
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20"))


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ((), ["2026-11-02", "2026-11-20"]),
        (("--since", "2026-11-03"), ["2026-11-20"]),
        (("toko",), ["2026-11-02"]),
    ],
)
def test_a_part_can_be_exported(studio, run, answer, words, days):
    run("feedback", "add", "kopi", "--ces", 5, "--on", "2026-11-20")
    assert [row["day"] for row in rows(run("feedback", "export", *words).out)] == days
    said = json.loads(run("feedback", "export", *words, "--format", "json").out)
    assert [record["day"] for record in said["data"]] == days


def test_json_is_what_the_list_prints(studio, run, answer, tmp_path):
    listed = run("feedback", "list", "--json").out
    assert run("feedback", "export", "--format", "json").out == listed
    file = tmp_path / "answers.json"
    ran = run("feedback", "export", "--format", "json", "-o", file)
    assert (ran.out, ran.err, file.read_text()) == (f"{file}\n", "1 answer.\n", listed)


def test_a_file_holds_the_same_bytes_after_a_byte_order_mark(studio, run, clientkit, answer, tmp_path):
    file = tmp_path / "answers.csv"
    assert (
        run("feedback", "add", "kopi", "--nps", 3, "--comment", "Toko \u201cbagus\u201d \x1b[31m \u202e").code
        == 0
    )
    assert run("feedback", "export", "-o", file).code == 0
    piped = clientkit("feedback", "export", "-o", "-", text=False, input=None)
    assert file.read_bytes() == b"\xef\xbb\xbf" + piped.out
    assert "Toko \u201cbagus\u201d \x1b[31m \u202e".encode() in file.read_bytes()


@pytest.mark.parametrize(("typed", "between"), [(";", ";"), ("tab", "\t")])
def test_columns_are_parted_as_a_spreadsheet_wants_and_come_back(
    studio, run, answer, tmp_path, typed, between
):
    file = tmp_path / "answers.csv"
    assert run("feedback", "export", "--delimiter", typed, "-o", file).code == 0
    assert file.read_text("utf-8-sig").startswith(between.join(COLUMNS))
    again = run("feedback", "import", "kopi", file, "--kind", "nps")
    assert again.out == "0 answers added for kopi (NPS).\n", again.err


def test_nothing_steers_the_terminal(studio, run, terminal, answer):
    assert run("feedback", "add", "kopi", "--nps", 3, "--comment", "a\x1b[31mb").code == 0
    said = terminal("feedback", "export").out
    assert "a\\x1b[31mb" in said
    assert "\x1b" not in said
    assert "\r" not in said


def test_without_answers_there_are_only_the_columns(studio, run):
    ran = run("feedback", "export")
    assert (ran.code, ran.out, ran.err) == (0, HEADER, "0 answers.\n")
    assert ",".join(COLUMNS) + "\r\n" == HEADER


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--format", "xlsx"), 2, "There is no format 'xlsx'."),
        (("--delimiter", "x"), 2, "'x' cannot stand between columns."),
        (("nobody",), 3, "There is no client called 'nobody'."),
        (
            ("-o", "no/such/folder.csv"),
            6,
            "no/such/folder.csv cannot be written (No such file or directory).",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(studio, run, words, code, message):
    ran = run("feedback", "export", *words)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.splitlines()[0].startswith("Error: ")
    assert ran.err.splitlines()[0].endswith(message)
