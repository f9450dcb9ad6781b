"""The child process that renders one template within limits of time and memory; see `sandbox_process`."""

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from clientkit.errors import InvalidDataError
from clientkit.kernel.text.template.data import untagged
from clientkit.kernel.text.template.engine import render_here
from clientkit.kernel.text.template.limits import MEGABYTES, SECONDS
from clientkit.kernel.text.template.sources import TemplateSource


def main() -> None:
    """Read a task from stdin, render it within the limits, write the answer to stdout."""
    limit_this_process()
    answer(sys.stdin.buffer, sys.stdout.buffer)


def limit_this_process() -> None:
    """Limit memory and computing; where the system has no such limits, the parent's clock is left."""
    if sys.platform != "win32":
        import resource

        memory = MEGABYTES * 1024 * 1024
        for what, limits in (
            (resource.RLIMIT_CPU, (SECONDS, SECONDS + 1)),
            (resource.RLIMIT_AS, (memory, memory)),
        ):
            with suppress(ValueError, OSError):  # macOS has the names without the limits
                resource.setrlimit(what, limits)


def answer(task_file: BinaryIO, answer_file: BinaryIO) -> None:
    """Render one task: `{"text": ...}`, or the `message` and `hint` of what is wrong."""
    task = json.loads(task_file.read())
    source = TemplateSource(task["document"], task["template_language"], Path(task["path"]), "workspace")
    try:
        reply = {"text": render_here(source, untagged(task["data"]), task["language"])}
    except InvalidDataError as error:
        reply = {"message": error.message, "hint": error.hint}
    answer_file.write(json.dumps(reply).encode())


if __name__ == "__main__":
    main()
