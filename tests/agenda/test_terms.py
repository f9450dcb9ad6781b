"""No term without a watcher: every number and day that is promised to a client comes up, or says why not."""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Policies
from clientkit.kernel.model.values.base import Model

WATCHED = {
    "policies.answer_within": "answer",
    "service_levels.answer_hours": "answer",
    "service_levels.solve_hours": "solve",
    "policies.report_day": "report",
    "communication.answer_within": "answer",
    "communication.client_answers_within": "offer",
    "communication.report_day": "report",
    "agreement.valid_until": "offer-end",
    "success.due": "target",
    "duties.due": "duty",
    "milestones.start": "milestone",
    "milestones.due": "milestone",
    "milestones.days": "milestone",
    "milestones.buffer": "milestone",
    "milestones.not_before": "milestone",
    "milestones.acceptance_days": "review",
    "timeline.start": "milestone",
    "acceptance.review_days": "review",
    "acceptance.deemed_after_days": "deemed",
    "payments.due_days": "payment",
    "checklist.due": "checklist",
    "changes.offer_valid_days": "change-end",
    "complaints.answer_within": "complaint",
    "complaints.acknowledge_within": "complaint",
    "policies.silence_days": "complaint",
    "policies.update_every": "complaint",
    "policies.resolve_within": "complaint",
    "policies.plan_within": "complaint",
    "policies.acknowledge_within": "complaint",
}
"""Fields that hold a day, or a number of them, with the kind of what is due that watches it."""

REASONS = {
    "agreement.version": "a count of offers",
    "agreement.issued": "the day it was written, over when it is read",
    "inclusions.support_days": "days in which the client may ask; each question has the answer clock",
    "revisions.rounds": "a count: the change that uses one says which it is",
    "policies.keep_agreements_years": "how long agreements are kept; erasure before it names the day",
    "policies.goodwill_percent": "a bound of one's own, which no client reads; a sign of health",
    "cancellation.notice_days": "begins with a notice that nobody has given",
}
"""Fields that nothing watches, each with the reason."""


def terms(model: type[Model], path: str = "") -> Iterator[str]:
    """The fields below a model that hold a day, a number of days, or the day of the report."""
    for name, field in model.model_fields.items():
        inner = [one for one in types_in(field.annotation) if isinstance(one, type)]
        models = [one for one in inner if issubclass(one, Model)]
        for one in models:
            yield from terms(one, f"{path}{name}.")
        if not models and (name == "report_day" or {date, int} & set(inner)):
            yield f"{path}{name}"


def types_in(annotation: Any) -> Iterator[Any]:
    yield annotation
    for inner in get_args(annotation):
        yield from types_in(inner)


def kinds_of_due() -> set[str]:
    """Every text in a `due.py`: the kinds are among them."""
    files = (Path(__file__).parents[2] / "src/clientkit").glob("*/due.py")
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


EVERY = sorted({*terms(Policies, "policies."), *terms(Project)})


@pytest.mark.parametrize("field", EVERY)
def test_every_term_has_a_watcher_or_a_reason(field):
    assert (field in WATCHED) != (field in REASONS), f"who watches {field}?"


def test_no_watcher_and_no_reason_is_left_of_a_field_that_is_gone():
    assert {*WATCHED, *REASONS} <= set(EVERY)


def test_every_watcher_is_there():
    assert set(WATCHED.values()) <= kinds_of_due()
