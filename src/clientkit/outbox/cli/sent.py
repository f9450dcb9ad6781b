"""`clientkit mail sent`: what went by hand, from one's own mail program."""

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from os.path import normpath
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.documents.registry import mailed_documents, record_letters
from clientkit.errors import ClientkitError, NotFoundError, RefusedError, UsageError
from clientkit.kernel.screen.completion import complete_name
from clientkit.kernel.screen.options import JsonOption, MonthOption, OnOption, WeekOption
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.person import only_a_person
from clientkit.kernel.screen.session import open_session
from clientkit.kernel.screen.surroundings import typed_path
from clientkit.kernel.store.lookup import find_subject, place_of
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
    imap: Annotated[
        bool, typer.Option("--imap", help="Look it up in the Sent folder of your mail server.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Say that a document went by hand, from your own mail program: it counts as sent from then on.

    \b
    clientkit mail sent kopi/toko
    clientkit mail sent scope kopi/toko --contact hendra --on yesterday
    clientkit mail sent clients/kopi/projects/toko/documents/2026-W47.md
    clientkit mail sent --imap

    It went as it stands in documents/; the draft beside it tells to whom. A report is that of the week of
    the day. 'mail settle ID --not-sent' takes it back. With --imap the Sent folder of your mail server tells
    whether it went, and when; without a document, of every draft that lies in documents/.
    """
    from clientkit.outbox.by_hand import record_by_hand
    from clientkit.outbox.cli.request import MailRequest

    session = open_session(ctx)
    day = session.stamp_on(on, "a mail").day
    if imap and not words:
        _show_found(session, to, as_json=as_json)
        return
    request = MailRequest(*_document_and_about(words or []), week, month)
    file = _file(session, request, day)
    message = None
    if imap:
        message, day = _looked_up(session, request, file, to)
    row = record_by_hand(session.workspace, file, to or (), day, session.stamp, message)
    session.show(row, as_json=as_json)


def _days_in_sent(session: "Session", messages: Iterable[str]) -> dict[str, date]:
    """The days on which mails went, as the Sent folder tells, by Message-ID."""
    from clientkit.kernel.mail.server.imap import require_imap
    from clientkit.kernel.mail.server.imap_folders import found_in_sent
    from clientkit.outbox.server_password import trusted_password

    server = session.settings.mail.imap
    require_imap(server)
    found = found_in_sent(server, trusted_password(session.workspace, server, "imap", os.environ), messages)
    return {message: when.astimezone(session.zone).date() for message, when in found.items()}


def _show_found(session: "Session", to: list[str] | None, *, as_json: bool) -> None:
    """Record each draft that the Sent folder has, and show them; one that counts already becomes a notice."""
    from clientkit.outbox.by_hand import record_by_hand, unsent_drafts
    from clientkit.outbox.queries import MailRows

    workspace, rows = session.workspace, []
    drafts = unsent_drafts(workspace, session.here)
    for message, day in _days_in_sent(session, drafts).items():
        try:
            rows.append(record_by_hand(workspace, drafts[message], to or (), day, session.stamp, message))
        except RefusedError as error:
            workspace.notices.add(f"passed over {workspace.relative(drafts[message].path)}: {error.message}")
    if rows or as_json:
        session.show(MailRows(rows), as_json=as_json, zone=session.zone)
    say(
        f"In the Sent folder: {len(rows)} of {len(drafts)} drafts that nobody had said to be sent.",
        error=True,
    )


def _looked_up(
    session: "Session", request: "MailRequest", file: "MailedFile", to: list[str] | None
) -> tuple[str, date]:
    """The Message-ID of a document and the day on which it went: of its draft, or as it would be drafted now.

    Raises:
        NotFoundError: neither is in the Sent folder.
    """
    from clientkit.outbox.by_hand import draft_of
    from clientkit.outbox.cli.letter import requested_letter
    from clientkit.outbox.cli.options import delivery

    draft = draft_of(file.path)
    known = [draft.message_id] if draft else []
    if request.document not in record_letters() and not request.is_path:
        with suppress(ClientkitError):
            known.append(requested_letter(session, request, delivery(to, None)).letter.message_id)
    for found in _days_in_sent(session, filter(None, known)).items():
        return found
    raise NotFoundError(
        f"No mail with the Message-ID of {file.path.name} is in the Sent folder.",
        "Your mail program may have given it another; say it without --imap: --on DATE names the day.",
    )


def _document_and_about(words: list[str]) -> tuple[str, str | None]:
    """The document, the weekly report where none is named, and what it is about.

    Raises:
        UsageError: there are more words.
    """
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
