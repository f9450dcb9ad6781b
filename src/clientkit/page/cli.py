"""`clientkit page`: the page of a project that the client keeps."""

import typer

from clientkit.documents.cli.options import FormatOption
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption, LanguageOption, OutputOption, ProjectArgument
from clientkit.kernel.screen.session import open_session

app = group("A page that the client keeps.")


@app.command("page")
def page_(
    ctx: typer.Context,
    project: ProjectArgument = None,
    form: FormatOption = "html",
    language: LanguageOption = None,
    output: OutputOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write one page for the client: where the project stands, its dates, what you need from them.

    Only what was sent before goes on it: the last report, what it asks, changes, the agreement in force,
    your policy, and the [[faq]] of the project's file. What you need has a reply that is ready to be sent. It
    is written to documents/ and goes to nobody: mail it, or put it where they can open it.

    \b
    clientkit page harbour/brand
    clientkit page harbour/brand --language en -o brand.html
    """
    from clientkit.documents.cli.document import document_request, render_document
    from clientkit.page.queries import require_sent

    session = open_session(ctx)
    request = document_request(session, "page", project, language)
    require_sent(session.workspace, request.ref)
    render_document(session, request, form, output, as_json=as_json)
