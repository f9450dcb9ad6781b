from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from clientkit.documents.parties import Engagement
from clientkit.kernel.model.files.scope import Deliverable, Duty
from clientkit.kernel.model.files.terms import Agreement
from clientkit.milestones.calendar_file import Edition, calendar_file
from support.builders import (
    a_client,
    a_forecast,
    a_forecast_milestone,
    a_milestone,
    a_planned_milestone,
    a_project,
    some_settings,
)

EDITION = Edition("kopi/toko", 7, datetime(2026, 11, 20, 8, 30, tzinfo=UTC))
FRIDAY = date(2026, 11, 20)
MUNDUR = "Mundur 2 hari kerja dari tanggal tersebut"
MAJU = "Maju 1 hari kerja dari tanggal tersebut"


def an_engagement(agreed_on=None, **fields):
    project = a_project(agreement=Agreement(number="SOW-2026-014", version=2), **fields)
    return Engagement(project, a_client(), some_settings(), agreed_on)


def entries(*rows, engagement=None, edition=EDITION, language="en"):
    data = calendar_file(engagement or an_engagement(), a_forecast(*rows), edition, language)
    return [one for one in Calendar.from_ical(data).walk() if one.name != "VCALENDAR"]


def lines(entry):
    return str(entry["description"]).split("\n")


def test_a_milestone_is_an_event_of_the_day_it_ends():
    (event,) = entries(a_forecast_milestone())
    assert (event.name, event["dtstart"].dt, event["dtend"].dt) == ("VEVENT", FRIDAY, date(2026, 11, 21))
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert (str(event["summary"]), event["summary"].params["LANGUAGE"]) == ("Web shop: Design approved", "en")
    assert (event["status"], event["transp"], int(event["sequence"])) == ("TENTATIVE", "TRANSPARENT", 7)
    assert event["dtstamp"].dt == EDITION.stamp
    assert lines(event) == ["By whom: Dewi Lestari", "Agreement SOW-2026-014, version 2"]


def test_what_is_agreed_is_confirmed():
    (event,) = entries(a_forecast_milestone(), engagement=an_engagement(agreed_on=FRIDAY))
    assert event["status"] == "CONFIRMED"


def test_a_milestone_that_was_reached_is_ticked():
    (event,) = entries(a_forecast_milestone(done_on=FRIDAY, status="done"))
    assert (str(event["summary"]), event["status"]) == ("✔ Web shop: Design approved", "CONFIRMED")


@pytest.mark.parametrize(
    ("language", "agreed_on", "slip", "said"),
    [
        ("en", None, 2, ["Planned: Friday, 20 November 2026", "2 working days after that date"]),
        ("en", FRIDAY, -1, ["Agreed: Friday, 20 November 2026", "1 working day before that date"]),
        (
            "id",
            None,
            2,
            ["Direncanakan: Jumat, 20 November 2026", MUNDUR],
        ),
        (
            "id",
            FRIDAY,
            -1,
            ["Disepakati: Jumat, 20 November 2026", MAJU],
        ),
    ],
)
def test_a_slip_is_told_with_the_date_it_counts_from(language, agreed_on, slip, said):
    row = a_forecast_milestone(slip=slip, end=date(2026, 11, 24))
    (event,) = entries(row, engagement=an_engagement(agreed_on), language=language)
    assert lines(event)[1:3] == said


def test_an_event_tells_what_is_handed_over_and_why_it_moved():
    base = a_planned_milestone(deliverables=("D1", "D9"), note="In **two** rounds\nby mail")
    second = Deliverable(id="D2", title="Colours, fonts; marks", milestone="M1")
    engagement = an_engagement(
        deliverables=(Deliverable(id="D1", title="Logo"), second),
        milestones=(a_milestone(deliverables=base.deliverables),),
    )
    (event,) = entries(a_forecast_milestone(base, reason="Ill"), engagement=engagement, language="id")
    assert lines(event) == [
        "Pelaksana: Dewi Lestari",
        "Alasan perubahan tanggal: Ill",
        "Yang diserahkan: Logo; Colours, fonts; marks",
        "In **two** rounds",
        "by mail",
        "Perjanjian SOW-2026-014, versi 2",
    ]


def test_a_milestone_of_the_clients_is_a_task_too():
    event, task = entries(a_forecast_milestone(a_planned_milestone(owner="client")))
    assert (event.name, task.name) == ("VEVENT", "VTODO")
    assert (task["due"].dt, task["due"].params["VALUE"], task["status"]) == (FRIDAY, "DATE", "NEEDS-ACTION")
    assert event["uid"] != task["uid"]
    assert lines(task)[0] == "By whom: PT Kopi Nusantara"


def test_a_task_that_was_done_is_completed():
    row = a_forecast_milestone(a_planned_milestone(owner="client"), done_on=FRIDAY, status="done")
    _, task = entries(row)
    assert (task["status"], int(task["percent-complete"])) == ("COMPLETED", 100)
    assert task["completed"].dt == datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert str(task["summary"]) == "Web shop: Design approved"


def test_dated_duties_are_tasks():
    duties = (
        Duty(what="Photos", due=FRIDAY, effect="Launch moves"),
        Duty(what="Somebody who decides"),
        Duty(what="Texts", due=date(2026, 12, 1)),
    )
    first, second = entries(engagement=an_engagement(duties=duties))
    assert (str(first["summary"]), first["due"].dt, first["status"]) == (
        "Web shop: Photos",
        FRIDAY,
        "NEEDS-ACTION",
    )
    assert lines(first) == ["If it is late: Launch moves", "Agreement SOW-2026-014, version 2"]
    assert lines(second) == ["Agreement SOW-2026-014, version 2"]


def test_duties_in_the_same_words_are_told_apart():
    duties = (Duty(what="Feedback", due=FRIDAY), Duty(what="Feedback", due=date(2026, 12, 1)))
    first, second = entries(engagement=an_engagement(duties=duties))
    assert first["uid"] != second["uid"]


def test_an_agreement_without_a_number_is_not_named():
    engagement = Engagement(a_project(duties=(Duty(what="Photos", due=FRIDAY),)), a_client(), some_settings())
    (task,) = entries(engagement=engagement)
    assert "description" not in task


def test_names_follow_from_project_agreement_and_milestone_alone():
    def uid(edition=EDITION, name="M1", **fields):
        (event,) = entries(
            a_forecast_milestone(a_planned_milestone(name)),
            edition=edition,
            engagement=an_engagement(**fields),
        )
        return str(event["uid"])

    later = Edition("kopi/toko", 9, datetime(2027, 1, 1, tzinfo=UTC))
    assert uid() == uid(later) == uid(agreed_on=FRIDAY) == "8b1ac15e-c9de-5da0-ba2a-01925ab2a95c"
    assert len({uid(), uid(name="M2"), uid(Edition("kopi/katalog", 7, EDITION.stamp))}) == 3


@given(title=st.text(min_size=1, max_size=200), reason=st.text(max_size=300))
def test_any_words_give_a_file_whose_lines_are_short_and_clean(title, reason):
    base = a_planned_milestone(title=title)
    data = calendar_file(
        an_engagement(), a_forecast(a_forecast_milestone(base, reason=reason)), EDITION, "en"
    )
    assert data.count(b"BEGIN:VEVENT") == 1
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        assert not any(byte < 0x20 or byte == 0x7F for byte in line)
