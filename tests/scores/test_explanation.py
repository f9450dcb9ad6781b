"""Every figure explained: what the steps say comes to what the score says."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientkit.kernel.model.files.settings import FeedbackSettings
from clientkit.kernel.store.save import encode_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.scores.explanation import explain
from clientkit.scores.groups import ScoreQuery
from clientkit.scores.queries import score
from support.builders import a_record

FEEDBACK = FeedbackSettings()


@pytest.fixture
def scored(tmp_path):
    """The score of some answers."""

    def make(*answers, **query):
        folder = tmp_path / "clients" / "kopi" / "journal"
        folder.mkdir(parents=True, exist_ok=True)
        records = [a_record("feedback", **answer) for answer in answers]
        (folder / "laptop.jsonl").write_bytes(b"".join(encode_record(one) + b"\n" for one in records))
        return score(Workspace(tmp_path, "laptop"), FEEDBACK, ScoreQuery(**query))

    return make


def steps_of(found, figure):
    return [" ".join(one.steps) for one in explain(found, figure).explanations]


@pytest.mark.parametrize("figure", ["csat", "nps", "ces"])
def test_without_answers_there_is_nothing_to_reckon(scored, figure):
    (one,) = explain(scored(), figure).explanations
    assert (one.result, one.steps) == (None, ("There are no answers, so there is nothing to reckon.",))


def test_another_scale_is_explained_beside(scored):
    found = scored({"csat": 5}, {"csat": 9, "csat_scale": 10}, {"csat": 2, "csat_scale": 10})
    assert [one.result for one in explain(found, "csat").explanations] == [100.0, 50.0]
    assert len(explain(found, "interval").explanations) == 2


def test_everyone_asked_brings_its_factor_into_the_steps(scored):
    answers = [{"csat": 4, "nps": 9, "ces": 6}, {"csat": 2, "nps": 3, "ces": 3}]
    found = scored(*answers, everyone=5)
    for steps in steps_of(found, "interval"):
        assert steps.startswith("all 5 people were asked: factor = sqrt((5 - 2) / (5 - 1)) = 0.866025")
    sources = {one.source.rpartition(" Finite")[1] for one in explain(found, "interval").explanations}
    assert sources == {" Finite"}


def test_all_answered_says_why_there_is_no_interval(scored):
    found = scored({"csat": 4, "nps": 9, "ces": 6}, {"csat": 2, "nps": 3, "ces": 3}, everyone=2)
    for one in explain(found, "interval").explanations:
        assert one.steps == (
            "All 2 who were asked answered: nothing is left to chance, so there is no interval.",
        )
        assert one.low is one.high is None


def test_one_answer_shows_no_spread(scored):
    found = scored({"ces": 6})
    assert steps_of(found, "interval") == ["One answer shows no spread: there is no interval."]


def test_differences_hold_the_numbers_of_both_periods(scored):
    answers = [
        {"day": f"2026-{month:02d}-{day + 1:02d}", "csat": value, "nps": value * 2, "ces": value}
        for month, value in ((1, 2), (4, 5))
        for day in range(12)
    ]
    answers.append({"day": "2026-07-01", "ces": 3})
    csat, nps, ces, last = steps_of(scored(*answers, by="quarter"), "difference")
    assert csat.startswith("old = 0, old low = 0, old high = 24.2494 new = 100,")
    assert "change = 100 - 0 = 100" in csat
    assert "old shrunk = -0.8, variance = " in nps
    assert "old variance = 0.0833333, n = 12 new variance = 0.0833333, n = 12" in ces
    assert last.endswith("One answer on a side shows no spread: there is no interval.")


ANSWER = st.fixed_dictionaries(
    {"csat": st.integers(1, 5), "nps": st.integers(0, 10), "ces": st.integers(1, 7)}
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(ANSWER, min_size=1, max_size=12), st.sampled_from([None, 12, 40]))
def test_the_last_step_is_the_figure(scored, answers, everyone):
    found = scored(*answers, everyone=everyone)
    for figure, value in (("csat", found.scores["csat"].score), ("nps", found.scores["nps"].score)):
        (one,) = explain(found, figure).explanations
        assert one.result == value
        assert float(one.steps[-1].rpartition(" = ")[2]) == pytest.approx(value, rel=1e-5)
    for one, metric in zip(
        explain(found, "interval").explanations,
        found.scores.values(),
        strict=True,
    ):
        assert (one.low, one.high) == (metric.low, metric.high)
        if metric.low is not None:
            said = re.search(r"between (\S+) and (\S+)$", one.steps[-1])
            assert [float(said[1]), float(said[2])] == pytest.approx([metric.low, metric.high], rel=1e-4)


def test_the_change_of_a_mean_is_explained_with_its_t(scored):
    days = ("2026-01-05", "2026-01-06", "2026-01-07", "2026-04-01", "2026-04-02", "2026-04-03")
    found = scored(
        *({"ces": ces, "day": day} for ces, day in zip((1, 2, 3, 5, 6, 7), days, strict=True)), by="quarter"
    )
    (steps,) = steps_of(found, "difference")
    assert "t of 4 degrees of freedom = 2.77645" in steps  # as any table of Student's t has it
    assert "4 +- 2.77645 * 0.816497, cut at -6 and 6 between 1.73304 and 6" in steps
