"""What a person types for a note: hours, and options to choose from."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.progress.note_input import parse_hours, parse_options


@given(st.decimals(min_value=Decimal("0.01"), max_value=1000, places=2))
def test_hours_are_exact(hours):
    assert parse_hours(f"{hours}") == hours


@given(st.text())
def test_any_text_is_hours_or_refused(text):
    try:
        hours = parse_hours(text)
    except UsageError:
        hours = None
    assert hours is None or 0 < hours <= 1000


@given(st.lists(st.text(st.characters(exclude_characters="|", codec="utf-8"), min_size=1), min_size=2))
def test_options_are_what_stands_between_bars(options):
    kept = tuple(option.strip() for option in options if option.strip())
    if len(kept) > 1:
        assert parse_options("|".join(options)) == kept
    else:
        with pytest.raises(UsageError):
            parse_options("|".join(options))
