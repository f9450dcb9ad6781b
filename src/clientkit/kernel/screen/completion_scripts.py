"""What teaches a shell to complete: shown or installed for the shell one is in, or one that is named."""

from collections.abc import Callable
from typing import Any

import typer

from clientkit.errors import UsageError
from clientkit.kernel.screen.output import say

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
SHOW, INSTALL = "--show-completion", "--install-completion"

SHORT = "ck"
"""The short name of the program, which is completed too."""


def asked_for(words: list[str]) -> str:
    """Which of the two options a command line begins with; empty for none."""
    option = words[0].partition("=")[0] if words else ""
    return option if option in {SHOW, INSTALL} else ""


def run(words: list[str]) -> None:
    """Show the lines, or write them where the shell looks for them; the shell may follow the option.

    Raises:
        UsageError: it is none that we know, or nobody said it and it cannot be seen.
    """
    from typer._completion_shared import get_completion_script, install

    _complete_the_short_name()
    option = asked_for(words)
    shell = _shell(" ".join([*words[0].split("=")[1:], *words[1:]]))
    if option == SHOW:
        say(get_completion_script(prog_name="clientkit", complete_var="_CLIENTKIT_COMPLETE", shell=shell))
        return
    _, path = install(shell=shell, prog_name="clientkit", complete_var="_CLIENTKIT_COMPLETE")
    say(f"Completion for {shell} is in {path}; a new terminal has it.")


def _shell(named: str) -> str:
    from typer._completion_shared import _get_shell_name

    shell = named or _get_shell_name() or ""
    if shell not in SHELLS:
        raise UsageError(
            f"There is no completion for {shell[:20]!r}." if shell else "Which shell this is cannot be seen.",
            f"Name it: clientkit {SHOW} {'|'.join(SHELLS)}",
        )
    return shell


def _complete_the_short_name() -> None:
    from typer import _completion_shared

    scripts: Any = _completion_shared._completion_scripts  # noqa: SLF001 - Typer has no setting for it
    name = "%(prog_name)s"
    ends = {
        "bash": (
            (f"-F %(complete_func)s {name}", f" {SHORT}"),
            ("complete_bash $1 ) )", "\n    [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace"),
        ),
        "zsh": ((f"#compdef {name}", f" {SHORT}"), (f"compdef %(complete_func)s {name}", f" {SHORT}")),
        "fish": ((f"--command {name}", f" --command {SHORT}"),),
        "powershell": ((f"-CommandName {name}", f",{SHORT}"),),
        "pwsh": ((f"-CommandName {name}", f",{SHORT}"),),
    }
    for shell, changes in ends.items():
        for known, more in changes:
            if f"{known}{more}" not in scripts[shell]:
                scripts[shell] = scripts[shell].replace(known, known + more)


def open_keys(said: str) -> str:
    """What zsh is told to offer; keys of `set` get no space behind their `=`, where the value goes."""
    words = said.removeprefix("_arguments '*: :((").removesuffix("))'")
    are_keys = all(line.endswith('="') for line in words.split("\n"))
    return f"compadd -S '' -- {words}" if are_keys else said


def after_equals(made: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    """Values behind `--stage=` too: most shells want the whole word, bash cuts it into three."""

    def completions(shell: Any, args: list[str], incomplete: str) -> list[Any]:
        found = made(shell, args[:-1] if args[-1:] == ["="] else args, incomplete)
        option, equals, _ = incomplete.partition("=")
        for one in found if equals and option.startswith("--") else ():
            one.value = f"{option}={one.value}"
        return found

    return completions


def options() -> list[Any]:
    """Both options as help shows them; a command line that begins with one of them goes to `run`."""
    what = {INSTALL: "Install completion for the shell you are in, or that one.", SHOW: "Show its lines."}
    return [
        typer.core.TyperOption(
            param_decls=[name], metavar=f"[{'|'.join(SHELLS[:4])}]", help=said, expose_value=False
        )
        for name, said in what.items()
    ]
