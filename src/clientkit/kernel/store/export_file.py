"""Writing a file that is not of the workspace: where the user said, whole or not at all."""

import errno
import os
import stat
import tempfile
from pathlib import Path

from pydantic import Field

from clientkit.errors import OutsideError, RefusedError
from clientkit.kernel.model.values.base import Model


class WrittenFile(Model):
    """A file that a command wrote."""

    path: str = Field(description="its path from where the command ran, or as it was typed")
    changed: bool = Field(True, description="false where the file was like that already")


def write_outside(target: Path, data: bytes) -> None:
    """Write bytes to a path of the user's choice; a regular file there is replaced at once.

    A new file has the rights that the user's umask leaves, an older one keeps its own. Of a link the file
    that it leads to is written; the link stays.

    Raises:
        OutsideError: there is no such folder, or it cannot be written.
    """
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)  # a device or a pipe is written to, not replaced
            return
        place = _place_of(target)
        with tempfile.NamedTemporaryFile(dir=place.parent, prefix=f".{place.name}.", delete=False) as file:
            new = Path(file.name)
            try:
                file.write(data)
                file.flush()
                new.chmod(_mode_for(place))
                os.fsync(file.fileno())
                file.close()  # Windows renames no file that is open
                new.replace(place)
            except BaseException:
                new.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise OutsideError(
            f"{target} cannot be written ({error.strerror}).", "Name another place with -o FILE."
        ) from None


def _place_of(target: Path) -> Path:
    """Where a path leads; a circle of links leads to one of them."""
    place = Path(os.path.realpath(target))
    if place.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return place


def write_new(target: Path, data: bytes) -> bool:
    """Write bytes where nothing stands, for their owner alone; False where the very same stand there already.

    They get their name once they are on disk: killed in between, or on a full disk, there is nothing of it.

    Raises:
        RefusedError: something else stands there.
        OutsideError: there is no such folder, or it cannot be written.
    """
    try:
        place = _place_of(target)
        if place.is_file() and place.read_bytes() == data:
            return False
        if place.exists():
            raise _taken(target)
        with tempfile.NamedTemporaryFile(dir=place.parent, prefix=f".{place.name}.", delete=False) as file:
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                file.close()  # Windows renames no file that is open
                _name_once(Path(file.name), place)
            finally:
                Path(file.name).unlink(missing_ok=True)
    except FileExistsError:
        raise _taken(target) from None
    except OSError as error:
        raise OutsideError(
            f"{target} cannot be written ({error.strerror}); nothing was written.",
            "Name another place with -o FILE.",
        ) from None
    return True


def _name_once(made: Path, place: Path) -> None:
    """Give a file its name, which nobody else may have taken meanwhile."""
    try:
        os.link(made, place)
    except FileExistsError:
        raise
    except OSError:  # a file system without links of its own
        made.replace(place)


def _taken(target: Path) -> RefusedError:
    return RefusedError(f"{target} is there already; nothing was written.", "Name another file with -o FILE.")


def _mode_for(place: Path) -> int:
    if place.exists():
        return stat.S_IMODE(place.stat().st_mode)
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
