"""`clientkit score`: CSAT, NPS and CES."""

from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.cli.lazy import group
from clientkit.cli.options import ClientOption, JsonOption, ProjectOption
from clientkit.errors import UsageError

if TYPE_CHECKING:
    from clientkit.cli.session import Session

app = group("CSAT, NPS and CES, with what so few answers can tell.")

PARTS = ("month", "quarter", "client", "project")


@app.command("score")
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
    as_json: JsonOption = False,
) -> None:
    """Show satisfaction (CSAT), likelihood to recommend (NPS) and ease (CES), each with its interval.

    \b
    clientkit score
    clientkit score --client kopi --by quarter
    clientkit score --since 2026-01-01 --json
    """
    from clientkit.actions.score import Wanted, parse_by
    from clientkit.actions.score import score as count
    from clientkit.actions.span import span_of
    from clientkit.cli.session import open_session
    from clientkit.cli.show.score import show_score

    session = open_session(ctx)
    named, about = wanted_subject(session, client, project)
    span = span_of(session.day(since), session.day(until))
    wanted = Wanted(named, about, span, parse_by(by))
    show_score(count(session.workspace, session.settings.feedback, wanted), as_json=as_json)


def wanted_subject(
    session: "Session", client: str | None, project: str | None
) -> tuple[str | None, str | None]:
    """The client and the project that the options name; both None where neither was given."""
    from clientkit.store.lookup import find_client, find_project

    named = find_client(session.workspace, client, session.here) if client is not None else None
    if project is None:
        return named, None
    text = f"{named}/{project}" if named and "/" not in project else project
    found = find_project(session.workspace, text, session.here)
    if named is not None and found[0] != named:
        raise UsageError(
            f"{'/'.join(found)} is not a project of {named}.", "Leave out --client, or name its project."
        )
    return found
