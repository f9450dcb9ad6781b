"""The calls that the help texts give as examples: the one registry of how each command is called."""

import re
import shlex
from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from commands_page import every_command


class Example(NamedTuple):
    """One example: the command it is of, and the words of the call after the program's name."""

    command: str
    words: tuple[str, ...]
    options: frozenset[str]
    """The options that the command has."""

    @property
    def line(self) -> str:
        """The call as it is typed."""
        return shlex.join(("clientkit", *self.words))


def every_example() -> list[Example]:
    """The examples of every command, in the order of the help."""
    return [
        Example(context.command_path.removeprefix("clientkit "), words, _options(command))
        for command, context in every_command()
        for words in calls(command.help or "")
    ]


def calls(help_text: str) -> Iterator[tuple[str, ...]]:
    """The calls in the paragraphs of a help text that are set as they stand."""
    for paragraph in re.split(r"\n\s*\n", help_text.strip()):
        if paragraph.startswith("\b\n"):
            yield from calls_in(paragraph.removeprefix("\b\n"))


def calls_in(lines: str) -> Iterator[tuple[str, ...]]:
    """The calls in lines for a shell; what is before or behind a pipe belongs to other programs."""
    for line in re.sub(r"\\\n\s*", "", lines).splitlines():
        lexer = shlex.shlex(line, posix=True, punctuation_chars="|")
        lexer.whitespace_split = True
        for is_pipe, words in groupby(lexer, key=lambda word: word == "|"):
            program, *rest = words
            if not is_pipe and program == "clientkit":
                yield tuple(rest)


def _options(command: Any) -> frozenset[str]:
    return frozenset(name for parameter in command.params for name in parameter.opts)
