"""Whether a journal says the very same already: told when a record is written, and never refused."""

from pathlib import Path

from clientkit.kernel.store.workspace import Workspace

COUNTED = (
    b"done",
    b"hours",
    b"next",
    b"blocked",
    b"ask",
    b"risk",
    b"lesson",
    b"promise",
    b"feedback",
    b"log",
)
"""Kinds of record that tell twice as much where they stand twice; a state entered again is no such thing."""

READ = 16 * 1024 * 1024
"""Bytes of a journal file that is looked through; nobody waits for a larger one."""


def twin_of(workspace: Workspace, client: str, line: bytes) -> str:
    """The id of a record that says the same of the same day and was not taken back; '' where there is none.

    Records are lines of one form that begin with id and instant, so what follows is compared as bytes.
    """
    _, kind, said = line.rstrip(b"\n").partition(b',"kind":')
    is_counted = said.startswith(tuple(b'"%b"' % one for one in COUNTED))
    journals = [_read(path) for path in workspace.journal_files(client)] if is_counted else []
    for data in journals:
        for other in data.splitlines() if kind + said in data else ():
            name = other[:50].partition(b'{"id":"')[2].partition(b'"')[0]
            gone = b'"retracts":"%b"' % name, b'"replaces":"%b"' % name
            if other.endswith(kind + said) and not any(mark in one for mark in gone for one in journals):
                return name.decode(errors="replace")
    return ""


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= READ else b""
    except OSError:
        return b""
