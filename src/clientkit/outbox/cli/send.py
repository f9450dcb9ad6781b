"""`clientkit mail send`: show what would go, ask, send, say what came of it."""

from os.path import normpath
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.kernel.screen.options import (
    JsonOption,
    LanguageOption,
    MonthOption,
    ProjectArgument,
    WeekOption,
)
from clientkit.kernel.screen.output import say
from clientkit.outbox.cli.options import AttachOption, DocumentArgument, ToOption, delivery

if TYPE_CHECKING:
    from clientkit.kernel.screen.session import Session
    from clientkit.outbox.cli.letter import MailRequest
    from clientkit.outbox.letters import Delivery
    from clientkit.outbox.outgoing_mail import OutgoingMail


def send(
    ctx: typer.Context,
    document: DocumentArgument,
    project: ProjectArgument = None,
    week: WeekOption = None,
    month: MonthOption = None,
    to: ToOption = None,
    language: LanguageOption = None,
    attach: AttachOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Send it without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would go, and send nothing.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Even to those who have it already.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Send a document to the client's contact, after showing it and asking.

    \b
    clientkit mail send report kopi/toko
    clientkit mail send scope kopi/toko --to hendra --attach pdf
    clientkit mail send report kopi/toko --dry-run
    clientkit mail send clients/kopi/projects/toko/documents/2026-W47.eml

    A draft's file goes as it stands, with what was written into it. A mail is recorded before the server
    hears of it and after. A report that went stays as it is: what is made later is a new edition.
    Exit code 6 when it did not go to everybody.
    """
    from clientkit.kernel.screen.session import open_session
    from clientkit.outbox.cli.letter import MailRequest, warn_of_lacks
    from clientkit.outbox.outgoing_mail import preview

    session = open_session(ctx)
    request = MailRequest(document, project, week, month, language)
    outgoing = _prepare(session, request, delivery(to, attach), again=again)
    if not dry_run:
        _send_with_consent(session, outgoing, yes=yes, as_json=as_json)
        return
    session.show(preview(outgoing), as_json=as_json)
    warn_of_lacks(session, outgoing.drafted.composed if outgoing.drafted else None)
    say("Nothing was sent.", error=True)


def _prepare(
    session: "Session", request: "MailRequest", delivery: "Delivery", *, again: bool
) -> "OutgoingMail":
    """What was asked for with its letter, after what became of earlier mails was asked.

    Raises:
        ClientkitError: see `prepare`, `prepare_own` and `prepare_mail`.
    """
    from clientkit.outbox.actions import prepare, prepare_own
    from clientkit.outbox.cli.letter import letter_context, mail_source
    from clientkit.outbox.letters_from_files import OwnFile

    if request.document.endswith(".eml"):
        return _prepare_draft(session, request, delivery, again=again)
    source = mail_source(session, request)
    if isinstance(source, OwnFile):
        return prepare_own(letter_context(session), source, delivery, again=again)
    return prepare(letter_context(session), source, delivery, again=again)


def _prepare_draft(
    session: "Session", request: "MailRequest", delivery: "Delivery", *, again: bool
) -> "OutgoingMail":
    """The mail in a file; it belongs to the project that is named, or in whose folder it lies."""
    from clientkit.errors import UsageError
    from clientkit.kernel.screen.session import typed_path
    from clientkit.kernel.store.lookup import find_project, place_of
    from clientkit.outbox.actions import prepare_mail
    from clientkit.outbox.cli.letter import letter_context, resolve_unknown_mails

    if delivery.to or delivery.attachments is not None or request.week or request.month or request.language:
        raise UsageError(
            "A drafted mail goes as it stands in its file.",
            "Leave out --to, --attach, --week, --month and --language; or change the file.",
        )
    path = Path(normpath(typed_path(Path(request.document))))
    name = find_project(session.workspace, request.project, place_of(session.workspace, path.parent))
    resolve_unknown_mails(session, name[0])
    return prepare_mail(letter_context(session), path, name, again=again)


def _send_with_consent(session: "Session", outgoing: "OutgoingMail", *, yes: bool, as_json: bool) -> None:
    """Show, ask unless `yes`, send, tell.

    Raises:
        UsageError: nobody can be asked, and nobody said yes.
        Exit: not sent because the answer was no (5), or not to everybody (6).
    """
    import os

    from clientkit.errors import ExitCode, UsageError
    from clientkit.kernel.mail.server.connection import require_server
    from clientkit.kernel.model.values.safe_text import visible
    from clientkit.kernel.screen.session import is_interactive
    from clientkit.outbox.actions import send_outgoing
    from clientkit.outbox.cli.letter import letter_context, warn_of_lacks
    from clientkit.outbox.outgoing_mail import preview
    from clientkit.outbox.show import explain_preview, explain_sent

    require_server(session.settings.mail.smtp)
    explain_preview(preview(outgoing))
    warn_of_lacks(session, outgoing.drafted.composed if outgoing.drafted else None)
    if not yes:
        if not is_interactive():
            raise UsageError(
                "Nobody can be asked here whether it may go; nothing was sent.",
                "Add --yes; or look at it first with --dry-run.",
            )
        if not typer.confirm("Send it?", default=False, err=True):
            say("Nothing was sent.", error=True)
            raise typer.Exit(ExitCode.REFUSED)
    say(f"Giving it to {visible(session.settings.mail.smtp.host)} ...", error=True)
    sent = send_outgoing(letter_context(session), outgoing, session.stamp, os.environ)
    session.show(sent, as_json=as_json)
    explain_sent(sent)
    if sent.refused:
        raise typer.Exit(ExitCode.OUTSIDE_FAILED)
