"""`clientkit mail`: letters to clients: drafts, sending, what went out, and what became of it."""

from typing import Annotated

import typer

from clientkit.documents.cli.options import FormatOption
from clientkit.errors import UsageError
from clientkit.kernel.screen.completion import complete_ids
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import (
    JsonOption,
    LanguageOption,
    MonthOption,
    OutputOption,
    ScopeArgument,
    SinceOption,
    SortOption,
    UntilOption,
    WeekOption,
)
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.person import only_a_person
from clientkit.kernel.screen.row_order import in_order
from clientkit.kernel.screen.session import open_session
from clientkit.outbox.cli.options import (
    AboutArgument,
    AttachOption,
    DocumentArgument,
    LetterDueOption,
    LetterEditOption,
    LetterNoteOption,
    ToOption,
    delivery,
)
from clientkit.outbox.cli.sent import sent

app = group("Mail to clients: drafts, sending, and the answers that come back.")


@app.command("draft")
@only_a_person("reach a mail server", instead="A draft as a file: {draft}", given=("imap",))
def draft(
    ctx: typer.Context,
    document: DocumentArgument,
    about: AboutArgument = None,
    week: WeekOption = None,
    month: MonthOption = None,
    to: ToOption = None,
    language: LanguageOption = None,
    attach: AttachOption = None,
    due: LetterDueOption = None,
    note: LetterNoteOption = None,
    edit: LetterEditOption = False,
    form: FormatOption = "eml",
    output: OutputOption = None,
    imap: Annotated[
        bool, typer.Option("--imap", help="Put it into the Drafts folder of your mail server instead.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Write a document as a mail that your mail program opens as a draft, and print its path.

    \b
    clientkit mail draft report kopi/toko
    clientkit mail draft scope kopi/toko --contact hendra
    clientkit mail draft timeline kopi/toko --attach ics
    clientkit mail draft month kopi/toko --month 2026-10
    clientkit mail draft report kopi/toko --imap
    clientkit mail draft thanks kopi --note "Terima kasih atas foto-fotonya."
    clientkit mail draft thanks kopi --note "Terima kasih." --format pdf

    The text of the mail is the document's Markdown; beside it stands the same as HTML, its chart as a
    picture. A letter is made from records: an answer or a reminder from the one whose id is named, a
    welcome from a project. Its words are looked over for their tone. Nothing is sent.
    """
    from clientkit.documents.cli.document import warn_of
    from clientkit.outbox.cli.letter import keep_as_file, keep_on_paper, keep_on_server, requested_letter
    from clientkit.outbox.cli.record_letter import warn_of_letter
    from clientkit.outbox.cli.request import MailRequest

    if imap and (output is not None or form != "eml"):
        raise UsageError("A draft goes to one place.", "Leave out --imap, or --output and --format.")
    session = open_session(ctx)
    request = MailRequest(document, about, week, month, language, due, note, edit, form)
    letter = requested_letter(session, request, delivery(to, attach))
    if letter.written and form != "eml":
        keep_on_paper(session, letter.written, form, output, as_json=as_json)
    elif imap:
        keep_on_server(session, letter, as_json=as_json)
    else:
        keep_as_file(session, letter, output, as_json=as_json)
    if letter.composed:
        warn_of(session, letter.composed)
    warn_of_letter(letter.written)


@app.command("send")
@only_a_person("send a mail", instead="Its draft: {draft}", draft="draft", unless="dry_run")
def send(
    ctx: typer.Context,
    document: DocumentArgument,
    about: AboutArgument = None,
    week: WeekOption = None,
    month: MonthOption = None,
    to: ToOption = None,
    language: LanguageOption = None,
    attach: AttachOption = None,
    due: LetterDueOption = None,
    note: LetterNoteOption = None,
    edit: LetterEditOption = False,
    yes: Annotated[bool, typer.Option("--yes", help="Send it without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would go, and send nothing.")] = False,
    again: Annotated[bool, typer.Option("--resend", help="Even to those who have it already.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Send a document to the client's contact, after showing it and asking.

    \b
    clientkit mail send report kopi/toko
    clientkit mail send scope kopi/toko --contact hendra --attach pdf
    clientkit mail send report kopi/toko --dry-run
    clientkit mail send clients/kopi/projects/toko/documents/2026-W47.eml

    The day that a letter names is a promise of yours once it went; one whose tone is wrong goes only after
    a question. A draft's file goes as it stands, with what was written into it. A mail is recorded before
    the server hears of it and after. A report that went stays as it is: what is made later is a new edition.
    Exit code 6 when it did not go to everybody.
    """
    from clientkit.documents.cli.document import warn_of
    from clientkit.outbox.cli.letter import requested_mail
    from clientkit.outbox.cli.questions import send_with_consent
    from clientkit.outbox.cli.request import MailRequest
    from clientkit.outbox.outgoing_mail import preview

    session = open_session(ctx)
    request = MailRequest(document, about, week, month, language, due, note, edit)
    outgoing = requested_mail(session, request, delivery(to, attach), again=again, dry_run=dry_run)
    if dry_run:
        session.show(preview(outgoing), as_json=as_json)
        if outgoing.drafted:
            warn_of(session, outgoing.drafted.composed)
        say("Nothing was sent.", error=True)
        return
    send_with_consent(session, outgoing, yes=yes, as_json=as_json)


app.command("sent")(sent)


@app.command("list")
def list_(
    ctx: typer.Context,
    subject: ScopeArgument = None,
    since: SinceOption = None,
    until: UntilOption = None,
    sort: SortOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the mails that went out: when, what, to whom; those that failed, and those nobody knows of.

    \b
    clientkit mail list kopi/toko --since "last mon"
    clientkit mail list --json | jq '.data[] | select(.outcome == "unknown")'
    """
    from clientkit.outbox.queries import list_mails

    session = open_session(ctx)
    scope = session.scope(subject)
    rows = list_mails(session.workspace, scope, session.span(since, until))
    session.show(in_order(rows, sort), as_json=as_json, zone=session.zone)


@app.command("settle")
@only_a_person("say what became of a mail", instead="Look: clientkit mail list")
def settle(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID", autocompletion=complete_ids("mail_sending"), help="The beginning of the mail's id."
        ),
    ],
    sent: Annotated[
        bool | None, typer.Option("--sent/--not-sent", help="What you know of it.", show_default=False)
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Say of a mail that was cut off while it was sent whether it went.

    \b
    clientkit mail settle 7k2m --sent
    clientkit mail settle 7k2m --not-sent
    """
    from clientkit.outbox.unknown_mails import resolve_mail

    if sent is None:
        raise UsageError("Did it go?", "Say --sent or --not-sent.")
    session = open_session(ctx)
    session.show(resolve_mail(session.workspace, session.stamp(), name, sent=sent), as_json=as_json)
