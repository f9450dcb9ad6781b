"""`clientkit report close`: the closing report of a project."""

import typer

from clientkit.kernel.screen.options import (
    EditOption,
    FormatOption,
    LanguageOption,
    OutputOption,
    ProjectArgument,
)


def close(
    ctx: typer.Context,
    project: ProjectArgument = None,
    form: FormatOption = "md",
    language: LanguageOption = None,
    output: OutputOption = None,
    edit: EditOption = False,
) -> None:
    """Write a project's closing report: what was agreed beside what was delivered.

    \b
    clientkit report close kopi/toko
    clientkit report close kopi/toko --edit
    clientkit report close kopi/toko --format pdf -o toko.pdf

    It is measured by the version that was agreed last: each acceptance criterion ('clientkit scope met'),
    dates, money, changes, what the client said, and what was learned ('clientkit progress lesson'). Words of
    your own in it stay; what was sent stays as it is, and the next edition gets a file of its own.
    """
    from clientkit.documents.cli import render_or_edit, wanted_document
    from clientkit.kernel.screen.session import open_session

    session = open_session(ctx)
    wanted = wanted_document(session, "closing", project, language)
    render_or_edit(session, wanted, form, output, edit=edit)
