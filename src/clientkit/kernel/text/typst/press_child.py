"""A Typst template of the workspace's own, set in a process that time and memory run out for."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from clientkit.kernel.text.template.limits import SECONDS
from clientkit.kernel.text.typst.compiler import Press, RejectedError

_REJECTED = 3


def pdf_in_child(press: tuple[Path, list[Path], bool], on: date, template: str, data: str) -> bytes:
    """The PDF of a template; `press` and `on` are what a `Press` is given, see there.

    Raises:
        RejectedError: there is an error or a warning, or it goes over a limit.
    """
    root, fonts, of_the_machine = press
    task = [str(root), on.isoformat(), [str(one) for one in fonts], of_the_machine, template, data]
    # -I: the child takes no code from the folder it stands in, nor from the environment
    command = [sys.executable, "-I", "-m", "clientkit.kernel.text.typst.press_child"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by the interpreter that runs us
            command, input=json.dumps(task).encode(), capture_output=True, timeout=2 * SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise RejectedError(f"it takes longer than {2 * SECONDS} seconds") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()[:300]
        raise RejectedError(said if done.returncode == _REJECTED else "it takes too long, or too much memory")
    return done.stdout


def main() -> int:
    """Read a task from stdin, set it within the limits, write the PDF to stdout."""
    from clientkit.kernel.text.template.sandbox_child import limit_this_process

    root, on, fonts, of_the_machine, template, data = json.loads(sys.stdin.buffer.read())
    limit_this_process()
    folders = [Path(one) for one in fonts]
    press = Press(Path(root), date.fromisoformat(on), folders, of_the_machine=of_the_machine)
    try:
        sys.stdout.buffer.write(press.pdf(template.encode(), data))
    except RejectedError as error:
        sys.stderr.write(str(error))
        return _REJECTED
    return 0


if __name__ == "__main__":
    sys.exit(main())
