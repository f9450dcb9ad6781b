"""Asks the program what it offers for a half-typed line, in each shell's own way."""

import os
import re
import subprocess
import sys

SHELLS = ("bash", "zsh", "fish", "powershell")


def offered(shell: str, line: str, **environment: str) -> list[str]:
    """The words that the shell gets for a line typed so far; asking must be silent and succeed."""
    done = subprocess.run(
        [sys.executable, "-m", "clientkit"],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **_asking(shell, line), **environment},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [word for word, _ in _READERS[shell](done.stdout)]


def explained(shell: str, line: str) -> dict[str, str]:
    """The words for a line with the summaries that are shown beside them."""
    done = subprocess.run(
        [sys.executable, "-m", "clientkit"],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **_asking(shell, line)},
    )
    return dict(_READERS[shell](done.stdout))


def _asking(shell: str, line: str) -> dict[str, str]:
    """The variables that the shell's completion function sets."""
    asking = {"_CLIENTKIT_COMPLETE": f"complete_{shell}"}
    if shell == "bash":
        words = line.replace("=", " = ") if line.rpartition(" ")[2].startswith("--") else line
        return asking | {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    asking |= {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    return asking | {"_TYPER_COMPLETE_WORD_TO_COMPLETE": line.rpartition(" ")[2]}


def _from_bash(said: str) -> list[tuple[str, str]]:
    return [(word, "") for word in said.split()]


def _from_zsh(said: str) -> list[tuple[str, str]]:
    if said.strip() == "_files":
        return []
    if said.startswith("compadd -S '' -- "):  # keys, with no space behind them
        return [(word, "") for word in re.findall(r'"([^"]*=)"', said)]
    found = re.findall(r'^(?:_arguments \'\*: :\(\()?"([^"]*)"(?::"(.*?)")?(?:\)\)\')?$', said, re.MULTILINE)
    assert len(found) == len(said.splitlines())
    return found


def _from_fish(said: str) -> list[tuple[str, str]]:
    lines = [line.partition("\t") for line in said.splitlines() if line]
    return [(word, summary) for word, _, summary in lines]


def _from_powershell(said: str) -> list[tuple[str, str]]:
    lines = [line.partition(":::") for line in said.splitlines() if line]
    return [(word, summary.strip()) for word, _, summary in lines]


_READERS = {"bash": _from_bash, "zsh": _from_zsh, "fish": _from_fish, "powershell": _from_powershell}
