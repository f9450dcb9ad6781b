"""What a person types for a note: options to choose from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.errors import UsageError
from clientkit.progress.note_input import parse_options


@given(st.lists(st.text(st.characters(exclude_characters="|", codec="utf-8"), min_size=1), min_size=2))
def test_options_are_what_stands_between_bars(options):
    kept = tuple(option.strip() for option in options if option.strip())
    if len(kept) > 1:
        assert parse_options("|".join(options)) == kept
    else:
        with pytest.raises(UsageError):
            parse_options("|".join(options))
