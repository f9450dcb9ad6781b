"""A workspace's own template, rendered in a process of its own that time and memory run out for."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, BinaryIO

from clientkit.errors import InvalidDataError
from clientkit.model.workspace import Language
from clientkit.render.data import plain, tagged, untagged
from clientkit.render.sources import TemplateSource

SECONDS = 5
MEGABYTES = 512


def render_in_child(source: TemplateSource, data: dict[str, Any], language: Language) -> str:
    """The document as Markdown, from a child process with nothing but the template and its data.

    Raises:
        InvalidDataError: the template is wrong, or goes over a limit; the message says which.
    """
    task = {
        "document": source.document,
        "path": str(source.path),
        "template_language": source.language,
        "language": language,
        "data": tagged(plain(data)),
    }
    command = [sys.executable, "-I", "-m", "clientkit.render.child"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by the interpreter that runs us
            command, input=json.dumps(task).encode(), capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise _over(source, f"longer than {SECONDS} seconds") from None
    return _answer(source, done)


def _answer(source: TemplateSource, done: subprocess.CompletedProcess[bytes]) -> str:
    if done.returncode < 0:
        raise _over(source, f"longer than {SECONDS} seconds of computing, or more memory than {MEGABYTES} MB")
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise _over(source, f"more memory than {MEGABYTES} MB") from None
    if "text" in answer:
        return str(answer["text"])
    raise InvalidDataError(answer["message"], answer["hint"])


def _over(source: TemplateSource, what: str) -> InvalidDataError:
    return InvalidDataError(
        f"{source.path}: stopped, it took {what}.", "Look for a loop or a text that grows without an end."
    )


def main() -> None:
    """Read a task from stdin, render it within the limits, write the answer to stdout."""
    limit_this_process()
    answer(sys.stdin.buffer, sys.stdout.buffer)


def limit_this_process() -> None:
    """Limit memory and computing; where the system has no such limits, the parent's clock is left."""
    try:
        import resource
    except ImportError:
        return
    for what, limit in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEGABYTES * 1024 * 1024)):
        try:
            resource.setrlimit(what, (limit, limit))
        except (ValueError, OSError):
            continue


def answer(task_file: BinaryIO, answer_file: BinaryIO) -> None:
    """Render one task."""
    from clientkit.render.engine import render_here

    task = json.loads(task_file.read())
    source = TemplateSource(task["document"], task["template_language"], Path(task["path"]), "workspace")
    try:
        reply = {"text": render_here(source, untagged(task["data"]), task["language"])}
    except InvalidDataError as error:
        reply = {"message": error.message, "hint": error.hint}
    answer_file.write(json.dumps(reply).encode())


if __name__ == "__main__":
    main()
