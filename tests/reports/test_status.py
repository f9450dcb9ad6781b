"""Green, amber or red: what the rule finds of the scope, and where a person sees it worse."""

from itertools import product

import pytest

from clientkit.agreements.differences import Difference
from clientkit.documents.parties import Engagement
from clientkit.kernel.model.files.schedule import Forecast
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.text.template.engine import render
from clientkit.kernel.text.template.sources import find_template
from clientkit.reports.status import is_worse, status
from clientkit.reports.weekly.document import report_document
from clientkit.reports.weekly.facts import ReportFacts
from support.builders import (
    MONDAY,
    a_client,
    a_forecast,
    a_forecast_milestone,
    a_project,
    a_record,
    some_settings,
)

LIGHTS = ("green", "amber", "red")
ADDED = Difference(area="deliverable", kind="added", item="D7 · Newsletter")
TITLE = Difference(
    area="deliverable", kind="changed", item="D1 · Design", field="title", before="a", after="b"
)
RATE = Difference(area="price", kind="changed", field="rate", measure="money", before=1, after=2)
IN_WORDS = Difference(area="price", kind="changed", field="in_words", before="a", after="b")
TERMS = [
    Difference(area="terms", kind="changed", item="communication", field=field, before="a", after="b")
    for field in ("channel", "report_day")
]


def worsened(light, dimension="schedule", **fields):
    return a_record("status", light=light, dimension=dimension, text=None, **{"reason": "Silence", **fields})


def a_report(*records, differences=(), forecast=None):
    engagement = Engagement(a_project(), a_client(), some_settings(), agreed_on=MONDAY)
    facts = ReportFacts(forecast=forecast or Forecast(), differences=differences, version=2)
    return report_document(engagement, facts, records, IsoWeek.of(MONDAY), MONDAY)


def in_words(report, language="en"):
    return render(find_template("report", language, None), report.model_dump(), language)


@pytest.mark.parametrize(
    ("differences", "light"),
    [
        (None, None),
        ((), "green"),
        ((TITLE,), "amber"),
        ((IN_WORDS,), "amber"),
        (TERMS, "amber"),
        ((TITLE, ADDED), "red"),
        ((RATE,), "amber"),
    ],
)
def test_the_scope_is_what_is_not_as_agreed(differences, light):
    assert status(Forecast(), None, differences).scope == light


def test_the_scope_counts_for_the_whole():
    on_time = a_forecast(a_forecast_milestone())
    assert status(on_time, None, (ADDED,)).overall == "red"


def test_points_that_are_not_as_agreed_are_counted_and_the_gravest_named():
    report = a_report(differences=(*TERMS, TITLE, RATE, ADDED))
    assert report.scope.points == 4
    assert [one.item or one.area for one in report.scope.named] == ["D7 · Newsletter", "terms", "D1 · Design"]
    assert (
        "4 points are not as agreed, among them D7 · Newsletter (added); the terms; D1 · Design."
        in in_words(report)
    )
    said = "Ada 4 hal yang berbeda dari yang disepakati, antara lain D7 · Newsletter (ditambahkan); "
    assert f"{said}ketentuan; D1 · Design." in in_words(report, "id")


def test_one_point_is_one_point():
    assert "One point is not as agreed: D7 · Newsletter (added)." in in_words(a_report(differences=(ADDED,)))


@pytest.mark.parametrize(("rule", "said"), [*product(LIGHTS, ("amber", "red"))])
def test_a_person_makes_a_status_worse_and_never_better(rule, said):
    slip = {"green": 0, "amber": 1, "red": 6}[rule]
    one = a_forecast(a_forecast_milestone(slip=slip), slip=slip)
    found = status(one, None, None, [worsened(said)])
    assert found.schedule == (said if is_worse(said, rule) else rule)
    assert [one.rule for one in found.worsened] == ([rule] if is_worse(said, rule) else [])


def test_the_last_word_on_a_dimension_counts_and_its_reason_is_shown():
    first, last = worsened("red", reason="First"), worsened("amber", reason="The provider is silent.")
    report = a_report(first, last, forecast=a_forecast(a_forecast_milestone()))
    assert [(one.light, one.reason) for one in report.status.worsened] == [
        ("amber", "The provider is silent.")
    ]
    assert "**▲ Amber: needs attention.** Dates: The provider is silent.\n" in in_words(report)
    assert "** Jadwal: The provider is silent.\n" in in_words(report, "id")


def test_a_part_that_the_rule_cannot_tell_is_told_by_a_person():
    report = a_report(worsened("amber", "budget"), differences=None)
    assert (report.status.budget, report.status.overall) == ("amber", "amber")
    assert "**▲ Amber: needs attention.** Budget: Silence.\n" in in_words(report)


def test_another_week_s_word_is_not_this_week_s():
    assert a_report(worsened("red", day=MONDAY.replace(day=9))).status.worsened == ()


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_rule_of_the_scope_is_stated_where_there_is_an_agreement(language):
    word = {"en": "not as agreed", "id": "tanpa kesepakatan"}[language]
    on_time = a_forecast(a_forecast_milestone())
    rules = [
        in_words(
            a_report(differences=differences, forecast=on_time).model_copy(update={"full": True}), language
        )
        .rstrip()
        .splitlines()[-1]
        for differences in ((), None)
    ]
    assert [word in rule for rule in rules] == [True, False]
