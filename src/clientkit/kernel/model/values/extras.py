"""What can be added to the program, and the command that adds it to where this one runs."""

import shlex
import sys
from importlib.util import find_spec
from pathlib import Path


def add_command(extra: str) -> str:
    """The line that installs what an extra needs into this environment, whoever made that.

    It names the packages themselves: nobody owns the name `clientkit[…]` in an index.
    """
    needs = shlex.join(_needs(extra))
    prefix = Path(sys.prefix)
    if (prefix / "pipx_metadata.json").exists():
        return f"pipx inject {shlex.quote(prefix.name)} {needs}"
    python = shlex.quote(sys.executable)
    if (prefix / "uv-receipt.toml").exists() or find_spec("pip") is None:
        return f"uv pip install --python {python} {needs}"
    return f"{python} -m pip install {needs}"


def _needs(extra: str) -> list[str]:
    from importlib.metadata import PackageNotFoundError, requires

    try:
        every = requires("clientkit") or []
    except PackageNotFoundError:  # a copy of the source, never installed
        every = []
    of_extra = f"extra == '{extra}'"
    found = [one.partition(";")[0].strip() for one in every if one.replace('"', "'").endswith(of_extra)]
    return found or [extra]
