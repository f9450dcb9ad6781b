"""`clientkit init`: make a workspace."""

import os
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from clientkit.kernel.model.values.language import DEFAULT_LANGUAGE, LANGUAGES, language_codes
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption

app = group("Make a workspace.")


class Identity(NamedTuple):
    """Who begins a workspace, as far as it was given."""

    name: str | None
    email: str | None
    language: str | None
    currency: str | None
    timezone: str | None


@app.command("init")
def init(
    directory: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="The folder; this one if not given.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="Your name, as documents show it.")] = None,
    email: Annotated[str | None, typer.Option(help="The address you write to clients from.")] = None,
    language: Annotated[
        str | None, typer.Option(help=f"Language of documents: {language_codes('or')}.")
    ] = None,
    currency: Annotated[str | None, typer.Option(help="Currency of prices, for instance IDR.")] = None,
    timezone: Annotated[str | None, typer.Option(help="Your time zone, for instance Asia/Jakarta.")] = None,
    no_git: Annotated[bool, typer.Option("--no-git", help="Make no git repository.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Make a workspace: a folder that keeps clients, projects and what happened as plain files.

    \b
    clientkit init ~/studio --name "Dewi Lestari" --email dewi@studio.example \\
        --language id --currency IDR --timezone Asia/Jakarta

    Asks for what is not given, on a terminal. Run again, it changes nothing that is there.
    """
    from clientkit.kernel.screen.session import typed_path
    from clientkit.kernel.screen.show import show
    from clientkit.kernel.store.workspace import Workspace, device_name
    from clientkit.workspace.init import initialise

    root = typed_path(directory or Path()).resolve()
    workspace = Workspace(root, device_name(os.environ))
    given = Identity(name, email, language, currency, timezone)
    values = {} if workspace.settings_file.exists() else _settings_of(given)
    show(initialise(workspace, values, git=not no_git), "workspace", as_json=as_json)


def _settings_of(given: Identity) -> dict[str, Any]:
    """The settings of a new workspace, asked for on a terminal.

    Raises:
        UsageError: nobody can be asked and no name is known.
    """
    from clientkit.errors import UsageError
    from clientkit.kernel.screen.session import is_interactive

    if is_interactive():
        given = _ask_for_rest(given)
    name = given.name or _from_git("user.name")
    if not name:
        raise UsageError("Your name is not known.", 'Give it: clientkit init --name "Dewi Lestari"')
    language = given.language or DEFAULT_LANGUAGE
    you = {"name": name, "email": given.email if given.email is not None else _from_git("user.email")}
    return {
        "you": {key: value for key, value in you.items() if value},
        "defaults": {
            "language": language,
            "currency": (given.currency or _currency_of(language)).upper(),
            "timezone": given.timezone or _local_zone(),
        },
    }


def _ask_for_rest(given: Identity) -> Identity:
    def ask(value: str | None, question: str, default: str | None) -> str:
        if value is not None:
            return value
        return str(typer.prompt(question, default=default, show_default=bool(default), err=True))

    language = ask(given.language, f"Language of your documents, {language_codes('or')}", DEFAULT_LANGUAGE)
    return Identity(
        ask(given.name, "Your name, as documents show it", _from_git("user.name") or None),
        ask(given.email, "The address you write to clients from", _from_git("user.email")),
        language,
        ask(given.currency, "Currency of your prices", _currency_of(language)),
        ask(given.timezone, "Your time zone", _local_zone()),
    )


def _currency_of(language: str) -> str:
    return LANGUAGES.get(language, LANGUAGES[DEFAULT_LANGUAGE]).currency


def _from_git(key: str) -> str:
    """What git knows of you, an empty text where it knows nothing."""
    from clientkit.errors import OutsideError
    from clientkit.kernel.store.git import run_git

    try:
        return run_git(Path.home(), ["config", "--get", key]).strip()
    except OutsideError:
        return ""


def _local_zone() -> str:
    """This machine's time zone by its name; UTC where it has none."""
    zone = os.environ.get("TZ", "").removeprefix(":")
    if not zone:
        target = os.path.realpath("/etc/localtime")
        zone = target.partition("zoneinfo/")[2]
    return zone or "UTC"
