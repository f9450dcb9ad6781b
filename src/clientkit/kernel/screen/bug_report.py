"""A mistake of our own: one line, and a file with what a report of it needs, in which nobody's data is."""

import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path

from clientkit.errors import ClientkitError
from clientkit.kernel.screen.output import Manner, say
from clientkit.kernel.store.machine.folder import state_folder
from clientkit.version import ISSUES, __version__

_PLACE = ISSUES and f" at {ISSUES}"
HINT = f"They hold nothing of your data: report them{_PLACE}, with what 'clientkit doctor' prints."

PACKAGE = Path(__file__).parents[2]

KEPT = 20
"""Reports that are kept; older ones go."""


def keep_bug(error: BaseException) -> tuple[str, str]:
    """Keep what is known of a mistake: the message and the hint that tell of it."""
    kind = type(error).__name__
    report = "\n".join(_lines(error)) + "\n"
    try:
        folder = bugs_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{datetime.now(UTC):%Y-%m-%dT%H%M%S%fZ}.txt"
        path.write_text(report, encoding="utf-8")
        for old in sorted(folder.glob("*.txt"))[:-KEPT]:
            old.unlink(missing_ok=True)
    except (OSError, ClientkitError):
        say(report, error=True)
        return f"A mistake of clientkit's own ({kind}); its details stand above.", HINT
    return f"A mistake of clientkit's own ({kind}); its details are kept in {path}.", HINT


def bugs_folder() -> Path:
    """The folder of the reports.

    Raises:
        OutsideError: nobody knows where this user's files are.
    """
    return state_folder() / "bugs"


def _lines(error: BaseException) -> list[str]:
    """Versions, options without their values, and where in which code it failed: no text, path or name."""
    options = " ".join(word.partition("=")[0] for word in Manner.words if word.startswith("--"))
    lines = [
        f"clientkit {__version__}, Python {platform.python_version()} on {platform.system()}",
        f"options: {options or 'none'}",
    ]
    chain: BaseException | None = error
    while chain is not None:
        lines.append(f"{type(chain).__module__}.{type(chain).__qualname__}")
        for frame in traceback.extract_tb(chain.__traceback__):
            path = Path(frame.filename)
            own = path.is_relative_to(PACKAGE)
            name = path.relative_to(PACKAGE).as_posix() if own else path.name
            lines.append(f"  {name}:{frame.lineno} {frame.name}{f': {frame.line}' if own else ''}")
        chain = chain.__cause__ or chain.__context__
    return lines
