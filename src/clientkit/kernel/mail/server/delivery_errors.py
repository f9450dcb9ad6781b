"""What can become of a mail that was not plainly taken: nothing went, or nobody knows."""

from pydantic import Field

from clientkit.errors import ExitCode, OutsideError
from clientkit.kernel.model.values.base import Model


class Refusal(Model):
    """An address that the server would not take, and why."""

    address: str = Field(description="address that was refused")
    said: str = Field(description="what the server said")


class NotSentError(OutsideError):
    """It is certain that nothing went: the end of the mail was never given, or the server refused it."""

    def __init__(self, message: str, hint: str = "", refused: tuple[Refusal, ...] = ()) -> None:
        super().__init__(message, hint)
        self.refused = refused


class StoppedError(NotSentError):
    """Stopped with Ctrl-C before the end of the mail was given: nothing went."""

    exit_code = ExitCode.INTERRUPTED


class UnknownFateError(OutsideError):
    """The whole mail was given, and the server's answer never came: it may have gone."""
