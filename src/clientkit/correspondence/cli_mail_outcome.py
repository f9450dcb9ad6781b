"""Asking what became of a mail that was cut off; every command that writes mail does so first."""

import typer

from clientkit.errors import RefusedError
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.session import Session, is_interactive


def settle_unfinished(session: Session, client: str) -> None:
    """Ask of each mail whether it went; nothing is ever sent again for it.

    Raises:
        RefusedError: nobody can be asked, and one of this client is among them.
        BusyError: a mail is on its way right now.
    """
    from clientkit.correspondence.mail_outcomes import settle, unknown_mails
    from clientkit.correspondence.mails import settling
    from clientkit.kernel.store.lock import sending_alone

    workspace = session.workspace
    if not unknown_mails(workspace):
        return
    with sending_alone(workspace):  # so that none of them is on its way
        unknown = unknown_mails(workspace)
    for mail in unknown:
        told = one_line(f"{mail.subject!r} of {mail.day} to {', '.join(mail.recipients)}")
        if is_interactive():
            say(f"clientkit was cut off while it sent {told}: it may have gone.", error=True)
            say("Look where your blind copies go, or ask the client. Its Message-ID is", error=True)
            say(one_line(f"  {mail.message}"), error=True)
            sent = typer.confirm("Did it go?", default=None, err=True)
            settle(workspace, session.stamp(), mail.id, sent=sent)
        elif mail.client == client:
            raise RefusedError(f"Nobody knows whether the mail {told} went.", settling(mail))
        else:
            workspace.notices.add(f"nobody knows whether the mail {told} went. {settling(mail)}")
