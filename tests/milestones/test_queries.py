"""The dates of a project: what its file leaves out and its terms give."""

from datetime import date

import pytest

from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.scope import Deliverable
from clientkit.kernel.model.files.terms import AcceptanceTerms
from clientkit.kernel.model.files.timeline import TimelineTerms
from clientkit.milestones.queries import outlook_of, plan_of
from support.builders import MONDAY, a_milestone, a_project, some_settings

FRIDAY = date(2026, 11, 20)
A_WEEK_ON = date(2026, 11, 27)


def a_review(review_days: int | None, **milestone: object) -> Project:
    """A project of one milestone from a Monday to a Friday."""
    return a_project(
        deliverables=(Deliverable(id="D1", title="Design"), Deliverable(id="D2", title="x", milestone="M2")),
        milestones=(a_milestone("M1", **{"days": 5, **milestone}), a_milestone("M2", days=5)),
        timeline=TimelineTerms(start=MONDAY),
        acceptance=AcceptanceTerms(review_days=review_days),
    )


@pytest.mark.parametrize(
    ("review_days", "milestone", "answer_by"),
    [
        (5, {"deliverables": ("D1",)}, A_WEEK_ON),
        (5, {"deliverables": ("D1",), "acceptance_days": 0}, FRIDAY),
        (None, {"deliverables": ("D1",)}, None),
        (None, {"deliverables": ("D1",), "acceptance_days": 5}, A_WEEK_ON),
        (5, {}, None),
    ],
)
def test_the_days_to_review_stand_in_where_something_is_handed_over(
    review_days: int | None, milestone: dict[str, object], answer_by: date | None
) -> None:
    project = a_review(review_days, **milestone)
    planned = plan_of(project, some_settings()).milestones[0]
    assert (planned.end, planned.acceptance_due) == (FRIDAY, answer_by)
    forecast = outlook_of(project, some_settings(), [], MONDAY, None).forecast()
    assert forecast.milestones[0].baseline.acceptance_due == answer_by


def test_a_deliverable_may_name_its_milestone_alone() -> None:
    planned = plan_of(a_review(5), some_settings())
    assert [one.acceptance_due for one in planned.milestones] == [None, A_WEEK_ON]
