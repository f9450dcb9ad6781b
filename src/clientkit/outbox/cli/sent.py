"""`clientkit mail sent`: what went by hand, from one's own mail program."""

from datetime import date
from os.path import normpath
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.documents.registry import mailed_documents, record_letters
from clientkit.kernel.screen.completion import complete_name
from clientkit.kernel.screen.options import JsonOption, MonthOption, OnOption, WeekOption
from clientkit.kernel.screen.person import only_a_person
from clientkit.outbox.cli.options import ToOption

if TYPE_CHECKING:
    from clientkit.kernel.screen.session import Session
    from clientkit.outbox.by_hand import MailedFile
    from clientkit.outbox.cli.request import MailRequest


def complete_document_or_about(ctx: typer.Context, incomplete: str) -> list[str]:
    """Documents, letters, and whom they can be about: either may come first."""
    named = [one for one in (*mailed_documents(), *record_letters()) if one.startswith(incomplete)]
    return [*named, *complete_name(ctx, incomplete)]


@only_a_person("say that a mail went", instead="Its draft: {draft}", draft="draft")
def sent(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DOCUMENT] ABOUT",
            autocompletion=complete_document_or_about,
            help="What went, the report if not given, and about what: a project, client or id; or a path.",
        ),
    ] = None,
    week: WeekOption = None,
    month: MonthOption = None,
    to: ToOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that a document went by hand, from your own mail program: it counts as sent from then on.

    \b
    clientkit mail sent kopi/toko
    clientkit mail sent scope kopi/toko --contact hendra --on yesterday
    clientkit mail sent clients/kopi/projects/toko/documents/2026-W47.md

    It went as it stands in documents/; the draft beside it tells to whom. A report is that of the week of
    the day. 'mail settle ID --not-sent' takes it back.
    """
    from clientkit.kernel.screen.positional_arguments import stamp_on
    from clientkit.kernel.screen.session import open_session
    from clientkit.outbox.by_hand import record_by_hand
    from clientkit.outbox.cli.request import MailRequest

    session = open_session(ctx)
    day = stamp_on(session, on, "a mail").day
    file = _file(session, MailRequest(*_document_and_about(words or []), week, month), day)
    row = record_by_hand(session.workspace, file, to or (), day, session.stamp)
    session.show(row, as_json=as_json)


def _document_and_about(words: list[str]) -> tuple[str, str | None]:
    """The document, the weekly report where none is named, and what it is about.

    Raises:
        UsageError: there are more words.
    """
    from clientkit.errors import UsageError

    if len(words) > 2:  # noqa: PLR2004 - document and project
        raise UsageError(
            f"There are {len(words)} words where a document and a project are expected.",
            "For instance: clientkit mail sent report kopi/toko",
        )
    known = (*mailed_documents(), *record_letters())
    is_document = bool(words) and (words[0] in known or words[0].endswith((".md", ".eml")))
    document, *about = words if is_document or len(words) == 2 else ["report", *words]  # noqa: PLR2004
    return document, about[0] if about else None


def _file(session: "Session", request: "MailRequest", day: date) -> "MailedFile":
    """The file of what went by hand on a day.

    Raises:
        ClientkitError: see `mailed_file`, `drafted_letter`, `document_by_name` and `find_subject`.
    """
    from clientkit.kernel.screen.session import typed_path
    from clientkit.kernel.store.lookup import find_subject, place_of
    from clientkit.outbox.by_hand import drafted_letter, mailed_file, named_file
    from clientkit.outbox.cli.letter import document_by_name

    workspace = session.workspace
    if request.document in record_letters():
        return drafted_letter(workspace, request.document, request.project, session.here)
    if not request.is_path:
        return mailed_file(workspace, document_by_name(session, request), day)
    path = Path(normpath(typed_path(Path(request.document))))
    return named_file(
        workspace, find_subject(workspace, request.project, place_of(workspace, path.parent)), path
    )
