"""Runs command lines one after the other in a process of its own; which of them were done, as JSON.

usage: worker.py TRIES < lines of JSON, each a command line
"""

import contextlib
import io
import json
import sys

from clientkit.errors import ExitCode
from clientkit.main import outcome

TRIES = int(sys.argv[1])
"""How often a command that was refused, because another one came between, is tried."""


def run(words: list[str]) -> dict[str, object]:
    said, code, refused = io.StringIO(), -1, -1
    while code in {-1, ExitCode.REFUSED} and refused < TRIES:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = outcome(words)
        refused += 1
    return {"words": words, "code": code, "refused": refused, "said": said.getvalue()}


sys.stdout.write(json.dumps([run(json.loads(line)) for line in sys.stdin]))
