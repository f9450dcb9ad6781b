"""`clientkit score`: CSAT, NPS and CES, the response rate, and which clients stay."""

from typing import Annotated

import typer

from clientkit.errors import UsageError
from clientkit.kernel.model.values.rating_scales import METRIC_NAMES
from clientkit.kernel.model.values.references import Scope, Subject
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import (
    ClientArgument,
    JsonOption,
    LanguageOption,
    OutputOption,
    SinceOption,
    SubjectArgument,
    UntilOption,
)
from clientkit.kernel.screen.session import open_session

app = group("CSAT, NPS and CES, the response rate, and which clients stay.", bare="show", takes_names=True)

PARTS = ("month", "quarter", "year", "client", "project", "tag", "trigger")
EXPLAINED = (*METRIC_NAMES, "interval", "difference", "response-rate", "retention", "churn", "repeat")


@app.command("show")
def show_(
    ctx: typer.Context,
    subject: SubjectArgument = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only answers from this day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only answers up to this day.")] = None,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="|".join(PARTS), autocompletion=lambda: PARTS, help="Tell them apart, with what changed."
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The figures as they were at the end of that day."),
    ] = None,
    everyone: Annotated[
        int | None,
        typer.Option(
            "--everyone-asked",
            metavar="N",
            min=1,
            help="There are N people and all were asked: the interval is for these.",
        ),
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="FIGURE",
            autocompletion=lambda: EXPLAINED,
            help=f"The formula with its numbers, and its source: {', '.join(EXPLAINED)}.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show satisfaction (CSAT), likelihood to recommend (NPS) and ease (CES), each with its interval.

    Beside them: how many surveys were answered, and which clients stayed. 'show' may be left out.

    \b
    clientkit score
    clientkit score kopi --by quarter
    clientkit score --as-of 2026-06-30 --explain nps
    clientkit score --since 2026-01-01 --json
    """
    from clientkit.scores.groups import ScoreQuery, parse_by
    from clientkit.scores.queries import score as count

    session = open_session(ctx)
    scope = session.scope(subject)
    span = session.span(since, until)
    day = session.day(as_of)
    if day is not None and day > session.today:
        raise UsageError(f"{day} lies in the future: nothing is known of it.", "Give a day that is over.")
    query = ScoreQuery(scope, span, parse_by(by), session.today, day, session.zone, everyone)
    found = count(session.workspace, session.settings.feedback, query)
    if explain is None:
        session.show(found, as_json=as_json)
        return
    from clientkit.scores.explanation import explain as explanation

    session.show(explanation(found, explain), as_json=as_json)


@app.command("kept")
def kept(
    ctx: typer.Context,
    subject: SubjectArgument = None,
    since: SinceOption = None,
    until: UntilOption = None,
    by: Annotated[
        str | None,
        typer.Option(metavar="client", autocompletion=lambda: ["client"], help="Tell them apart by client."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show which of the terms that clients read were kept: answers, reports, promises, complaints, targets.

    Each is 'kept k of n' with its interval, from the records alone; by client, unequal treatment shows.

    \b
    clientkit score kept
    clientkit score kept kopi --since 2026-01-01
    clientkit score kept --by client
    """
    from clientkit.kernel.model.values.due import as_instant
    from clientkit.scores.kept import kept_terms

    session = open_session(ctx)
    if by not in {None, "client"}:
        raise UsageError(f"Terms are not told apart by {by!r}.", "Known: client")
    scope = session.scope(subject)
    span = session.span(since, until)
    now = as_instant(session.now)
    session.show(kept_terms(session.workspace, scope, span, now, apart=by is not None), as_json=as_json)


@app.command("render")
def render(
    ctx: typer.Context,
    client: ClientArgument = None,
    audience: Annotated[
        str | None,
        typer.Option(
            "--reader",
            metavar="self|client",
            autocompletion=lambda: ["self", "client"],
            help="Whom it is for; a client's holds their own answers alone. Self if not given.",
        ),
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only answers from this day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only answers up to this day.")] = None,
    language: LanguageOption = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="md|html|pdf|eml|svg",
            autocompletion=lambda: ["md", "html", "pdf", "eml", "svg"],
            help="Markdown, a page, PDF, a mail to the client that opens as a draft, or the picture alone.",
        ),
    ] = "md",
    output: OutputOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a summary of scores: for yourself, or for a client about their own answers.

    It is kept as score-DATE.md in documents/ of the client, or of the workspace over all clients. Comments
    are quoted only where their author allows it.

    \b
    clientkit score render
    clientkit score render kopi --reader client --format html
    clientkit score render --since 2026-01-01 --format svg -o scores.svg
    """
    from clientkit.documents.cli.document import language_of, write_paper
    from clientkit.documents.paper import PaperPlace
    from clientkit.scores.groups import ScoreQuery
    from clientkit.scores.picture.svg import score_svg
    from clientkit.scores.summary import SummaryQuery, audience_of, summarise, summary_paper

    session = open_session(ctx)
    workspace, today = session.workspace, session.today
    named = session.client(client) if client is not None else session.here.client
    whom = audience_of(audience, named)
    counting = ScoreQuery(Scope(named), session.span(since, until), None, today, None, session.zone)
    query = SummaryQuery(counting, whom, language_of(language) if language else None)
    summary = summarise(workspace, session.settings, query, today)
    picture = {"svg": lambda: score_svg(summary.data, summary.language).encode()}
    mailed = Subject(named) if named and whom == "client" else None
    place = PaperPlace(workspace.documents_of(named), f"score-{today}", mailed)
    write_paper(session, summary_paper(summary), form, place, output, others=picture, as_json=as_json)
