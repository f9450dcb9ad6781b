"""What went wrong, told on stderr, and the exit code that says so."""

import os
from typing import Any

import typer

from clientkit.errors import ClientkitError, ExitCode, OutputError
from clientkit.kernel.screen.output import Manner, say, say_json

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
    """The exit code of what went wrong, once told; our own mistakes are raised for CLIENTKIT_DEBUG."""
    Manner.is_quiet = False
    if isinstance(error, ClientkitError):
        return _report(error)
    if _was_interrupted(error):
        say(STOPPED, error=True)
        return told(ExitCode.INTERRUPTED, STOPPED)
    if isinstance(error, OSError):
        from clientkit.errors import OutsideError

        where = f" ({error.filename})" if error.filename else ""
        refused = OutsideError(
            f"The system refused: {error.strerror or error}{where}.", "Look at the disk and the rights."
        )
        refused.where = str(error.filename) if error.filename else None
        return _report(refused)
    if os.environ.get("CLIENTKIT_DEBUG") or isinstance(error, SystemExit | GeneratorExit):
        raise error
    from clientkit.errors import OwnMistakeError
    from clientkit.kernel.screen.bug_report import keep_bug

    return _report(OwnMistakeError(*keep_bug(error)))


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
    path = error.ctx.command_path if error.ctx else None
    return told(ExitCode.USAGE, error.format_message(), f"See: {path} --help" if path else "", path)


def _report(error: ClientkitError) -> int:
    from clientkit.kernel.model.values.safe_text import visible
    from clientkit.kernel.screen.colour import painted

    say(f"{painted('Error:', 'error', error=True)} {visible(error.message)}", error=True)
    if error.hint:
        say(f"  {visible(error.hint)}", error=True)
    if isinstance(error, OutputError):
        return error.exit_code
    return told(error.exit_code, error.message, error.hint, error.where)


def told(code: int, message: str = "", hint: str = "", where: str | None = None) -> int:
    """The code of a failure, which is one object too where `--json` is asked for and nothing was printed.

    A command that leaves with a code and no error has said why on stderr.
    """
    words = Manner.words[: Manner.words.index("--")] if "--" in Manner.words else Manner.words
    if code != ExitCode.DONE and "--json" in words and not Manner.has_printed:
        message = message or Manner.last_said.strip()
        say_json("error", {"message": message, "hint": hint, "exit": int(code), "where": where})
    return code
