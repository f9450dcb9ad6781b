"""What `init` and `demo` say when they are done, and what `check` found."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line, visible
from clientkit.kernel.screen.card import heading, line
from clientkit.kernel.screen.output import is_terminal, plain, put, say
from clientkit.kernel.screen.show import view
from clientkit.kernel.statistics.metrics import METRICS

if TYPE_CHECKING:  # `init` does not load what `demo` does
    from clientkit.kernel.model.values.problem import Problem
    from clientkit.workspace.agents import AgentGuide
    from clientkit.workspace.check import Checked
    from clientkit.workspace.config import SettingRows
    from clientkit.workspace.demo import Demo
    from clientkit.workspace.doctor import Examination
    from clientkit.workspace.init import Setup
    from clientkit.workspace.trust import Trust
    from clientkit.workspace.undo import Undone


@view("agents")
def show_agents(guide: "AgentGuide") -> None:
    """The section as it is."""
    put(guide.text)


@view("setup")
def show_setup(setup: "Setup", *, asks_on: bool = False) -> None:
    """The folder on stdout; what happened and what to do next on stderr, unless questions follow."""
    say(visible(setup.root))
    if setup.note:
        say(f"Note: {visible(setup.note)}", error=True)
    if not setup.made:
        say("It is a workspace already; nothing was changed.", error=True)
        return
    for sentence in _happened(setup):
        say(visible(sentence), error=True)
    if not asks_on:
        say("Next:", error=True)
        say(f"  cd {visible(setup.root)}", error=True)
        contact = '--contact "Rina Wijaya <rina@kopi.example>"'
        say(f'  clientkit client add "PT Kopi Nusantara" --slug kopi {contact}', error=True)
        say('  clientkit project add kopi "Online shop" --from website', error=True)


def _happened(setup: "Setup") -> Iterator[str]:
    """What was made, in words; each line fits a terminal."""
    settings = setup.settings
    if setup.is_new:
        yield f"A workspace of {settings.you.name}; your settings are in clientkit.toml."
    if others := [name for name in setup.made if name not in {".git", "clientkit.toml"}]:
        yield f"Rules for git were written: {', '.join(others)}."
    if ".git" in setup.made and settings.git.commit:
        yield "A git repository was made, and each change is committed."
        yield "  Leave commits to you:  clientkit config set git.commit=false"
    elif ".git" in setup.made:
        yield "A git repository was made; commits are left to you."
        yield "  Commit each change:  clientkit config set git.commit=true"
    if setup.is_new and settings.calendar.country:
        yield f"Public holidays of {settings.calendar.country} are days off."
    elif setup.is_new:
        yield "No public holidays are kept."
        yield "  Keep those of your country:  clientkit config set calendar.country=ID"


@view("trust")
def show_trust(trust: "Trust") -> None:
    """What it may do and may not, one line each; what to do about it on stderr."""
    for wish in trust.wishes:
        say(one_line(f"{'may' if wish.trusted else 'may NOT'} {wish.what}"))
    if trust.new:
        say("If all of that is as you want it: clientkit trust", error=True)
    else:
        say("Whatever it names otherwise later is asked about again.", error=True)


@view("undone")
def show_undone(undone: "Undone") -> None:
    """The ids of the records that say so on stdout, what was taken back on stderr."""
    for name in undone.records or filter(None, [undone.file]):
        say(name)
    for what in undone.what:
        say(one_line(f"Taken back: {what}"), error=True)


@view("settings")
def show_settings(rows: "SettingRows", *, as_lines: bool = False, with_origin: bool = False) -> None:
    """A table with origins, or a line for each key as TOML has it."""
    from clientkit.kernel.screen.table import Column, show_table
    from clientkit.kernel.store.toml.new_file import toml_value

    if as_lines:
        for row in rows:
            origin = f"  # {row.place or row.origin}" if with_origin else ""
            say(one_line(f"{row.key} = {toml_value(plain(row.value))}{origin}"))
        return
    columns = (Column("Key"), Column("Value"), Column("From"))
    show_table(columns, [(row.key, _value(row.value), row.place or row.origin) for row in rows])


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


@view("doctor")
def show_examination(examination: "Examination") -> None:
    """What there is, one line each with its sign; what is missing with the command that mends it."""
    from clientkit.kernel.screen.card import facts, heading

    width = max(len(one.name) for one in examination.findings) + 4
    for part in dict.fromkeys(one.part for one in examination.findings):
        heading(part)
        for one in examination.findings:
            if one.part == part:
                facts([(f"{SIGNS[one.state]} {one.name}", one_line(one.text))], width)
                facts([("", "")] if not one.mend else [(" ", one_line(f"→ {one.mend}"))], width)
    missing = sum(one.state == "missing" for one in examination.findings)
    say(f"{missing} missing." if missing else "Nothing that the workspace needs is missing.", error=True)


SIGNS = {"ok": "·", "off": "-", "missing": "!"}
"""Before a finding: as it should be, not in use, missing."""


@view("check")
def show_checked(checked: "Checked") -> None:
    """`file:line: severity: message hint [code]` for each finding, on a terminal below its file."""
    if is_terminal():
        for file, found in groupby(checked.problems, key=attrgetter("file")):
            heading(one_line(file))
            for problem in found:
                place = f"line {problem.line}: " if problem.line else ""
                line(f"{place}{_finding(problem)}", hanging=4)
    elif checked.problems:
        say("\n".join(one_line(f"{one.place}: {_finding(one)}") for one in checked.problems))
    for one in checked.fixed:
        say(one_line(f"Taken away: {one}"), error=True)
    count = len(checked.problems)
    files = f"{checked.files} {'file' if checked.files == 1 else 'files'}"
    say(f"{files} read, {f'{count} found wrong' if count else 'all well'}.", error=True)


def _finding(problem: "Problem") -> str:
    said = problem.message if problem.message.endswith(("?", ".")) else f"{problem.message}."
    hint = f" {problem.hint}" if problem.hint else ""
    return one_line(f"{problem.severity}: {said}{hint} [{problem.code}]")


@view("demo")
def show_demo(demo: "Demo") -> None:
    """What was made, and the commands to try next."""
    say(visible(demo.root))
    documents = sum(len(project.documents) for project in demo.projects)
    say(
        f"A sample studio: {len(demo.projects)} projects, {demo.records} records, {documents} documents.",
        error=True,
    )
    for project in demo.projects:
        first = Path(project.documents[0]).parent.as_posix() if project.documents else ""
        say(f"  {project.project:<14} {len(project.documents)} documents in {first}/", error=True)
    say(f"Scores: {_scores(demo)}", error=True)
    say("Try next:", error=True)
    say(f"  cd {visible(demo.root)}", error=True)
    for command in (
        "clientkit client list --health",
        "clientkit timeline show kopi/toko",
        "clientkit report show kopi/toko",
        "clientkit mail draft report kopi/toko",
        "clientkit survey due",
        "clientkit score --by quarter",
    ):
        say(f"  {command}", error=True)


def _scores(demo: "Demo") -> str:
    """The three figures with how many answers they rest on; the sample has some for each."""
    figures = []
    for name, one in demo.scores.scores.items():
        shown = METRICS[name].shown(one.value or 0)
        figures.append(f"{name.upper()} {shown}{',' if ' of ' in shown else ''} of {one.responses}")
    return ", ".join([f"{figures[0]} answers", *figures[1:]])
