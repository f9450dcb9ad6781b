"""What stands for somebody who was forgotten: records count on under it, and what was agreed stays so."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

PSEUDONYM = r"forgotten-[0-9a-f]{6}"


def made_pseudonym(digits: str) -> str:
    """The pseudonym with the first of some hexadecimal digits."""
    return f"forgotten-{digits[:6]}"


def is_pseudonym(text: str) -> bool:
    """Whether a text is the pseudonym of somebody."""
    return re.fullmatch(PSEUDONYM, text) is not None


def with_names(value: Any, earlier: Any) -> Any:
    """A value of JSON in which each text with a pseudonym is the one of `earlier` that it was before."""
    return _named(value, list(_texts(earlier)))


def _named(value: Any, earlier: list[str]) -> Any:
    if isinstance(value, dict):
        return {key: _named(one, earlier) for key, one in value.items()}
    if isinstance(value, list):
        return [_named(one, earlier) for one in value]
    if not isinstance(value, str) or not re.search(PSEUDONYM, value):
        return value
    before = ".+?".join(map(re.escape, re.split(PSEUDONYM, value)))
    return next((one for one in earlier if re.fullmatch(before, one, re.DOTALL)), value)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    parts: Iterable[Any] = (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    )
    for one in parts:
        yield from _texts(one)
