from datetime import date

import pytest

from clientkit.documents.parties import Engagement
from clientkit.kernel.model.files.calendar_settings import Calendar, DayOff
from clientkit.kernel.model.files.schedule import Forecast, Plan
from clientkit.kernel.text.template.engine import render
from clientkit.kernel.text.template.sources import find_template
from clientkit.milestones.document import missing_in_timeline, timeline_document
from support.builders import (
    MONDAY,
    a_client,
    a_forecast,
    a_forecast_milestone,
    a_plan,
    a_planned_milestone,
    a_project,
    some_settings,
)

TODAY = date(2026, 11, 20)


def a_timeline(dates, **parts):
    engagement = Engagement(
        parts.pop("project", a_project()), a_client(), parts.pop("workspace", some_settings()), **parts
    )
    return timeline_document(engagement, dates, TODAY)


def in_words(document, language="en"):
    return render(find_template("timeline", language, None), document.model_dump(), language)


def test_a_plan_is_shown_without_a_forecast():
    document = a_timeline(a_plan())
    assert not document.has_forecast
    text = in_words(document)
    assert "**The work is planned from 16 November 2026 to 20 November 2026.**" in text
    assert "| M1 | Design approved | We | 16 Nov 2026 | 20 Nov 2026 |  |" in text


@pytest.mark.parametrize("nothing", [Plan(), Forecast()])
def test_no_milestones_are_said_to_be_none(nothing):
    assert "**No milestones are planned yet.**" in in_words(a_timeline(nothing))
    assert "**Tahap pekerjaan belum direncanakan.**" in in_words(a_timeline(nothing), "id")


def late(**fields):
    milestone = a_forecast_milestone(
        **{"end": date(2026, 11, 30), "slip": 6, "slip_by_cause": {"us": 2, "client": 4}, **fields}
    )
    return a_forecast(milestone, slip=6, slip_by_cause={"client": 4, "us": 2})


def test_a_slip_is_one_sentence_with_its_causes():
    assert (
        "**We expect to finish on 30 November 2026, 6 working days after the agreed 20 November 2026:"
        " 2 on our side, 4 while waiting for you.**"
    ) in in_words(a_timeline(late(), agreed_on=MONDAY))
    assert (
        "**Pekerjaan diperkirakan selesai pada 30 November 2026, enam hari kerja setelah"
        " tanggal yang disepakati (20 November 2026): dua hari dari pihak kami, empat hari menunggu Anda.**"
    ) in in_words(a_timeline(late(), agreed_on=MONDAY), "id")


@pytest.mark.parametrize(
    ("forecast", "sentence"),
    [
        (a_forecast(a_forecast_milestone()), "We expect to finish on 20 November 2026, as planned."),
        (
            a_forecast(a_forecast_milestone(end=date(2026, 11, 19)), slip=-1),
            "We expect to finish on 19 November 2026, 1 working day before the planned 20 November 2026.",
        ),
        (
            a_forecast(a_forecast_milestone(done_on=TODAY, status="done")),
            "All milestones are reached. The work ended on 20 November 2026, as planned.",
        ),
        (
            a_forecast(a_forecast_milestone(done_on=TODAY, status="done"), slip=2),
            "All milestones are reached. The work ended on 20 November 2026, 2 working days late.",
        ),
    ],
)
def test_the_end_is_told_in_one_sentence(forecast, sentence):
    assert f"**{sentence}**" in in_words(a_timeline(forecast))


@pytest.mark.parametrize(
    ("status", "slip", "english", "indonesian"),
    [
        ("done", 0, "✔ Done |", "✔ Selesai |"),
        ("done", 1, "✔ Done, 1 working day late |", "✔ Selesai, terlambat satu hari kerja |"),
        ("done", -2, "✔ Done, 2 working days early |", "✔ Selesai, lebih cepat dua hari kerja |"),
        ("running", 3, "▶ Under way, 3 working days later |", "▶ Berjalan, mundur tiga hari kerja |"),
        ("planned", -1, "○ Planned, 1 working day earlier |", "○ Terjadwal, maju satu hari kerja |"),
        ("late", 2, "▲ Overdue, 2 working days late |", "▲ Lewat tenggat, terlambat dua hari kerja |"),
        ("waiting", 0, "▲ Waiting for you, on time |", "▲ Menunggu Anda, tepat waktu |"),
    ],
)
def test_a_status_is_a_sign_and_words(status, slip, english, indonesian):
    document = a_timeline(a_forecast(a_forecast_milestone(status=status, slip=slip)))
    assert english in in_words(document)
    assert indonesian in in_words(document, "id")


def test_reasons_are_told_with_the_days_of_each_side():
    text = in_words(a_timeline(late(reason="Photos came late | at last")))
    assert (
        "- M1 · Design approved: Photos came late | at last (2 on our side, 4 while waiting for you)" in text
    )


def test_what_the_client_has_to_do_is_listed_by_date():
    theirs = [
        a_forecast_milestone(a_planned_milestone("M1", date(2026, 12, 4), owner="client", title="Texts")),
        a_forecast_milestone(
            a_planned_milestone("M2", date(2026, 11, 19), owner="client", title="Photos"),
            status="waiting",
            slip=1,
            due=date(2026, 11, 19),
            end=date(2026, 11, 23),
        ),
        a_forecast_milestone(a_planned_milestone("M3", owner="client"), status="done"),
    ]
    text = in_words(a_timeline(a_forecast(*theirs)))
    assert text.index("- M2 · Photos: was due on Thu 19 Nov 2026;") < text.index(
        "- M1 · Texts: by Fri 4 Dec 2026"
    )
    assert "- M3" not in text


def test_days_off_and_buffer_are_named():
    workspace = some_settings(calendar=Calendar(days_off=(DayOff(day=date(2026, 11, 18), name="Election"),)))
    text = in_words(a_timeline(a_plan(a_planned_milestone(buffer=3)), workspace=workspace))
    assert "- 18 November 2026: Election" in text
    assert "The plan holds a buffer of 3 working days." in text


@pytest.mark.parametrize(
    ("language", "heading"), [("en", "What moves the dates"), ("id", "menggeser jadwal")]
)
def test_a_note_stands_under_the_table_and_not_among_what_moves_the_dates(language, heading):
    noted = a_project(timeline={"note": "Two iterations."})
    text = in_words(a_timeline(a_plan(), project=noted), language)
    assert "|\n\nTwo iterations.\n" in text
    assert heading not in text
    moved = a_project(timeline={"note": "Two iterations.", "moved_by": ["Late texts"]})
    text = in_words(a_timeline(a_plan(), project=moved), language)
    assert text.index("Two iterations.") < text.index(heading) < text.index("- Late texts")


def test_the_working_days_are_those_of_the_calendar():
    workspace = some_settings(calendar=Calendar(working_days=("mon", "tue", "sat")))
    document = a_timeline(a_plan(), workspace=workspace)
    assert "working days are Monday, Tuesday and Saturday." in in_words(document)
    assert "hari kerja adalah Senin, Selasa, dan Sabtu." in in_words(document, "id")


def test_a_slip_without_a_cause_is_named():
    unexplained = a_forecast(a_forecast_milestone(slip=2))
    assert [one.field for one in missing_in_timeline(a_timeline(unexplained))] == ["milestones.M1"]
    assert list(missing_in_timeline(a_timeline(late()))) == []
    assert [one.field for one in missing_in_timeline(a_timeline(Plan()))] == ["milestones"]
