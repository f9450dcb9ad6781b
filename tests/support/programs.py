"""Programs by others that some tests drive: missing, a test is skipped with a sentence; in CI it fails."""

import os
import shutil
from pathlib import Path

import pytest

IN_CI = os.environ.get("CI") == "true"

PLACES = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"))
"""Where servers lie too."""

PACKAGES = {
    "dovecot": "dovecot-imapd",
    "pdftotext": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "timew": "timewarrior",
}
"""The packages of Debian that bring programs of another name."""


def find(program: str) -> str | None:
    """The path of a program; None where it is missing."""
    return shutil.which(program, path=PLACES)


def missing(program: str | Path) -> str:
    """The sentence that is said of a program that is missing."""
    package = PACKAGES.get(str(program), program)
    return f"{program} is not installed (package {package}); this test drives it, and in CI it must be there"


def needs(program: str) -> pytest.MarkDecorator:
    """Mark a test as one that drives a program: skipped without it, and in CI left to fail."""
    return pytest.mark.skipif(find(program) is None and not IN_CI, reason=missing(program))


def require(program: str | Path) -> str:
    """The path of a program, from within a test; without it the test is skipped, in CI it fails."""
    if path := find(str(program)):
        return path
    return (pytest.fail if IN_CI else pytest.skip)(missing(program))
