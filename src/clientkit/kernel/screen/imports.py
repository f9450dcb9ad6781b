"""What the commands that import have in common: a file that is piped in, and consent to what would change."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from clientkit.errors import ExitCode, RefusedError
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import is_interactive, say
from clientkit.kernel.screen.surroundings import typed_path

SHOWN = 10
"""Changes that are told one by one."""


@contextmanager
def file_or_pipe(text: str) -> Iterator[Path]:
    """The file that was named; what is piped in becomes one of the name `stdin` for as long as it is read."""
    if text != "-":
        yield typed_path(Path(text))
        return
    from shutil import copyfileobj
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="clientkit-") as folder:
        path = Path(folder) / "stdin"
        with path.open("wb") as copy:
            if sys.stdin is not None:
                copyfileobj(sys.stdin.buffer, copy)
        yield path


def require_agreement(
    changes: Sequence[str], hint: str, *, yes: bool, what: str = "imported", ask: str = "Take all of it?"
) -> None:
    """Have a person agree to what a command changes of what stands here; what is only added needs none.

    Raises:
        RefusedError: nobody can be asked, and nobody said yes.
        Exit: the answer was no.
    """
    if not changes or yes:
        return
    shown = [one_line(change) for change in changes[:SHOWN]]
    if len(changes) > SHOWN:
        shown.append(f"and {len(changes) - SHOWN:,} more")
    if not is_interactive():
        raise RefusedError(f"Nothing was {what}, for this would change: {'; '.join(shown)}.", hint)
    import typer

    for line in shown:
        say(line, error=True)
    if not typer.confirm(ask, default=False, err=True):
        say(f"Nothing was {what}. {hint}", error=True)
        raise typer.Exit(ExitCode.REFUSED)
