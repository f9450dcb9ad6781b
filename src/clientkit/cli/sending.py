"""Sending with consent: show what would go, ask, send, say what came of it."""

import os
from pathlib import Path

import typer

from clientkit.actions.documents import Wanted
from clientkit.actions.letters import Delivery, Desk
from clientkit.actions.mailing import Outgoing, prepare, prepare_file, send_outgoing
from clientkit.cli.session import Session, is_interactive, typed_path
from clientkit.cli.settling import settle_unfinished
from clientkit.cli.show.foreign import visible
from clientkit.cli.show.out import say
from clientkit.cli.show.sending import show_delivered, show_preview, tell_preview
from clientkit.errors import ExitCode, UsageError
from clientkit.mail.connection import require_server
from clientkit.store.lookup import find_project, place_of


def outgoing_document(session: Session, wanted: Wanted, delivery: Delivery, *, again: bool) -> Outgoing:
    """The document and its letter, after what is in the way was asked about; see `mailing.prepare`."""
    settle_unfinished(session, wanted.client)
    return prepare(desk_of(session), wanted, delivery, again=again)


def outgoing_file(session: Session, typed: str, project: str | None, *, again: bool) -> Outgoing:
    """The mail in a file; it belongs to the project that is named, or in whose folder it lies."""
    path = Path(os.path.normpath(typed_path(Path(typed))))
    name = find_project(session.workspace, project, place_of(session.workspace, path.parent))
    settle_unfinished(session, name[0])
    return prepare_file(desk_of(session), path, name, again=again)


def desk_of(session: Session) -> Desk:
    """What a letter is written with."""
    return Desk(session.workspace, session.settings, session.today)


def show_only(outgoing: Outgoing, *, as_json: bool) -> None:
    """Show what would go."""
    show_preview(outgoing.preview(), as_json=as_json)


def send_with_consent(session: Session, outgoing: Outgoing, *, yes: bool, as_json: bool) -> None:
    """Show, ask unless `yes`, send, tell.

    Raises:
        UsageError: nobody can be asked, and nobody said yes.
        Exit: not sent because the answer was no (5), or not to everybody (6).
    """
    require_server(session.settings.mail.smtp)
    tell_preview(outgoing.preview())
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
