"""What can go wrong, said so that a person knows what to type next."""

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
    BUSY = 75
    INTERRUPTED = 130


class ClientkitError(Exception):
    """Anything that a user, a file or the outside world can cause.

    `message` says what happened and where; `hint` says what to type next.
    """

    exit_code = ExitCode.FOUND

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


class BusyError(ClientkitError):
    """Another command holds the store's lock for longer than one waits."""

    exit_code = ExitCode.BUSY
