"""What `init` asks on a terminal, each answer checked at once: who you are, and whom you work for first."""

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from clientkit.errors import ClientkitError, OutsideError, UsageError
from clientkit.kernel.model.values.language import DEFAULT_LANGUAGE, LANGUAGES, language_codes
from clientkit.kernel.model.values.safe_text import visible
from clientkit.kernel.screen.output import is_interactive, say
from clientkit.kernel.screen.show import show
from clientkit.kernel.screen.surroundings import believed_today

if TYPE_CHECKING:
    from clientkit.kernel.model.files.settings import Settings
    from clientkit.kernel.store.workspace import Workspace

QUESTIONS: Mapping[str, str] = {
    "you.name": "Your name, as documents show it",
    "you.email": "The address you write to clients from",
    "defaults.language": f"Language of your documents, {language_codes('or')}",
    "defaults.currency": "Currency of your prices",
    "defaults.timezone": "Your time zone",
    "calendar.country": "Country whose public holidays you keep, such as ID or GB; - for none",
}
"""By their keys, what is asked for settings that were not given."""


def settings_of(given: Mapping[str, str | None]) -> dict[str, Any]:
    """The settings of a new workspace by section, asked for on a terminal.

    Raises:
        UsageError: nobody can be asked, and no name is known or a value cannot be.
    """
    from clientkit.workspace.init import setting_from

    known: dict[str, Any] = {}
    for key, question in QUESTIONS.items():
        default = _default_of(key, known)
        typed = given[key]
        if typed is None and is_interactive():
            known[key] = _ask(question, default, lambda text, key=key: setting_from(key, text))  # type: ignore[misc]
        elif typed is not None:
            known[key] = setting_from(key, typed)
        elif key != "calendar.country":  # never kept without a word: it moves every date
            known[key] = setting_from(key, default) if default else None
    if not known["you.name"]:
        raise UsageError("Your name is not known.", 'Give it: clientkit init --name "Dewi Lestari"')
    sections: dict[str, Any] = {}
    for key, value in known.items():
        section, _, name = key.partition(".")
        if value is not None:
            sections.setdefault(section, {})[name] = value
    return sections


def offer_first_client(workspace: "Workspace", settings: "Settings") -> None:
    """Ask for the first client and the kind of work for them; nothing typed leaves either."""
    from clientkit.clients.actions import add_client, parse_contacts
    from clientkit.projects.actions import NewProject, add_project
    from clientkit.projects.starters import starter, starters

    say(f"Go there: cd {visible(str(workspace.root))}", error=True)
    say("\nYour first client; leave the name empty to add one later.", error=True)
    today = believed_today() or datetime.now().astimezone().date()
    values: dict[str, Any] = {"name": _prompt("Name of the company or person", ""), "since": today}
    if not values["name"]:
        return
    values["contacts"] = _ask(
        "Whom you write to there, as in: Rina Wijaya <rina@kopi.example>",
        "",
        lambda text: parse_contacts([text]) if text else [],
    )
    client = add_client(workspace, settings, None, values)
    show(client, "clients", as_json=False)
    kinds = starters(workspace, settings.defaults.language)
    kind = _ask(
        f"What you do for them: {', '.join(kinds)}; empty to leave it",
        "",
        lambda text: text and str(starter(workspace, text, settings.defaults.language) and text),
    )
    if kind:
        title = _prompt("Name of the project", starter(workspace, kind, settings.defaults.language)["title"])
        wanted = NewProject(client.client, None, kind, {"title": title, "issued": today})
        show(add_project(workspace, settings, wanted), "projects", as_json=False)


def _ask(question: str, default: str, understood: Callable[[str], Any]) -> Any:
    """What an answer means; asked again, with the reason, until it means something."""
    while True:
        try:
            return understood(_prompt(question, default))
        except ClientkitError as error:
            say(visible(f"  {error.message} {error.hint}"), error=True)


def _prompt(question: str, default: str) -> str:
    return str(typer.prompt(question, default=default, show_default=bool(default), err=True)).strip()


def _default_of(key: str, known: Mapping[str, Any]) -> str:
    """What is proposed, as far as the machine, git and the answers before tell it."""
    from clientkit.workspace.init import country_of

    if key in {"you.name", "you.email"}:
        return _from_git(key.replace("you", "user"))
    if key == "defaults.language":
        return DEFAULT_LANGUAGE
    if key == "defaults.currency":
        return LANGUAGES[known["defaults.language"] or DEFAULT_LANGUAGE].currency
    return _local_zone() if key == "defaults.timezone" else country_of(known["defaults.timezone"])


def _from_git(key: str) -> str:
    """What git knows of you, an empty text where it knows nothing."""
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
