"""`clientkit client`: who they are and whom to talk to."""

from typing import Annotated, Any

import typer

from clientkit.clients.cli.address_book import import_
from clientkit.kernel.model.values.choices import CLIENT_KINDS
from clientkit.kernel.model.values.language import language_codes
from clientkit.kernel.screen.completion import complete_client, complete_contact, complete_keys
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import ClientArgument, JsonOption, OnOption, ReasonOption
from clientkit.kernel.screen.person import only_a_person
from clientkit.kernel.screen.positional_arguments import name_and_pairs
from clientkit.kernel.screen.session import open_session

app = group("Clients: who they are, whom to talk to, where the relation stands.")

NoteOption = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why, in a sentence.")]


@app.command("add")
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Display name, as documents show it.")],
    slug: Annotated[
        str | None, typer.Option(help="Short name for commands and the folder; made from NAME if not given.")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            autocompletion=lambda: CLIENT_KINDS, help="person, company, government, nonprofit or internal."
        ),
    ] = None,
    contact: Annotated[
        list[str] | None, typer.Option(help="'Name <mail>'; may be given several times.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(help=f"Language of their documents: {language_codes('or')}.")
    ] = None,
    currency: Annotated[str | None, typer.Option(help="Currency of their prices, for instance IDR.")] = None,
    country: Annotated[
        str | None, typer.Option(help="Country they are resident in, for instance ID.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Add a client.

    \b
    clientkit client add "PT Kopi Nusantara" --slug kopi --kind company \\
        --contact "Rina Wijaya <rina@kopi.example>" --language id
    """
    from clientkit.clients.actions import add_client, parse_contacts

    session = open_session(ctx)
    values: dict[str, Any] = {
        "kind": kind,
        "language": language,
        "currency": currency,
        "country": country,
    }
    values = {"name": name, "since": session.today} | {
        key: value for key, value in values.items() if value is not None
    }
    if contact:
        values["contacts"] = parse_contacts(contact)
    session.show(add_client(session.workspace, session.settings, slug, values), as_json=as_json)


app.command("import")(import_)


@app.command("set")
def set_(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[CLIENT] KEY=VALUE...",
            autocompletion=complete_keys("client", complete_client),
            help="Keys with dots; an empty value takes the key away.",
        ),
    ],
    contact: Annotated[list[str] | None, typer.Option(help="One more contact, as 'Name <mail>'.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Set keys of a client, or add contacts; comments and order of the file stay.

    \b
    clientkit client set kopi kind=company contacts.rina.phone="+62 811 0000 0000"
    clientkit client set kopi tags=retail,bandung notes=
    clientkit client set kopi --contact "Budi Santoso <budi@kopi.example>"

    Texts of a list stand apart by commas, or by semicolons where a text has a comma in it.
    """
    from clientkit.clients.actions import add_contacts, note_told_keys
    from clientkit.kernel.store.toml.change import KeyChanges, set_values
    from clientkit.kernel.store.toml.client_file import read_client

    session = open_session(ctx)
    name, pairs = name_and_pairs(words, may_be_empty=bool(contact))
    slug = session.client(name)
    note_told_keys(session.workspace, pairs)
    added = add_contacts(session.workspace, read_client(session.workspace, slug), contact or ())
    file = read_client(session.workspace, slug)
    changes = set_values(session.workspace, file, pairs, session.today)
    session.show(KeyChanges([*added, *changes]), as_json=as_json)


@app.command("edit")
def edit(ctx: typer.Context, client: ClientArgument = None, as_json: JsonOption = False) -> None:
    """Edit a client in your editor ($VISUAL or $EDITOR); nothing broken is saved.

    \b
    clientkit client edit kopi
    """
    from clientkit.kernel.model.files.client import Client
    from clientkit.kernel.screen.editor import edit_file

    session = open_session(ctx)
    slug = session.client(client)
    edit_file(session.workspace, session.workspace.client_file(slug), Client, as_json=as_json)


@app.command("archive")
def archive(
    ctx: typer.Context,
    client: ClientArgument = None,
    back: Annotated[bool, typer.Option("--back", help="Take an archived client back into lists.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Leave a client out of lists; nothing is deleted, and --back undoes it.

    \b
    clientkit client archive kopi
    """
    from clientkit.clients.actions import archive_client

    session = open_session(ctx)
    slug = session.client(client)
    session.show(archive_client(session.workspace, slug, back=back), as_json=as_json)


@app.command("end")
def end(
    ctx: typer.Context,
    reason: ReasonOption,
    client: ClientArgument = None,
    note: NoteOption = None,
    again: Annotated[
        str | None,
        typer.Option("--again", metavar="DATE", help="When to talk to them again; the last one said counts."),
    ] = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record that the relation with a client ended, and why; agreed work or 'client back' takes it up again.

    \b
    clientkit client end kopi --reason in-house --note "They have hired somebody" --again +6m
    """
    from clientkit.clients.ending import end_client
    from clientkit.clients.show import show_hand_over

    session = open_session(ctx)
    slug = session.client(client)
    stamp = session.stamp_on(on, "the end of a relation")
    ended = end_client(session.workspace, stamp, slug, reason, note, session.day(again))
    session.show(ended, as_json=as_json)
    if not as_json:
        show_hand_over(slug, session.hook("hand_overs")(session.workspace, slug))


@app.command("back")
def back(
    ctx: typer.Context,
    client: ClientArgument = None,
    note: NoteOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record that a client whose relation had ended is back.

    \b
    clientkit client back kopi --note "A new manager asked for an offer"
    """
    from clientkit.clients.ending import bring_back

    session = open_session(ctx)
    slug = session.client(client)
    stamp = session.stamp_on(on, "a return")
    session.show(bring_back(session.workspace, stamp, slug, note), as_json=as_json)


@app.command("consent")
@only_a_person("record a consent", instead="What stands: clientkit client show")
def consent_(
    ctx: typer.Context,
    subject: ClientArgument = None,
    contact: Annotated[
        str | None,
        typer.Option("--contact", metavar="ID", autocompletion=complete_contact, help="Who said it."),
    ] = None,
    purpose: Annotated[
        str | None,
        typer.Option(
            "--purpose",
            metavar="quote|testimonial|referral|case-study|surveys|promotion",
            autocompletion=lambda: [
                *("quote", "testimonial", "referral", "case-study", "surveys", "promotion")
            ],
            help="To be quoted, to write a testimonial, to recommend you, to be asked for feedback, "
            "to be offered more.",
        ),
    ] = None,
    given: Annotated[bool | None, typer.Option("--allow/--forbid", help="What they said.")] = None,
    evidence: Annotated[
        str | None,
        typer.Option("--where", metavar="TEXT", help="Where: 'mail of 20 November', a call."),
    ] = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record what a contact allows or forbids; the last word counts, and 'client show' tells it.

    \b
    clientkit client consent kopi --contact rina --purpose quote --allow --where "mail of 20 November"
    clientkit client consent kopi --contact hendra --purpose surveys --forbid
    """
    from clientkit.clients.consent import GivenConsent, record_consent

    session = open_session(ctx)
    client = session.client(subject)
    stamp = session.stamp_on(on, "consent")
    consent = GivenConsent(contact, purpose, given, evidence)
    session.show(record_consent(session.workspace, stamp, client, consent), as_json=as_json)
