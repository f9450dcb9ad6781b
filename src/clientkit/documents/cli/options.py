"""Options that the commands of all documents share."""

from typing import Annotated

import typer

from clientkit.documents.registry import format_names

FormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="|".join(format_names()),
        autocompletion=lambda: list(format_names()),
        help="Markdown, a page, PDF for printing and signing, or a mail that opens as a draft.",
    ),
]
