"""A record with its corrections, found by the beginning of the id of any of them."""

from typing import NamedTuple

from clientkit.kernel.model.records.record import Entry, Retraction
from clientkit.kernel.store.journal.read import numbered_records, origins_of
from clientkit.kernel.store.journal.record_ids import may_hold
from clientkit.kernel.store.workspace import Workspace


class Lineage(NamedTuple):
    """A record and what corrected it, by `ts` then `id`: the last one counts unless it was taken back."""

    versions: tuple[Entry, ...]
    retraction: Retraction | None

    @property
    def latest(self) -> Entry:
        """The version that counts, or counted until it was taken back."""
        return self.versions[-1]


def lineages_begun(workspace: Workspace, beginning: str, kind: type[Entry]) -> list[Lineage]:
    """The lineages of a kind of record in which some id begins so; an id written out is the only one found.

    Lines that cannot be read are left out; they are told where lists are made.
    """
    found = []
    for client in workspace.clients():
        if not may_hold(workspace, client, beginning):
            continue
        for lineage in lineages_of(workspace, client, kind):
            names = [record.id for record in lineage.versions]
            if beginning in names:
                return [lineage]
            if any(name.startswith(beginning) for name in names):
                found.append(lineage)
    return found


def lineages_of(workspace: Workspace, client: str, kind: type[Entry]) -> list[Lineage]:
    """Every record of a kind in a client's journal with its corrections, those taken back among them."""
    records: dict[str, Entry] = {}
    for _, _, record in numbered_records(workspace, client):
        records.setdefault(record.id, record)
    origins = origins_of({name: record.replaces for name, record in records.items() if record.replaces})
    retractions: dict[str, Retraction] = {}
    for record in sorted(records.values(), key=_by_time):
        if isinstance(record, Retraction):
            retractions.setdefault(origins.get(record.retracts, record.retracts), record)
    versions: dict[str, list[Entry]] = {}
    for name, record in records.items():
        versions.setdefault(origins.get(name, name), []).append(record)
    return [
        Lineage(tuple(sorted(members, key=_by_time)), retractions.get(origin))
        for origin, members in versions.items()
        if isinstance(max(members, key=_by_time), kind)
    ]


def _by_time(record: Entry) -> tuple[object, str]:
    return record.ts, record.id
