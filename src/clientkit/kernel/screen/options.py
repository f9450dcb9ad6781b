"""Options and arguments that many commands share."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, NamedTuple

import typer

from clientkit.kernel.model.values.choices import ACCEPTANCE_HOWS, END_REASONS
from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.kernel.screen.completion import (
    complete_client,
    complete_done,
    complete_ids,
    complete_item,
    complete_name,
    complete_project,
)


class Root(NamedTuple):
    """What was said before the command."""

    directory: Path | None = None
    hooks: Mapping[str, str] = MappingProxyType({})
    """By its name, the module of each function that a room offers to one below it."""
    dues: tuple[str, ...] = ()
    """The modules whose `dues_of` says what is due of a client."""


NOTE_KINDS = ("done", "next", "ask", "blocked", "risk", "lesson", "hours")
LEVELS = ("low", "medium", "high")
PARTIES = ("us", "client")

ClientArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="CLIENT",
        autocompletion=complete_client,
        help="A client's short name; may be left out inside its folder.",
        show_default=False,
    ),
]
ProjectArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="PROJECT",
        autocompletion=complete_project,
        help="A project as client/project; may be left out inside its folder.",
        show_default=False,
    ),
]
SubjectArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="CLIENT[/PROJECT]",
        autocompletion=complete_name,
        help="A client, or a project as client/project; may be left out inside its folder.",
        show_default=False,
    ),
]
ScopeArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="CLIENT[/PROJECT]",
        autocompletion=complete_name,
        help="Only these; all where nothing is named and you stand in no client's folder.",
        show_default=False,
    ),
]
"""What a list is limited to."""

SinceOption = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only from this day on.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Only up to this day.")]
SortOption = Annotated[
    str | None,
    typer.Option(
        "--sort", metavar="FIELD", help="Order by a field of --json; -FIELD puts the largest or latest first."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object for scripts.")]
HowOption = Annotated[
    str | None,
    typer.Option(
        "--how", metavar="|".join(ACCEPTANCE_HOWS), autocompletion=lambda: ACCEPTANCE_HOWS, help="How."
    ),
]
EvidenceOption = Annotated[
    Path | None, typer.Option("--evidence", metavar="FILE", help="The reply or a scan; a copy is kept.")
]
InSpiteOption = Annotated[
    bool, typer.Option("--force", help="Whatever speaks against it; that is recorded too.")
]
OnOption = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="DATE", help="The day it is about: 2026-11-16, yesterday, -2d. Today if not given."
    ),
]

LanguageOption = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="|".join(LANGUAGES),
        autocompletion=lambda: [*LANGUAGES],
        help="The client's language if not given.",
    ),
]
ZoneOption = Annotated[
    str | None,
    typer.Option(
        "--zone",
        metavar="ZONE",
        help="Whose clock the file's times are of, where it does not say: UTC, +07:00.",
    ),
]
OutputOption = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write there instead; '-' prints the document."),
]
WeekOption = Annotated[
    str | None,
    typer.Option("--week", metavar="WEEK", help="A week: 2026-W47, 47, last, -1; this one if not given."),
]
MonthOption = Annotated[
    str | None,
    typer.Option("--month", metavar="MONTH", help="A month such as 2026-11; the current one if not given."),
]
EditOption = Annotated[
    bool, typer.Option("--edit", help="Open it in your editor: your words stay when notes change.")
]

WhyOption = Annotated[
    str | None, typer.Option("--note", metavar="TEXT", help="Why, in a sentence that the client reads.")
]
ReasonOption = Annotated[
    str,
    typer.Option(
        "--reason", metavar="CODE", autocompletion=lambda: END_REASONS, help=f"{', '.join(END_REASONS)}."
    ),
]
NoteWordsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="[PROJECT] TEXT",
        autocompletion=complete_project,
        help="The project, which may be left out inside its folder, and the note in quotes.",
    ),
]
DoneWordsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="[PROJECT] TEXT|ID... [HOURS]",
        autocompletion=complete_done,
        help="The project, which may be left out inside its folder, and the note in quotes; or ids.",
    ),
]
NoteIdArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID", autocompletion=complete_ids(*NOTE_KINDS), help="The note's id; its beginning will do."
    ),
]
OpenIdArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        autocompletion=complete_ids("ask", "blocked", "risk"),
        help="Id of the ask, the block or the risk; its beginning will do.",
    ),
]
PlanIdsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="ID...",
        autocompletion=complete_ids("next"),
        help="The step's id; its beginning will do. Several may stand.",
    ),
]
PlanIdArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        autocompletion=complete_ids("next"),
        help="The planned step's id; its beginning will do.",
    ),
]
ItemOption = Annotated[
    str | None,
    typer.Option(
        "--for", metavar="ID", autocompletion=complete_item, help="Deliverable or milestone it belongs to."
    ),
]
DueOption = Annotated[
    str | None, typer.Option("--due", metavar="DATE", help="By when: 2026-11-27, fri, +3d.")
]
HoursOption = Annotated[str | None, typer.Option(metavar="HOURS", help="Hours it took: 3, 1.5 or 1:30.")]
UnblocksOption = Annotated[str | None, typer.Option(metavar="TEXT", help="What would unblock it.")]
OwnerOption = Annotated[
    str | None,
    typer.Option(metavar="us|client", autocompletion=lambda: PARTIES, help="Who can unblock it."),
]
EffectOption = Annotated[str | None, typer.Option(metavar="TEXT", help="What happens when it comes later.")]
OptionsOption = Annotated[str | None, typer.Option(metavar="A|B", help="What can be chosen.")]
RecommendOption = Annotated[str | None, typer.Option(metavar="A", help="What you would choose.")]
DefaultOption = Annotated[str | None, typer.Option(metavar="TEXT", help="What happens without an answer.")]
LikelihoodOption = Annotated[
    str | None, typer.Option(metavar="low|medium|high", autocompletion=lambda: LEVELS, help="How likely.")
]
ImpactOption = Annotated[
    str | None, typer.Option(metavar="low|medium|high", autocompletion=lambda: LEVELS, help="How bad.")
]
PreventionOption = Annotated[
    str | None, typer.Option(metavar="TEXT", help="What is done differently from now on.")
]
AnswerOption = Annotated[str | None, typer.Option(metavar="TEXT", help="What is done about it.")]
PlanOption = Annotated[
    str | None,
    typer.Option(
        "--plan",
        metavar="ID",
        autocompletion=complete_ids("next"),
        help="The planned step that it carries out; its id's beginning.",
    ),
]
