"""`clientkit complaint`: from an angry message to the client's word and a lesson, step by step."""

from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.complaints.cli.intake import add, note
from clientkit.complaints.cli.lesson import learn
from clientkit.complaints.cli.options import ComplaintArgument
from clientkit.complaints.cli.remedy import choose, confirm, escalate, option
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import (
    JsonOption,
    LanguageOption,
    OutputOption,
    ScopeArgument,
    SinceOption,
    SortOption,
    UntilOption,
)

if TYPE_CHECKING:
    from pathlib import Path

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
    from clientkit.errors import UsageError
    from clientkit.kernel.screen.row_order import in_order
    from clientkit.kernel.screen.session import open_session

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
    from clientkit.kernel.screen.session import open_session

    session = open_session(ctx)
    case = find_complaint(session.workspace, beginning)
    session.show(complaint_view(session.workspace, session.settings, case, session.today), as_json=as_json)


@app.command("policy")
def policy(
    ctx: typer.Context,
    language: LanguageOption = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="md|html|pdf",
            autocompletion=lambda: ["md", "html", "pdf"],
            help="What is written.",
        ),
    ] = "md",
    output: OutputOption = None,
    as_json: JsonOption = False,
) -> None:
    """One page for the client: how to complain, what happens when, how it ends, and who else can help.

    It is kept as complaint-policy.md in documents/ of the workspace. Its days are those of [policies].

    \b
    clientkit complaint policy
    clientkit complaint policy --language en --format html -o complaints.html
    """
    from clientkit.complaints.document import FORMATS, POLICY, policy_paper, policy_text
    from clientkit.documents.cli.document import language_of, write_output
    from clientkit.documents.compose import save_rendered
    from clientkit.documents.look import look_of
    from clientkit.errors import UsageError
    from clientkit.kernel.screen.session import open_session
    from clientkit.kernel.text.template.sources import find_template

    if form not in FORMATS:
        raise UsageError(f"There is no format '{form[:20]}'.", f"Formats are {', '.join(FORMATS)}.")
    session = open_session(ctx)
    settings, workspace = session.settings, session.workspace
    chosen = language_of(language) if language else settings.defaults.language
    text = policy_text(settings, find_template(POLICY.name, chosen, workspace.templates_dir))
    paper = policy_paper(text, chosen, settings.you.name, session.today)
    data = paper.made(form, look_of(workspace, settings, chosen), workspace.notices.add)
    path = workspace.root / "documents" / f"{POLICY.name}.{form}"

    def save() -> "Path":
        save_rendered(workspace, path, data, "Render the policy on complaints")
        return path

    write_output(output, lambda: data, save, as_json=as_json)
