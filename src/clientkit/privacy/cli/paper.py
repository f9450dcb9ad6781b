"""Verbs of the group `client` that write a paper on their data: the notice, and the export."""

from typing import Annotated

import typer

from clientkit.documents.cli.options import FormatOption
from clientkit.errors import UsageError
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.screen.completion import complete_contact, complete_project
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import ClientArgument, JsonOption, LanguageOption, OutputOption
from clientkit.kernel.screen.person import only_a_person
from clientkit.kernel.screen.session import open_session
from clientkit.kernel.screen.surroundings import typed_path

client = group("Verbs of the group `client`.")


@client.command("notice")
def notice(
    ctx: typer.Context,
    subject: ClientArgument = None,
    contact: Annotated[
        list[str] | None,
        typer.Option(
            "--contact", metavar="ID", autocompletion=complete_contact, help="Of eml: whom it goes to."
        ),
    ] = None,
    language: LanguageOption = None,
    form: FormatOption = "md",
    output: OutputOption = None,
    as_json: JsonOption = False,
) -> None:
    """The privacy notice for a client: what is kept, why, how long, who sees it, what they can ask for.

    \b
    clientkit client notice kopi
    clientkit client notice kopi --language en --format html -o notice.html
    clientkit client notice kopi --format eml

    It is kept as privacy-notice.md in the client's documents/, and made from the program's own model: each
    field that can be kept is named. As eml it is a draft that 'mail send PATH' sends. Read it over: what you
    keep outside this workspace, clientkit does not know.
    """
    from clientkit.documents.cli.document import language_of, write_paper
    from clientkit.documents.paper import Paper, PaperPlace
    from clientkit.kernel.text.template.sources import find_template
    from clientkit.privacy.notice.document import NOTICE, notice_language, notice_text

    session = open_session(ctx)
    workspace, settings = session.workspace, session.settings
    slug = session.client(subject)
    named = tuple(contact or ())
    chosen = language_of(language) if language else notice_language(workspace, slug, named)
    text = notice_text(workspace, settings, slug, find_template(NOTICE.name, chosen, workspace.templates_dir))
    paper = Paper.of_text(text, chosen, session.today, settings.you.name)
    place = PaperPlace(workspace.documents_dir(slug, None), NOTICE.name, Subject(slug), named)
    write_paper(session, paper, form, place, output, as_json=as_json)


@client.command("export")
@only_a_person("export a client's data", instead="Look: clientkit client show")
def export(
    ctx: typer.Context,
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="The ZIP file to write.")],
    subject: ClientArgument = None,
    contact: Annotated[
        str | None,
        typer.Option(
            "--contact", metavar="ID", autocompletion=complete_contact, help="Only what is about this person."
        ),
    ] = None,
    project: Annotated[
        str | None,
        typer.Option(
            "--project", metavar="PROJECT", autocompletion=complete_project, help="Only the evidence of it."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write what is kept of a client, of one person there, or the evidence of a project, as one ZIP file.

    \b
    clientkit client export kopi -o kopi.zip
    clientkit client export kopi --contact rina -o rina.zip
    clientkit client export kopi --project toko -o evidence.zip

    It holds a page to read in their language (index.html, index.md), their TOML, their records as JSON
    Lines, mails, and SHA256SUMS, which 'sha256sum -c' checks. With --contact nobody else is named or quoted.
    With --project: what happened in order, each version of the agreement with the reply that accepted it,
    and the documents that were sent. The same data give the same bytes; no file is written over.
    """
    from pathlib import Path

    from clientkit.privacy.export.archive import as_zip, write_archive
    from clientkit.privacy.export.gather import of_client, of_contact, of_project

    if contact and project:
        raise UsageError("An export is about a person or a project.", "Leave out --contact or --project.")
    if output == "-":
        raise UsageError("An export is a file.", "Name it: -o kopi.zip")
    session = open_session(ctx)
    workspace, settings = session.workspace, session.settings
    slug = session.client(subject)
    if project:
        name = session.project(f"{slug}/{project.rpartition('/')[2]}")
        gathered = of_project(workspace, settings, name)
    elif contact:
        gathered = of_contact(workspace, settings, slug, contact)
    else:
        gathered = of_client(workspace, settings, slug)
    counts = (len(gathered.files), len(gathered.records))
    data = as_zip(gathered.folder, gathered.files)
    session.show(write_archive(typed_path(Path(output)), data, counts), as_json=as_json)
