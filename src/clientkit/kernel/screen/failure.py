"""What went wrong, told on stderr, and the exit code that says so."""

from typing import Any

import typer

from clientkit.errors import ClientkitError, ExitCode
from clientkit.kernel.screen.output import Manner, say

STOPPED = "Stopped; nothing more was done."


def missing_words(error: Any, arguments: list[str]) -> list[str]:
    """What the words of a command line lack, where a person can be asked for it; Abort where they leave."""
    if type(error).__name__ != "MissingParameter":
        return []
    from clientkit.kernel.screen.pick import ask_missing

    try:
        return ask_missing(error, arguments)
    except ClientkitError:
        return []


def exit_code_of(error: BaseException) -> int:
    """The exit code of what went wrong, once it was told; what is our own mistake is raised."""
    Manner.is_quiet = False
    if isinstance(error, ClientkitError):
        return _report(error)
    if _was_interrupted(error):
        say(STOPPED, error=True)
        return ExitCode.INTERRUPTED
    if isinstance(error, OSError):
        from clientkit.errors import OutsideError

        where = f" ({error.filename})" if error.filename else ""
        refused = f"The system refused: {error.strerror or error}{where}."
        return _report(OutsideError(refused, "Look at the disk and the rights."))
    raise error


def _was_interrupted(error: BaseException) -> bool:
    """Whether Ctrl-C is behind an error: pydantic wraps what happens while it builds a validator."""
    return isinstance(error, typer.Abort | KeyboardInterrupt) or "KeyboardInterrupt" in str(error)


def usage_told(error: Any) -> int:
    """Tell what Typer says of words it does not know, with nothing in it that could steer a terminal."""
    from io import StringIO

    from clientkit.kernel.model.values.safe_text import visible

    said = StringIO()
    error.show(file=said)
    say(visible(said.getvalue().rstrip("\n")), error=True)
    return ExitCode.USAGE


def _report(error: ClientkitError) -> int:
    from clientkit.kernel.model.values.safe_text import visible
    from clientkit.kernel.screen.colour import painted

    say(f"{painted('Error:', 'error', error=True)} {visible(error.message)}", error=True)
    if error.hint:
        say(f"  {visible(error.hint)}", error=True)
    return error.exit_code
