"""`clientkit trust`: what a workspace may do on this machine."""

from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.errors import ExitCode, UsageError
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import JsonOption
from clientkit.kernel.screen.output import is_interactive, say
from clientkit.kernel.screen.person import only_a_person
from clientkit.kernel.screen.session import open_session

if TYPE_CHECKING:
    from clientkit.workspace.trust import Trust

app = group("What a workspace may run, send and sign on this machine.")


@app.command("trust")
@only_a_person("say whom to trust", instead="Look: clientkit trust --show", unless="only_show")
def trust(
    ctx: typer.Context,
    only_show: Annotated[
        bool, typer.Option("--show", help="Show what it may and may not; change nothing.")
    ] = False,
    revoke: Annotated[bool, typer.Option("--revoke", help="Trust it with nothing any more.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Trust it with all that it names, and ask nothing.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Trust a workspace that somebody else made, or that names other servers, programs or keys than before.

    \b
    clientkit trust --show
    clientkit trust --yes

    Until then it runs no program, sends no password, signs nothing and makes no commit. Shows what is new
    and asks.
    """
    from clientkit.workspace.trust import revoke_trust, trust_now, trust_workspace

    if only_show and revoke:
        raise UsageError("--show changes nothing, and --revoke does.", "Choose one of them.")
    session = open_session(ctx)
    if revoke:
        revoke_trust(session.workspace)
    now = trust_now(session.workspace)
    if now.new and not (only_show or revoke):
        _ask(now, yes=yes)
        now = trust_workspace(session.workspace, now)
    session.show(now, as_json=as_json)


def _ask(now: "Trust", *, yes: bool) -> None:
    """Have a person look at what is new.

    Raises:
        UsageError: nobody can be asked, and nobody said yes.
        Exit: the answer was no.
    """
    if yes:
        return
    say(one_line(f"New in {now.root}: from now on it would"), error=True)
    for wish in now.new:
        say(one_line(f"  {wish.what}"), error=True)
    if not is_interactive():
        raise UsageError("Nobody can be asked here whether that is right.", "Look at it, then add --yes.")
    if not typer.confirm("Trust it with that?", default=False, err=True):
        say("It is trusted with no more than before.", error=True)
        raise typer.Exit(ExitCode.REFUSED)
