"""docs/reference/commands.md: every command as the program itself describes it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from clientkit.kernel.screen.lazy_commands import LazyCommand
from clientkit.main import command
from clientkit.program import SECTIONS
from markdown_page import table


def blocks() -> dict[str, Callable[[], str]]:
    """What is generated on the page, by the names of its marks."""
    return {"commands": lambda: "\n".join(_page())}


def _page() -> Iterator[str]:
    root = command()
    context = root.make_context("clientkit", [], resilient_parsing=True)
    yield "## Before every command\n"
    yield _options(root, context)
    for section in SECTIONS:
        yield f"## {section.title}\n"
        for name, *_ in section.commands:
            yield from _command(root.get_command(context, name), context)


def every_command() -> Iterator[tuple[Any, Any]]:
    """Each command that does something, with its context."""
    root = command()
    context = root.make_context("clientkit", [], resilient_parsing=True)
    for name in root.list_commands(context):
        for real, inner in walk(root.get_command(context, name), context):
            if does_something(real):
                yield real, inner


def does_something(real: Any) -> bool:
    """Whether it can be run as it is: every command, and a group that needs no verb."""
    return not hasattr(real, "commands") or bool(real.invoke_without_command)


def walk(found: Any, parent: Any) -> Iterator[tuple[Any, Any]]:
    """A command and all below it, each with its context; groups come before their commands."""
    real = found.load() if isinstance(found, LazyCommand) else found
    context = real.make_context(real.name, [], parent=parent, resilient_parsing=True)
    yield real, context
    for name in getattr(real, "commands", {}):
        yield from walk(real.get_command(context, name), context)


def _command(found: Any, parent: Any) -> Iterator[str]:
    for real, context in walk(found, parent):
        yield f"{'###' if context.parent is parent else '####'} {context.command_path}\n"
        yield _help(real.help or "")
        if does_something(real):
            yield f"```\n{_usage(real, context)}\n```\n"
            yield _options(real, context)


def _usage(real: Any, context: Any) -> str:
    return " ".join([context.command_path, *real.collect_usage_pieces(context)])


def _help(text: str) -> str:
    """A help text as Markdown; paragraphs that are set as they stand become blocks of code."""
    parts = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        if paragraph.startswith("\b\n"):
            example = paragraph.removeprefix("\b\n")
            parts.append(f"```sh\n{example}\n```\n")
        else:
            parts.append(" ".join(paragraph.split()) + "\n")
    return "\n".join(parts)


def _options(real: Any, context: Any) -> str:
    rows = [record for parameter in real.params if (record := parameter.get_help_record(context))]
    return table(("Argument or option", "Meaning"), [(f"`{name}`", help_text) for name, help_text in rows])
