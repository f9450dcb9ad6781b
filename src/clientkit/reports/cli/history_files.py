"""The course of a project as a file or on stdout: a Markdown table, or a picture."""

from pathlib import Path

from clientkit.documents.cli import hand_over, language_of
from clientkit.errors import UsageError
from clientkit.reports.history.document import Series

FORMATS = ("md", "svg")


def hand_over_series(series: Series, form: str | None, language: str | None, output: str | None) -> None:
    """Print the table or the picture, or write it; a file's name says which where no format does.

    Raises:
        UsageError: no such format or language, or no week to show.
        OutsideError: it cannot be written there.
    """
    chosen = form or Path(output or "").suffix.lower().removeprefix(".") or "md"
    if chosen not in FORMATS:
        raise UsageError(f"There is no format '{chosen[:20]}' of a series.", "Formats are md and svg.")
    if not series.weeks:
        raise UsageError(
            f"{series.project} has no notes in these weeks.",
            "See which weeks have some: clientkit report list",
        )
    spoken = language_of(language) if language is not None else series.language
    if chosen == "svg":
        from clientkit.reports.history.picture import series_svg

        text = series_svg(series, spoken)
    else:
        from clientkit.reports.history.document_table import series_table

        text = series_table(series, spoken)
    hand_over(output or "-", text.encode, Path)  # the last is never asked for: there is always a place
