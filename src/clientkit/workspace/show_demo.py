"""The short tour at the end of `demo`."""

from pathlib import Path

from clientkit.kernel.model.values.safe_text import visible
from clientkit.kernel.screen.bars_numbers import rounded, signed
from clientkit.kernel.screen.output import say, say_json
from clientkit.workspace.demo import Demo


def show_demo(demo: Demo, *, as_json: bool) -> None:
    """What was made, and the commands to try next."""
    if as_json:
        say_json("demo", demo)
        return
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


def _scores(demo: Demo) -> str:
    """The three figures with how many answers they rest on; the sample has some for each."""
    csat, nps, ces = demo.scores.csat, demo.scores.nps, demo.scores.ces
    return ", ".join(
        [
            f"CSAT {rounded(csat.score or 0)} % of {csat.responses} answers",
            f"NPS {signed(rounded(nps.score or 0))} of {nps.responses}",
            f"CES {rounded(ces.mean or 0, 1)} of 7, of {ces.responses}",
        ]
    )
