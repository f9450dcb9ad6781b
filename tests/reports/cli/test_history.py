"""`clientkit report list` and `report series`: the weeks of a project."""

import hashlib
import json
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest

from clientkit.errors import ExitCode
from clientkit.kernel.model.records.correspondence import MailOutcome, MailSending
from clientkit.kernel.store.save import append_record

FOLDER = "clients/kopi/projects/toko/documents"


@pytest.fixture
def course(studio, run):
    """Notes of 2026-W44 and 2026-W47, an answer in between, milestones."""
    for words in (
        ("project", "set", "kopi/toko", "timeline.start=2026-10-26"),
        ("milestone", "add", "kopi/toko", "Desain", "--id", "M1", "--days", "15"),
        ("progress", "done", "kopi/toko", "Peta situs", "--hours", "4.5", "--on", "2026-10-28"),
        ("feedback", "add", "kopi/toko", "--nps", "9", "--on", "2026-11-04"),
        ("progress", "done", "kopi/toko", "Halaman depan", "--hours", "3", "--on", "2026-11-17"),
        ("progress", "next", "kopi/toko", "Pembayaran", "--due", "2026-11-27", "--on", "2026-11-18"),
        ("feedback", "add", "kopi/toko", "--csat", "4", "--on", "2026-11-18"),
        ("feedback", "add", "kopi/toko", "--csat", "3", "--on", "2026-11-19"),
    ):
        ran = run(*words)
        assert ran.code == 0, ran.err
    return studio


