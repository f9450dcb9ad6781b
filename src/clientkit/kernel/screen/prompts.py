"""Questions on a terminal; where nobody can be asked, what is missing is named instead."""

import os
from pathlib import Path
from typing import Any, NamedTuple

import typer

from clientkit.errors import OutsideError, UsageError
from clientkit.kernel.model.values.language import DEFAULT_LANGUAGE, LANGUAGES, language_codes
from clientkit.kernel.screen.session import is_interactive


class Asked(NamedTuple):
    """What `init` needs to know; None where it was not given."""

    name: str | None
    email: str | None
    language: str | None
    currency: str | None
    timezone: str | None


def ask_for_you(given: Asked) -> dict[str, Any]:
    """The settings of a new workspace, asked for on a terminal.

    Raises:
        UsageError: nobody can be asked and no name is known.
    """
    if is_interactive():
        given = _asked(given)
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
            "timezone": given.timezone or local_zone(),
        },
    }


def _asked(given: Asked) -> Asked:
    def ask(value: str | None, question: str, default: str | None) -> str:
        if value is not None:
            return value
        return str(typer.prompt(question, default=default, show_default=bool(default), err=True))

    language = ask(given.language, f"Language of your documents, {language_codes('or')}", DEFAULT_LANGUAGE)
    return Asked(
        ask(given.name, "Your name, as documents show it", _from_git("user.name") or None),
        ask(given.email, "The address you write to clients from", _from_git("user.email")),
        language,
        ask(given.currency, "Currency of your prices", _currency_of(language)),
        ask(given.timezone, "Your time zone", local_zone()),
    )


def _currency_of(language: str) -> str:
    return LANGUAGES.get(language, LANGUAGES[DEFAULT_LANGUAGE]).currency


def _from_git(key: str) -> str:
    """What git knows of you, an empty text where it knows nothing."""
    from clientkit.kernel.store.git import run_git

    try:
        return run_git(Path.home(), ["config", "--get", key]).strip()
    except OutsideError:
        return ""


def local_zone() -> str:
    """This machine's time zone by its name; UTC where it has none."""
    zone = os.environ.get("TZ", "").removeprefix(":")
    if not zone:
        target = os.path.realpath("/etc/localtime")
        zone = target.partition("zoneinfo/")[2]
    return zone or "UTC"


def ask_for_reason(reason: str | None) -> str:
    """Why, in a sentence; asked for on a terminal where it was not given.

    Raises:
        UsageError: nobody can be asked.
    """
    if reason is not None:
        return reason
    if not is_interactive():
        raise UsageError("Why? There is no --reason.", 'Add --reason "The photos came on Thursday".')
    return str(typer.prompt("Why, in a sentence for the client", err=True))


def ask_for_due(due: str | None) -> str:
    """A new day; asked for on a terminal where it was not given.

    Raises:
        UsageError: nobody can be asked.
    """
    if due is not None:
        return due
    if not is_interactive():
        raise UsageError("By when now? There is no --due.", "Add --due fri, or a date.")
    return str(typer.prompt("By when now (2026-11-27, fri, +3d)", err=True))
