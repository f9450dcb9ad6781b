"""What the commands of all documents do alike: render to a file, or show on the screen."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias, get_args

from clientkit.agreements.lint.check import check_scope
from clientkit.documents.compose import (
    FORMATS,
    Composed,
    Format,
    Wanted,
    as_format,
    compose,
)
from clientkit.documents.kinds import DocumentName
from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.model.values.choices import AcceptanceHow
from clientkit.kernel.model.values.language import LANGUAGES, Language, language_codes
from clientkit.kernel.model.values.month import Month
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.screen.output import is_terminal, put, put_bytes, say, say_json
from clientkit.kernel.screen.session import Session, typed_path
from clientkit.kernel.screen.terminal import show_document
from clientkit.kernel.store.export_file import write_outside
from clientkit.kernel.store.lookup import find_project
from clientkit.reports.drafts.actions import draft, drafted, write_draft

Teller: TypeAlias = Callable[[Composed], None]
"""Says on stderr what a document lacks."""


def wanted_document(
    session: Session,
    document: DocumentName,
    project: str | None,
    language: str | None,
    week: str | None = None,
    *,
    month: str | None = None,
) -> Wanted:
    """What was asked for, checked.

    Raises:
        UsageError: no such language, week or month.
    """
    client, slug = find_project(session.workspace, project, session.here)
    chosen = language_of(language) if language is not None else None
    return Wanted(
        document,
        client,
        slug,
        chosen,
        IsoWeek.parse(week) if week else None,
        Month.parse(month) if month else None,
    )


def language_of(text: str) -> Language:
    """A language that documents exist in.

    Raises:
        UsageError: there are none in it.
    """
    if text in LANGUAGES:
        return text
    raise UsageError(f"There are no documents in '{text[:20]}'.", f"Languages are {language_codes('and')}.")


def format_of(text: str) -> Format:
    """A format that documents exist in.

    Raises:
        UsageError: there is none of that name.
    """
    for form in FORMATS:
        if form == text:
            return form
    raise UsageError(f"There is no format '{text[:20]}'.", "Formats are md, html, pdf and eml.")


def render_or_edit(
    session: Session,
    wanted: Wanted,
    form: str,
    output: str | None,
    tell: Teller | None = None,
    *,
    edit: bool,
) -> None:
    """Write a report, or open it in the editor first; see `render_document` and `edit_report`."""
    if edit:
        from clientkit.reports.cli.editor import edit_report

        edit_report(session, wanted, form, output, tell or tell_missing)
    else:
        render_document(session, wanted, form, output, tell)


def render_document(
    session: Session, wanted: Wanted, form: str, output: str | None, tell: Teller | None = None
) -> None:
    """Write a document and print its path; what it lacks is named on stderr, by `tell` where it is given.

    As `eml` it is the draft of a mail, the same as `clientkit mail draft` makes.

    Raises:
        UsageError: no such format, or a PDF for the terminal.
    """
    if form == "eml":
        from clientkit.outbox.cli.letter import keep_as_file, letter_wanted
        from clientkit.outbox.letters import Delivery

        letter = letter_wanted(session, wanted, Delivery())
        keep_as_file(session, letter, output)
        if letter.composed:
            (tell or tell_missing)(letter.composed)
        return
    chosen = format_of(form)
    if output == "-" and chosen == "pdf" and is_terminal():
        raise UsageError("A PDF cannot be shown in a terminal.", "Name a file with -o FILE, or pipe it.")
    made = drafted(session.workspace, session.settings, wanted, session.today)
    hand_over(
        output,
        lambda: as_format(made.composed, chosen),
        lambda: write_draft(session.workspace, made, chosen, session.today),
    )
    (tell or tell_missing)(made.composed)


def hand_over(output: str | None, data: Callable[[], bytes], keep: Callable[[], Path]) -> None:
    """Print a document for `-`, write it where `output` says, else keep it; then its path is printed.

    Raises:
        OutsideError: it cannot be written there.
    """
    if output == "-":
        _print_document(data())
    elif output is not None:
        write_outside(typed_path(Path(output)), data())
        say(output)
    else:
        say(shown_path(keep()))


def _print_document(data: bytes) -> None:
    """As text on a terminal, whatever its encoding; byte for byte into a pipe."""
    if is_terminal():
        put(data.decode())
    else:
        put_bytes(data)


def show_on_screen(session: Session, wanted: Wanted, *, as_json: bool, tell: Teller | None = None) -> None:
    """A document set for the terminal; as plain Markdown where it is piped; what it lacks as above."""
    composed = draft(session.workspace, session.settings, wanted, session.today)
    if as_json:
        say_json(wanted.document, composed.data)
        return
    figure = composed.figure
    if figure and is_terminal():
        from clientkit.milestones.gantt.terminal import show_timeline

        show_timeline(composed.marked, figure)
    else:
        show_document(composed.text)
    (tell or tell_missing)(composed)


def tell_missing(composed: Composed) -> None:
    """Name what the document lacks before it can be sent."""
    if not composed.missing:
        return
    sys.stdout.flush()
    say("Still missing:", error=True)
    for missing in composed.missing:
        say(one_line(f"  {missing.field}: {missing.write}"), error=True)


def shown_path(path: Path) -> str:
    """The path as one would type it from here, where it lies below."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def acceptance_how(text: str) -> AcceptanceHow:
    """A way in which an agreement can be accepted.

    Raises:
        UsageError: it is none.
    """
    for how in get_args(AcceptanceHow):
        if how == text:
            return how  # type: ignore[no-any-return] # one of the literal's own values
    raise UsageError(f"An agreement cannot be accepted by '{text[:20]}'.", "Say mail, signature or call.")


def composed_for_acceptance(session: Session, wanted: Wanted, *, force: bool) -> Composed:
    """The agreement to freeze.

    Raises:
        RefusedError: the check finds errors, and nobody forces it.
    """
    name = wanted.ref
    errors = () if force else check_scope(session.workspace, session.settings, name).errors
    if errors:
        for error in errors:
            say(one_line(f"  {error.advice}"), error=True)
        count = "an error" if len(errors) == 1 else f"{len(errors)} errors"
        raise RefusedError(
            f"The agreement has {count}; nothing was frozen.",
            f"Look: clientkit scope check {'/'.join(name)}; or record that it was forced with --force.",
        )
    return compose(session.workspace, session.settings, wanted, session.today)
