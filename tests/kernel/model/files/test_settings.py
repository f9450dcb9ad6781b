"""Settings that cannot be are refused where they are written, so that file and line can be told."""

from datetime import date

import pytest
from pydantic import ValidationError

from clientkit.kernel.model.files.calendar_settings import DayOff


def test_days_off_end_after_they_begin() -> None:
    with pytest.raises(ValidationError, match="ends on 2026-12-20, before it begins on 2026-12-25"):
        DayOff(day=date(2026, 12, 25), until=date(2026, 12, 20))
