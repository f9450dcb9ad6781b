"""Where a change stands, and every step on every state: allowed, or refused with the step that is missing."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import get_args

import pytest

from clientkit.changes.rules import MAY, Verb, change_cases, goodwill, number_in, require_step, rounds_used
from clientkit.errors import RefusedError
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.values.choices import ChangeState
from support.builders import a_record

DAY = date(2026, 11, 20)
TS = datetime(2026, 11, 20, 3, tzinfo=UTC)
WHOLE = {"classed": "outside", "price": 900000, "currency": "IDR", "adds": "Wholesale", "criterion": "Seen"}


def a_case(state: ChangeState = "offered", number: int = 1, **what):
    asked = a_record("change", DAY, number=number, text="Wholesale prices")
    records, told = [asked], []
    if state != "requested":
        records.append(a_record("change_assessed", DAY, ts=TS, ref=asked.id, **(what or WHOLE)))
    if state not in {"requested", "assessed"}:
        told.append((asked.id, DAY, TS))
    if state not in {"requested", "assessed", "offered"}:
        worth = {"value": 900000, "currency": "IDR"} if state == "absorbed" else {}
        records.append(a_record("change_ended", DAY, ref=asked.id, outcome=state, **worth))
    (case,) = change_cases(records, told)
    assert case.state == state
    return case


MISSING = {
    "requested": "change assess kopi/shop/CO-1",
    "assessed": "mail draft change kopi/shop/CO-1",
    "offered": "change show kopi/shop/CO-1",
    **dict.fromkeys(("approved", "declined", "withdrawn", "absorbed"), "change add kopi/shop"),
}
"""The command that a refusal names, by the state."""


@pytest.mark.parametrize("state", get_args(ChangeState))
@pytest.mark.parametrize("verb", get_args(Verb))
def test_every_step_on_every_state_is_allowed_or_names_the_step_that_is_missing(verb, state):
    if state in MAY[verb]:
        require_step(a_case(state), verb)
        return
    with pytest.raises(RefusedError) as refused:
        require_step(a_case(state), verb)
    assert MISSING[state] in refused.value.hint


@pytest.mark.parametrize(
    ("verb", "what", "said"),
    [
        ("offer", {**WHOLE, "criterion": None}, '--criterion "…"'),
        ("approve", {**WHOLE, "adds": None}, '--adds "…"'),
        ("approve", {"classed": "inside"}, "part of the agreement"),
        ("absorb", {"classed": "revision"}, "revision rounds"),
        ("approve", {"classed": "not-possible", "because": "40 in stock"}, "not possible"),
        ("absorb", {"classed": "outside", "price": 0, "currency": "IDR"}, "no price"),
    ],
)
def test_what_it_is_decides_on_the_step_too(verb, what, said):
    with pytest.raises(RefusedError) as refused:
        require_step(a_case("offered", **what), verb)
    assert said in f"{refused.value.message} {refused.value.hint}"


def test_an_offer_is_about_the_last_assessment_and_ends_by_the_terms():
    asked = a_record("change", DAY, number=1)
    first = a_record("change_assessed", DAY, ts=TS, ref=asked.id, **WHOLE)
    terms = Project(title="Shop", changes={"offer_valid_days": 14})
    (case,) = change_cases([asked, first], [(first.id, DAY, TS)])
    assert (case.state, case.until(terms)) == ("offered", date(2026, 12, 4))
    later = first.model_copy(update={"id": "rec99999", "replaces": first.id, "ts": TS.replace(hour=4)})
    (case,) = change_cases([asked, later], [(first.id, DAY, TS)])
    assert (case.state, case.until(terms)) == ("assessed", None)


def test_what_is_within_the_agreement_is_over_once_it_was_told():
    assert a_case("assessed", classed="inside").is_open
    assert not a_case("offered", classed="inside").is_open
    assert a_case("offered").is_open


def test_revision_rounds_are_counted_without_those_that_were_taken_back():
    cases = [a_case(number=one, classed="revision") for one in (1, 2)]
    taken_back = a_case("withdrawn", 3, classed="revision")
    assert rounds_used([*cases, taken_back]) == 2
    assert rounds_used(cases, cases[1]) == 1


def test_goodwill_is_what_was_done_for_free():
    assert goodwill([a_case("absorbed"), a_case("approved"), a_case("absorbed")]) == {"IDR": Decimal(1800000)}


@pytest.mark.parametrize(("text", "number"), [("CO-1", 1), ("co12", 12), ("C-1", None), ("CO-", None)])
def test_numbers_are_read_as_they_are_written(text, number):
    assert number_in(text) == number
