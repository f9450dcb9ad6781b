"""Every language has every word that the first one has, and what one lacks is named with its file and key."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import tomli

from clientkit.errors import InvalidDataError
from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.kernel.text import words
from clientkit.kernel.text.template.sources import shipped_templates
from clientkit.kernel.text.words import FILE, word_file, words_of

FIRST, *OTHERS = LANGUAGES
LISTS = ("dates.short_months", "amount.spelling", "amount.currencies", "commits.verbs.*", "lint.vague")
"""Tables whose keys are words themselves: each language has its own."""


def read(language: str) -> dict[str, Any]:
    return tomli.loads((shipped_templates() / language / FILE).read_text("utf-8"))


def differences(
    first: Mapping[str, Any], other: Mapping[str, Any], file: str, place: str = ""
) -> Iterator[str]:
    for key in [*first, *(key for key in other if key not in first)]:
        name = f"{place}{key}"
        if key not in other:
            yield f"{file}: {name} is missing"
        elif key not in first:
            yield f"{file}: {name} is no word of '{FIRST}'"
        elif type(first[key]) is not type(other[key]):
            yield f"{file}: {name} is a {type(other[key]).__name__}, not a {type(first[key]).__name__}"
        elif isinstance(first[key], dict) and not any(fnmatch(name, one) for one in LISTS):
            yield from differences(first[key], other[key], file, f"{name}.")


@pytest.fixture
def of_words(monkeypatch, tmp_path):
    """Write the words file of a language that exists in this test alone."""

    def write(text: str | None) -> None:
        folder = tmp_path / "templates" / "xx"
        folder.mkdir(parents=True)
        if text is not None:
            (folder / FILE).write_text(text, encoding="utf-8")

    monkeypatch.setattr(words, "shipped_templates", lambda: tmp_path / "templates")
    yield write
    word_file.cache_clear()


def test_each_language_of_the_list_has_a_folder_with_words_and_no_other_has():
    assert {path.parent.name for path in shipped_templates().glob(f"*/{FILE}")} == set(LANGUAGES)


@pytest.mark.parametrize("language", OTHERS)
def test_each_language_has_the_files_of_the_first(language):
    def files(folder: Path) -> set[str]:
        kept = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != "__pycache__")
        return {path.relative_to(folder).as_posix() for path in kept}

    assert files(shipped_templates() / language) == files(shipped_templates() / FIRST)


@pytest.mark.parametrize("language", OTHERS)
def test_each_language_has_the_words_of_the_first(language):
    found = list(differences(read(FIRST), read(language), f"templates/{language}/{FILE}"))
    assert not found, "\n".join(found)


def test_what_a_language_lacks_is_named_with_its_file_and_key():
    first = read(FIRST)
    other = read(FIRST)
    del other["gantt"]["today"], other["page"]
    other["lint"]["vague"].clear()
    other["units"] |= {"hour": "hour", "minute": ["minute", "minutes"]}
    assert list(differences(first, other, "templates/xx/words.toml")) == [
        "templates/xx/words.toml: units.hour is a str, not a list",
        "templates/xx/words.toml: units.minute is no word of 'en'",
        "templates/xx/words.toml: page is missing",
        "templates/xx/words.toml: gantt.today is missing",
    ]


class SomeWords(NamedTuple):
    today: str
    owners: Mapping[str, str]
    hour: tuple[str, str]


def test_words_are_read_by_name(of_words):
    of_words('[some]\ntoday = "Vandaag"\nhour = ["uur", "uren"]\n[some.owners]\nus = "Wij"\n')
    assert words_of("xx", "some", SomeWords) == SomeWords("Vandaag", {"us": "Wij"}, ("uur", "uren"))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (None, "templates/xx/words.toml is missing."),
        ("", "templates/xx/words.toml: some is missing."),
        ("[some]\nowners = {}", "templates/xx/words.toml: some.today is missing."),
        (
            '[some]\ntoday = "a"\nhour = []\n[some.owners]',
            "templates/xx/words.toml: some.owners.us is missing.",
        ),
        ("some", "templates/xx/words.toml: not TOML: Expected '=' after a key in a key/value pair"),
    ],
)
def test_a_word_that_is_missing_is_named_when_it_is_wanted(of_words, text, what):
    of_words(text)
    with pytest.raises(InvalidDataError) as caught:
        words_of("xx", "some", SomeWords).owners["us"]
    assert caught.value.message.startswith(what)
    assert "Copy it from another language" in caught.value.hint