def data_of(run, *words):
    ran = run(*words, "--json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)["data"]


def send(studio, path):
    about = {
        "ts": datetime(2026, 11, 20, 9, tzinfo=UTC),
        "day": date(2026, 11, 20),
        "client": "kopi",
        "project": "toko",
    }
    append_record(
        studio,
        MailSending(
            id="send00001",
            message="<1@studio.example>",
            recipients=("rina@kopi.example",),
            subject="Laporan",
            sha256="a" * 64,
            document="report",
            week="2026-W47",
            file=studio.relative(path),
            file_sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            **about,
        ),
    )
    append_record(studio, MailOutcome(id="fate00001", ref="send00001", outcome="sent", **about))


def test_weeks_are_listed_with_their_status_report_and_sending(course, run):
    assert run("report", "week", "kopi/toko").code == 0
    path = course.report_file("kopi", "toko", "2026-W47")
    send(course, path)
    assert run("report", "week", "kopi/toko").code == 0
    assert run("report", "list", "kopi/toko").out.splitlines() == [
        "NO.  WEEK      EDITION  STATUS  NOTES  HOURS  SENT        REPORT",
        "  1  2026-W44           green       1    4.5              not written",
        f"  4  2026-W47        1  red         2      3  2026-11-20  {FOLDER}/2026-W47.md",
        f"  4  2026-W47        2  red         2      3  no          {FOLDER}/2026-W47.2.md",
    ]


def test_the_list_as_json(course, run):
    assert run("report", "week", "kopi/toko").code == 0
    path = course.report_file("kopi", "toko", "2026-W47")
    send(course, path)
    path.unlink()
    first, sent = data_of(run, "report", "list", "kopi/toko")
    assert (first["week"], first["edition"], first["document"], first["sent_on"]) == (
        *("2026-W44", None),
        *(None, None),
    )
    assert sent == {
        "kind": "week",
        "number": 4,
        "week": "2026-W47",
        "month": None,
        "edition": 1,
        "status": "red",
        "notes": 2,
        "hours": "3.0",
        "document": None,
        "sent_on": "2026-11-20",
        "recipients": ["rina@kopi.example"],
    }
    assert "gone" in run("report", "list", "kopi/toko").out


def test_files_beside_the_reports_are_no_reports(course, run):
    assert run("report", "week", "kopi/toko").code == 0
    assert run("report", "week", "kopi/toko", "--format", "html").code == 0
    folder = course.documents_dir("kopi", "toko")
    (folder / "2026-W99.md").write_text("x")
    (folder / "2026-W46.md").mkdir()
    (folder / "2026-W45.notes.md").write_text("x")
    assert [row["week"] for row in data_of(run, "report", "list", "kopi/toko")] == ["2026-W44", "2026-W47"]


def test_a_week_without_notes_is_shown_as_such(course, run):
    weeks = data_of(run, "report", "series", "kopi/toko")["weeks"]
    assert [(row["week"], row["notes"], row["status"], row["slip"], row["hours"]) for row in weeks] == [
        ("2026-W44", 1, "green", 0, "4.5"),
        ("2026-W45", 0, None, None, None),
        ("2026-W46", 0, None, None, None),
        ("2026-W47", 2, "red", 6, "3.0"),
    ]
    assert [row["nps"] for row in weeks] == [None, 9, None, None]
    assert [(row["csat"], row["csat_scale"]) for row in weeks] == [(None, None)] * 3 + [(3, 5)]


def test_the_series_is_a_plain_table_when_piped(course, run):
    lines = run("report", "series", "kopi/toko").out.splitlines()
    assert lines[0].split("  ")[0] == "WEEK"
    assert lines[2].split() == ["2026-W45", "no", "notes", "9/10"]
    assert "▁" not in "".join(lines)


def test_a_person_sees_lines_of_blocks_above_the_table(course, terminal):
    ran = terminal("report", "series", "kopi/toko", width=120)
    assert ran.code == 0
    assert "Toko daring, 2026-W44 to 2026-W47" in ran.out
    assert "hours           █··▆  3" in ran.out


def test_the_series_as_markdown_and_as_a_picture(course, run, tmp_path):
    table = run("report", "series", "kopi/toko", "--format", "md")
    assert table.out.startswith("# Toko daring, ")
    picture = tmp_path / "course.svg"
    ran = run("report", "series", "kopi/toko", "-o", picture, "--language", "en")
    assert (ran.code, ran.out) == (0, f"{picture}\n")
    assert ET.parse(picture).getroot().tag.endswith("svg")  # noqa: S314 - our own drawing
    assert run("report", "series", "kopi/toko", "--format", "svg").out.startswith("<svg ")


def test_a_file_whose_name_asks_for_another_format_is_refused(course, run, tmp_path):
    ran = run("report", "series", "kopi/toko", "-o", tmp_path / "course.png")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "Error: There is no format 'png' of a series.\n  Formats are md and svg.\n"
    assert not (tmp_path / "course.png").exists()


def test_weeks_can_be_chosen(course, run):
    weeks = data_of(run, "report", "series", "kopi/toko", "--since", "2026-W42", "--until", "2026-W44")[
        "weeks"
    ]
    assert [(row["week"], row["notes"]) for row in weeks] == [
        ("2026-W42", 0),
        ("2026-W43", 0),
        ("2026-W44", 1),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--since", "2026-W54"), "Error: There is no week 2026-W54: 2026 has 53 ISO weeks."),
        (("--since", "soon"), "Error: 'soon' is not a week."),
        (("--until", "2026-W48"), "Error: The week 2026-W48 has not begun: it starts on 2026-11-23."),
        (
            ("--since", "2026-W46", "--until", "2026-W45"),
            "Error: No week lies between --since 2026-W46 and --until 2026-W45.",
        ),
        (("--since", "1990-W01"), "Error: From 1990-W01 to 2026-W47 are more than 530 weeks."),
        (("--format", "pdf"), "Error: There is no format 'pdf' of a series."),
        (("--format", "md", "--language", "fr"), "Error: There are no documents in 'fr'."),
    ],
)
def test_what_cannot_be_shown_is_said(course, run, words, said):
    ran = run("report", "series", "kopi/toko", *words)
    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (ExitCode.USAGE, "", said)


def test_a_project_without_notes_has_no_course(studio, run):
    ran = run("report", "series", "kopi/toko")
    assert (ran.code, ran.out, ran.err) == (0, "", "kopi/toko has no notes in these weeks.\n")
    assert data_of(run, "report", "series", "kopi/toko")["weeks"] == []
    assert run("report", "series", "kopi/toko", "--format", "md").code == ExitCode.USAGE
    assert run("report", "list", "kopi/toko").code == 0


def test_the_course_of_a_closed_project_ends_with_it(course, run, monkeypatch):
    assert run("project", "close", "kopi/toko").code == 0
    monkeypatch.setenv("CLIENTKIT_TODAY", "2027-11-21")
    assert data_of(run, "report", "series", "kopi/toko")["weeks"][-1]["week"] == "2026-W47"
