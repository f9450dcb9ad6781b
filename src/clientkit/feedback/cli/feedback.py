"""`clientkit feedback`: what clients say."""

from typing import Annotated, Any

import typer

from clientkit.feedback.cli import options
from clientkit.feedback.cli.add import add, scale_of_workspace
from clientkit.feedback.cli.follow_up import follow, loop, quotes, show_what_next
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import (
    JsonOption,
    OnOption,
    OutputOption,
    SinceOption,
    SortOption,
    SubjectArgument,
    UntilOption,
    ZoneOption,
)
from clientkit.kernel.screen.person import only_a_person
from clientkit.kernel.screen.positional_arguments import key_values, name_and_file
from clientkit.kernel.screen.row_order import in_order
from clientkit.kernel.screen.session import open_session

app = group("What clients say: scores and words, one record for each answer.")


app.command("add")(add)


@app.command("list")
def list_(
    ctx: typer.Context,
    subject: SubjectArgument = None,
    since: SinceOption = None,
    until: UntilOption = None,
    tag: Annotated[
        list[str] | None,
        typer.Option("--tag", metavar="WORD", help="Only with this tag; several times: with all of them."),
    ] = None,
    sort: SortOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what was said: by all clients, by one, or about one project.

    \b
    clientkit feedback list kopi --since 2026-01-01
    clientkit feedback list --tag support
    """
    from clientkit.feedback.actions import list_feedback, parse_tags

    session = open_session(ctx)
    name = session.scope(subject)
    span = session.span(since, until)
    rows = list_feedback(session.workspace, name, span, parse_tags(tag or ()))
    session.show(in_order(rows, sort), as_json=as_json)


@app.command("show")
def show(ctx: typer.Context, beginning: options.IdArgument, as_json: JsonOption = False) -> None:
    """Show all of one answer, and what it said before it was corrected.

    \b
    clientkit feedback show 7k2
    """
    from clientkit.feedback.answer import show_answer

    session = open_session(ctx)
    session.show(show_answer(session.workspace, beginning), as_json=as_json)


KEYS = ("csat", "nps", "ces", "comment", "contact", "on", "tag", "quotable", "trigger")
FIELDS = {"on": "day", "tag": "tags", "trigger": "occasion"}
"""Keys, as they are typed, whose names are not those of the fields that they fill."""


@app.command("set")
def set_(
    ctx: typer.Context,
    beginning: options.IdArgument,
    pairs: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY=VALUE...",
            autocompletion=lambda incomplete: [f"{key}=" for key in KEYS if key.startswith(incomplete)],
            help=f"{', '.join(KEYS)}; an empty value takes one away.",
        ),
    ],
    as_json: JsonOption = False,
) -> None:
    """Correct an answer: a new record takes its place, the first one stays in the journal.

    \b
    clientkit feedback set 7k2 csat=4 tag=launch,support
    clientkit feedback set 7k2 contact= quotable=no
    """
    from clientkit.feedback.answer import edit_feedback

    session = open_session(ctx)
    typed = key_values(pairs, KEYS)
    given: dict[str, Any] = {FIELDS.get(key, key): value for key, value in typed.items()}
    given |= scale_of_workspace(session, typed.get("csat"))
    given |= {"day": session.day(typed["on"])} if typed.get("on") else {}
    given |= {"tags": typed["tag"].split(",")} if "tag" in typed else {}
    given |= {"quotable": typed["quotable"].lower() in {"yes", "true", "ya"}} if "quotable" in typed else {}
    corrected = edit_feedback(session.workspace, session.stamp(), beginning, given)
    session.show(corrected, as_json=as_json)
    if not as_json and corrected.record.calls_for != corrected.before.calls_for:
        show_what_next(session, corrected.record)


@app.command("export")
@only_a_person("export a client's data", instead="Read it: clientkit feedback list --json")
def export(
    ctx: typer.Context,
    subject: SubjectArgument = None,
    since: SinceOption = None,
    until: UntilOption = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="csv|json",
            autocompletion=lambda: ["csv", "json"],
            help="A table for spreadsheets, or what 'list --json' prints.",
        ),
    ] = "csv",
    delimiter: Annotated[
        str, typer.Option("--delimiter", metavar=",|;|tab", help="What stands between the columns.")
    ] = ",",
    output: OutputOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write what was said as a table, with corrections applied, for a spreadsheet or another program.

    Texts that a spreadsheet would take for a formula get a ' in front; 'feedback import' takes it off. A file
    begins with a byte order mark, by which Excel knows its letters; what is piped on has none.

    \b
    clientkit feedback export kopi --since 2026-01-01 -o kopi.csv
    clientkit feedback export kopi --delimiter ";" -o kopi.csv
    """
    from clientkit.feedback.actions import list_feedback
    from clientkit.feedback.csv_export import delimiter_of, format_of
    from clientkit.feedback.show.csv import show_export

    session = open_session(ctx)
    name = session.scope(subject)
    span = session.span(since, until)
    how = format_of("json" if as_json and output is None else form), delimiter_of(delimiter)
    show_export(session, list_feedback(session.workspace, name, span), *how, output, as_json=as_json)


@app.command("import")
def import_(
    ctx: typer.Context,
    words: options.FileWords,
    kind: options.KindOption,
    scale: options.ScaleOption = None,
    columns: options.MapOption = None,
    on: OnOption = None,
    date_order: options.DateOrderOption = None,
    zone: ZoneOption = None,
    value: options.ValueOption = None,
    survey: options.SurveyNameOption = None,
    part: Annotated[
        bool, typer.Option("--part", help="The file holds only a part: what it lacks is not gone.")
    ] = False,
    yes: Annotated[
        bool,
        typer.Option("--yes", help="Take what changed, came later or is gone, and ask nothing."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be added; write nothing.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Take over the answers that a survey tool exported as CSV: what is new, changed and gone, or nothing.

    \b
    clientkit feedback import kopi answers.csv --kind nps --dry-run
    clientkit feedback import kopi answers.csv --kind csat --map score=Q1 --map comment="Why?"
    clientkit feedback import everybody.csv --kind nps

    Without a client, each answer goes to the one whose contact has its sender's address. Answers that stand
    here and are otherwise in the file, or no more, are shown and asked about.
    """
    from clientkit.feedback.csv_import.actions import kind_of, plan_feedback, take_feedback
    from clientkit.feedback.csv_import.columns import parse_maps, parse_values
    from clientkit.feedback.csv_import.rows import ImportOptions
    from clientkit.kernel.screen.imports import file_or_pipe, require_agreement
    from clientkit.kernel.store.csv_files.dates import InstantFormat, zone_of

    session = open_session(ctx)
    subject, file = name_and_file(words)
    named = subject or session.here.client
    whose, about = session.subject(subject) if named else (None, None)
    chosen = kind_of(kind, scale, session.settings.feedback.csat_scale)
    maps, day = parse_maps(columns or ()), session.day(on)
    reading = InstantFormat(
        date_order or "", session.zone, zone_of(zone) if zone else None, said=zone is not None
    )
    wanted = ImportOptions(whose, about, *chosen, maps, day, reading, parse_values(value or ()), survey)
    with file_or_pipe(file) as path:
        plan = plan_feedback(session.workspace, session.stamp(), wanted, path, part=part)
    imported = plan.found
    if not dry_run:
        require_agreement(imported.changes, IMPORT_HINT, yes=yes)
        imported = take_feedback(session.workspace, plan)
    session.show(imported, as_json=as_json)


IMPORT_HINT = (
    "Take all of it: --yes. If it is another survey, whose ids begin anew: --survey-name NAME. "
    "Look first: --dry-run. If the file holds only a part: --part"
)


app.command("follow")(follow)
app.command("loop")(loop)
app.command("quotes")(quotes)
