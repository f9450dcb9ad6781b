"""What is missing, asked for on a terminal with a list to pick from."""

import shutil
from collections.abc import Mapping, Sequence
from typing import Any

import typer

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import is_interactive, say

MOST = 30
"""Choices that are listed; of more the first ones are."""

FREE = ("TEXT", "TITLE", "NAME", "REASON", "DATE", "=")
"""What the words for a value hold where it is typed, not picked."""


def pick(question: str, choices: Mapping[str, str]) -> str:
    """One of the choices, by its number or its beginning; what is none of them is taken as it was typed."""
    names = list(choices)
    width = max((len(name) for name in names[:MOST]), default=0)
    room = shutil.get_terminal_size().columns
    for number, name in enumerate(names[:MOST], 1):
        line = f"{number:3}  {name:<{width}}  {one_line(choices[name])}".rstrip()
        say(line if len(line) <= room else f"{line[: room - 1]}…", error=True)
    if len(names) > MOST:
        say(f"     and {len(names) - MOST:,} more; type the beginning", error=True)
    how = " (a number, or its beginning)" if names else ""
    typed = str(typer.prompt(f"{question}{how}", err=True)).strip()
    if typed.isdigit() and 0 < int(typed) <= min(len(names), MOST):
        return names[int(typed) - 1]
    fitting = [name for name in names if name.startswith(typed)]
    return fitting[0] if len(fitting) == 1 else typed


def choose(question: str, names: Sequence[str]) -> str:
    """One of several names."""
    return pick(question, dict.fromkeys(names, ""))


def ask_missing(error: Any, arguments: Sequence[str]) -> list[str]:
    """The words that a command line lacks, asked for; none where nobody can be asked."""
    parameter = error.param
    if parameter is None or not is_interactive() or "--json" in arguments:
        return []
    metavar = parameter.metavar or ""
    typed = any(word in metavar for word in FREE) and "|ID" not in metavar
    found = [] if typed else parameter.shell_complete(error.ctx, "")
    choices = {one.value: one.help or "" for one in found if one.type == "plain"}
    said = (getattr(parameter, "help", None) or metavar).partition(";")[0]
    answer = pick(said.rstrip("."), choices)
    if parameter.param_type_name == "option":
        return [parameter.opts[0], answer]
    return ["--", answer] if answer.startswith("-") and "--" not in arguments else [answer]
