"""What can go wrong, said so that a person knows what to type next."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the program: a contract with scripts (docs/reference/exit-codes.md)."""

    DONE = 0
    FOUND = 1
    USAGE = 2
    NOT_FOUND = 3
    INVALID_DATA = 4
    REFUSED = 5
    OUTSIDE_FAILED = 6
    OWN_MISTAKE = 70
    BUSY = 75
    INTERRUPTED = 130


class ClientkitError(Exception):
    """Anything that a user, a file or the outside world can cause.

    `message` says what happened and where; `hint` says what to type next.
    """

    exit_code = ExitCode.FOUND
    where: str | None = None
    """The file and line that it is about, `file:line`, or the command that was misspelt."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(ClientkitError):
    """The command's words are off: an option, a date, a value out of range."""

    exit_code = ExitCode.USAGE


class NotFoundError(ClientkitError):
    """No workspace, client, contact, project, record or template of that name."""

    exit_code = ExitCode.NOT_FOUND


class InvalidDataError(ClientkitError):
    """A file of the store does not hold what it should."""

    exit_code = ExitCode.INVALID_DATA


class RefusedError(ClientkitError):
    """Nothing was written: it would overwrite, the file changed, or the state does not allow it."""

    exit_code = ExitCode.REFUSED


class OutsideError(ClientkitError):
    """The world outside failed: git, an editor, the disk, a mail server."""

    exit_code = ExitCode.OUTSIDE_FAILED


class OutputError(OutsideError):
    """What was found or done cannot be printed; what was saved until then is kept."""


class OwnMistakeError(ClientkitError):
    """A mistake of the program's own; what is known of it is kept in a file."""

    exit_code = ExitCode.OWN_MISTAKE


class BusyError(ClientkitError):
    """Another command holds the store's lock for longer than one waits."""

    exit_code = ExitCode.BUSY


@contextmanager
def library_door(
    name: str, hint: str = "Install clientkit again.", *, secret: bool = False
) -> Iterator[None]:
    """The one door to a library of others: whatever it raises becomes an error that says whose it is.

    The library's own words are told on one line, unless they may hold a secret.

    Raises:
        OutsideError: it raised something; what is not an Exception too, as libraries in Rust do in a panic.
    """
    try:
        yield
    except (ClientkitError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # noqa: BLE001 - nobody knows what libraries raise
        words = "" if secret else "".join(filter(str.isprintable, " ".join(str(error).split())))[:200]
        said = f"{type(error).__name__}{f', {words}' if words else ''}".rstrip(".")
        raise OutsideError(f"{name} failed: {said}.", hint) from None
