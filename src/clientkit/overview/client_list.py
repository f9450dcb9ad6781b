"""Clients in a list, from derived facts: who they are, when there was a contact last, what is open."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from clientkit.clients.stages import standing_on
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.facts import FactKind, facts
from clientkit.kernel.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clientkit.kernel.model.records.record import Entry


@dataclass(slots=True)
class ClientRow:
    """A client in a list."""

    client: Annotated[str, "short name"]
    name: Annotated[str, "display name"]
    kind: Annotated[str, "person, company, government, nonprofit or internal"]
    stage: Annotated[str, "prospect, onboarding, active, dormant or lost, as the records tell"]
    loyalty: Annotated[str, "new, repeat or loyal; empty without agreed work"]
    advocate: Annotated[bool, "whether a testimonial or a reference is on record"]
    last_contact: Annotated[date | None, "last day on which there was a contact"]
    open: Annotated[int, "promises, questions, blocks, changes and complaints that are not over"]
    language: Annotated[str, "language of documents"]
    projects: Annotated[int, "how many projects the client has"]
    source: Annotated[str, "how they came"]
    contact: Annotated[str, "first contact, with mail address"]
    tags: Annotated[tuple[str, ...], "words to find them by"]
    archived: Annotated[bool, "left out of lists unless asked for"]


class ClientRows(Rows[ClientRow]):
    """Clients in a list."""


class Segment(NamedTuple):
    """Which clients are asked for; none of it is kept anywhere."""

    kind: str | None = None
    stage: str | None = None
    source: str | None = None
    """How they came, in whatever capitals; its beginning will do."""
    loyalty: str | None = None
    """New, repeat, loyal, or advocate."""
    tags: tuple[str, ...] = ()
    quiet_since: date | None = None
    """The day after which there was no contact."""

    def holds(self, row: ClientRow) -> bool:
        """Whether a client is one of them; every tag must be theirs, in whatever capitals."""
        return (
            self.kind in {None, row.kind}
            and self.stage in {None, row.stage}
            and row.source.casefold().startswith((self.source or "").casefold())
            and (self.loyalty in {None, row.loyalty} or (self.loyalty == "advocate" and row.advocate))
            and {tag.casefold() for tag in self.tags} <= {tag.casefold() for tag in row.tags}
            and (not self.quiet_since or not row.last_contact or row.last_contact <= self.quiet_since)
        )


EVERYBODY = Segment()


def list_clients(
    workspace: Workspace, today: date, segment: Segment = EVERYBODY, *, archived: bool = False
) -> ClientRows:
    """The clients in the order of their names; one whose file is broken becomes a notice."""
    rows = (_row(today, *values) for _, values in facts(workspace, CLIENTS))
    every = segment == EVERYBODY
    return ClientRows(row for row in rows if (archived or not row.archived) and (every or segment.holds(row)))


def relation_told(workspace: Workspace, slug: str) -> dict[str, Any]:
    """What stage, loyalty and advocacy of one client are told from: see `relation.relation_values`."""
    ((_, (_, _, _, told, *_)),) = facts(workspace, CLIENTS, [slug])
    return told  # type: ignore[no-any-return]


def _row(
    today: date, slug: str, name: str, kind: str, told: Any, contacted: str | None, *others: Any
) -> ClientRow:
    where = (*standing_on(told, today), told["advocate"])
    return ClientRow(slug, name, kind, *where, date.fromisoformat(contacted) if contacted else None, *others)


def _values(workspace: Workspace, slug: str) -> tuple[Any, ...] | None:
    from clientkit.kernel.store.journal.read import read_journal
    from clientkit.kernel.store.toml.client_file import read_client
    from clientkit.kernel.store.toml.file import BrokenFileError
    from clientkit.overview.relation import relation_values
    from clientkit.projects.open_items import last_contact

    try:
        client = read_client(workspace, slug).value
    except BrokenFileError as error:
        workspace.notices.add(f"passed over {error.message}")
        return None
    records = read_journal(workspace, slug)
    contacted = last_contact(records)
    first = client.contacts[0] if client.contacts else None
    contact = (f"{first.name} <{first.email}>" if first.email else first.name) if first else ""
    told = relation_values(workspace, slug, client, records)
    row = (slug, client.name, client.kind, told, str(contacted) if contacted else None)
    more = (
        _open(records),
        client.language,
        len(workspace.projects(slug)),
        client.source.how,
        contact,
        client.tags,
    )
    return (*row, *more, client.archived)


def _open(records: "Sequence[Entry]") -> int:
    from clientkit.changes.cases import changes_among
    from clientkit.complaints.cases import open_complaints
    from clientkit.projects.open_items import open_items
    from clientkit.promises.queries import promise_values

    waiting = sum(item.kind != "risk" for item in open_items(records, date.max))
    cases = len(open_complaints(records)) + sum(one.is_open for one in changes_among(records))
    return waiting + cases + sum(outcome is None for *_, outcome, _, _ in promise_values(records))


CLIENTS = FactKind("clients", ("client", "plans", "journal"), _values)


def as_csv(rows: Rows[Any]) -> str:
    """The rows as a table for a spreadsheet; of the health its level and reason, without every sign."""
    from dataclasses import asdict, fields

    from clientkit.kernel.store.csv_files.writer import csv_text

    flat = [_flat(asdict(row)) for row in rows]
    columns = list(flat[0]) if flat else [one.name for one in fields(rows.row_type())]
    return csv_text(columns, (row.values() for row in flat))


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row whose health is its level, with the heaviest of its signs in words."""
    if health := row.pop("health", None):
        signs = health.pop("signs")
        row |= {**health, "reason": signs[0]["text"] if signs else None}
    return row


def as_vcards(workspace: Workspace, rows: "Sequence[Any]") -> str:
    """The contacts of the clients in rows as vCards."""
    from clientkit.clients.vcards import vcards
    from clientkit.kernel.store.toml.client_file import read_client

    return "".join(vcards(row.client, read_client(workspace, row.client).value) for row in rows)
