"""`clientkit report series`: the course of a project."""

import json
from xml.etree import ElementTree as ET

import pytest

from clientkit.errors import ExitCode

FOLDER = "clients/kopi/projects/toko/documents"


def data_of(run, *words):
    ran = run(*words, "--json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)["data"]


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


def test_the_course_of_a_closed_project_ends_with_it(course, run, monkeypatch):
    assert run("project", "close", "kopi/toko").code == 0
    monkeypatch.setenv("CLIENTKIT_TODAY", "2027-11-21")
    assert data_of(run, "report", "series", "kopi/toko")["weeks"][-1]["week"] == "2026-W47"


def test_a_project_without_notes_has_no_course(studio, run):
    ran = run("report", "series", "kopi/toko")
    assert (ran.code, ran.out, ran.err) == (0, "", "kopi/toko has no notes in these weeks.\n")
    assert data_of(run, "report", "series", "kopi/toko")["weeks"] == []
    assert run("report", "series", "kopi/toko", "--format", "md").code == ExitCode.USAGE
    assert run("report", "list", "kopi/toko").code == 0
