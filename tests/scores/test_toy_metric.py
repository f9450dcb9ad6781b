"""A metric that is declared in one file is reckoned, shown, printed as JSON, explained and summed up."""

import json
from typing import ClassVar

import pytest
from pydantic import Field

from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.rating_scales import RatingScale
from clientkit.kernel.statistics.counts import on_scale
from clientkit.kernel.statistics.metric import Metric
from clientkit.kernel.statistics.metrics import METRICS
from clientkit.kernel.statistics.mid_p import MID_P, mid_p


class Glad(Model):
    """How many of those who would recommend are sure of it."""

    metric: ClassVar[str] = "glad"
    best_from: ClassVar[int] = 1

    responses: int = Field(description="how many answers there are")
    people: int = Field(description="how many people they are of")
    value: float | None = Field(description="share of 9 and 10, in per cent")
    low: float | None = Field(description="lower end of the 95 % interval")
    high: float | None = Field(description="upper end of the 95 % interval")
    method: str = Field(description="how the interval was found")
    distribution: dict[int, int] = Field(description="0: not sure, 1: sure")
    latest: dict[int, int]
    population: int | None = None


class GladMetric(Metric):
    """Reads an existing answer in another way: 9 and 10 of the NPS are a yes."""

    scale = RatingScale("glad", 0, {1: 1}, {1: 0}, {}, "not sure", "sure")
    result = Glad
    title = "GLAD, who would recommend for certain"
    about = "who would recommend for certain"
    change_about = "change of the share, in percentage points"
    limits = (0.0, 100.0)
    unit = " %"
    source = "This test."
    interval_formula = "mid-P"
    interval_source = "Lancaster (1961)."
    difference_formula = "none"
    difference_source = "none"

    def answer(self, record):
        return None if record.nps is None else int(record.nps >= 9)

    def score(self, counts, top, best_from, population=None, latest=None):  # noqa: ARG002 - as every metric
        given = on_scale(counts, 0, top)
        answered = sum(given.values())
        heard = on_scale(counts if latest is None else latest, 0, top)
        interval = mid_p(heard[1], sum(heard.values()))
        return Glad(
            responses=answered,
            people=sum(heard.values()),
            value=100 * given[1] / answered if answered else None,
            low=100 * interval.low if interval else None,
            high=100 * interval.high if interval else None,
            method=MID_P,
            distribution=given,
            latest=heard,
            population=population,
        )

    def difference(self, before, after):  # noqa: ARG002 - as every metric
        return None

    def made_of(self, score):
        return f"{score.distribution[1]} are sure."

    def formula(self, score):  # noqa: ARG002 - as every metric
        return "100 * sure / answered"

    def steps(self, score):
        return (f"100 * {score.distribution[1]} / {score.responses} = {score.value:.0f}",)

    def points(self, score):
        return score.latest

    def interval_steps(self, score, interval):  # noqa: ARG002 - as every metric
        yield f"low = {interval.low}"

    def difference_steps(self, old, new, interval):  # noqa: ARG002 - as every metric
        return iter(())


@pytest.fixture
def glad(monkeypatch, studio, run):
    """A studio that asks one more question, with four answers: 9, 10, 3 and 8."""
    monkeypatch.setitem(METRICS, "glad", GladMetric())
    for score in ("9", "10", "3", "8"):
        assert run("feedback", "add", "kopi", "--nps", score).code == 0


def test_it_is_shown_after_the_others(glad, run):
    shown = run("score").out
    assert shown.index("CES, ease") < shown.index("GLAD, who would recommend for certain")
    assert "50 %  n = 4" in shown
    assert "2 are sure." in shown


def test_it_is_told_apart_by_period(glad, run):
    assert "GLAD by year" in run("score", "--by", "year").out


def test_it_stands_in_json_in_its_place(glad, run):
    printed = json.loads(run("score", "--by", "year", "--json").out)["data"]
    assert list(printed)[:5] == ["csat", "nps", "ces", "glad", "other_scales"]
    assert printed["glad"]["value"] == 50
    assert printed["groups"][0]["glad"]["responses"] == 4
    assert printed["groups"][0]["changes"]["glad"] is None


def test_it_is_explained_with_its_source(glad, run):
    explained = run("score", "--explain", "glad").out
    assert "100 * 2 / 4 = 50" in explained
    assert "Source: This test." in explained
    assert "interval of glad" in run("score", "--explain", "interval").out


def test_it_has_a_section_in_the_summary_and_a_panel_in_its_picture(glad, run):
    summary = run("score", "render", "--language", "en", "-o", "-").out
    assert "## GLAD" in summary
    assert "2 of 4 answers said 1 or more" in summary
    assert "GLAD, who would recommend for certain" in run("score", "render", "--format", "svg", "-o", "-").out


def test_it_stands_on_the_card(glad, run):
    assert "GLAD" in run("client", "show", "kopi").out
