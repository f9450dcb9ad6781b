"""Showing a comparison of agreements: on the screen, as Markdown, as JSON."""

import re
from pathlib import Path

from clientkit.agreements.queries import comparison_text
from clientkit.agreements.version_diff import DifferenceDocument
from clientkit.documents.cli.document import language_of
from clientkit.errors import UsageError
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.screen.output import put, say, say_json
from clientkit.kernel.screen.session import Session, typed_path
from clientkit.kernel.screen.terminal import show_document
from clientkit.kernel.store.export_file import write_outside


def version_of(text: str | None) -> int | None:
    """A version from `v2` or `2`.

    Raises:
        UsageError: it is none.
    """
    if text is None:
        return None
    match = re.fullmatch(r"v?([1-9]\d{0,3})", text)
    if not match:
        raise UsageError(
            f"{text[:20]!r} is no version.", "Write v1 or v2; see them with: clientkit scope history"
        )
    return int(match[1])


def show_comparison(
    session: Session,
    name: ProjectRef,
    found: DifferenceDocument,
    *,
    output: str | None,
    language: str | None,
    as_json: bool,
) -> None:
    """The comparison in the language of the project's documents."""
    if as_json:
        say_json("diff", found)
        return
    text = comparison_text(session.workspace, name, found, language_of(language) if language else None)
    if output is None:
        show_document(text)
    elif output == "-":
        put(text)
    else:
        write_outside(typed_path(Path(output)), text.encode())
        say(output)
