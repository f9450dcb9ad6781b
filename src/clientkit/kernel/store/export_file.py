"""Writing a file that is not of the workspace: where the user said, whole or not at all."""

import os
import tempfile
from pathlib import Path

from clientkit.errors import OutsideError


def write_outside(target: Path, data: bytes) -> None:
    """Write bytes to a path of the user's choice; a regular file there is replaced at once.

    Raises:
        OutsideError: there is no such folder, or it cannot be written.
    """
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)  # a device or a pipe is written to, not replaced
            return
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).chmod(0o644)
                Path(file.name).replace(target)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise OutsideError(
            f"{target} cannot be written ({error.strerror}).", "Name another place with -o FILE."
        ) from None
