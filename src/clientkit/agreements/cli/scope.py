"""`clientkit scope`: the scope agreement of a project."""

import re
from functools import partial
from typing import Annotated

import typer

from clientkit.agreements.cli.accept import accept
from clientkit.agreements.cli.criteria import criteria, evidence, met
from clientkit.documents.cli.options import FormatOption
from clientkit.errors import ExitCode, UsageError
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import (
    JsonOption,
    LanguageOption,
    OutputOption,
    ProjectArgument,
)
from clientkit.kernel.screen.session import open_session


def complete_clause(incomplete: str) -> list[str]:
    """Clauses that can be added."""
    from clientkit.agreements.clauses import ALL, ASKED

    return [one for one in (*ASKED, ALL) if one.startswith(incomplete)]


app = group("The scope agreement: what is promised, by when, for how much, on what terms.")


@app.command("show")
def show(
    ctx: typer.Context,
    project: ProjectArgument = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the scope agreement in the terminal.

    \b
    clientkit scope show kopi/toko
    """
    from clientkit.documents.cli.document import document_request, show_on_screen

    session = open_session(ctx)
    show_on_screen(session, document_request(session, "scope", project, language), as_json=as_json)


@app.command("render")
def render(
    ctx: typer.Context,
    project: ProjectArgument = None,
    form: FormatOption = "md",
    language: LanguageOption = None,
    output: OutputOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the scope agreement into the project's documents/ and print its path.

    \b
    clientkit scope render kopi/toko
    clientkit scope render kopi/toko --format html --language en -o scope.html

    What is still missing in it is named on stderr. The same data gives the same bytes.
    """
    from clientkit.documents.cli.document import document_request, render_document

    session = open_session(ctx)
    render_document(
        session, document_request(session, "scope", project, language), form, output, as_json=as_json
    )


@app.command("check")
def check(ctx: typer.Context, project: ProjectArgument = None, as_json: JsonOption = False) -> None:
    """Look for what makes agreements fail: gaps, vague words, targets without figures, dates that cannot be.

    \b
    clientkit scope check kopi/toko

    Exit code 1 when something was found that nobody waived. Each finding says what to write instead.
    """
    from clientkit.agreements.lint.check import check_scope

    session = open_session(ctx)
    name = session.project(project)
    checked = check_scope(session.workspace, session.settings, name)
    session.show(checked, as_json=as_json)
    if checked.standing:
        raise typer.Exit(ExitCode.FOUND)


@app.command("clauses")
def clauses_(
    ctx: typer.Context,
    project: ProjectArgument = None,
    add: Annotated[
        list[str] | None,
        typer.Option(
            "--write", help="Write the shipped text of this one, or of all.", autocompletion=complete_clause
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List the clauses that a lawyer asks for: which the agreement has, and a text for those it lacks.

    \b
    clientkit scope clauses kopi/katalog
    clientkit scope clauses kopi/katalog --write liability --write notices
    clientkit scope clauses kopi/katalog --write all

    A clause that is there stays as it is. The texts are a beginning: have a lawyer read what you make of it.
    """
    from clientkit.agreements.clauses import add_clauses, list_clauses

    session = open_session(ctx)
    name = session.project(project)
    rows = (
        add_clauses(session.workspace, session.settings, name, add)
        if add
        else list_clauses(session.workspace, session.settings, name)
    )
    session.show(rows, as_json=as_json)


app.command("accept")(accept)
app.command("evidence")(evidence)


@app.command("history")
def history_(ctx: typer.Context, project: ProjectArgument = None, as_json: JsonOption = False) -> None:
    """List the accepted versions: who, when, how, and the hash of the text.

    \b
    clientkit scope history kopi/toko
    """
    from clientkit.agreements.actions import list_versions

    session = open_session(ctx)
    name = session.project(project)
    session.show(list_versions(session.workspace, name), as_json=as_json)


@app.command("diff")
def diff(
    ctx: typer.Context,
    project: ProjectArgument = None,
    before: Annotated[
        str | None, typer.Argument(metavar="[V1]", help="Accepted version to compare with; the last.")
    ] = None,
    after: Annotated[
        str | None, typer.Argument(metavar="[V2]", help="Later version; the project as it stands.")
    ] = None,
    form: FormatOption = "md",
    language: LanguageOption = None,
    output: OutputOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what is not as it was agreed, in the client's terms: deliverables, prices, dates, terms.

    \b
    clientkit scope diff kopi/toko
    clientkit scope diff kopi/toko v1 v2 --language en -o -
    clientkit scope diff kopi/toko --format pdf

    As a paper (html, pdf, eml) it goes into documents/ and its path is printed. Exit code 1 when there is a
    difference.
    """
    from clientkit.agreements.queries import compare, comparison_paper
    from clientkit.documents.cli.document import language_of, write_paper
    from clientkit.documents.paper import PaperPlace

    session = open_session(ctx)
    name = session.project(project)
    versions = (_version_of(before), _version_of(after))
    comparison = compare(session.workspace, session.settings, name, *versions)
    chosen = language_of(language) if language else None
    paper = partial(comparison_paper, session.workspace, session.settings, name, comparison, chosen)
    if form == "md" or as_json:
        session.show(comparison, as_json=as_json, text=lambda: paper(session.today).marked, output=output)
    else:
        folder = session.workspace.documents_dir(*name)
        write_paper(session, paper(session.today), form, PaperPlace(folder, "diff", name), output)
    if comparison.differences:
        raise typer.Exit(ExitCode.FOUND)


def _version_of(text: str | None) -> int | None:
    """A version from `v2` or `2`.

    Raises:
        UsageError: it is none.
    """
    if text is None:
        return None
    match = re.fullmatch(r"v?([1-9]\d{0,3})", text)
    if not match:
        raise UsageError(
            f"{text[:20]!r} is no version.", "Write v1 or v2; see them with: clientkit scope history"
        )
    return int(match[1])


app.command("criteria")(criteria)
app.command("met")(met)
