"""`clientkit scope accept`: freezing what the client agreed to."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.completion import complete_contact
from clientkit.kernel.screen.options import (
    EvidenceOption,
    HowOption,
    InSpiteOption,
    JsonOption,
    OnOption,
    ProjectArgument,
)
from clientkit.kernel.screen.output import is_interactive, say
from clientkit.kernel.screen.person import only_a_person
from clientkit.kernel.screen.session import open_session
from clientkit.kernel.screen.surroundings import typed_path

if TYPE_CHECKING:
    from clientkit.agreements.actions import Acceptor
    from clientkit.documents.kinds import Composed
    from clientkit.documents.request import DocumentRequest
    from clientkit.kernel.model.values.references import ProjectRef
    from clientkit.kernel.screen.session import Session


@only_a_person("accept an agreement", instead="Look whether it is sound: clientkit scope check")
def accept(
    ctx: typer.Context,
    project: ProjectArgument = None,
    reply: Annotated[
        Path | None,
        typer.Argument(
            metavar="REPLY.eml|-",
            help="The client's reply, or - for stdin: who, when and how are read from it, and it is kept.",
            show_default=False,
        ),
    ] = None,
    name: Annotated[str, typer.Option(help="Who accepted it.")] = "",
    contact: Annotated[
        str | None,
        typer.Option(
            "--contact",
            metavar="ID",
            autocompletion=complete_contact,
            help="Who accepted it: a contact's id.",
        ),
    ] = None,
    on: OnOption = None,
    how: HowOption = "mail",
    evidence: EvidenceOption = None,
    force: InSpiteOption = False,
    as_json: JsonOption = False,
) -> None:
    """Freeze the agreement as the client accepted it: text, data, dates and evidence, each with its hash.

    \b
    clientkit scope accept kopi/toko --name "Rina Wijaya" --on 2026-11-18 --how mail --evidence reply.eml
    clientkit scope accept kopi/toko accepted.eml

    A reply is taken where it says the sentence that the mail of the agreement printed, and nothing else, and
    comes from who signs; 'clientkit mail read' takes it too. Any other yes is for you to record, with --name
    and --evidence. Nothing of clientkit ever writes there again; 'clientkit check' proves it.
    """
    from clientkit.agreements.actions import Acceptor, accept_scope, acceptance_how
    from clientkit.agreements.evidence import kept_evidence
    from clientkit.documents.cli.document import document_request

    session = open_session(ctx)
    if project is not None and reply is None and (project == "-" or project.endswith(".eml")):
        reply, project = Path(project), None
    composed = _to_freeze(session, document_request(session, "scope", project, None), force=force)
    if reply is not None:
        said = bool(name or on or evidence or contact)
        acceptor, composed = _from_reply(session, composed, reply, said=said)
    else:
        who = _named(session, composed.request.client, contact) if contact else name
        kept = kept_evidence(evidence)
        acceptor = Acceptor(who, session.day(on) or session.today, acceptance_how(how), kept, forced=force)
    if not force:
        acceptor = _undoubted(session, composed.request.ref, acceptor)
    agreed = accept_scope(session.workspace, session.stamp(), session.settings, composed, acceptor)
    session.show(agreed, as_json=as_json)


def _named(session: "Session", client: str, contact: str) -> str:
    """The name of a contact."""
    from clientkit.clients.contacts import require_contact
    from clientkit.kernel.store.toml.client_file import read_client

    require_contact(session.workspace, client, contact)
    contacts = read_client(session.workspace, client).value.contacts
    return next(one.name for one in contacts if one.id == contact)


def _from_reply(
    session: "Session", composed: "Composed", reply: Path, *, said: bool
) -> "tuple[Acceptor, Composed]":
    """Who accepted what and when, as the reply says it; what was understood is told."""
    from clientkit.agreements.evidence import REPLY, kept_evidence
    from clientkit.kernel.store.agreement_files import EVIDENCE_LIMIT
    from clientkit.questions.signing_key import survey_key

    if said:
        raise UsageError(
            "The reply says who accepted and when.",
            "Leave out --name, --contact, --on and --evidence, or the reply.",
        )
    key = survey_key(session.workspace, os.environ)
    piped = str(reply) == "-"
    kept = {REPLY: sys.stdin.buffer.read(EVIDENCE_LIMIT)} if piped else kept_evidence(typed_path(reply))
    read: tuple[Acceptor, Composed] = session.hook("read_acceptance")(
        session.workspace, session.settings, session.today, composed, kept, key
    )
    say(one_line(f"{read[0].name} accepted it by mail on {read[0].on}."), error=True)
    return read


def _undoubted(session: "Session", name: "ProjectRef", acceptor: "Acceptor") -> "Acceptor":
    """The acceptance that nothing speaks against, or that a person wants all the same.

    Raises:
        RefusedError: the offer had ended, or the evidence says something else, and nobody wants it so.
    """
    from dataclasses import replace

    from clientkit.agreements.actions import ended_offer, evidence_doubts

    evidence = evidence_doubts(session.workspace, session.settings, name, acceptor)
    doubts = [f"The evidence does not fit: {doubt}." for doubt in evidence]
    doubts += ended_offer(session.workspace, name, acceptor)
    for doubt in doubts:
        say(one_line(f"  {doubt}"), error=True)
    if not doubts or (is_interactive() and typer.confirm("Freeze it all the same?", default=False, err=True)):
        return replace(acceptor, forced=bool(doubts))
    if not evidence:
        raise RefusedError(
            "The offer had ended when it was accepted; nothing was frozen.",
            f"Hold to it, and record that with --force; or offer it anew: clientkit scope render {name}",
        )
    raise RefusedError(
        "The evidence shows something else than is to be recorded; nothing was frozen.",
        "Give the mail that accepts it, correct --on or --name, or record that it was forced with --force.",
    )


def _to_freeze(session: "Session", request: "DocumentRequest", *, force: bool) -> "Composed":
    """The agreement to freeze.

    Raises:
        RefusedError: the check finds errors, and nobody forces it.
    """
    from clientkit.agreements.lint.check import check_scope
    from clientkit.documents.compose import compose

    errors = () if force else check_scope(session.workspace, session.settings, request.ref).errors
    if errors:
        for error in errors:
            say(one_line(f"  {error.advice}"), error=True)
        count = "an error" if len(errors) == 1 else f"{len(errors)} errors"
        raise RefusedError(
            f"The agreement has {count}; nothing was frozen.",
            f"Look: clientkit scope check {request.ref}; or record that it was forced with --force.",
        )
    return compose(session.workspace, session.settings, request, session.today)
