"""`clientkit change approve`, `decline`, `withdraw` and `absorb`: how a change ends."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.changes.cli.assess import ChangeArgument
from clientkit.kernel.screen.completion import complete_contact
from clientkit.kernel.screen.options import EvidenceOption, HowOption, InSpiteOption, JsonOption, OnOption
from clientkit.kernel.screen.person import only_a_person
from clientkit.kernel.screen.session import open_session

if TYPE_CHECKING:
    from clientkit.kernel.model.records.change import ChangeOutcome

EndNoteOption = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, in a sentence.")]


@only_a_person("approve a change", instead="See what it would make: clientkit change show")
def approve(
    ctx: typer.Context,
    change: ChangeArgument,
    contact: Annotated[
        str | None,
        typer.Option(metavar="ID", autocompletion=complete_contact, help="Who said yes: approver or signer."),
    ] = None,
    on: OnOption = None,
    how: HowOption = "mail",
    evidence: EvidenceOption = None,
    force: InSpiteOption = False,
    as_json: JsonOption = False,
) -> None:
    """Record the client's yes: the next version of the agreement is made at once, with the change in it.

    \b
    clientkit change approve toko/CO-1 --contact rina
    clientkit change approve toko/CO-1 --contact rina --evidence reply.eml

    Its price becomes a deliverable and a payment, earlier payments keep their amounts, the milestone moves.
    The version is kept with the change as the client read it and the reply; then project.toml says the same.
    It is refused while project.toml says something else than what was agreed last. A command that was cut
    off is finished by the same command. An approved change is never edited: a reversal is a new change.
    """
    from clientkit.agreements.actions import acceptance_how
    from clientkit.agreements.evidence import kept_evidence
    from clientkit.changes.approval import Approval, approve_change
    from clientkit.changes.found import find_change

    session = open_session(ctx)
    found = find_change(session.workspace, change, session.here)
    day = session.stamp_on(on, "an approval").day
    kept = kept_evidence(evidence)
    approval = Approval(contact, day, acceptance_how(how), kept, forced=force) if contact else None
    done = approve_change(session.workspace, session.stamp(), session.settings, found, approval)
    session.show(done, as_json=as_json)


def _ending(outcome: "ChangeOutcome", help_text: str) -> Callable[..., None]:
    """The command that ends a change in one way."""

    def end(
        ctx: typer.Context,
        change: ChangeArgument,
        note: EndNoteOption,
        on: OnOption = None,
        as_json: JsonOption = False,
    ) -> None:
        from clientkit.changes.actions import end_change
        from clientkit.changes.found import find_change

        session = open_session(ctx)
        found = find_change(session.workspace, change, session.here)
        stamp = session.stamp_on(on, "the end of a change")
        session.show(end_change(session.workspace, stamp, found, outcome, note), as_json=as_json)

    end.__doc__ = help_text
    return end


decline = _ending(
    "declined",
    """Record that a change will not be done: they said no to the offer, or we do not do it.

    \b
    clientkit change decline toko/CO-1 --note "Anggaran tahun ini sudah habis"
    """,
)
withdraw = _ending(
    "withdrawn",
    """Record that they took the request back.

    \b
    clientkit change withdraw toko/CO-1 --note "Rina: belum perlu tahun ini"
    """,
)
absorb = _ending(
    "absorbed",
    """Do a change for free, knowingly: its price is added to what was given.

    \b
    clientkit change absorb toko/CO-1 --note "Kami ikut lupa menanyakannya"
    """,
)
