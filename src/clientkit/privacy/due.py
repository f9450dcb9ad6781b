"""What is due of privacy: requests by the law's clock, and those who are to be told of a breach."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from clientkit.correspondence.data_requests import ASKED, clock_of, open_requests, untold
from clientkit.documents.account import ClientAccount
from clientkit.kernel.model.records.privacy import Breach, PrivacyAsked
from clientkit.kernel.model.values.due import Due, due_key

NEAR = timedelta(days=6)
"""Days before its last day from which a request stands under that day; until then among this week's."""

COMMANDS = {
    "access": "clientkit client export {client} --contact {contact} -o {contact}.zip",
    "correction": "clientkit client edit {client}",
    "erasure": "clientkit client forget {client} --contact {contact} --dry-run",
}


def dues_of(account: ClientAccount) -> Iterator[Due]:
    """Requests that wait for us, and breaches of which somebody was not told."""
    zone = ZoneInfo(account.settings.defaults.timezone)
    people = {one.id: one for one in account.who.contacts} if account.who else {}
    for asked in open_requests(account.records, people if account.who else None):
        yield from _of_request(asked, people[asked.contact].name if asked.contact in people else "", zone)
    addresses = {one.id: one.email for one in people.values()}
    for breach in account.records:
        if isinstance(breach, Breach):
            yield from _of_breach(breach, untold(account.records, breach, addresses), addresses, zone)


def _of_request(asked: PrivacyAsked, name: str, zone: ZoneInfo) -> Iterator[Due]:
    """It stands on the agenda from its first day on, also where a month is left."""
    clock = clock_of(asked, zone)
    answer = f"clientkit mail draft privacy-answer {asked.id}"
    due = Due(
        key=due_key("privacy", asked.client, asked.replaces or asked.id),
        kind="privacy",
        id=asked.id,
        client=asked.client,
        project=None,
        owner="us",
        due=clock.due,
        weight="act",
        text=f"{name or asked.contact} {ASKED[asked.wants]}{f': {asked.note}' if asked.note else ''}",
        why=f"asked on {asked.day}; {clock.words}",
        do=COMMANDS[asked.wants].format(client=asked.client, contact=asked.contact),
        new_date=answer,
    )
    if asked.law == "gdpr":
        near = clock.day - NEAR
        yield due._replace(
            key=due_key("privacy-asked", asked.client, asked.replaces or asked.id),
            due="",
            text=f"{due.text} (by {clock.day})",
            shown_until=(near - timedelta(days=1)).isoformat(),
        )
        due = due._replace(shown_from=near.isoformat())
    yield due


def _of_breach(
    breach: Breach, people: list[str], addresses: Mapping[str, str], zone: ZoneInfo
) -> Iterator[Due]:
    """Those concerned until each was told, and the authority until somebody says so."""
    clock, name = clock_of(breach, zone), breach.replaces or breach.id
    by_mail = [one for one in people if addresses[one]]
    told = f"clientkit mail draft breach {breach.id} {' '.join(f'--contact {one}' for one in by_mail)}"
    if not by_mail:
        told = f'clientkit log add {breach.client} "…" --channel phone --for {breach.id}'
    common = Due(
        key=due_key("breach", breach.client, name),
        kind="breach",
        id=breach.id,
        client=breach.client,
        project=None,
        owner="us",
        due=clock.due,
        weight="act",
        text=f"tell {', '.join(people)} of the breach: {breach.text}",
        why=f"noticed on {breach.day}; {clock.words}",
        do=told,
        new_date=told,
    )
    if people:
        yield common
    key = due_key("breach-authority", breach.client, name)
    told = f'clientkit agenda done {key} --note "…"'
    agency = "the agency for data protection" if breach.law == "pdp" else "your supervisory authority"
    yield common._replace(
        key=key,
        kind="breach-authority",
        text=f"report to {agency}, or note why not: {breach.text}",
        do=told,
        new_date=told,
        by_hand=True,
    )
