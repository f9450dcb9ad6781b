"""Figures that prose repeats: what a field says, no text of the agreement may say otherwise."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from clientkit.agreements.lint.finding import Finding, warning
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.store.toml.line_numbers import Location
from clientkit.kernel.text.number_words import number_in_words
from clientkit.kernel.text.template.filters import format_number
from clientkit.kernel.text.words import words_of


class FigureWords(NamedTuple):
    """How prose of a language repeats a figure."""

    figures: Mapping[str, str]
    """By field, a pattern of the phrase that repeats it: {n} stands for the figure, {unit} for its unit."""


class RepeatedFigure(NamedTuple):
    """A field with a figure, or several with one of which prose must agree, and where prose may repeat it."""

    name: str
    key: str
    values: frozenset[Decimal]
    within: Location = ()
    unit: str = ""


PLAIN = {
    "review_days": "acceptance.review_days",
    "deemed_after_days": "acceptance.deemed_after_days",
    "notice_days": "cancellation.notice_days",
    "offer_valid_days": "changes.offer_valid_days",
    "answer_within": "communication.answer_within",
    "client_answers_within": "communication.client_answers_within",
    "rounds": "revisions.rounds",
    "support_days": "inclusions.support_days",
    "hours": "price.hours",
}
"""Fields that hold one figure, by the name of their pattern."""


def repeated_figures(project: Project, language: Language) -> Iterator[Finding]:
    """Every phrase whose figure is another than that of the field it repeats."""
    words = words_of(language, "lint", FigureWords)
    texts = list(_texts(project.model_dump(), ()))
    for figure in _figures(project, language):
        pattern = _pattern(words.figures[figure.name].replace("{unit}", re.escape(figure.unit)), language)
        for location, text in texts:
            if location[: len(figure.within)] != figure.within:
                continue
            for match in pattern.finditer(text):
                if _number(next(filter(None, match.groups())), language) not in (figure.values or {0}):
                    said = " or ".join(f"{one}" for one in sorted(figure.values)) or "nothing"
                    message = f"'{match[0].strip()}' is not what {figure.key} says: {said}"
                    write = f"Say it once, in {figure.key}, or correct one of them"
                    yield warning("figure-differs", location, message, write)


def _figures(project: Project, language: Language) -> Iterator[RepeatedFigure]:
    for place, one in enumerate(project.deliverables):
        if one.unit:
            key = f"deliverables.{one.id}.quantity"
            yield RepeatedFigure("quantity", key, _all(one.quantity), ("deliverables", place), one.unit)
    price = project.price
    if price.model == "retainer":
        kept = None if price.rollover == "none" else price.rollover_limit or price.hours
        yield RepeatedFigure("rollover_limit", "price.rollover_limit", _all(kept))
    fees = (found[1] for one in project.payments for found in _PERCENT.finditer(one.late_fee))
    for name, key, values in (
        *((name, key, _all(attrgetter(key)(project))) for name, key in PLAIN.items()),
        ("due_days", "payments.due_days", _all(*(one.due_days for one in project.payments))),
        ("late_fee", "payments.late_fee", _all(*(_number(one, language) for one in fees))),
        ("rate", "price.rate and changes.rate", _all(price.rate, project.changes.rate)),
    ):
        if values:
            yield RepeatedFigure(name, key, values)


def _all(*values: Decimal | int | None) -> frozenset[Decimal]:
    return frozenset(Decimal(one) for one in values if one is not None)


_DIGITS = r"(?<![\d.,])\d(?:[\d.,]*\d)?"
_PERCENT = re.compile(rf"({_DIGITS}) ?%")


@cache
def _number_words(language: Language) -> dict[str, int]:
    return {number_in_words(count, language): count for count in range(1, 100)}


@cache
def _pattern(phrase: str, language: Language) -> re.Pattern[str]:
    words = sorted(_number_words(language), key=len, reverse=True)
    return re.compile(rf"(?i)\b(?:{phrase})\b".replace("{n}", rf"({'|'.join((_DIGITS, *words))})"))


def _number(text: str, language: Language) -> Decimal:
    if text[0].isdecimal():
        point = format_number(Decimal("0.5"), language)[1]
        return Decimal(
            "".join("." if one == point else one for one in text if one == point or one.isdecimal())
        )
    return Decimal(_number_words(language)[text.lower()])


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
