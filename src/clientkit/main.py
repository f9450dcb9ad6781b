"""The command line as a whole: its root, how a line is run, and how an error becomes an exit code."""

import gc
import os
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import typer

from clientkit.errors import ClientkitError, ExitCode
from clientkit.kernel.screen.completion_scripts import after_equals, asked_for, open_keys
from clientkit.kernel.screen.completion_scripts import options as completion_options
from clientkit.kernel.screen.completion_scripts import run as run_completion
from clientkit.kernel.screen.failure import STOPPED, exit_code_of, missing_words, told, usage_told
from clientkit.kernel.screen.lazy_commands import LazyCommand, help_end
from clientkit.kernel.screen.options import Root
from clientkit.kernel.screen.output import Manner, begin, prepare_streams, say
from clientkit.program import ADDED_VERBS, DUES, HOOKS, SECTIONS

GARBAGE_THRESHOLD = 100_000
"""Objects made before Python searches for circles: imports make many and free none (docs/performance.md)."""


class RootGroup(typer.core.TyperGroup):
    """The top of the command line; its commands are stubs until one of them runs."""

    dues = DUES

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.epilog = help_end()
        self.params += completion_options()
        for section in SECTIONS:
            for name, summary, module in section.commands:
                self.add_command(LazyCommand(name, summary, module, ADDED_VERBS.get(name, ())))

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Typer hands it in
        """Names in the order of the table."""
        return [name for section in SECTIONS for name, *_ in section.commands]

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """The words; options of the agenda stand for it, those of completion for themselves."""
        if asked_for(args):
            run_completion(args)
            ctx.exit()
        params: list[Any] = self.params
        steps = {name: 2 - one.is_flag for one in params for name in one.opts}
        place = 0
        while place < len(args) and args[place] in steps:
            place += steps[args[place]]
        is_agenda = args[place : place + 1] and args[place].partition("=")[0] in AGENDA_OPTIONS
        return super().parse_args(ctx, [*args[:place], "agenda", *args[place:]] if is_agenda else args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is named; a word that is none is the card of the client or project it names."""
        if not args or args[0] in self.commands or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        words, hint = card_of(ctx, args[0])
        try:
            return super().resolve_command(ctx, [*words, *args])
        except typer.TyperException as error:
            said: Any = error
            said.message += f" {hint}".rstrip()
            raise

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Commands, then the names that begin so."""
        found = super().shell_complete(ctx, incomplete)
        if incomplete and found is not None and not incomplete.startswith("-"):
            from typer._click.shell_completion import CompletionItem

            from clientkit.kernel.screen.completion import complete_name

            found += [CompletionItem(name) for name in complete_name(ctx, incomplete)]
        return found

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - Typer hands it in
        """The commands by section."""
        for section in SECTIONS:
            with formatter.section(section.title):
                formatter.write_dl([(name, summary) for name, summary, _ in section.commands])


AGENDA_OPTIONS = ("--json", "--overdue", "--until", "--ics")
"""Options of the agenda, which is what a call without a command shows."""


def card_of(ctx: Any, word: str) -> tuple[list[str], str]:
    """The group and verb that show a client or project; where the word names none, which it may mean."""
    from clientkit.kernel.screen.completion import workspace_of
    from clientkit.kernel.store.lookup import find_subject, place_of

    try:
        workspace = workspace_of(ctx)
        subject = find_subject(workspace, word, place_of(workspace, Path.cwd()))
    except ClientkitError as error:
        return [], error.hint if "Did you mean" in error.hint else ""
    except OSError:
        return [], ""
    return ["project" if subject.project else "client", "show"], ""


app = typer.Typer(
    cls=RootGroup,
    add_completion=False,
    rich_markup_mode=None,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from clientkit.version import __version__

        say(f"clientkit {__version__}")
        raise typer.Exit


@app.callback()
def root(
    ctx: typer.Context,
    directory: Annotated[
        Path | None,
        typer.Option("-C", metavar="DIR", help="Work in this workspace instead of the one you stand in."),
    ] = None,
    no_input: Annotated[
        bool, typer.Option("--no-input", help="Ask nothing; what is missing is an error that names its flag.")
    ] = False,
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Show long texts as they come, not in $PAGER.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print results, ids and paths alone, and errors.")
    ] = False,
    no_color: Annotated[
        bool, typer.Option("--no-color", help="Print no colours, whatever the terminal takes.")
    ] = False,
    version: Annotated[  # noqa: ARG001 - the callback has shown it by the time this runs
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and leave."),
    ] = False,
) -> None:
    """Agreements, timelines, weekly reports and honest scores from plain files in git.

    \b
    Look around first:   clientkit demo
    Begin your own:      clientkit init ~/studio
    What is due:         clientkit          (or ck, its short name)
    A client's card:     ck kopi
    """
    Manner.asks, Manner.pages, Manner.is_quiet = not no_input, not no_pager, quiet
    if no_color:
        os.environ["NO_COLOR"] = "1"  # so git and the pager obey it too
    ctx.obj = Root(directory, HOOKS, DUES)
    if ctx.invoked_subcommand is None and not ctx.resilient_parsing:
        _run_bare(ctx)


BEGIN = """\
clientkit keeps what you agreed with your clients,
what happened and how they feel, as plain files in git.

Look around first:   clientkit demo my-demo
Begin your own:      clientkit init ~/studio
Go on with yours:    cd into its folder, or give -C DIR
All commands:        clientkit --help"""


def _run_bare(ctx: typer.Context) -> None:
    """What the program does without a word: the agenda, or outside a workspace how to begin."""
    from clientkit.errors import NotFoundError
    from clientkit.kernel.screen.completion import workspace_of

    try:
        workspace_of(ctx)
    except NotFoundError:
        if ctx.params.get("directory") or os.environ.get("CLIENTKIT_WORKSPACE"):
            raise
        say(BEGIN)
        return
    agenda: Any = ctx.command
    with agenda.commands["agenda"].make_context("agenda", [], parent=ctx) as inner:
        inner.command.invoke(inner)


@cache
def command() -> Any:
    """The whole program as one command object, built once in a process."""
    return typer.main.get_command(app)


def run() -> None:
    """The program: run the command line of this process and leave with its exit code."""
    _leave_out_plugins()
    prepare_streams()
    if "_CLIENTKIT_COMPLETE" in os.environ:
        _begin_completion()
    gc.set_threshold(GARBAGE_THRESHOLD)
    try:
        sys.exit(outcome(sys.argv[1:]))
    finally:
        gc.freeze()  # the process ends here: nothing is gained by searching its modules for circles


def _leave_out_plugins() -> None:
    """Keep pydantic from looking for plug-ins, and from loading what it would look with.

    That are mail, CSV and ZIP of the standard library, through `importlib.metadata`: twice bare Python.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    none: Any = ModuleType("pydantic.plugin._loader")
    none.get_plugins = tuple
    sys.modules.setdefault(none.__name__, none)


def _begin_completion() -> None:
    """Know the shells; keep rich out, as which Typer reads summaries: that doubles the time of a <TAB>."""
    from typer import _completion_classes

    _completion_classes.completion_init()
    zsh: Any = _completion_classes.ZshComplete
    zsh.complete = lambda self, made=zsh.complete: open_keys(made(self))
    shell: Any = zsh.__mro__[1]
    shell.get_completions = after_equals(shell.get_completions)
    _completion_classes._sanitize_help_text = lambda text: text  # noqa: SLF001 - Typer has no setting for it


def outcome(arguments: list[str]) -> int:
    """Run one command line; errors are told on stderr, with `--json` as an object too. The exit code."""
    begin(arguments)
    try:
        code = command().main(args=arguments, prog_name="clientkit", standalone_mode=False)
    except SystemExit as leaving:
        if leaving.code == ExitCode.FOUND and "_CLIENTKIT_COMPLETE" not in os.environ:
            return ExitCode.DONE  # so Typer ends when the reader of a help page has gone away
        told(leaving.code if isinstance(leaving.code, int) else ExitCode.DONE)
        raise
    except typer.TyperException as error:
        return _completed(error, arguments)
    except BaseException as error:  # noqa: BLE001 - what nobody can explain is raised again
        return exit_code_of(error)
    if code == ExitCode.INTERRUPTED:  # so Typer tells of Ctrl-C
        say(STOPPED, error=True)
    return told(code) if isinstance(code, int) else ExitCode.DONE


def _completed(error: Any, arguments: list[str]) -> int:
    """Run the command line with what it lacks, where a person says it; else say how it is written."""
    try:
        words = missing_words(error, arguments)
    except typer.Abort as leaving:
        return exit_code_of(leaving)
    return outcome([*arguments, *words]) if words else usage_told(error)
