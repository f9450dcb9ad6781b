"""Putting a file in another's place so that what anyone else saved there until that instant is never lost."""

import errno
import os
import sys
from pathlib import Path

_EXCHANGE, _NO_REPLACE = 2, 1  # flags of renameat2; renamex_np of macOS has 2 and 4
_HERE = -100
_NOT_HERE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}
"""What systems and file systems say that cannot do it."""


def exchange(one: Path, other: Path) -> bool:
    """Let two files change places in one step; False where the system cannot.

    Raises:
        OSError: it can, and failed; nothing changed.
    """
    return _renamed(one, other, _EXCHANGE)


def move_to_free(source: Path, target: Path) -> bool:
    """Give a file a name that must be free; False where the system cannot do both in one step.

    Raises:
        FileExistsError: something bears the name; nothing changed.
    """
    return _renamed(source, target, _NO_REPLACE)


if sys.platform == "win32":  # pragma: no cover - the tests run on Linux

    def _renamed(source: Path, target: Path, how: int) -> bool:  # noqa: ARG001 - it has neither way in one step
        return False
else:

    def _renamed(source: Path, target: Path, how: int) -> bool:
        import ctypes

        libc, names = ctypes.CDLL(None, use_errno=True), (os.fsencode(source), os.fsencode(target))
        if sys.platform == "darwin":  # pragma: no cover
            failed = libc.renamex_np(*names, how if how == _EXCHANGE else 4)
        elif hasattr(libc, "renameat2"):
            failed = libc.renameat2(_HERE, names[0], _HERE, names[1], how)
        else:  # pragma: no cover - an old C library
            return False
        if failed and (number := ctypes.get_errno()) not in _NOT_HERE:
            raise OSError(number, os.strerror(number), str(target))
        return not failed
