"""What the commands of all documents do alike: render to a file, or show on the screen."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from clientkit.documents.compose import as_format, draft_document, save_rendered
from clientkit.documents.kinds import Composed, document_kind
from clientkit.documents.look import look_of
from clientkit.documents.paper import Paper, PaperPlace
from clientkit.documents.registry import WRITERS, format_names, load
from clientkit.documents.request import DocumentRequest
from clientkit.errors import UsageError
from clientkit.kernel.model.values.language import LANGUAGES, Language, language_codes
from clientkit.kernel.model.values.month import Month
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import is_terminal, put, put_bytes, say
from clientkit.kernel.screen.session import Session
from clientkit.kernel.screen.show import show
from clientkit.kernel.screen.surroundings import typed_path
from clientkit.kernel.store.export_file import WrittenFile, write_outside


def document_request(
    session: Session,
    document: str,
    project: str | None,
    language: str | None,
    week: str | None = None,
    *,
    month: str | None = None,
) -> DocumentRequest:
    """The document that was typed, checked.

    Raises:
        UsageError: no such language, week or month.
    """
    kind, about = document_kind(document), None
    if kind.find:
        named: tuple[ProjectRef, str] = load(kind.find)(session.workspace, project, session.here)
        name, about = named
    else:
        name = session.project(project)
    return DocumentRequest(
        document,
        *name,
        language_of(language) if language is not None else None,
        session.week(week),
        Month.parse(month) if month else None,
        about,
    )


def language_of(text: str) -> Language:
    """A language that documents exist in.

    Raises:
        UsageError: there are none in it.
    """
    if text in LANGUAGES:
        return text
    raise UsageError(f"There are no documents in '{text[:20]}'.", f"Languages are {language_codes('and')}.")


def format_of(text: str, output: str | None, others: tuple[str, ...] = ()) -> str:
    """A format that papers exist in, or one of those others.

    Raises:
        UsageError: there is none of that name, or it is PDF for the terminal.
    """
    names = (*format_names(), *others)
    if text not in names:
        raise UsageError(
            f"There is no format '{text[:20]}'.", f"Formats are {', '.join(names[:-1])} and {names[-1]}."
        )
    if output == "-" and text == "pdf" and is_terminal():
        raise UsageError("A PDF cannot be shown in a terminal.", "Name a file with -o FILE, or pipe it.")
    return text


def render_document(
    session: Session, request: DocumentRequest, form: str, output: str | None, *, as_json: bool
) -> None:
    """Write a document and print its path; what it lacks is named on stderr.

    As `eml` it is the draft of a mail, the same as `clientkit mail draft` makes.

    Raises:
        UsageError: no such format, or a PDF for the terminal.
    """
    chosen = format_of(form, output)
    if chosen in WRITERS:
        load(WRITERS[chosen])(session, request, output, as_json=as_json)
        return
    draft = draft_document(session.workspace, session.settings, request, session.today)
    write_output(
        output,
        lambda: as_format(draft.composed, chosen, session.workspace.notices.add),
        lambda: draft.save(session.workspace, chosen, session.today),
        as_json=as_json,
    )
    warn_of(session, draft.composed)


def write_paper(
    session: Session,
    paper: Paper,
    form: str,
    place: PaperPlace,
    output: str | None,
    *,
    others: Mapping[str, Callable[[], bytes]] = MappingProxyType({}),
    as_json: bool = False,
) -> None:
    """Write a paper that is no document of a project's own, as `render_document` writes those.

    `others` make the formats that this paper alone has.

    Raises:
        UsageError: no such format, or a PDF for the terminal.
    """
    if format_of(form, output, tuple(others)) == "eml":
        session.hook("draft_paper")(session, paper, place, output, as_json=as_json)
        return
    workspace = session.workspace
    look = look_of(workspace, session.settings, paper.language)
    data = others[form]() if form in others else paper.made(form, look, workspace.notices.add)

    def save() -> Path:
        path = place.folder / f"{place.stem}.{form}"
        whose = f" of {place.subject}" if place.subject else ""
        save_rendered(workspace, path, data, f"Render {place.stem}{whose}")
        return path

    write_output(output, lambda: data, save, as_json=as_json)


def write_output(
    output: str | None, data: Callable[[], bytes], save: Callable[[], Path], *, as_json: bool = False
) -> None:
    """Print a document for `-`, write it where `output` says, else save it; then its path is printed.

    Raises:
        OutsideError: it cannot be written there.
        UsageError: the document and an object are both to be printed.
    """
    if output != "-":
        if output is not None:
            write_outside(typed_path(Path(output)), data())
        show(WrittenFile(path=output or shown_path(save())), "kernel", as_json=as_json)
        return
    if as_json:
        raise UsageError("The document itself is printed.", "Leave out --json, or write it to a file.")
    _print_document(data())


def _print_document(data: bytes) -> None:
    """As text on a terminal, whatever its encoding; byte for byte into a pipe."""
    if is_terminal():
        put(data.decode())
    else:
        put_bytes(data)


def show_on_screen(session: Session, request: DocumentRequest, *, as_json: bool) -> None:
    """A document set for the terminal; as plain Markdown where it is piped; what it lacks on stderr."""
    composed = draft_document(session.workspace, session.settings, request, session.today).composed
    session.show(composed, as_json=as_json)
    if not as_json:
        warn_of(session, composed)


def warn_of(session: Session, composed: Composed) -> None:
    """Name on stderr what a person should know before the document can be sent."""
    warnings = composed.kind.warnings(session.workspace, composed)
    if not warnings.lines:
        return
    sys.stdout.flush()
    say(warnings.heading, error=True)
    for line in warnings.lines:
        say(f"{warnings.indent}{one_line(line)}", error=True)


def shown_path(path: Path) -> str:
    """The path as one would type it from here, where it lies below."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
