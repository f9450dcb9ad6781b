"""What `init` and `demo` say when they are done, and what `check` found."""

from pathlib import Path
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line, visible
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view
from clientkit.kernel.statistics.metrics import METRICS

if TYPE_CHECKING:  # `init` does not load what `demo` does
    from clientkit.workspace.check import Checked
    from clientkit.workspace.demo import Demo
    from clientkit.workspace.init import Setup
    from clientkit.workspace.trust import Trust
    from clientkit.workspace.undo import Undone


@view("setup")
def show_setup(setup: "Setup") -> None:
    """The folder on stdout, what was made and what to do next on stderr."""
    say(visible(setup.root))
    if setup.note:
        say(f"Note: {visible(setup.note)}", error=True)
    if not setup.made:
        say("It is a workspace already; nothing was changed.", error=True)
        return
    say(f"Made: {', '.join(setup.made)}", error=True)
    say("Your settings, each explained, are in clientkit.toml. Next:", error=True)
    say(f"  cd {visible(setup.root)}", error=True)
    say(
        '  clientkit client add "PT Kopi Nusantara" --slug kopi --contact "Rina Wijaya <rina@kopi.example>"',
        error=True,
    )


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
    for line in undone.what:
        say(one_line(f"Taken back: {line}"), error=True)


@view("check")
def show_checked(checked: "Checked") -> None:
    """`file:line: severity: message [code] hint` for each finding; the sum on stderr."""
    for problem in checked.problems:
        hint = f" {problem.hint}" if problem.hint else ""
        said = problem.message if problem.message.endswith(("?", ".")) else f"{problem.message}."
        say(one_line(f"{problem.place}: {problem.severity}: {said}{hint} [{problem.code}]"))
    found = len(checked.problems)
    files = f"{checked.files} {'file' if checked.files == 1 else 'files'}"
    say(f"{files} read, {f'{found} found wrong' if found else 'all well'}.", error=True)


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
