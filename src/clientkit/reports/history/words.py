"""What a project's course is told with, in the languages of documents."""

from decimal import Decimal
from typing import Literal, NamedTuple

from clientkit.kernel.model.values.language import Language
from clientkit.reports.history.document import Series, WeekRow
from clientkit.reports.status import Light

Measure = Literal["slip", "hours", "csat", "nps", "ces"]
MEASURES: tuple[Measure, ...] = ("slip", "hours", "csat", "nps", "ces")


TOPS: dict[Measure, int] = {"nps": 10, "ces": 7}
"""Tops of the scales that never change; satisfaction has two."""


class Words(NamedTuple):
    """The words of one language."""

    course: str
    week: str
    status: str
    lights: dict[Light, str]
    measures: dict[Measure, str]
    no_notes: str
    point: str
    """What stands before decimals; weekly figures are too small for marks between thousands."""


WORDS: dict[Language, Words] = {
    "en": Words(
        course="{title}, week by week",
        week="Week",
        status="Status",
        lights={"green": "✔ green", "amber": "▲ amber", "red": "■ red"},
        measures={
            "slip": "Days late",
            "hours": "Hours",
            "csat": "Satisfaction",
            "nps": "Recommendation",
            "ces": "Ease",
        },
        no_notes="no notes",
        point=".",
    ),
    "id": Words(
        course="{title}, minggu demi minggu",
        week="Minggu",
        status="Status",
        lights={"green": "✔ hijau", "amber": "▲ kuning", "red": "■ merah"},
        measures={
            "slip": "Hari terlambat",
            "hours": "Jam",
            "csat": "Kepuasan",
            "nps": "Rekomendasi",
            "ces": "Kemudahan",
        },
        no_notes="tanpa catatan",
        point=",",
    ),
}


def value_of(row: WeekRow, measure: Measure) -> Decimal | int | None:
    """A measure of a week; None where nobody noted or said it."""
    value: Decimal | int | None = getattr(row, measure)
    return value


def shown(row: WeekRow, measure: Measure, words: Words) -> str:
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
