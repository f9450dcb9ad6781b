"""Commands that are imported only when they run: root help and completion of names cost nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from importlib import import_module
from typing import Any, ClassVar, NamedTuple

import typer

from clientkit.errors import ExitCode
from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.person import guard
from clientkit.version import addresses

LONGEST_SUMMARY = 400
"""Letters of a summary in a group's help: more than any first sentence has."""


def _time_zones() -> Iterable[str]:
    from zoneinfo import available_timezones

    return available_timezones()


VALUES: Mapping[str, Callable[[], Iterable[str]]] = {
    "LANGUAGE": lambda: LANGUAGES,
    "CURRENCY": lambda: (one.currency for one in LANGUAGES.values()),
    "TIMEZONE": _time_zones,
    "WEEK": lambda: ("last",),
    "DATE": lambda: ["today", "tomorrow", "yesterday", "mon", "tue", "wed", "thu", "fri", "sat", "sun"],
}
"""What can follow an option of a kind, by what its help calls it, where the command says nothing better."""


IN_PLACE = {
    "rename": " A short name stays, as records and replies bear it; the name that is read can be set.",
    **dict.fromkeys(("remove", "delete"), " A record is taken back by its id: clientkit undo ID"),
}
"""What there is for a verb that a group does not have."""


class Section(NamedTuple):
    """A part of the root help: its title, and per command its name, summary and module."""

    title: str
    commands: tuple[tuple[str, str, str], ...]


class Verb(NamedTuple):
    """A verb that a room adds to the group of a room below it, which does not know it."""

    name: str
    module: str
    """Its module, in which an app that bears the group's name holds it."""
    after: str
    """The verb that it follows in the group's help."""


class LazyCommand(typer.core.TyperCommand):
    """Stands for the app of a module, named from `clientkit` on, until its context is made.

    `module:verb` is one verb of an app, which stands by itself.
    """

    def __init__(self, name: str, summary: str, module: str, verbs: tuple[Verb, ...] = ()) -> None:
        super().__init__(name, help=summary, rich_markup_mode=None)
        self.module = module
        self.verbs = verbs

    def load(self) -> Any:
        """The real command or group, with the verbs that other rooms add to it."""
        return self._real

    @cached_property
    def _real(self) -> Any:
        module, _, alone = self.module.partition(":")
        app = import_module(f"clientkit.{module}").app
        real: Any = typer.main.get_group(app).commands[alone] if alone else typer.main.get_command(app)
        real.name = self.name
        real.room = _room_of(self.module)
        for verb in self.verbs:
            _add_verb(real, verb)
        _finish(real)
        return real

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """The real command's context: from here on the stub is out of the way."""
        return self.load().make_context(info_name, args, parent=parent, **extra)


class WholeSummaries(typer.core.TyperGroup):
    """A group that lists when it is called bare, or shows its help, in which each summary is whole."""

    bare: ClassVar[str] = "list"
    """The verb that runs where none is named."""
    takes_names: ClassVar[bool] = False
    """Whether a word that is no verb is an argument of that verb."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The words, with the verb that was left out; not while help is written."""
        if (args or not ctx.resilient_parsing) and self.leaves_verb_out(args, ctx.help_option_names):
            if self.bare in self.commands:
                args = [self.bare, *args]
            elif not (args or self.invoke_without_command):
                say(ctx.get_help())
                ctx.exit(ExitCode.DONE)
        parsed: list[str] = super().parse_args(ctx, args)
        return parsed

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The verb that is named; of one that people look for, what there is in its place."""
        try:
            return super().resolve_command(ctx, args)
        except typer.TyperException as error:
            said: Any = error
            first = ", ".join(verb for verb in ("add", "list", "show") if verb in self.commands)
            verbs = f" A verb comes first: {first}." if first and "Did you mean" not in said.message else ""
            said.message += IN_PLACE.get(args[0], verbs)
            raise

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """The verbs; and the names that may follow where the verb is left out."""
        found: list[Any] = super().shell_complete(ctx, incomplete)
        if self.takes_names and not incomplete.startswith("-"):
            verb: Any = self.commands[self.bare]
            inner = verb.make_context(self.bare, [], parent=ctx, resilient_parsing=True)
            names = next(one for one in verb.params if one.param_type_name == "argument")
            found += names.shell_complete(inner, incomplete)
        return found

    def leaves_verb_out(self, args: Sequence[str], help_names: Sequence[str] = ()) -> bool:
        """Whether the words after the group name no verb of it."""
        if not args or args[0] in self.commands or args[0] in help_names:
            return not args
        return self.takes_names or args[0].startswith("-")

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands, in the order in which they were added."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, one.get_short_help_str(LONGEST_SUMMARY)) for name, one in found if one]
            )


def group(help_text: str, bare: str = "list", *, takes_names: bool = False) -> typer.Typer:
    """A new app for a group of commands, set like all others; `bare` is the verb that may be left out."""
    return typer.Typer(
        cls=type("Group", (WholeSummaries,), {"bare": bare, "takes_names": takes_names}),
        help=help_text,
        rich_markup_mode=None,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _add_verb(real: Any, verb: Verb) -> None:
    """Put a verb into its place in a group; its result is shown by the room that it comes from."""
    app = getattr(import_module(f"clientkit.{verb.module}"), real.name)
    command: Any = typer.main.get_group(app).commands[verb.name]
    command.room = _room_of(verb.module)
    verbs = list(real.commands.items())
    verbs.insert([name for name, _ in verbs].index(verb.after) + 1, (verb.name, command))
    real.commands = dict(verbs)


def _room_of(module: str) -> str:
    return module.partition(".")[0]


def _finish(command: Any) -> None:
    """Guard what is a person's; have help name what is to be typed, `--slug SLUG`, instead of types."""
    for inner in getattr(command, "commands", {}).values():
        _finish(inner)
    guard(command)
    if command.name == "list" and not any("--format" in one.opts for one in command.params):
        from clientkit.kernel.screen.list_forms import format_option

        command.params.insert(-1, format_option())
    command.epilog = help_end()
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            parameter.make_metavar = partial(_argument_in_words, parameter)
        elif parameter.metavar is None and not (parameter.is_flag or parameter.count):
            parameter.metavar = str(parameter.name).upper()
        if parameter.metavar in VALUES and not parameter._custom_shell_complete:  # noqa: SLF001 - Typer's
            parameter._custom_shell_complete = _complete_value  # noqa: SLF001 - it takes it at its making only


def _complete_value(_ctx: Any, parameter: Any, typed: str) -> list[Any]:
    from typer._click.shell_completion import CompletionItem

    return [CompletionItem(one) for one in sorted(VALUES[parameter.metavar]()) if one.startswith(typed)]


def help_end() -> str | None:
    """What each help ends with: where to read on and to report a mistake, if that was filled in."""
    return f"\b\n{lines}" if (lines := addresses()) else None


def _argument_in_words(argument: Any, ctx: Any, *, usage: bool = False) -> str:  # noqa: ARG001 - Typer's
    words = argument.metavar or str(argument.name).upper()
    return f"[{words}]" if usage and not argument.required and not words.startswith("[") else words
