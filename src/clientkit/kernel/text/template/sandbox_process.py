"""A workspace's own template, rendered in a process of its own that time and memory run out for."""

import json
import signal
import subprocess
import sys
from typing import Any

from clientkit.errors import InvalidDataError
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.safe_text import printable_line
from clientkit.kernel.text.template.data import plain, tagged
from clientkit.kernel.text.template.limits import MEGABYTES, SECONDS
from clientkit.kernel.text.template.sources import TemplateSource

_ENDLESS = "Look for a loop or a text that grows without an end."


def render_in_child(source: TemplateSource, data: dict[str, Any], language: Language) -> str:
    """The document as Markdown, from a child process with nothing but the template and its data.

    Raises:
        InvalidDataError: the template is wrong, or goes over a limit; the message says which.
    """
    task = {
        "document": source.document,
        "path": str(source.path.absolute()),
        "template_language": source.language,
        "language": language,
        "data": tagged(plain(data)),
    }
    # -I: the child takes no code from the folder it stands in, nor from the environment
    command = [sys.executable, "-I", "-m", "clientkit.kernel.text.template.sandbox_child"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by the interpreter that runs us
            command, input=json.dumps(task).encode(), capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise InvalidDataError(
            f"{source.path}: stopped, it took longer than {SECONDS} seconds.", _ENDLESS
        ) from None
    return _answered(source, done)


def _answered(source: TemplateSource, done: subprocess.CompletedProcess[bytes]) -> str:
    if done.returncode:
        last_words = (done.stderr.decode("utf-8", "replace").strip().splitlines() or [""])[-1]
        raise InvalidDataError(f"{source.path}: stopped, {_cause(done.returncode, last_words)}.", _ENDLESS)
    answer = json.loads(done.stdout)
    if "text" in answer:
        return str(answer["text"])
    raise InvalidDataError(answer["message"], answer["hint"])


def _cause(returncode: int, last_words: str) -> str:
    """What ended the child, from its exit code and the last line that it wrote."""
    if returncode == -getattr(signal, "SIGXCPU", 0):
        return f"it took longer than {SECONDS} seconds"
    if "MemoryError" in last_words:
        return f"it took more than {MEGABYTES} MB of memory"
    return f"its process ended with code {returncode} {printable_line(last_words[:200])}".rstrip()
