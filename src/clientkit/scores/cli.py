"""`clientkit score`: CSAT, NPS and CES, the response rate, and which clients stay."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientkit.errors import UsageError
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.screen.lazy_commands import WholeSummaries
from clientkit.kernel.screen.options import ClientOption, JsonOption, ProjectOption
from clientkit.scores.cli_summary import render

if TYPE_CHECKING:
    from clientkit.kernel.screen.session import Session


class ScoreGroup(WholeSummaries):
    """`score` with its one command; a client that is typed behind it as elsewhere is told where it goes."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names."""
        if self.get_command(ctx, args[0]) is None:
            option = "--project" if "/" in args[0] else "--client"
            raise UsageError(
                f"'score' takes no name, and has no command {args[0][:80]!r}.",
                f"For one of them: clientkit score {option} {args[0][:80]}",
            )
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=ScoreGroup,
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)

PARTS = ("month", "quarter", "year", "client", "project", "tag", "trigger")
EXPLAINED = (
    *("csat", "nps", "ces", "interval", "difference"),
    *("response-rate", "retention", "churn", "repeat"),
)


@app.callback(invoke_without_command=True)
def score(
    ctx: typer.Context,
    client: ClientOption = None,
    project: ProjectOption = None,
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

    Beside them: how many surveys were answered, and which clients stayed. With 'render', a summary to keep
    or to send.

    \b
    clientkit score
    clientkit score --client kopi --by quarter
    clientkit score --as-of 2026-06-30 --explain nps
    clientkit score --since 2026-01-01 --json
    """
    if ctx.invoked_subcommand is not None:
        if any((client, project, since, until, by, as_of, everyone, explain, as_json)):
            raise UsageError(
                "Options before 'render' would not count.", "Write them after it: clientkit score render ..."
            )
        return
    from clientkit.kernel.model.values.date_span import span_of
    from clientkit.kernel.screen.session import open_session
    from clientkit.scores.groups import Wanted, parse_by
    from clientkit.scores.queries import score as count
    from clientkit.scores.show.score import show_score

    session = open_session(ctx)
    named, about = wanted_subject(session, client, project)
    span = span_of(session.day(since), session.day(until))
    day = session.day(as_of)
    if day is not None and day > session.today:
        raise UsageError(f"{day} lies in the future: nothing is known of it.", "Give a day that is over.")
    wanted = Wanted(named, about, span, parse_by(by), session.today, day, session.zone, everyone)
    found = count(session.workspace, session.settings.feedback, wanted)
    if explain is not None:
        from clientkit.scores.explanation.metrics import explained
        from clientkit.scores.show.explanation import show_explained

        show_explained(explained(found, explain), as_json=as_json)
        return
    show_score(found, as_json=as_json)


def wanted_subject(session: "Session", client: str | None, project: str | None) -> Scope:
    """The client and the project that the options name; both None where neither was given."""
    from clientkit.kernel.store.lookup import find_client, find_project

    named = find_client(session.workspace, client, session.here) if client is not None else None
    if project is None:
        return Scope(named)
    text = f"{named}/{project}" if named and "/" not in project else project
    found = find_project(session.workspace, text, session.here)
    if named is not None and found[0] != named:
        raise UsageError(
            f"{'/'.join(found)} is not a project of {named}.", "Leave out --client, or name its project."
        )
    return Scope(*found)


app.command("render")(render)
