"""man/clientkit.1: the manual page, from the help of every command."""

import re
from collections.abc import Iterator
from typing import Any

from clientkit.main import command
from clientkit.program import SECTIONS
from commands_page import does_something, walk
from exit_codes_page import exit_codes

ENVIRONMENT = {
    "CLIENTKIT_WORKSPACE": "The workspace, where -C does not name it.",
    "CLIENTKIT_TODAY": "The date that the program believes in, such as 2026-11-21.",
    "CLIENTKIT_DEVICE": "The name of this machine's journal files.",
    "CLIENTKIT_AGENT": "The name of an agent that types for you: what only a person may do is refused.",
    "VISUAL, EDITOR, PAGER": "The editor and the pager.",
    "NO_COLOR, FORCE_COLOR, TERM, COLUMNS": "Are obeyed; --no-color does what NO_COLOR does.",
}


def page() -> str:
    """The page as roff; its date is none, so that the same program makes the same page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    root = command()
    context = root.make_context("clientkit", [], resilient_parsing=True)
    yield '.TH CLIENTKIT 1 "" clientkit "User Commands"'
    yield ".SH NAME\nclientkit, ck \\- " + _text(
        "agreements, timelines, reports and honest scores from plain files in git"
    )
    yield ".SH SYNOPSIS\n.B clientkit\n[\\-C DIR] COMMAND [ARGUMENT]...\n.br\n.B ck\n[NAME]"
    yield ".SH DESCRIPTION"
    yield from _paragraphs(root.help or "")
    yield from _options(root, context)
    for section in SECTIONS:
        yield f".SH {_text(section.title.upper())}"
        for name, *_ in section.commands:
            for real, inner in walk(root.get_command(context, name), context):
                if does_something(real):
                    usage = " ".join(real.collect_usage_pieces(inner))
                    yield f".SS {_text(f'{inner.command_path} {usage}'.rstrip())}"
                    yield from _paragraphs(real.help or "")
                    yield from _options(real, inner)
    yield ".SH ENVIRONMENT"
    yield from (f".TP\n.B {_text(name)}\n{_text(meaning)}" for name, meaning in ENVIRONMENT.items())
    yield ".SH EXIT STATUS"
    yield from (f".TP\n.B {code}\n{_text(meaning)}" for code, meaning in exit_codes())


def _paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(re.split(r"\n\s*\n", text.strip())):
        if paragraph.startswith("\b\n"):
            yield ".PP\n.nf\n" + "\n".join(map(_text, paragraph.removeprefix("\b\n").splitlines())) + "\n.fi"
        else:
            yield (".PP\n" if number else "") + _text(" ".join(paragraph.split()))


def _options(real: Any, context: Any) -> Iterator[str]:
    for one in real.params:
        if record := one.get_help_record(context):
            yield f".TP\n.B {_text(record[0])}\n{_text(record[1])}"


def _text(text: str) -> str:
    """Words that roff takes for nothing else."""
    safe = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    safe = "".join(letter if letter.isascii() else f"\\[u{ord(letter):04X}]" for letter in safe)
    return f"\\&{safe}" if safe.startswith((".", "\\(aq")) else safe
