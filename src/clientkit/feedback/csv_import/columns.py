"""Which column of a survey's export holds what: as it was said, or by the titles that survey tools use."""

from collections.abc import Mapping, Sequence

from clientkit.errors import UsageError

PARTS = ("score", "comment", "on", "contact", "id")
"""What a column can hold."""

TITLES: Mapping[str, tuple[str, ...]] = {
    "score": ("score", "rating", "skor", "nilai", "penilaian"),
    "comment": ("comment", "comments", "feedback", "komentar", "saran", "masukan"),
    "on": (
        *(
            "on",
            "day",
            "date",
            "timestamp",
            "submitted at",
            "submit date (utc)",
            "date submitted",
            "end date",
        ),
        *("response date", "completed at", "created at", "tanggal", "cap waktu", "stempel waktu"),
    ),
    "contact": ("contact", "email", "e-mail", "email address", "alamat email", "surel"),
    "id": (
        *("source", "response id", "responseid", "response_id", "respondent id", "respondent_id"),
        *("submission id", "id", "token", "#"),
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


def find_columns(header: Sequence[str], kind: str, maps: Mapping[str, str]) -> dict[str, int]:
    """The place of each part's column, counted from 0.

    Raises:
        UsageError: a column that was named is not there or there twice, or none holds the score.
    """
    places = {part: _named(header, column) for part, column in maps.items() if column}
    taken = set(places.values())
    titles = [title.casefold() for title in header]
    for part in PARTS:
        if part in maps:
            continue
        known = (kind, *TITLES[part]) if part == "score" else TITLES[part]
        fitting = [titles.index(title) for title in known if titles.count(title) == 1]
        free = [place for place in fitting if place not in taken]
        if free:
            places[part] = free[0]
            taken.add(free[0])
    if "score" not in places:
        raise UsageError(
            "No column is known to hold the score.",
            f'Name it: --map score="{header[0]}"; the columns: {_listed(header)}',
        )
    return places


def _named(header: Sequence[str], column: str) -> int:
    """A column by its title, or by its number as `#3`."""
    number = column.removeprefix("#")
    if column not in header and column.startswith("#") and number.isascii() and number.isdigit():
        place = int(number[:6]) - 1
        if 0 <= place < len(header):
            return place
    exact = [place for place, title in enumerate(header) if title == column]
    fitting = exact or [place for place, title in enumerate(header) if title.casefold() == column.casefold()]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UsageError(
            f"{len(fitting)} columns are called {column[:60]!r}.",
            f"Name one by its number: '#{fitting[0] + 1}'",
        )
    raise UsageError(f"There is no column {column[:60]!r}.", f"The columns: {_listed(header)}")


def _listed(header: Sequence[str]) -> str:
    shown = ", ".join(f"{title[:40]!r}" for title in header[:12])
    return f"{shown} and {len(header) - 12} more" if len(header) > 12 else shown  # noqa: PLR2004 - two lines
