"""`clientkit scope criteria`, `met`, `evidence`: agreed tests, and what shows an acceptance."""

from typing import Annotated

import typer

from clientkit.kernel.screen.completion import complete_project
from clientkit.kernel.screen.options import JsonOption, OnOption, ProjectArgument
from clientkit.kernel.screen.positional_arguments import name_and_file, name_and_id
from clientkit.kernel.screen.session import open_session
from clientkit.kernel.screen.surroundings import typed_path

MOST_CRITERIA = 9
"""Criteria that a deliverable can have."""


def criteria(ctx: typer.Context, project: ProjectArgument = None, as_json: JsonOption = False) -> None:
    """List the acceptance criteria that were agreed, and which of them are met.

    \b
    clientkit scope criteria kopi/toko
    """
    from clientkit.agreements.acceptance_criteria import list_criteria

    session = open_session(ctx)
    name = session.project(project)
    session.show(list_criteria(session.workspace, name), as_json=as_json)


def met(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[PROJECT] ID [NUMBER]...",
            autocompletion=complete_project,
            help="The deliverable, and the numbers of its criteria; all of them where none is given.",
        ),
    ],
    failed: Annotated[bool, typer.Option("--not", help="They were tried and are not met.")] = False,
    note: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Who tried it, how, or what is missing.")
    ] = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write down that acceptance criteria of a deliverable are met, or that they are not.

    \b
    clientkit scope met kopi/toko D2 --note "Tried by Rina on her own phone"
    clientkit scope met kopi/toko D3 2 --not --note "Three addresses have no price"

    The last word on a criterion counts. 'clientkit report close' shows all of them to the client.
    """
    from clientkit.agreements.acceptance_criteria import CriteriaTrial, record_trial

    session = open_session(ctx)
    project, item, numbers = _parts(words)
    name = session.project(project)
    first = session.stamp_on(on, "a trial")
    stamps = [first, *(session.stamp(first.day) for _ in range(1, MOST_CRITERIA))]
    trial = CriteriaTrial(item, numbers, not failed, note)
    session.show(record_trial(session.workspace, name, trial, stamps), as_json=as_json)


def evidence(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[PROJECT] FILE",
            autocompletion=complete_project,
            help="What shows the acceptance: a mail, a scan, a photograph.",
        ),
    ],
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="What it shows.")] = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Keep what came after an agreement was accepted and shows it, beside the versions, with its hash.

    \b
    clientkit scope evidence kopi/toko signed.pdf --note "The signed copy"

    It belongs to the version that was accepted last, of which nothing is touched; 'clientkit check' proves
    it.
    """
    from pathlib import Path

    from clientkit.agreements.later_evidence import add_evidence

    session = open_session(ctx)
    project, file = name_and_file(words)
    name = session.project(project)
    stamp = session.stamp_on(on, "evidence")
    session.show(add_evidence(session.workspace, stamp, name, typed_path(Path(file)), note), as_json=as_json)


def _parts(words: list[str]) -> tuple[str | None, str, tuple[int, ...]]:
    """The project where one is named, the deliverable, and the numbers behind it.

    Raises:
        UsageError: the deliverable is missing.
    """
    names = list(words)
    numbers: list[int] = []
    while len(names) > 1 and names[-1].isascii() and names[-1].isdigit():
        numbers.insert(0, int(names.pop()[:4]))
    project, item = name_and_id(names, "the deliverable", "D2")
    return project, item, tuple(numbers)
