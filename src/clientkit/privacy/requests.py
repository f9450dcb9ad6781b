"""What a contact asks of their data, its answer, and a breach: taken down with the law's clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from clientkit.clients.contacts import require_contact
from clientkit.clients.residence import is_indonesian
from clientkit.correspondence.data_requests import LegalTime, clock_of
from clientkit.errors import ClientkitError, RefusedError, UsageError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.feedback import Consented
from clientkit.kernel.model.records.privacy import WANTS, Breach, Law, PrivacyAnswered, PrivacyAsked
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.store.journal.record_ids import one_record, origin_of
from clientkit.kernel.store.journal.record_input import known_word, made_record, typed_text
from clientkit.kernel.store.save import append_planned, append_record
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace

STOPPED = ("surveys", "testimonial", "referral", "case-study", "promotion")
"""What a contact who says stop is not asked for any more."""

INDONESIAN_ZONES = frozenset({"Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"})


@dataclass(frozen=True)
class Taken:
    """A request or a breach as it was recorded, with its clock."""

    record: PrivacyAsked | Breach
    clock: LegalTime
    stopped: tuple[Consented, ...] = field(default=())


class Answered(NamedTuple):
    """A request that was answered, and the record that says so."""

    record: PrivacyAnswered
    asked: PrivacyAsked


def law_for(workspace: Workspace, settings: Settings, client: str) -> Law:
    """The law whose clock is the shorter: Indonesia's, where you, the client or an agreement are there."""
    place = settings.calendar.country == "ID" or settings.defaults.timezone in INDONESIAN_ZONES
    if place or is_indonesian(read_client(workspace, client).value):
        return "pdp"
    for project in workspace.projects(client):
        try:
            law = read_project(workspace, client, project).value.agreement.governing_law
        except ClientkitError as error:
            workspace.notices.add(f"passed over {error.message}")
            continue
        if "indonesia" in law.casefold():
            return "pdp"
    return "gdpr"


def ask(
    workspace: Workspace,
    settings: Settings,
    stamps: Callable[[], Stamp],
    client: str,
    said: dict[str, Any],
) -> Taken:
    """Record what a contact asks of their data; who says stop is not asked for anything from now on.

    `stamps` makes the stamp of each record, all of the day on which it came.

    Raises:
        UsageError: no contact, or none of the four that can be asked.
        NotFoundError: the client has no such contact.
    """
    if not said["contact"] or not said["wants"]:
        raise UsageError(
            "Who wants what? --contact and --wants are needed.",
            f"For instance: clientkit client request {client} --contact rina --wants access",
        )
    require_contact(workspace, client, said["contact"])
    values = {
        "contact": said["contact"],
        "wants": known_word(said["wants"], WANTS, "request about data"),
        "note": typed_text(said["note"], "The note") if said["note"] else None,
        "law": law_for(workspace, settings, client),
    }
    asked = made_record(PrivacyAsked, stamps(), Subject(client), values)
    stopped: list[Entry] = []
    if asked.wants == "stop":
        given = {"contact": asked.contact, "given": False, "evidence": f"request {asked.id}"}
        stopped = [
            made_record(Consented, stamps(), Subject(client), {**given, "purpose": one}) for one in STOPPED
        ]
    append_planned(workspace, client, lambda: [asked, *stopped])
    return Taken(asked, clock_of(asked, ZoneInfo(settings.defaults.timezone)), tuple(stopped))  # type: ignore[arg-type] # made above


def answer_request(workspace: Workspace, stamp: Stamp, beginning: str, note: str | None) -> Answered:
    """Record that what a contact asked of their data was done.

    Raises:
        NotFoundError: no request's id begins so.
        RefusedError: it was answered before.
    """
    asked, records = one_record(workspace, beginning, ("privacy_request",), "answered")
    names = {asked.id, asked.replaces}
    before = next((one for one in records if isinstance(one, PrivacyAnswered) and one.ref in names), None)
    if before:
        raise RefusedError(
            f"{asked.id} was answered on {before.day} already.",
            f"If it was not: clientkit undo {before.id}",
        )
    values = {"ref": origin_of(asked), "note": typed_text(note, "The note") if note else None}
    record = made_record(PrivacyAnswered, stamp, Subject(asked.client), values)
    append_record(workspace, record)
    return Answered(record, asked)


def record_breach(
    workspace: Workspace, settings: Settings, stamp: Stamp, client: str, said: dict[str, Any]
) -> Taken:
    """Record that somebody got hold of data of a client; it concerns all contacts where none are named.

    Raises:
        UsageError: something that the letter must say is missing, or nobody is concerned.
        NotFoundError: the client has no such contact.
    """
    concerns = said["concerns"] or tuple(one.id for one in read_client(workspace, client).value.contacts)
    for one in concerns:
        require_contact(workspace, client, one)
    if not concerns:
        raise UsageError(
            f"{client} has no contact who could be told.", f"Add one: clientkit client edit {client}"
        )
    if said["since"] > stamp.day:
        raise UsageError(
            f"The data were open since {said['since']}, after they were noticed on {stamp.day}.",
            "Say when it began with --since, and when you noticed it with --on.",
        )
    texts = {name: typed_text(said[name], what) for name, what in BREACH_TEXTS.items()}
    values = {**texts, "since": said["since"], "concerns": concerns}
    values["law"] = law_for(workspace, settings, client)
    breach = made_record(Breach, stamp, Subject(client), values)
    append_record(workspace, breach)
    return Taken(breach, clock_of(breach, ZoneInfo(settings.defaults.timezone)))


BREACH_TEXTS = {"text": "What happened", "exposed": "--data", "remedy": "--did", "advice": "--advice"}
"""What is said of a breach in words, as an error names it."""
