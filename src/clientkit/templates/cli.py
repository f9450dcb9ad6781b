"""`clientkit template`: the templates that documents are made from."""

from typing import Annotated

import typer

from clientkit.documents.registry import template_names
from clientkit.errors import ExitCode
from clientkit.kernel.model.values.language import DEFAULT_LANGUAGE, LANGUAGES
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.session import open_session
from clientkit.kernel.text.brand.style_file import STYLES

app = group("The templates that documents are made from: which is used, what it receives, your own.")

DocumentArgument = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        autocompletion=lambda: [*template_names(), *STYLES],
        help="A document or a letter, such as report or mail-report, or a style file; all:"
        " clientkit template list",
    ),
]
LanguageOption = Annotated[
    str,
    typer.Option(
        "--language",
        metavar="|".join(LANGUAGES),
        autocompletion=lambda: [*LANGUAGES],
        help="Which language's.",
    ),
]


@app.command("list")
def list_(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """List which template is used for which document and language, and why.

    \b
    clientkit template list
    """
    from clientkit.templates.actions import list_templates

    session = open_session(ctx)
    session.show(list_templates(session.workspace), as_json=as_json)


@app.command("show")
def show(
    ctx: typer.Context,
    name: DocumentArgument,
    language: LanguageOption = DEFAULT_LANGUAGE,
    fields: Annotated[
        bool, typer.Option("--fields", help="The data that the template receives instead.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show a template, or with --fields the data that it receives.

    \b
    clientkit template show scope --language id
    clientkit template show report --fields
    """
    from clientkit.kernel.screen.show import show as show_result

    if fields:
        from clientkit.documents.kinds import fields as fields_of

        show_result(fields_of(name), "templates", as_json=as_json)
        return
    from clientkit.documents.cli.document import language_of
    from clientkit.templates.actions import template_text

    session = open_session(ctx)
    session.show(template_text(session.workspace, name, language_of(language)), as_json=as_json)


@app.command("copy")
def copy(
    ctx: typer.Context,
    name: DocumentArgument,
    language: LanguageOption = DEFAULT_LANGUAGE,
    as_json: JsonOption = False,
) -> None:
    """Copy a shipped template or style file into the workspace's templates/, where yours goes before it.

    \b
    clientkit template copy report --language id
    clientkit template copy page.css
    """
    from clientkit.documents.cli.document import language_of
    from clientkit.kernel.store.export_file import WrittenFile
    from clientkit.templates.actions import copy_template

    session = open_session(ctx)
    path = copy_template(session.workspace, name, language_of(language))
    session.show(WrittenFile(path=session.workspace.relative(path)), as_json=as_json)
    say("Change it, then try it: clientkit template check", error=True)


@app.command("check")
def check(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Make every document of the sample with the templates as they are; name what fails or was left over.

    \b
    clientkit template check

    Exit code 1 when something failed.
    """
    from clientkit.templates.actions import try_templates

    session = open_session(ctx)
    trials = try_templates(session.workspace)
    session.show(trials, as_json=as_json)
    if any(trial.problem for trial in trials):
        raise typer.Exit(ExitCode.FOUND)
