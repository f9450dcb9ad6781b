"""How weeks stood: what the light way says is what each week's report says."""

from datetime import date, timedelta
from time import perf_counter

import pytest

from clientkit.documents.dossier import read_dossier
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.store.workspace import find_workspace
from clientkit.reports.history.weekly_status import WeeklyStatus
from clientkit.reports.queries import list_reports
from clientkit.reports.weekly.queries import week_report
from support.builders import a_record

TODAY = date(2026, 11, 21)
NAME = ProjectRef("kopi", "toko")
WEEKS = 104
FIRST = IsoWeek.of(TODAY).plus(1 - WEEKS)


def settings_of(workspace):
    return read_settings(workspace).value


def as_reported(subject, week, today):
    report = week_report(subject, week, today)
    return report.number, report.status.overall, report.slip if report.milestones else None


def stood(status):
    return status.number, status.status, status.slip


def require_same(workspace, name, weeks, today=TODAY):
    subject = read_dossier(workspace, settings_of(workspace), ProjectRef(*name), today)
    statuses = WeeklyStatus(subject, today)
    found = [stood(statuses.at(week)) for week in weeks]
    assert found == [as_reported(subject, week, today) for week in weeks]
    return found


@pytest.fixture
def demo(tmp_path, run):
    assert run("demo", tmp_path / "studio").code == 0
    return find_workspace(tmp_path / "studio", {})


@pytest.mark.parametrize("name", [("kopi", "toko"), ("kopi", "katalog"), ("harbour", "brand")], ids=str)
def test_each_week_of_the_sample_stands_as_its_report_says(demo, name):
    last = IsoWeek.of(TODAY)
    found = require_same(demo, name, [last.plus(-count) for count in range(14)])
    assert {status for _, status, _ in found} - {None}


def records_of_two_years():
    """Forty notes a week, and a milestone each quarter that is moved, missed or reached."""
    records = []
    for number in range(WEEKS):
        monday = FIRST.plus(number).monday
        days = [monday + timedelta(days=count % 5) for count in range(36)]
        records += [a_record("done", day, hours="0.5", project="toko") for day in days]
        records.append(a_record("next", monday, due=monday + timedelta(days=4), project="toko"))
        records.append(a_record("risk", monday, project="toko"))
        records.append(a_record("hours", monday, hours="2", source="klog:1", text=None, project="toko"))
        if number % 9 == 8:
            worse = {"light": "amber", "dimension": "budget", "reason": "Slow"}
            records.append(a_record("status", monday, project="toko", **worse))
        if number % 13 == 5:
            milestone = f"M{number // 13 + 1}"
            moved = {"due": monday + timedelta(days=20), "cause": "us", "reason": "Slow"}
            records.append(a_record("milestone_moved", monday, milestone=milestone, project="toko", **moved))
        if number % 13 == 11:
            reached = {"milestone": f"M{number // 13 + 1}", "project": "toko"}
            records.append(a_record("milestone_done", monday, **reached))
    return records


PRICES = {
    "fixed": ("price.model=fixed", "price.amount=90000000", "price.hours=1500"),
    "hourly": ("price.model=hourly", "price.rate=100000", "price.hours=1900"),
    "retainer": (
        *("price.model=retainer", "price.amount=9000000", "price.hours=80"),
        *("price.period=month", "price.rollover=all"),
    ),
}


@pytest.fixture
def two_years(studio, run):
    start = FIRST.monday
    assert run("project", "set", "kopi/toko", f"timeline.start={start}").code == 0
    for number in range(WEEKS // 13):
        due = start + timedelta(days=91 * (number + 1) - 10)
        words = ("kopi/toko", f"Stage {number + 1}", "--id", f"M{number + 1}", "--due", due)
        ran = run("milestone", "add", *words)
        assert ran.code == 0, ran.err
    lines = [record.model_dump_json(exclude_none=True) for record in records_of_two_years()]
    journal = studio.journal_file("kopi")
    journal.parent.mkdir(exist_ok=True)
    journal.write_text("\n".join(lines) + "\n")
    return studio


@pytest.mark.parametrize("price", PRICES.values(), ids=PRICES)
def test_two_years_of_weeks_stand_as_their_reports_say(two_years, run, price):
    assert run("project", "set", "kopi/toko", *price).code == 0
    found = require_same(two_years, NAME, [FIRST.plus(number) for number in range(0, WEEKS, 3)])
    assert len({status for _, status, _ in found}) > 1


def test_a_week_that_has_not_begun_does_not_stand(studio):
    subject = read_dossier(studio, settings_of(studio), NAME, TODAY)
    assert WeeklyStatus(subject, TODAY).at(IsoWeek.of(TODAY).plus(1)) is None


@pytest.mark.slow
def test_two_years_are_listed_in_less_time_than_a_quarter_of_their_reports_takes(two_years, run):
    assert run("project", "set", "kopi/toko", *PRICES["retainer"]).code == 0
    settings = settings_of(two_years)
    begun = perf_counter()
    rows = list_reports(two_years, settings, NAME, TODAY)
    listed = perf_counter() - begun
    subject = read_dossier(two_years, settings, NAME, TODAY)
    begun = perf_counter()
    for number in range(0, WEEKS, 4):
        week_report(subject, FIRST.plus(number), TODAY)
    assert len(rows) == WEEKS
    assert listed < perf_counter() - begun
