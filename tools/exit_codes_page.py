"""The table of docs/reference/exit-codes.md, from the program's own list of codes."""

from collections.abc import Callable

from clientkit.errors import ClientkitError, ExitCode
from markdown_page import table

MEANINGS = {
    ExitCode.DONE: "The command did what it was asked.",
    ExitCode.FOUND: "A check ran and found something.",
    ExitCode.INTERRUPTED: "Stopped with Ctrl-C, or with Ctrl-D at a question.",
}
"""What the codes without an error of their own mean."""


def blocks() -> dict[str, Callable[[], str]]:
    """What is generated on the page, by the names of its marks."""
    return {"codes": codes}


def codes() -> str:
    """Every exit code with its name and meaning."""
    rows = [(f"`{code.value}`", code.name.lower().replace("_", " "), said) for code, said in exit_codes()]
    return table(("Code", "Name", "Meaning"), rows)


def exit_codes() -> list[tuple[ExitCode, str]]:
    """Every exit code with its meaning."""
    meanings = MEANINGS | {error.exit_code: _meaning(error) for error in ClientkitError.__subclasses__()}
    return [(code, meanings[code]) for code in ExitCode]


def _meaning(error: type[ClientkitError]) -> str:
    return (error.__doc__ or "").partition("\n")[0]
