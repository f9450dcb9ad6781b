"""Every figure explained: what the steps say comes to what the score says."""

import re
from datetime import date
from math import ceil, comb, floor, sqrt

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


def test_all_answered_says_why_there_is_no_interval(scored):
    found = scored({"csat": 4, "nps": 9, "ces": 6}, {"csat": 2, "nps": 3, "ces": 3}, everyone=2)
    for one in explain(found, "interval").explanations:
        assert one.steps == (
            "All 2 who were asked answered: nothing is left to chance, so there is no interval.",
        )
        assert one.low is one.high is None


def test_several_answers_of_one_person_are_explained(scored):
    found = scored(*({"csat": 4, "contact": "rina"} for _ in range(3)))
    (steps,) = steps_of(found, "interval")
    assert steps.startswith("The 3 answers are of 1 person: the latest of each counts here. x = 1 (people")


def test_differences_hold_the_numbers_of_both_periods(scored):
    answers = [
        {"day": f"2026-{month:02d}-{day + 1:02d}", "csat": value, "nps": value * 2, "ces": value}
        for month, value in ((1, 2), (4, 5))
        for day in range(12)
    ]
    answers.append({"day": "2026-07-01", "ces": 3})
    csat, nps, ces, last = steps_of(scored(*answers, by="quarter"), "difference")
    assert csat.startswith("change = 100 - 0 = 100 old = 0 old_low = 0 old_high = 22.0922 new = 100")
    assert "mean_old = -12 / 15 = -0.8 variance_old = " in nps
    assert "M_old = 12 + 3 = 15 T_old = 12 * 2 + 1.5 * 1 + 1.5 * 7 = 36" in ces
    assert last.endswith("It holds 0: could be chance.")


def test_three_tens_after_three_zeros_could_be_chance_and_says_how_often(scored):
    days = [(f"2026-0{month}-1{day}", nps) for month, nps in ((1, 0), (4, 10)) for day in range(3)]
    (steps,) = steps_of(scored(*({"nps": nps, "day": day} for day, nps in days), by="quarter"), "difference")
    assert "2 * C(3, 3) / C(6, 3) = 0.1 That is how often chance alone" in steps
    assert steps.endswith("It does not hold 0: cannot be told.")


def sum_of(typed):
    """`sum(f(k), k=1..3)` as a calculator has it, written out."""
    term, low, high = re.fullmatch(r"(.*), k=(\d+)\.\.(\d+)", typed).groups()
    return " + ".join(f"({re.sub(r'[k]', str(k), term)})" for k in range(int(low), int(high) + 1))


def evaluated(typed):
    """What a calculator gives, in which a power binds before the minus in front of it."""
    while match := re.search(r"sum\(((?:[^()]|\([^()]*\))*)\)", typed):
        typed = f"{typed[: match.start()]}({sum_of(match[1])}){typed[match.end() :]}"
    names = {"C": comb, "sqrt": sqrt, "floor": floor, "ceil": ceil, "min": min, "max": max}
    return eval(typed.replace("^", "**"), {"__builtins__": {}}, names)  # noqa: S307 - steps of our own


def formulas(explanation):
    """Each printed formula with what was printed after it; a name in front, or words behind, are none."""
    for step in explanation.steps:
        parts = re.sub(r" \([a-z][^()]*\)$", "", step).split(" = ")
        parts = parts[1:] if re.fullmatch(r"\w*[a-zA-Z]\w*", parts[0]) else parts
        for typed in parts[:-1]:
            yield typed, float(parts[-1])


ANSWER = st.fixed_dictionaries(
    {"csat": st.integers(1, 5), "nps": st.integers(0, 10), "ces": st.integers(1, 7)}
)


def test_the_evaluation_knows_a_trap_when_it_sees_one():
    assert evaluated("0.76 - -2^2") == pytest.approx(4.76)
    assert evaluated("sum(C(3, k) * 0.5^k, k=1..2) + 1") == pytest.approx(3 * 0.5 + 3 * 0.25 + 1)


FIGURES = ("csat", "nps", "ces", "interval", "difference", "retention", "repeat", "response-rate")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.lists(ANSWER, min_size=1, max_size=24),
    st.sampled_from([None, 25, 40]),
    st.sampled_from([None, 3]),
)
def test_each_formula_typed_as_it_is_printed_gives_what_is_printed(scored, answers, everyone, people):
    rows = [
        one | {"day": f"2026-0{1 + 3 * (at % 2)}-11", "contact": f"c{at % people}" if people else None}
        for at, one in enumerate(answers)
    ]
    found = scored(*rows, by="quarter", everyone=everyone, today=date(2026, 11, 21))
    seen = 0
    for figure in FIGURES:
        for one in explain(found, figure).explanations:
            for typed, printed in formulas(one):
                assert evaluated(typed) == pytest.approx(printed, rel=2e-4, abs=2e-4), one.steps
                seen += 1
            ends = {step.split(" = ")[0]: step.split(" = ")[-1] for step in one.steps}
            if one.low is not None:
                assert float(ends["low"]) == pytest.approx(one.low, rel=1e-5, abs=1e-5)
                assert float(ends["high"]) == pytest.approx(one.high, rel=1e-5, abs=1e-5)
            if one.result is not None and figure in {"csat", "nps"}:
                assert float(one.steps[-1].rpartition(" = ")[2]) == pytest.approx(one.result, rel=1e-5)
    assert seen > 10
