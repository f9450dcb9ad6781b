"""`clientkit complaint`: from an angry message to the client's word and a lesson, step by step."""

from typing import Annotated

import typer

from clientkit.complaints.cli.intake import add, note
from clientkit.complaints.cli.lesson import learn
from clientkit.complaints.cli.options import ComplaintArgument
from clientkit.complaints.cli.remedy import choose, confirm, escalate, option
from clientkit.documents.cli.options import FormatOption
from clientkit.errors import UsageError
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import (
    ClientArgument,
    JsonOption,
    LanguageOption,
    OutputOption,
    ScopeArgument,
    SinceOption,
    SortOption,
    UntilOption,
)
from clientkit.kernel.screen.row_order import in_order
from clientkit.kernel.screen.session import open_session

app = group("Complaints: taken in, understood, put right, confirmed by the client, and learned from.")

app.command("add")(add)
app.command("note")(note)
app.command("option")(option)
app.command("choose")(choose)
app.command("confirm")(confirm)
app.command("learn")(learn)
app.command("escalate")(escalate)


@app.command("list")
def list_(
    ctx: typer.Context,
    subject: ScopeArgument = None,
    since: SinceOption = None,
    until: UntilOption = None,
    every: Annotated[bool, typer.Option("--all", help="Those that are closed too.")] = False,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="cause|client|quarter",
            autocompletion=lambda: ["cause", "client", "quarter"],
            help="What all of them come to, by cause, client or quarter.",
        ),
    ] = None,
    sort: SortOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the complaints that are not closed, what is overdue first; days are those on which they came.

    \b
    clientkit complaint list
    clientkit complaint list kopi --all
    clientkit complaint list --by cause
    """
    from clientkit.complaints.register import BY, complaint_figures, list_complaints

    if by not in {None, *BY}:
        raise UsageError(f"They cannot be told apart by {by!r}.", f"It is one of {', '.join(BY)}.")
    session = open_session(ctx)
    scope = session.scope(subject)
    span = session.span(since, until)
    rows = list_complaints(session.workspace, scope, span, session.today, every=every or by is not None)
    shown = complaint_figures(rows, by, session.today) if by else rows
    session.show(in_order(shown, sort), as_json=as_json)


@app.command("show")
def show(ctx: typer.Context, beginning: ComplaintArgument, as_json: JsonOption = False) -> None:
    """What is known of a complaint, its clock, what comes next, and three sentences to say.

    \b
    clientkit complaint show 7k2
    """
    from clientkit.complaints.cases import find_complaint
    from clientkit.complaints.queries import complaint_view

    session = open_session(ctx)
    case = find_complaint(session.workspace, beginning)
    session.show(complaint_view(session.workspace, session.settings, case, session.today), as_json=as_json)


@app.command("policy")
def policy(
    ctx: typer.Context,
    client: ClientArgument = None,
    language: LanguageOption = None,
    form: FormatOption = "md",
    output: OutputOption = None,
    as_json: JsonOption = False,
) -> None:
    """One page for the client: how to complain, what happens when, how it ends, and who else can help.

    It is kept as complaint-policy.md in documents/ of the client, or of the workspace where none is named.
    Its days are those of [policies].

    \b
    clientkit complaint policy
    clientkit complaint policy --language en --format html -o complaints.html
    clientkit complaint policy kopi --format eml
    """
    from clientkit.complaints.document import POLICY, policy_paper
    from clientkit.documents.cli.document import language_of, write_paper
    from clientkit.documents.paper import PaperPlace
    from clientkit.kernel.store.toml.client_file import read_client

    session = open_session(ctx)
    workspace, settings = session.workspace, session.settings
    slug = session.client(client) if client or form == "eml" else None
    spoken = read_client(workspace, slug).value.language if slug else settings.defaults.language
    paper = policy_paper(workspace, settings, language_of(language) if language else spoken, session.today)
    place = PaperPlace(workspace.documents_of(slug), POLICY.name, Subject(slug) if slug else None)
    write_paper(session, paper, form, place, output, as_json=as_json)
