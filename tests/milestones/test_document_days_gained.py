"""Days that somebody won back are said so, not with a minus sign."""

from datetime import date

import pytest

from clientkit.documents.parties import Engagement
from clientkit.kernel.text.template.engine import render
from clientkit.kernel.text.template.sources import find_template
from clientkit.milestones.document import timeline_document
from support.builders import (
    a_client,
    a_forecast,
    a_forecast_milestone,
    a_planned_milestone,
    a_project,
    some_settings,
)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "5 won back by us, 7 while waiting for you"),
        ("id", "lima hari berhasil dikejar oleh kami, tujuh hari menunggu Anda"),
    ],
)
def test_whose_days_were_won_back(language: str, said: str) -> None:
    late = a_forecast_milestone(
        a_planned_milestone(end=date(2026, 11, 20)),
        end=date(2026, 11, 24),
        slip=2,
        slip_by_cause={"client": 7, "us": -5},
        status="running",
    )
    forecast = a_forecast(late, slip=2, slip_by_cause={"client": 7, "us": -5})
    document = timeline_document(
        Engagement(a_project(), a_client(), some_settings()), forecast, date(2026, 11, 18)
    )
    text = render(find_template("timeline", language, None), document.model_dump(), language)
    assert said in text
    assert "-5" not in text
