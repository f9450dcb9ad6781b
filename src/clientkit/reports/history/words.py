"""What a project's course is told with, in the languages of documents."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from clientkit.kernel.model.values.language import Language
from clientkit.kernel.text.words import words_of
from clientkit.reports.history.document import Series, WeekRow
from clientkit.reports.status import Light

Measure = Literal["slip", "hours", "csat", "nps", "ces"]
MEASURES: tuple[Measure, ...] = ("slip", "hours", "csat", "nps", "ces")


TOPS: dict[Measure, int] = {"nps": 10, "ces": 7}
"""Tops of the scales that never change; satisfaction has two."""


class HistoryWords(NamedTuple):
    """The words of one language."""

    course: str
    week: str
    status: str
    lights: Mapping[Light, str]
    measures: Mapping[Measure, str]
    no_notes: str
    point: str
    """What stands before decimals; weekly figures are too small for marks between thousands."""


@cache
def history_words(language: Language) -> HistoryWords:
    """What a project's course is told with in a language."""
    return words_of(language, "history", HistoryWords)


def value_of(row: WeekRow, measure: Measure) -> Decimal | int | None:
    """A measure of a week; None where nobody noted or said it."""
    value: Decimal | int | None = getattr(row, measure)
    return value


def shown(row: WeekRow, measure: Measure, words: HistoryWords) -> str:
    """A measure as a table and a picture show it; a score with the top of its scale."""
    value = value_of(row, measure)
    if value is None:
        return ""
    number = f"{Decimal(value).normalize():f}".replace(".", words.point).replace("-", "−")  # noqa: RUF001 - a minus sign
    top = row.csat_scale if measure == "csat" else TOPS.get(measure)
    return f"{number}/{top}" if top else number


def measured(series: Series) -> tuple[Measure, ...]:
    """The measures of which any week has a value: the others would be empty columns."""
    return tuple(one for one in MEASURES if any(value_of(row, one) is not None for row in series.weeks))
