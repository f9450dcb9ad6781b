"""Which column of a survey's export holds what: as it was said, or by the titles that survey tools use."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC
from itertools import islice

from clientkit.errors import UsageError
from clientkit.feedback.actions import ScaleInWords
from clientkit.feedback.csv_import.cells import MISSING, score_in, score_of_label, text_of
from clientkit.kernel.store.csv_files.dates import InstantFormat, instant_of, zone_of_title
from clientkit.kernel.store.csv_files.reader import SurveyFile, column_named, listed_columns, survey_rows

PARTS = ("score", "comment", "on", "contact", "id", "status")
"""What a column can hold."""

TITLES: Mapping[str, tuple[str, ...]] = {
    "score": ("score", "rating", "skor", "nilai", "penilaian"),
    "comment": ("comment", "comments", "feedback", "komentar", "saran", "masukan"),
    "on": (
        *("on", "day", "date", "timestamp", "submitted at", "submit date", "submitdate", "date submitted"),
        *("completion time", "response time", "recorded date", "recordeddate", "end date", "enddate"),
        *("response date", "responded at", "completed at", "created at", "tanggal", "cap waktu"),
        *("stempel waktu", "waktu penyelesaian", "end time"),
    ),
    "contact": (
        *("contact", "email", "e-mail", "email address", "recipient email", "recipientemail"),
        *("alamat email", "surel"),
    ),
    "id": (
        *("source", "response id", "responseid", "response_id", "respondent id", "respondent_id"),
        *("submission id", "id", "token", "number", "no.", "#"),
    ),
    "status": (
        *("response status", "response type", "finished", "completed", "complete", "last page", "lastpage"),
        "status",
    ),
}
"""Titles by which a column is known without being named; the first one that there is counts."""


def parse_maps(texts: Sequence[str]) -> dict[str, str]:
    """`score=Q1` and the like by what they name; an empty column means that there is none.

    Raises:
        UsageError: no such part, one that is named twice, or no `=`.
    """
    maps: dict[str, str] = {}
    for text in texts:
        part, equals, column = text.partition("=")
        part = part.strip()
        if not equals or part not in PARTS:
            raise UsageError(
                f"{text[:60]!r} does not say which column holds what.",
                f'Write --map score="Column title"; what a column can hold: {", ".join(PARTS)}',
            )
        if part in maps:
            raise UsageError(f"--map names two columns for {part}.", "Name one.")
        maps[part] = column.strip()
    return maps


WORDS: Mapping[str, str] = {
    "nps": r"nps|recommend|rekomendasi",
    "csat": r"csat|satisf|puas",
    "ces": r"\bces\b|\beas[ey]|effort|mudah",
    "": r"score|rating|skor|nilai",
}
"""What a title says of the question below it; a kind's own words come before those of any."""

SAMPLE = 200
"""Rows that columns are known by."""


def parse_values(texts: Sequence[str]) -> dict[str, int]:
    """What `--label "Sangat puas=5"` says, several times: scores by their labels in small letters.

    Raises:
        UsageError: one has no whole number behind the last `=`.
    """
    values: dict[str, int] = {}
    for text in texts:
        label, _, score = text.rpartition("=")
        if not label.strip() or not re.fullmatch(r"\s*[0-9]{1,2}\s*", score):
            raise UsageError(f"{text[:60]!r} gives no label a score.", 'Write --label "Sangat puas=5"')
        values[label.strip().casefold()] = int(score)
    return values


def find_columns(
    survey: SurveyFile,
    kind: str,
    maps: Mapping[str, str],
    scale: ScaleInWords,
    values: Mapping[str, int] | None = None,
) -> dict[str, int]:
    """The place of each part's column, counted from 0: as it was said, by its title, or by what it holds.

    Raises:
        UsageError: a column that was named is not there or there twice, or none holds the score.
    """
    places = {part: column_named(survey, column) for part, column in maps.items() if column}
    taken = set(places.values())
    titles = [_plain(title) for title in survey.header]
    for part in PARTS:
        if part in maps:
            continue
        known = (kind, *TITLES[part]) if part == "score" else TITLES[part]
        fitting = [titles.index(title) for title in known if titles.count(title) == 1]
        free = [place for place in fitting if place not in taken]
        if free:
            places[part] = free[0]
            taken.add(free[0])
    if "score" not in places or ("on" not in places and "on" not in maps):
        rows = [cells for _, cells in islice(survey_rows(survey), SAMPLE)]
        columns = [[text_of(row[at]) for row in rows if at < len(row)] for at in range(len(titles))]
        if "score" not in places:
            places["score"] = _score_column(survey, kind, columns, scale, values or {})
        if (
            "on" not in places
            and "on" not in maps
            and (place := _day_column(survey, columns, taken)) is not None
        ):
            places["on"] = place
    return places


def _plain(title: str) -> str:
    """A title in small letters, without the zone at its end."""
    title = title.casefold()
    return re.sub(r"\s*[\[(][^\])]*[\])]$", "", title) if zone_of_title(title) else title


def _score_column(
    survey: SurveyFile,
    kind: str,
    columns: Sequence[Sequence[str]],
    scale: ScaleInWords,
    values: Mapping[str, int],
) -> int:
    on_scale = [
        place
        for place, cells in enumerate(columns)
        if not re.search(r"\bid$|^#$|^no\.?$|number|group", survey.titles[place].casefold())
        and _is_on_scale(cells, scale, values)
    ]
    for words in (WORDS[kind], WORDS[""]):
        fitting = [place for place in on_scale if re.search(words, survey.titles[place].casefold())]
        if len(fitting) == 1:
            return fitting[0]
    example = f"--map score='#{on_scale[0] + 1}'" if on_scale else "--map score=COLUMN"
    raise UsageError(
        "No column is known to hold the score.", f"Name it: {example}; the columns: {listed_columns(survey)}"
    )


def _is_on_scale(cells: Sequence[str], scale: ScaleInWords, values: Mapping[str, int]) -> bool:
    """Whether all that stands in a column is a score, or a label that suggests one; no count of the rows."""
    scores = []
    for cell in cells:
        if cell.casefold() in MISSING:
            continue
        try:
            scores.append(score_in(cell, scale, values))
        except ValueError:
            suggested = score_of_label(cell) if not re.fullmatch(r"[-+0-9.,:/ ]+", cell) else None
            if suggested is None or not scale.lowest <= suggested <= scale.highest:
                return False
            scores.append(suggested)
    return bool(scores) and not (len(scores) > 2 and scores == list(range(1, len(scores) + 1)))  # noqa: PLR2004 - 1, 2 may be answers


def _day_column(survey: SurveyFile, columns: Sequence[Sequence[str]], taken: set[int]) -> int | None:
    """The one column of instants, by words that say an end before those that say a beginning."""
    days = [
        place
        for place, cells in enumerate(columns)
        if place not in taken
        and any(cells)
        and all(
            any(instant_of(cell, InstantFormat(order, UTC)) for order in ("dmy", "mdy"))
            for cell in cells
            if cell
        )
    ]
    for words in (r"submit|complet|end|finish|selesai|kirim", r"respon|record|creat|date|time|tanggal|waktu"):
        fitting = [place for place in days if re.search(words, survey.titles[place].casefold())]
        if len(fitting) == 1:
            return fitting[0]
    return None
