"""What is asked before a mail goes: what became of earlier ones, and whether it may go."""

import os

import typer

from clientkit.correspondence.mails import how_to_resolve
from clientkit.documents.cli.document import warn_of
from clientkit.errors import ExitCode, RefusedError, UsageError
from clientkit.kernel.model.values.safe_text import one_line, visible
from clientkit.kernel.screen.output import is_interactive, say
from clientkit.kernel.screen.session import Session
from clientkit.kernel.store.lock import sending_alone
from clientkit.outbox.letters import LetterContext
from clientkit.outbox.outgoing_mail import OutgoingMail, preview
from clientkit.outbox.show import explain_preview, explain_sent
from clientkit.outbox.unknown_mails import resolve_mail, unknown_mails


def resolve_unknown_mails(session: Session, client: str) -> None:
    """Ask of each mail that was cut off whether it went; nothing is ever sent again for it.

    Every command that writes mail does so first.

    Raises:
        RefusedError: nobody can be asked, and one of this client is among them.
        BusyError: a mail is on its way right now.
    """
    workspace = session.workspace
    if not unknown_mails(workspace):
        return
    with sending_alone(workspace):  # so that none of them is on its way
        unknown = unknown_mails(workspace)
    for mail in unknown:
        name = one_line(f"{mail.subject!r} of {mail.day} to {', '.join(mail.recipients)}")
        if is_interactive():
            say(f"clientkit was cut off while it sent {name}: it may have gone.", error=True)
            say("Look where your blind copies go, or ask the client. Its Message-ID is", error=True)
            say(one_line(f"  {mail.message}"), error=True)
            sent = typer.confirm("Did it go?", default=None, err=True)
            resolve_mail(workspace, session.stamp(), mail.id, sent=sent)
        elif mail.client == client:
            raise RefusedError(f"Nobody knows whether the mail {name} went.", how_to_resolve(mail))
        else:
            workspace.notices.add(f"nobody knows whether the mail {name} went. {how_to_resolve(mail)}")


def require_consent(session: Session, outgoing: OutgoingMail, *, yes: bool, refusal: str) -> None:
    """Have a person look at a mail, and ask unless `yes`; `refusal` says what a no means.

    Raises:
        RefusedError: the settings name no server that mail may go by, or one that nobody vouched for.
        UsageError: nobody can be asked, and nobody said yes.
        Exit: the answer was no.
    """
    from clientkit.kernel.mail.server.connection import require_server
    from clientkit.outbox.server_password import require_trusted_server

    require_server(session.settings.mail.smtp)
    require_trusted_server(session.workspace, session.settings.mail.smtp, "smtp")
    explain_preview(preview(outgoing))
    if outgoing.drafted:
        warn_of(session, outgoing.drafted.composed)
    for finding in outgoing.findings:
        say(one_line(f"Tone: {finding}."), error=True)
    if yes and outgoing.findings and not is_interactive():
        raise RefusedError(
            f"Its tone is not right: {outgoing.findings[0]}. Nothing was sent.",
            "Say it in other words with --note, or draft it and change it: clientkit mail draft",
        )
    if yes and not outgoing.findings:
        return
    if not is_interactive():
        raise UsageError(
            "Nobody can be asked here whether it may go; nothing was sent.",
            "Add --yes; or look at it first with --dry-run.",
        )
    if not typer.confirm("Send it?", default=False, err=True):
        say(refusal, error=True)
        raise typer.Exit(ExitCode.REFUSED)


def send_with_consent(session: Session, outgoing: OutgoingMail, *, yes: bool, as_json: bool) -> None:
    """Send a mail after a person looked at it, and show what became of it.

    Raises:
        ClientkitError: see `require_consent` and `send_outgoing`.
        Exit: the answer was no, or it did not go to everybody.
    """
    from clientkit.outbox.actions import send_outgoing

    require_consent(session, outgoing, yes=yes, refusal="Nothing was sent.")
    say(f"Giving it to {visible(session.settings.mail.smtp.host)} ...", error=True)
    context = LetterContext(session.workspace, session.settings, session.today)
    sent = send_outgoing(context, outgoing, session.stamp, os.environ)
    session.show(sent, as_json=as_json)
    explain_sent(sent)
    if sent.refused:
        raise typer.Exit(ExitCode.OUTSIDE_FAILED)
