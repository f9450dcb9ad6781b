"""The languages that documents exist in: a line here, and a folder of templates with its `words.toml`."""

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias


class LanguageFacts(NamedTuple):
    """What the program says and supposes of a language: its English name, the usual currency beside it."""

    name: str
    currency: str


LANGUAGES: dict[str, LanguageFacts] = {
    "en": LanguageFacts("English", "USD"),
    "id": LanguageFacts("Indonesian", "IDR"),
}
"""Languages by the code that their folder, Babel and `holidays` know them by; the first is the default."""

DEFAULT_LANGUAGE, *_OTHERS = LANGUAGES

LANGUAGE_EXAMPLES = [*_OTHERS, DEFAULT_LANGUAGE]
"""What an example in the reference shows first: a language that differs from the default."""

CONTRACT_LANGUAGES = {"ID": "id"}
"""The language that the law of a country asks of contracts with its residents."""

if TYPE_CHECKING:
    Language: TypeAlias = str
else:
    # checked where a file is read, so that adding a language is a line of the table above and no other
    Language = Literal[tuple(LANGUAGES)]


def language_codes(conjunction: str) -> str:
    """All codes in a sentence: `en or id`."""
    *others, last = LANGUAGES
    return f"{', '.join(others)} {conjunction} {last}"
