"""Figures that prose repeats: what a field says, no text of the agreement may say otherwise."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from clientkit.agreements.lint.finding import Finding, warning
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.store.toml.line_numbers import Location
from clientkit.kernel.text.words import words_of


class FigureWords(NamedTuple):
    """How prose of a language repeats a figure."""

    numbers: tuple[str, ...]
    """Number words, from one on."""
    figures: Mapping[str, str]
    """By field, a pattern of the phrase that repeats it: {n} stands for the figure, {unit} for its unit."""


class RepeatedFigure(NamedTuple):
    """A field with a figure, and where prose may repeat it."""

    name: str
    key: str
    value: Decimal | int | None
    within: Location = ()
    unit: str = ""


def repeated_figures(project: Project, language: Language) -> Iterator[Finding]:
    """Every phrase whose figure is another than that of the field it repeats."""
    words = words_of(language, "lint", FigureWords)
    texts = list(_texts(project.model_dump(), ()))
    for figure in _figures(project):
        pattern = _pattern(words, figure)
        for location, text in texts:
            if location[: len(figure.within)] != figure.within:
                continue
            for match in pattern.finditer(text):
                if _number(words, next(filter(None, match.groups()))) != (figure.value or 0):
                    said = "nothing" if figure.value is None else f"{figure.value}"
                    message = f"'{match[0].strip()}' is not what {figure.key} says: {said}"
                    write = f"Say it once, in {figure.key}, or correct one of them"
                    yield warning("figure-differs", location, message, write)


def _figures(project: Project) -> Iterator[RepeatedFigure]:
    for place, one in enumerate(project.deliverables):
        if one.unit:
            key = f"deliverables.{one.id}.quantity"
            yield RepeatedFigure("quantity", key, one.quantity, ("deliverables", place), one.unit)
    price = project.price
    if price.model == "retainer":
        kept = None if price.rollover == "none" else price.rollover_limit or price.hours
        yield RepeatedFigure("rollover_limit", "price.rollover_limit", kept)
    if project.revisions.rounds is not None:
        yield RepeatedFigure("rounds", "revisions.rounds", project.revisions.rounds)
    if project.inclusions.support_days is not None:
        yield RepeatedFigure("support_days", "inclusions.support_days", project.inclusions.support_days)


def _pattern(words: FigureWords, figure: RepeatedFigure) -> re.Pattern[str]:
    number = "|".join((r"\d+", *sorted(words.numbers, key=len, reverse=True)))
    phrase = words.figures[figure.name].replace("{unit}", re.escape(figure.unit))
    return re.compile(rf"(?i)\b(?:{phrase})\b".replace("{n}", rf"({number})"))


def _number(words: FigureWords, text: str) -> int:
    return int(text) if text.isdecimal() else words.numbers.index(text.lower()) + 1


def _texts(value: Any, location: Location) -> Iterator[tuple[Location, str]]:
    """Every text of a project with its location."""
    if isinstance(value, str):
        yield location, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*location, key))
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            # a list of texts is one key: its line is the list's
            yield from _texts(inner, location if isinstance(inner, str) else (*location, place))
