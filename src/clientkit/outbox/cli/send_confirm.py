"""Sending with consent: show what would go, ask, send, say what came of it."""

import os
from pathlib import Path

import typer

from clientkit.correspondence.cli_mail_outcome import settle_unfinished
from clientkit.errors import ExitCode, UsageError
from clientkit.kernel.mail.server.connection import require_server
from clientkit.kernel.model.values.safe_text import visible
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.session import Session, is_interactive, typed_path
from clientkit.kernel.store.lookup import find_project, place_of
from clientkit.outbox.actions import Outgoing, prepare, prepare_mail, prepare_own, send_outgoing
from clientkit.outbox.cli.letter import Asked, desk_of, source_asked, tell_lacks
from clientkit.outbox.letters import Delivery
from clientkit.outbox.letters_from_files import OwnFile
from clientkit.outbox.show import show_delivered, show_preview, tell_preview


def outgoing_asked(session: Session, asked: Asked, delivery: Delivery, *, again: bool) -> Outgoing:
    """What was asked for with its letter, after what became of earlier mails was asked about.

    Raises:
        ClientkitError: see `prepare`, `prepare_own` and `prepare_mail`.
    """
    if asked.document.endswith(".eml"):
        return _drafted_mail(session, asked, delivery, again=again)
    source = source_asked(session, asked)
    if isinstance(source, OwnFile):
        return prepare_own(desk_of(session), source, delivery, again=again)
    return prepare(desk_of(session), source, delivery, again=again)


def _drafted_mail(session: Session, asked: Asked, delivery: Delivery, *, again: bool) -> Outgoing:
    """The mail in a file; it belongs to the project that is named, or in whose folder it lies."""
    if delivery.to or delivery.enclosed is not None or asked.week or asked.month or asked.language:
        raise UsageError(
            "A drafted mail goes as it stands in its file.",
            "Leave out --to, --attach, --week, --month and --language; or change the file.",
        )
    path = Path(os.path.normpath(typed_path(Path(asked.document))))
    name = find_project(session.workspace, asked.project, place_of(session.workspace, path.parent))
    settle_unfinished(session, name[0])
    return prepare_mail(desk_of(session), path, name, again=again)


def show_only(session: Session, outgoing: Outgoing, *, as_json: bool) -> None:
    """Show what would go."""
    show_preview(outgoing.preview(), as_json=as_json)
    tell_lacks(session, outgoing.drafted.composed if outgoing.drafted else None)
    say("Nothing was sent.", error=True)


def send_with_consent(session: Session, outgoing: Outgoing, *, yes: bool, as_json: bool) -> None:
    """Show, ask unless `yes`, send, tell.

    Raises:
        UsageError: nobody can be asked, and nobody said yes.
        Exit: not sent because the answer was no (5), or not to everybody (6).
    """
    require_server(session.settings.mail.smtp)
    tell_preview(outgoing.preview())
    tell_lacks(session, outgoing.drafted.composed if outgoing.drafted else None)
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
    delivered = send_outgoing(desk_of(session), outgoing, session.stamp, os.environ)
    show_delivered(delivered, as_json=as_json)
    if delivered.refused:
        raise typer.Exit(ExitCode.OUTSIDE_FAILED)
