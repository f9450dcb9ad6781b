"""The words that the program itself puts into documents, from `templates/<language>/words.toml`."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import tomli

from clientkit.errors import InvalidDataError
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.text.template.sources import shipped_templates

FILE = "words.toml"

_REMEDY = "Copy it from another language and put it into yours; if it is not yours, install clientkit again."

T = TypeVar("T")


class WordTable(dict[str, Any]):
    """A table of a words file; a key that it lacks is named with the file and the tables it is in."""

    def __init__(self, place: str, table: dict[str, Any]) -> None:
        super().__init__({key: _frozen(f"{place}{key}.", value) for key, value in table.items()})
        self._place = place

    def __missing__(self, key: str) -> Any:
        raise InvalidDataError(f"{self._place}{key} is missing.", _REMEDY)


def words_of(language: Language, table: str, kind: Callable[..., T]) -> T:
    """The words of one subject as a named tuple, each field a key of its table.

    Raises:
        InvalidDataError: the words file of the language lacks one of them.
    """
    words = word_file(language)[table]
    return kind(**{field: words[field] for field in kind.__annotations__})


@cache
def word_file(language: Language) -> WordTable:
    """All words of a language, read once.

    Raises:
        InvalidDataError: the file is missing, or no TOML.
    """
    name = f"templates/{language}/{FILE}"
    try:
        text = (shipped_templates() / language / FILE).read_text("utf-8")
        return WordTable(f"{name}: ", tomli.loads(text))
    except FileNotFoundError:
        raise InvalidDataError(f"{name} is missing.", _REMEDY) from None
    except tomli.TOMLDecodeError as error:
        raise InvalidDataError(f"{name}: not TOML: {error}.", _REMEDY) from None


def _frozen(place: str, value: Any) -> Any:
    if isinstance(value, dict):
        return WordTable(place, value)
    return tuple(_frozen(place, one) for one in value) if isinstance(value, list) else value
