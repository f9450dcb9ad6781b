"""A sentence that goes on after a colon: its first letter is small, unless it may be a name's."""

import re
from functools import cache

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.text.template.sources import shipped_templates
from clientkit.kernel.text.words import word_file

_FIRST = re.compile(r"([^\W\d_])([^\W\d_]*)(?=[\s,;:.?!]|$)(?!\s[^\W\d_a-z][a-z])")
"""A first word, and no second one with a capital beside it, as names have."""
_CODE = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_SMALL = re.compile(r"(?<![\w<{.'-])[a-z]+(?![\w>'=(])")


def continued(text: str, language: Language) -> str:
    """The text as it stands after a colon.

    A word is taken for an ordinary one where the shipped papers of the language write it small: a name that
    nobody knows keeps its capital.
    """
    found = _FIRST.match(text)
    if (
        found
        and (found[2].islower() or (not found[2] and text[1:]))
        and found[0].lower() in _ordinary(language)
    ):
        return found[1].lower() + text[1:]
    return text


@cache
def _ordinary(language: Language) -> frozenset[str]:
    folder = shipped_templates() / language
    texts = (path.read_text("utf-8") for path in sorted(folder.rglob("*")) if path.suffix in {".j2", ".toml"})
    words = {word for text in texts for word in _SMALL.findall(_CODE.sub(" ", text))}
    return frozenset(words) - {*word_file(language)["lists"]["names"]}
