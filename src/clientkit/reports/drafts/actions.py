"""A report as a draft: made from data, with the words written by hand kept in, until it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from clientkit.correspondence.mails import how_to_resolve
from clientkit.documents.compose import (
    Composed,
    Format,
    Wanted,
    as_format,
    compose,
    issue_of,
    save_rendered,
    write_document,
)
from clientkit.errors import RefusedError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.report_source import Generation
from clientkit.kernel.store.atomic_write import Write, digest
from clientkit.kernel.store.save import save_files
from clientkit.kernel.store.workspace import Workspace
from clientkit.reports.drafts.file import joined, lines_of
from clientkit.reports.drafts.location import Place, read_place
from clientkit.reports.drafts.own_words import words_by_hand
from clientkit.reports.drafts.source_file import encode_generated
from clientkit.reports.drafts.three_way_merge import Clash, merge


@dataclass(frozen=True)
class Drafted:
    """A document to show, write or mail; a report has a place, and clashes of words and data."""

    composed: Composed
    generated: Composed
    """The same from data alone."""
    place: Place | None = None
    clashes: tuple[Clash, ...] = ()


def draft(workspace: Workspace, settings: Settings, wanted: Wanted, today: date) -> Composed:
    """A document as it would go out: a report with the words written by hand kept in.

    What a person should know of it becomes a notice: that it was sent, where words and data clash.

    Raises:
        InvalidDataError: the report's file, or the one beside it, cannot be read; or see `compose`.
        RefusedError: a link stands in place of the report, or git left a conflict in it.
        UsageError: a report of a week or a month that has not begun.
    """
    return drafted(workspace, settings, wanted, today).composed


def drafted(workspace: Workspace, settings: Settings, wanted: Wanted, today: date) -> Drafted:
    """The same with all that is needed to write it.

    Raises:
        InvalidDataError, RefusedError, UsageError: as of `draft`.
    """
    generated = compose(workspace, settings, wanted, today)
    issue = issue_of(wanted, today)
    if issue is None:
        return Drafted(generated, generated)
    place = read_place(workspace, wanted.ref, issue)
    return _with_words(workspace, generated, place)


def _with_words(workspace: Workspace, generated: Composed, place: Place) -> Drafted:
    if place.source.text is None:
        return Drafted(generated, generated, place)
    if place.base is None:
        return Drafted(_with_text(generated, place.source.text), generated, place)
    if place.base.language != generated.language:
        if place.holds_other_words(generated.language):
            name = workspace.relative(place.source.path)
            workspace.notices.add(f"{name} holds words of your own in another language: they are left out")
        return Drafted(generated, generated, place)
    merged = merge(place.base.lines, lines_of(place.source.text), lines_of(generated.text))
    for clash in merged.clashes:
        where = f"{workspace.relative(place.path)}:{clash.place + 1}"
        workspace.notices.add(f"{where}: {_told(clash)}")
    text = joined(merged.lines)
    return Drafted(_with_text(generated, text), generated, place, tuple(merged.clashes))


def _with_text(generated: Composed, text: str) -> Composed:
    """The document with another text; the places of its figures stay where the data have them."""
    own = words_by_hand(lines_of(generated.text), lines_of(text))
    if generated.marked != generated.text:
        marks = merge(lines_of(generated.text), lines_of(text), lines_of(generated.marked))
        text = joined(marks.lines)
    return replace(generated, marked=text, own_words=own)


def write_draft(workspace: Workspace, made: Drafted, form: Format, today: date) -> Path:
    """Put the document into the project's `documents/`; the same bytes are not written again. Its path.

    Raises:
        RefusedError: words that stand there would be lost, or the report may have been sent.
    """
    if made.place is None:
        return write_document(workspace, made.composed, form, today)
    require_free(workspace, made)
    if form != "md":
        path = made.place.path.with_suffix(f".{form}")
        save_rendered(workspace, path, as_format(made.composed, form), _message(made))
        return path
    if made.place.is_foreign and made.place.file.text != made.generated.text:
        raise RefusedError(
            f"{workspace.relative(made.place.path)} is there, and nothing says what it was made from;"
            " nothing was written.",
            "Take it for your own words with --edit, or move it away to begin anew.",
        )
    _save(workspace, made, made.place, made.composed.text)
    return made.place.path


def save_words(workspace: Workspace, made: Drafted, lines: Sequence[str]) -> bool:
    """Keep a report as a person wrote it; says whether it was anything new.

    Raises:
        RefusedError: nothing is left of it, its file changed meanwhile, or it may have been sent.
    """
    text = joined(lines)
    if made.place is None or text == made.composed.text:
        return False
    if not text.strip():
        raise RefusedError("The report was left empty; nothing was written.", "Begin again with --edit.")
    require_free(workspace, made)
    _save(workspace, made, made.place, text)
    return True


def require_free(workspace: Workspace, made: Drafted) -> None:
    """Make sure that a report may be written now.

    Raises:
        RefusedError: a mail with it was begun and nobody knows whether it went; or the file holds words in
            another language.
    """
    place = made.place
    if place and place.on_its_way:
        raise RefusedError(
            "A mail with this report was begun, and nobody knows whether it went; nothing was written.",
            how_to_resolve(place.on_its_way),
        )
    if place and place.source is place.file and place.holds_other_words(made.composed.language):
        raise RefusedError(
            f"{workspace.relative(place.path)} holds words of your own in another language;"
            " nothing was written.",
            "Keep to its language with --language, write this one elsewhere with -o FILE, or move that file"
            " away to begin anew.",
        )


def _save(workspace: Workspace, made: Drafted, place: Place, text: str) -> None:
    """The file of what it was made from goes first: see `Generated.behind` for a kill between the two."""
    data = text.encode()
    latest = Generation(
        document_sha256=digest(data),
        language=made.composed.language,
        lines=tuple(lines_of(made.generated.text)),
    )
    writes = []
    if place.made.value is None or place.made.value.generations[0] != latest:
        made_from = encode_generated(latest, place.before)
        writes.append(Write(workspace.generated_file(place.path), made_from, place.made.seen))
    if place.file.seen != latest.document_sha256:
        writes.append(Write(place.path, data, place.file.seen))
    if writes:
        save_files(workspace, writes, _message(made))


def _message(made: Drafted) -> str:
    wanted = made.composed.wanted
    return f"Render {wanted.document} of {wanted.client}/{wanted.project}"


def _told(clash: Clash) -> str:
    lines = " / ".join(line.strip() for line in clash.new)
    return f"your words stay; your notes {f'now say: {lines}' if lines else 'no longer have this'}"
