"""docs/images/terminal.svg: what commands print on a real terminal, run on the demo."""

import io
import os
import pty
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

COMMANDS = {"timeline show kopi/toko --language en": 19, "score": 18}
"""What the picture shows, in order, each with the lines after which it is cut off."""

TODAY = "2026-11-21"
WIDTH = 100
ROWS = 24

THEME = TerminalTheme(
    background=(27, 30, 36),
    foreground=(214, 219, 227),
    normal=[
        (69, 76, 88),
        (232, 110, 105),
        (125, 191, 116),
        (224, 178, 92),
        (104, 165, 232),
        (196, 138, 222),
        (92, 190, 196),
        (214, 219, 227),
    ],
)

PAGE = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
    font-family: ui-monospace, "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace;
    font-size: {char_height}px;
    line-height: {line_height}px;
    font-variant-east-asian: full-width;
}}
.{unique_id}-title {{ font-size: 18px; font-family: system-ui, sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""Rich's picture without fonts from elsewhere: opening it asks nobody for anything."""


def picture(commands: Mapping[str, int] = COMMANDS) -> str:
    """The picture of a terminal in which these commands were run on the demo; `…` stands for what is cut."""
    with tempfile.TemporaryDirectory() as folder:
        studio = Path(folder) / "studio"
        on_terminal(["demo", str(studio), "--no-git"], Path(folder))
        console = Console(
            record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor"
        )
        for command, longest in commands.items():
            lines = on_terminal(command.split(), studio).rstrip().splitlines()
            shown = lines if len(lines) <= longest else [*lines[:longest], "…"]
            console.print(Text.assemble(("$ ", "bold green"), (f"clientkit {command}", "bold")))
            console.print(Text.from_ansi("\n".join(shown)))
            console.print()
    return console.export_svg(title="clientkit", theme=THEME, code_format=PAGE, unique_id="clientkit")


def on_terminal(arguments: list[str], folder: Path) -> str:
    """What a command prints when its stdout is a terminal.

    Raises:
        RuntimeError: it failed.
    """
    ours, theirs = pty.openpty()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CLIENTKIT_")},
        "CLIENTKIT_TODAY": TODAY,
        "XDG_STATE_HOME": tempfile.gettempdir(),
        "COLUMNS": str(WIDTH),
        "LINES": str(ROWS),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONIOENCODING": "utf-8",
    }
    environment.pop("NO_COLOR", None)
    environment["PAGER"] = "cat"
    program = subprocess.Popen(  # noqa: S603 - our own program with our own arguments
        [sys.executable, "-m", "clientkit", *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
    )
    os.close(theirs)
    printed = _read_all(ours)
    _, said = program.communicate()
    if program.returncode != 0:
        raise RuntimeError(f"clientkit {' '.join(arguments)} failed: {said.decode()}")
    return printed.decode().replace("\r\n", "\n")


def _read_all(handle: int) -> bytes:
    parts = []
    while True:
        try:
            part = os.read(handle, 65536)
        except OSError:  # Linux says EIO when the other side has closed
            part = b""
        if not part:
            break
        parts.append(part)
    os.close(handle)
    return b"".join(parts)
