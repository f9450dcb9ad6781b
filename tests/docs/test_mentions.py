"""Every command line that a text mentions is one that the program has: group, verb and options."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import commands_page

ROOT = Path(__file__).parents[2]
TEXTS = (
    "docs/**/*.md",
    "*.md",
    "templates/**/*",
    "tests/documents/golden/**/*",
    "src/**/*.md",
    "src/**/*.toml",
)
MENTION = re.compile(
    r"(?P<quote>['\"]?)(?<![/.\w-])(?<!keyring set )clientkit (?:-C \S+ )?(?P<words>[a-z][^\n`]*)"
)
OPTION = re.compile(r"(?<=\s)--?[a-zA-Z][a-z-]*")

PROSE = re.compile(
    "added|again|anew|authors|calls|command|completes|did|does|ever|itself|keeps|knows|logs|makes|never|on|passes|"
    "reads|sends?|takes|then|was|writes"
)
"""Words that follow the program's name in sentences about it."""

HELP = {"-h", "--help"}


def tree() -> dict[tuple[str, ...], Any]:
    """Every command and group by its words, each with the options that it has."""
    root = commands_page.command()
    context = root.make_context("clientkit", [], resilient_parsing=True)
    every = (
        (real, inner)
        for name in root.list_commands(context)
        for real, inner in commands_page.walk(root.get_command(context, name), context)
    )
    return {tuple(inner.command_path.split()[1:]): real for real, inner in every}


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("mail settle 7k2 --sent", None),
        ("mail setle 7k2 --sent", "no command 'mail setle'"),
        ("mail settle 7k2 --send", "no option --send of 'mail settle'"),
        ("letter add", "no command 'letter'"),
    ],
)
def test_what_the_program_lacks_is_named(line, mistake):
    assert wrong(line, tree()) == mistake


def texts_of(path: Path) -> Iterator[str]:
    """The texts in a file: of Python its strings, docstrings among them, with what is put in as `…`."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield re.sub(r"\\\n\s*", "", text)
        return
    parts: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.JoinedStr):
            parts |= {id(one) for one in node.values}
            yield "".join(one.value if isinstance(one, ast.Constant) else "…" for one in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            yield re.sub(r"\\\n\s*", "", node.value)


def mentions() -> list[tuple[str, str]]:
    """Where and what: each command line that a text mentions."""
    paths = [*(ROOT / "src").rglob("*.py"), *(path for glob in TEXTS for path in ROOT.glob(glob))]
    return [
        (str(path.relative_to(ROOT)), extent(match["words"], match["quote"]))
        for path in sorted(paths)
        if path.is_file() and path.suffix not in {".png", ".pdf", ".pyc"}
        for text in texts_of(path)
        for match in MENTION.finditer(text)
        if not PROSE.fullmatch(match["words"].split()[0].strip(".,:;)…'\""))
    ]


def extent(words: str, quote: str) -> str:
    """The part of a line that is the command: up to the closing quote, a pipe or the end of the sentence."""
    if quote and quote in words:
        words = words[: words.index(quote)]
    return re.split(r" \| |[;,:] |[.] |[.;,)]$| or with |  ", re.sub(r'"[^"]*"', '""', words))[0]


def wrong(line: str, commands: dict[tuple[str, ...], Any]) -> str | None:
    """What the program does not have of a command line; None where it has all."""
    words = line.split()
    name = next((tuple(words[:length]) for length in (2, 1) if tuple(words[:length]) in commands), None)
    if name is None:
        return f"no command {words[0]!r}"
    bare = getattr(commands[name], "bare", "")
    if bare in getattr(commands[name], "commands", {}) and commands[name].leaves_verb_out(words[1:]):
        name = (*name, bare)
    real = commands[name]
    if not commands_page.does_something(real) and len(words) > len(name) and words[1][0].islower():
        return f"no command {' '.join(words[:2])!r}"
    options = {name for parameter in real.params for name in (*parameter.opts, *parameter.secondary_opts)}
    unknown = sorted(set(OPTION.findall(line)) - options - HELP)
    return f"no option {unknown[0]} of {' '.join(name)!r}" if unknown else None


def test_every_command_that_a_text_mentions_is_there(capsys: pytest.CaptureFixture[str]):
    commands = tree()
    every = mentions()
    with capsys.disabled():
        sys.stdout.write(f"\n{len(every)} command lines are mentioned\n")
    assert len(every) > 800
    mistakes = [
        f"{where}: clientkit {line}: {what}" for where, line in every if (what := wrong(line, commands))
    ]
    assert mistakes == []
