"""Which documents there are: the table that the program hands in, each document loaded when it is used."""

import re
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any, NamedTuple

FORMATS = ("md", "html", "pdf")
"""Formats that any document can have; more are registered by whoever writes them."""

FILE_LETTER = "mail-file"
"""The template of a letter that carries a file of one's own."""

LETTER_PREFIX = "letter-"
"""What the templates of letters begin with that are made from records, not from a document."""


class Listing(NamedTuple):
    """A line of the table: what must be known of a document, or of another template, before it is loaded."""

    name: str
    declared: str
    """Where its kind stands, as `module:NAME`."""
    letter: str = ""
    """The template of its covering letter, its own or that of a file; empty for what is not mailed."""


LISTINGS: dict[str, Listing] = {}
"""The table of `program.py`, by name; there once that module is imported."""

WRITERS: dict[str, str] = {}
"""Formats that another room writes: the function, as `module:name`, that is given the session, the request
and where the output goes."""


def install(listings: Iterable[Listing], writers: Mapping[str, str]) -> None:
    """Make a table the one that everything goes over."""
    LISTINGS.clear()
    LISTINGS.update({one.name: one for one in listings})
    WRITERS.clear()
    WRITERS.update(writers)


def load(reference: str) -> Any:
    """What stands at `module:NAME`."""
    module, _, name = reference.partition(":")
    return getattr(import_module(module), name)


def mailed_documents() -> tuple[str, ...]:
    """Names of the documents that there is a covering letter for."""
    return tuple(one.name for one in LISTINGS.values() if one.letter)


def record_letters() -> tuple[str, ...]:
    """Words for the letters that are made from records: `reminder`."""
    return tuple(name.removeprefix(LETTER_PREFIX) for name in LISTINGS if name.startswith(LETTER_PREFIX))


def letter_in_file(stem: str) -> tuple[str, str | None] | None:
    """Which letter, and about which record, the name of a draft's file says; None for any other file."""
    for word in record_letters():
        match = re.fullmatch(rf"{LETTER_PREFIX}{word}(?:-(?P<about>[0-9a-z]{{6,32}}))?(?:-[0-9])?", stem)
        if match:
            return f"{LETTER_PREFIX}{word}", match["about"]
    return None


def template_names() -> tuple[str, ...]:
    """Names of all templates: the letters of documents stand before that of a file."""
    letters = [one.letter for one in LISTINGS.values() if one.letter not in {"", FILE_LETTER}]
    names: list[str] = []
    for name in LISTINGS:
        names += [*letters, name] if name == FILE_LETTER else [name]
    return tuple(names)


def document_of_letter(template: str) -> str | None:
    """The document that a template is the covering letter of; None for every other template."""
    if template == FILE_LETTER:
        return None
    return next((one.name for one in LISTINGS.values() if one.letter == template), None)


def format_names() -> tuple[str, ...]:
    """Names of all formats."""
    return (*FORMATS, *WRITERS)
