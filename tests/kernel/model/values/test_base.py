"""What all models can do."""

from datetime import date
from typing import NamedTuple

import pytest
from pydantic import ValidationError

from clientkit.kernel.model.values.base import Model


class Step(NamedTuple):
    """A source that is no model."""

    day: date
    text: str
    more: int = 0


class StepRow(Model):
    """A row made of it."""

    day: date
    subject: str
    text: str
    note: str | None = None


def test_fields_of_one_name_are_copied_and_others_are_given():
    row = StepRow.from_fields(Step(date(2026, 11, 20), "Sent"), subject="kopi")
    assert row == StepRow(day=date(2026, 11, 20), subject="kopi", text="Sent")


def test_a_value_that_is_given_goes_before_that_of_the_source():
    assert StepRow.from_fields(Step(date(2026, 11, 20), "Sent"), subject="kopi", text="Drafted").text == (
        "Drafted"
    )


def test_a_field_that_neither_has_is_missing():
    with pytest.raises(ValidationError, match="subject"):
        StepRow.from_fields(Step(date(2026, 11, 20), "Sent"))
