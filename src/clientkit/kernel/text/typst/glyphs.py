"""Characters that the fonts do not have, shown as their code: nothing vanishes from a document unseen."""

import re
from collections.abc import Callable, Iterable

SAME = str.maketrans({"✅": "✔", "❌": "✘", "❎": "✘", "⚠": "▲", "\ufe0f": None})
"""Signs that people type, and those that the fonts have for them."""

CanSet = Callable[[list[str]], bool]
"""Whether the fonts have all that these texts need."""

_SPECIAL = re.compile(r"[^\x00-\x7f]")
# with the character before it: a mark may find no font that has its letter too
_SPECIAL_RUN = re.compile(r".?[^\x00-\x7f]+", re.DOTALL)


def with_codes(text: str, can_set: CanSet) -> str:
    """The text with every character that cannot be set as its code, such as `[U+4EAC]`."""
    text = _coded(text, [char for char in sorted(set(_SPECIAL.findall(text))) if not can_set([char])])
    runs = sorted(set(_SPECIAL_RUN.findall(text)))
    failing = [] if can_set(runs) else [run for run in runs if not can_set([run])]
    return _coded(text, _SPECIAL.findall("".join(failing)))


def _coded(text: str, characters: Iterable[str]) -> str:
    return text.translate({ord(character): f"[U+{ord(character):04X}]" for character in characters})
