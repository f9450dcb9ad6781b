"""`clientkit report`: the reports of a project."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.documents.cli.options import FormatOption
from clientkit.errors import ExitCode
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import (
    EditOption,
    JsonOption,
    LanguageOption,
    MonthOption,
    OutputOption,
    ProjectArgument,
    SinceOption,
    SortOption,
    UntilOption,
    WeekOption,
)
from clientkit.kernel.screen.row_order import in_order
from clientkit.kernel.screen.session import open_session
from clientkit.reports.cli.history import series
from clientkit.reports.cli.status import status

if TYPE_CHECKING:
    from clientkit.documents.request import DocumentRequest
    from clientkit.kernel.screen.session import Session

FullOption = Annotated[
    bool, typer.Option("--full", help="All of it: every milestone, risk, promise, and the hours.")
]

app = group("Reports: of a week (what was done, what is next, what is needed), of a month, and of the end.")


@app.command("week")
def week_(
    ctx: typer.Context,
    project: ProjectArgument = None,
    week: WeekOption = None,
    form: FormatOption = "md",
    language: LanguageOption = None,
    output: OutputOption = None,
    edit: EditOption = False,
    full: FullOption = False,
    as_json: JsonOption = False,
) -> None:
    """Write a week's report into the project's documents/ and print its path.

    \b
    clientkit report week kopi/toko
    clientkit report week kopi/toko --edit
    clientkit report week kopi/toko --week 2026-W46 --format html
    clientkit report week kopi/toko --full

    One page: what is asked of the client, what was done, what is next, dates and money; so many rows
    as it holds. With --full all milestones, risks, promises and hours follow, in a file of its own.
    It is made from the notes of the week: clientkit done, next, blocked, ask, risk; words of your
    own in it stay. What was sent stays as it is, and the next edition gets a file of its own. What
    'clientkit report check' finds is told on stderr, and what linked repositories know that no note tells.
    """
    from clientkit.documents.cli.document import document_request
    from clientkit.reports.cli.editor import render_or_edit

    session = open_session(ctx)
    request = replace(document_request(session, "report", project, language, week), full=full)
    render_or_edit(session, request, form, output, edit=edit, as_json=as_json)
    _propose(session, request)


@app.command("show")
def show(
    ctx: typer.Context,
    project: ProjectArgument = None,
    week: WeekOption = None,
    month: MonthOption = None,
    closing: Annotated[bool, typer.Option("--closing", help="The closing report.")] = False,
    language: LanguageOption = None,
    full: FullOption = False,
    as_json: JsonOption = False,
) -> None:
    """Show a week's report in the terminal; or that of a month, or the closing one.

    \b
    clientkit report show kopi/toko --week 2026-W46
    clientkit report show kopi/toko --month 2026-10
    clientkit report show kopi/toko --closing
    """
    from clientkit.documents.cli.document import document_request, show_on_screen

    session = open_session(ctx)
    document = _report_kind(week, month, closing=closing)
    request = replace(document_request(session, document, project, language, week, month=month), full=full)
    show_on_screen(session, request, as_json=as_json)


@app.command("check")
def check(
    ctx: typer.Context, project: ProjectArgument = None, week: WeekOption = None, as_json: JsonOption = False
) -> None:
    """Look for what leaves a client with a question: no outcome, no date, words of programmers, old plans.

    \b
    clientkit report check kopi/toko
    clientkit report check kopi/toko --week 2026-W46

    Exit code 1 when something was found. Each finding says what to type.
    """
    from clientkit.documents.cli.document import document_request
    from clientkit.reports.weekly.lint import check_report

    session = open_session(ctx)
    request = document_request(session, "report", project, None, week)
    checked = check_report(session.workspace, session.settings, request, session.today)
    session.show(checked, as_json=as_json)
    if checked.findings:
        raise typer.Exit(ExitCode.FOUND)


@app.command("list")
def list_(
    ctx: typer.Context,
    project: ProjectArgument = None,
    since: SinceOption = None,
    until: UntilOption = None,
    sort: SortOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the weeks of a project: its status, notes, report and whether that was sent; then other reports.

    \b
    clientkit report list kopi/toko
    clientkit report list kopi/toko --since 2026-11-01

    A report that was made again after it was sent has a line for each edition.
    """
    from clientkit.reports.queries import list_reports

    session = open_session(ctx)
    name = session.project(project)
    span = session.span(since, until)
    rows = list_reports(session.workspace, session.settings, name, session.today, span)
    session.show(in_order(rows, sort), as_json=as_json, within=bool(since or until))


app.command("status")(status)


@app.command("month")
def month(
    ctx: typer.Context,
    project: ProjectArgument = None,
    of: MonthOption = None,
    form: FormatOption = "md",
    language: LanguageOption = None,
    output: OutputOption = None,
    edit: EditOption = False,
    as_json: JsonOption = False,
) -> None:
    """Write a month's report into the project's documents/ and print its path.

    \b
    clientkit report month kopi/toko
    clientkit report month kopi/toko --edit
    clientkit report month kopi/toko --month 2026-10 --format pdf

    It is made from the same notes as the weekly reports: what was finished for each deliverable, dates,
    decisions, hours week by week, money, and what the client said. Words of your own in it stay; what was
    sent stays as it is, and the next edition gets a file of its own.
    """
    from clientkit.documents.cli.document import document_request
    from clientkit.reports.cli.editor import render_or_edit

    session = open_session(ctx)
    request = document_request(session, "month", project, language, month=of)
    render_or_edit(session, request, form, output, edit=edit, as_json=as_json)


@app.command("close")
def close(
    ctx: typer.Context,
    project: ProjectArgument = None,
    form: FormatOption = "md",
    language: LanguageOption = None,
    output: OutputOption = None,
    edit: EditOption = False,
    as_json: JsonOption = False,
) -> None:
    """Write a project's closing report: what was agreed beside what was delivered.

    \b
    clientkit report close kopi/toko
    clientkit report close kopi/toko --edit
    clientkit report close kopi/toko --format pdf -o toko.pdf

    It is measured by the version that was agreed last: each acceptance criterion ('clientkit scope met'),
    dates, money, changes, what the client said, and what was learned ('clientkit lesson'). Words of
    your own in it stay; what was sent stays as it is, and the next edition gets a file of its own.
    """
    from clientkit.documents.cli.document import document_request
    from clientkit.reports.cli.editor import render_or_edit

    session = open_session(ctx)
    request = document_request(session, "closing", project, language)
    render_or_edit(session, request, form, output, edit=edit, as_json=as_json)


app.command("series")(series)


def _report_kind(week: str | None, month: str | None, *, closing: bool) -> str:
    """The report that the options name.

    Raises:
        UsageError: they name several.
    """
    if sum((bool(week), bool(month), closing)) > 1:
        from clientkit.errors import UsageError

        raise UsageError("One report at a time is shown.", "Give --week, --month or --closing.")
    return "closing" if closing else "month" if month else "report"


def _propose(session: "Session", request: "DocumentRequest") -> None:
    """Tell what git has of the week that the notes have not."""
    from clientkit.kernel.model.values.week import IsoWeek
    from clientkit.progress.git_outcomes.proposals import proposals
    from clientkit.progress.show.git_outcomes import mention_proposals

    week = request.week or IsoWeek.of(session.today)
    mention_proposals(proposals(session.workspace, session.settings, request.ref, week))
