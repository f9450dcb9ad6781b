"""`clientkit mail read`: answers to what was asked, out of mails that came in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.kernel.screen.completion import complete_client
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption
from clientkit.kernel.screen.person import only_a_person
from clientkit.kernel.screen.positional_arguments import name_and_file
from clientkit.kernel.screen.session import open_session

if TYPE_CHECKING:
    from clientkit.kernel.screen.session import Session
    from clientkit.replies.verdict import ReplyContext

mail = group("Verbs of the group `mail`.")

FileWords = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[CLIENT] [FILE|DIR|-]",
        autocompletion=complete_client,
        help="Only answers of this client; and a mail (.eml), an mbox, a Maildir or a folder of mails, - for "
        "stdin.",
        show_default=False,
    ),
]


@mail.command("read")
@only_a_person(
    "take a client's word from a mail", instead="Look at a file of mails with --dry-run", unless="dry_run"
)
def read(
    ctx: typer.Context,
    words: FileWords = None,
    imap: Annotated[
        bool, typer.Option("--imap", help="Read the inbox of [mail.imap], from where it was read last.")
    ] = False,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only mails of this day or later.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Take what is certain, and ask nothing.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be taken; write nothing.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Find the answers to what you asked in mails: shown with their reasons, each taken once.

    \b
    clientkit mail read ~/Mail/inbox.mbox
    clientkit mail read --imap --yes
    clientkit mail read reply.eml --dry-run --json

    What is certain is taken after one question, or with --yes; what is not is asked one by one. A yes with a
    condition is shown and never taken. The mails themselves are never changed, and reading them again adds
    nothing.
    """
    from clientkit.replies.cli.confirm import ReadOptions, mail_source, read_and_record

    session = open_session(ctx)
    client, file = client_and_file(session, words or [])
    context = reply_context(session, client)
    source = mail_source(session, file, imap=imap, remember=not dry_run and client is None)
    read_and_record(session, source, context, ReadOptions(since, yes, dry_run, as_json))


def client_and_file(session: "Session", words: list[str]) -> tuple[str | None, Path | None]:
    """Whose answers, and where the mails lie; a word that is a client's name and no file is the client."""
    if not words:
        return None, None
    if len(words) == 1 and words[0] in session.workspace.clients() and not Path(words[0]).exists():
        return words[0], None
    client, file = name_and_file(words)
    return client, Path(file)


def reply_context(session: "Session", client: str | None) -> "ReplyContext":
    """What mails are held against.

    Raises:
        NotFoundError: there is no such client.
    """
    import os

    from clientkit.questions.signing_key import survey_key
    from clientkit.replies.survey_index import survey_index
    from clientkit.replies.verdict import ReplyContext

    workspace = session.workspace
    wanted = session.client(client) if client else None
    index = survey_index(workspace, session.settings)
    return ReplyContext(
        index,
        survey_key(workspace, os.environ),
        session.today,
        session.zone,
        wanted,
        session.settings.you.name,
    )
