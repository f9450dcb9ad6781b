"""`clientkit client forget`: a person or a whole client, out of files and of git's history."""

from typing import Annotated

import typer

from clientkit.kernel.screen.completion import complete_contact
from clientkit.kernel.screen.lazy_commands import group
from clientkit.kernel.screen.options import ClientArgument, JsonOption
from clientkit.kernel.screen.person import only_a_person
from clientkit.kernel.screen.session import open_session

AGREE = "See all of it with --dry-run; then: --yes"

client = group("Verbs of the group `client`.")


@client.command("forget")
@only_a_person("forget anybody", instead="The plan: {draft} --dry-run", unless="dry_run")
def forget_(
    ctx: typer.Context,
    client: ClientArgument = None,
    contact: Annotated[
        str | None,
        typer.Option("--contact", metavar="ID", autocompletion=complete_contact, help="Only this person."),
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="Out of git's history too; then prove it.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the plan; change nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Forget a person, or a client with all of theirs, after showing what goes and what stays.

    \b
    clientkit client forget kopi --contact rina --dry-run
    clientkit client forget kopi --contact rina --yes

    Of a person name, addresses, likes and words go; what counts stays under a pseudonym, so no score changes.
    A client's folder goes once its agreements need not be kept any more. Cut off, the same command goes on.
    """
    from clientkit.kernel.screen.imports import require_agreement
    from clientkit.privacy.forget.actions import begin, forget
    from clientkit.privacy.forget.plan import plan_forgetting
    from clientkit.privacy.forget.unfinished import unfinished
    from clientkit.privacy.show.forget import counted_files, say_plan

    session = open_session(ctx)
    workspace, person = session.workspace, contact or ""
    todo = unfinished(workspace, client or session.here.client, person, dry_run=dry_run)
    if todo is None:
        slug = session.client(client)
        work = plan_forgetting(workspace, session.settings, slug, person, session.today, history=history)
        if dry_run:
            session.show(work.plan, as_json=as_json)
            return
        todo = begin(work, session.today, history=history)
        if not yes:
            say_plan(work.plan, error=True)
        require_agreement([counted_files(work.plan)], AGREE, yes=yes, what="forgotten", ask="Forget them?")
    session.show(forget(workspace, todo), as_json=as_json)
