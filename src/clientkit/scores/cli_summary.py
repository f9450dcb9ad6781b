"""`clientkit score render`: a summary to keep, or to send to a client."""

from typing import Annotated

import typer

from clientkit.kernel.screen.options import ClientOption, LanguageOption, OutputOption


def render(
    ctx: typer.Context,
    client: ClientOption = None,
    audience: Annotated[
        str | None,
        typer.Option(
            "--for",
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
            metavar="md|html|svg",
            autocompletion=lambda: ["md", "html", "svg"],
            help="Markdown, a page with the picture, or the picture alone.",
        ),
    ] = "md",
    output: OutputOption = None,
) -> None:
    """Write a summary of scores: for yourself, or for a client about their own answers.

    It is kept as score-DATE.md in documents/ of the client, or of the workspace over all clients. Comments
    are quoted only where their author allows it.

    \b
    clientkit score render
    clientkit score render --client kopi --for client --format html
    clientkit score render --since 2026-01-01 --format svg -o scores.svg
    """
    from clientkit.documents.cli.document import language_of, write_output
    from clientkit.kernel.model.values.date_span import span_of
    from clientkit.kernel.screen.session import open_session
    from clientkit.kernel.store.lookup import find_client
    from clientkit.scores.groups import Wanted
    from clientkit.scores.summary import (
        WantedSummary,
        audience_of,
        format_of,
        summarise,
        summary_bytes,
        write_summary,
    )

    session = open_session(ctx)
    named = (
        find_client(session.workspace, client, session.here) if client is not None else session.here.client
    )
    span = span_of(session.day(since), session.day(until))
    counting = Wanted(named, None, span, None, session.today, None, session.zone)
    chosen, whom = format_of(form), audience_of(audience, named)
    wanted = WantedSummary(counting, whom, language_of(language) if language else None)
    summary = summarise(session.workspace, session.settings, wanted, session.today)
    data = summary_bytes(summary, chosen)
    write_output(
        output,
        lambda: data,
        lambda: write_summary(session.workspace, wanted, session.today, chosen, data),
    )
