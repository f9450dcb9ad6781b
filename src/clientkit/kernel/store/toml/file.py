"""A TOML file of the store, read with its digest so that nobody's change is overwritten."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Generic, TypeVar

import tomli
from pydantic import ValidationError

from clientkit.errors import ClientkitError, InvalidDataError, NotFoundError
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.workspace import Workspace

M = TypeVar("M", bound=Model)

BOM = "\ufeff"
"""The byte order mark that some editors put before a text."""

MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
"""Beginnings of lines that git leaves in a file it could not merge; ours, the origin, theirs."""

DIGITS, EXPONENT = 40, 3
"""Characters of a decimal number and of its exponent: longer ones take minutes to become whole numbers."""


@dataclass(frozen=True)
class TomlFile(Generic[M]):
    """A file's value, its text byte for byte, and the digest of the bytes that were read."""

    path: Path
    value: M
    text: str
    digest: str


class BrokenFileError(InvalidDataError):
    """A file that does not hold what it should, with every mistake in it."""

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        more = " (and many more)" if problems[-1].code == "more" else more
        super().__init__(
            f"{first.place}: {first.message}{more}",
            first.hint or "Mend it in an editor, then run 'clientkit check'.",
        )
        self.problems = problems
        self.where = first.place


def read_toml(workspace: Workspace, path: Path, model: type[M]) -> TomlFile[M]:
    """Read and validate one file.

    Raises:
        BrokenFileError: it is missing, unreadable, no TOML, holds a conflict, or does not fit the model.
    """
    name = workspace.relative(path)
    try:
        data = read_limited(path)
    except NotFoundError:
        hint = f"Restore it with git, or move {workspace.relative(path.parent)} away."
        raise BrokenFileError(
            [Problem(file=name, code="missing-file", message="the file is missing", hint=hint)]
        ) from None
    except ClientkitError as error:
        raise BrokenFileError(
            [Problem(file=name, code="unreadable", message=error.message, hint=error.hint)]
        ) from None
    text = text_of(name, data)
    return TomlFile(path, parse_toml(name, text, model), text, digest(data))


def decode(name: str, data: bytes) -> str:
    """A file's text with line ends of one kind and no byte order mark; for errors see `text_of`."""
    return text_of(name, data).removeprefix(BOM).replace("\r\n", "\n")


def text_of(name: str, data: bytes) -> str:
    """A file's text as it stands, with its byte order mark and line ends: what is saved again.

    Raises:
        BrokenFileError: it is not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = Problem(
            file=name,
            line=line,
            code="bad-encoding",
            message="not UTF-8 text",
            hint="Save the file as UTF-8.",
        )
        raise BrokenFileError([problem]) from None


def parse_toml(name: str, text: str, model: type[M]) -> M:
    """A value from TOML text; `name` is the file as messages show it.

    Raises:
        BrokenFileError: the text is no TOML, holds a conflict, or does not fit the model.
    """
    if line := conflict_line(text):
        hint = "Keep one side of the conflict and delete the marker lines."
        raise BrokenFileError(
            [Problem(file=name, line=line, code="conflict", message="a conflict marker of git", hint=hint)]
        )
    try:
        return model.model_validate(load(text))
    except ValidationError as error:
        from clientkit.kernel.store.toml.validation_messages import field_problems

        raise BrokenFileError(field_problems(name, text, model, error)) from None
    except ValueError as error:
        from clientkit.kernel.store.toml.validation_messages import syntax_problem

        raise BrokenFileError([syntax_problem(name, error)]) from None
    except RecursionError:
        problem = Problem(file=name, code="bad-toml", message="nested too deeply", hint="Flatten it.")
        raise BrokenFileError([problem]) from None


def conflict_line(text: str) -> int | None:
    """Line of the first conflict marker; inside a text of several lines TOML would take it as valid."""
    if not any(marker in text for marker in MARKERS):
        return None  # nearly always, and a look at every line costs half as much as parsing them
    for number, line in enumerate(text.split("\n"), start=1):
        if (
            line.removeprefix(BOM).startswith(("<<<<<<< ", ">>>>>>> ", "||||||| "))
            or line.rstrip() == "======="
        ):
            return number
    return None


def load(text: str) -> dict[str, Any]:
    """TOML as plain data; decimals stay exact.

    Raises:
        ValueError: the text is no TOML, or holds a number that is too long.
    """
    return tomli.loads(text.removeprefix(BOM), parse_float=_exact)


def _exact(text: str) -> Any:
    """A TOML float: exact where it is finite, as it is where a model must refuse it (nan, inf)."""
    digits, _, exponent = text.lower().partition("e")
    if len(digits) > DIGITS or len(exponent) > EXPONENT:
        raise ValueError(f"the number {text[:DIGITS]}… is too long")
    return float(text) if digits.lstrip("+-") in {"nan", "inf"} else Decimal(text.replace("_", ""))
