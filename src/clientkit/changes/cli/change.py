"""`clientkit change`: what a client asks for beside the agreement, from the request to its end."""

from typing import Annotated, Any

import typer

from clientkit.changes.cli.assess import ChangeArgument, assess
from clientkit.changes.cli.ends import absorb, approve, decline, withdraw
from clientkit.documents.cli.options import FormatOption
from clientkit.kernel.model.values.choices import CHANNELS
from clientkit.kernel.screen.completion import complete_contact, complete_ids, complete_name
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import (
    JsonOption,
    LanguageOption,
    OnOption,
    OutputOption,
    ScopeArgument,
    SinceOption,
    SortOption,
    UntilOption,
)
from clientkit.kernel.screen.positional_arguments import key_values, name_and_text
from clientkit.kernel.screen.row_order import in_order
from clientkit.kernel.screen.session import open_session

app = group("What a client asks for beside the agreement: what it takes, its offer, how it ended.")

KEYS = ("text", "contact", "channel", "on")


@app.command("add")
def add(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[PROJECT] [TEXT]",
            autocompletion=complete_name,
            help="The project, which may be left out inside its folder, and what they ask for, in quotes.",
        ),
    ],
    contact: Annotated[
        str | None, typer.Option(metavar="ID", autocompletion=complete_contact, help="Who asked.")
    ] = None,
    channel: Annotated[
        str | None, typer.Option(metavar="CHANNEL", autocompletion=lambda: CHANNELS, help="How it came.")
    ] = None,
    option: Annotated[
        str | None, typer.Option("--option", metavar="X1", help="An option of the agreement, at its price.")
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(
            "--for", metavar="ID", autocompletion=complete_ids("log"), help="The message that it came with."
        ),
    ] = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write down what a client asks for beside the agreement, in their words, before any work on it.

    \b
    clientkit change add kopi/toko "Harga grosir untuk kafe di situs" --contact rina --channel whatsapp
    clientkit change add kopi/toko --option X3

    It gets the next number of the project, CO-1, and nothing of the agreement or of a report changes.
    """
    from clientkit.changes.actions import add_change
    from clientkit.changes.cases import agreed_terms

    session = open_session(ctx)
    name, text = (words[0], "") if option and len(words) == 1 else name_and_text(words, "what they ask for")
    project = session.project(name)
    values = {"text": text, "contact": contact, "channel": channel, "option": option, "ref": about}
    terms = agreed_terms(session.workspace, project)
    stamp = session.stamp_on(on, "a change")
    session.show(add_change(session.workspace, stamp, project, terms, values), as_json=as_json)


app.command("assess")(assess)


@app.command("list")
def list_(
    ctx: typer.Context,
    subject: ScopeArgument = None,
    since: SinceOption = None,
    until: UntilOption = None,
    every: Annotated[bool, typer.Option("--all", help="Those that ended too.")] = False,
    figures: Annotated[
        bool, typer.Option("--figures", help="What all of them come to, project by project.")
    ] = False,
    sort: SortOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the changes that did not end; days are those on which they were asked for.

    \b
    clientkit change list
    clientkit change list kopi/toko --all
    clientkit change list --figures
    """
    from clientkit.changes.figures import change_figures
    from clientkit.changes.queries import list_changes

    session = open_session(ctx)
    scope = session.scope(subject)
    span = session.span(since, until)
    rows = list_changes(session.workspace, scope, span, every=every or figures)
    shown = change_figures(session.workspace, rows) if figures else rows
    session.show(in_order(shown, sort), as_json=as_json)


@app.command("show")
def show(ctx: typer.Context, change: ChangeArgument, as_json: JsonOption = False) -> None:
    """Show all that is known of a change, what is missing, and the command of its next step.

    \b
    clientkit change show toko/CO-1
    """
    from clientkit.changes.found import find_change, sheet

    session = open_session(ctx)
    session.show(sheet(find_change(session.workspace, change, session.here)), as_json=as_json)


@app.command("render")
def render(
    ctx: typer.Context,
    change: ChangeArgument,
    form: FormatOption = "md",
    language: LanguageOption = None,
    output: OutputOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a change as a document and print its path: what it takes, and how the client says yes.

    \b
    clientkit change render toko/CO-1

    It is offered once it went ('clientkit mail send change toko/CO-1'), or was told them ('log add --for').
    """
    from clientkit.documents.cli.document import document_request, render_document

    session = open_session(ctx)
    request = document_request(session, "change", change, language)
    render_document(session, request, form, output, as_json=as_json)


app.command("approve")(approve)
app.command("decline")(decline)
app.command("withdraw")(withdraw)
app.command("absorb")(absorb)


@app.command("set")
def set_(
    ctx: typer.Context,
    change: ChangeArgument,
    pairs: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY=VALUE...",
            autocompletion=lambda incomplete: [f"{key}=" for key in KEYS if f"{key}=".startswith(incomplete)],
            help="Its fields: text, contact, channel, on; an empty value takes one away.",
        ),
    ],
    as_json: JsonOption = False,
) -> None:
    """Correct what was asked for; what it takes is said again with 'change assess'.

    \b
    clientkit change set toko/CO-1 contact=rina channel=mail
    """
    from clientkit.changes.actions import correct_change
    from clientkit.changes.found import find_change

    session = open_session(ctx)
    found = find_change(session.workspace, change, session.here)
    given: dict[str, Any] = dict(key_values(pairs, KEYS))
    if "on" in given:
        given["day"] = session.day(given.pop("on"))
    session.show(correct_change(session.workspace, session.stamp(), found, given), as_json=as_json)


@app.command("renumber")
def renumber(ctx: typer.Context, change: ChangeArgument, as_json: JsonOption = False) -> None:
    """Give one of two changes with the same number the next one: the later that was not offered.

    \b
    clientkit change renumber 7k2

    Two devices can give a number twice; 'clientkit check' names both.
    """
    from clientkit.changes.actions import renumber_change
    from clientkit.changes.found import named_change

    session = open_session(ctx)
    name, wanted = named_change(session.workspace, change, session.here)
    session.show(renumber_change(session.workspace, session.stamp(), name, wanted), as_json=as_json)
