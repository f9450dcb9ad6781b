"""Who is to be forgotten: every string that names them, now or in an earlier version of the client's file."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import tomli

from clientkit.clients.contacts import require_contact
from clientkit.errors import ClientkitError
from clientkit.kernel.model.values.pseudonyms import made_pseudonym
from clientkit.kernel.store.ids import toml_tables
from clientkit.kernel.store.safe_read import RECORD_LIMIT, lines_of
from clientkit.kernel.store.workspace import Workspace
from clientkit.privacy.erased import Tombstones, hashed
from clientkit.privacy.forget.records import words_in
from clientkit.privacy.forget.strings import SHORTEST, Strings, words_of
from clientkit.privacy.history.objects import versions_of

NAMES = ("name", "legal_name")
ABOUT = ("likes", "avoid", "note")
"""Keys of a contact that hold sentences about them."""


class Who(NamedTuple):
    """A contact of a client, or the client with all of theirs."""

    client: str
    contact: str
    """Empty: the client as a whole."""
    strings: Strings
    shared: tuple[str, ...] = ()
    """Strings of theirs that somebody else bears too: they stay where it is not clear who is meant."""

    alone: tuple[str, ...] = ()
    """Names of a client that are one word: in the files of others nobody can tell them from that word."""

    def tombstones(self) -> Iterator[tuple[str, str]]:
        """What a tombstone holds, as pairs of a kind and its text."""
        yield ("contact", f"{self.client}/{self.contact}") if self.contact else ("client", self.client)
        yield from (("name", one) for one in self.strings.names if " " in one.strip())
        yield from (("mail", one) for one in self.strings.addresses)


def contact_to_forget(workspace: Workspace, client: str, contact: str, stones: Tombstones) -> Who:
    """A contact, by their row and by those that git knows.

    Raises:
        NotFoundError: neither the client's file, an earlier one nor a record has such a contact.
    """
    now = _rows(_tables(workspace, client))
    rows = [one for one in now if one.get("id") == contact]
    rows += [
        one
        for version in versions_of(workspace, workspace.client_file(client))
        for one in _rows(_parsed(version))
        if one.get("id") == contact
    ]
    words = [word for line in _lines(workspace, client) for word in words_in(line, contact)]
    if (
        not rows
        and not words
        and f'"contact":"{contact}"'.encode() not in b"".join(_lines(workspace, client))
    ):
        require_contact(workspace, client, contact)
    others = [one for one in now if one.get("id") != contact]
    name = made_pseudonym(hashed(stones.salt, "contact", f"{client}/{contact}"))
    said = [str(one[key]) for one in rows for key in ABOUT if one.get(key)] + words
    return _who(workspace, client, contact, name, rows, said, others)


def client_to_forget(workspace: Workspace, client: str, stones: Tombstones) -> Who:
    """A client with its contacts, as they are and were; a broken file is no hindrance."""
    tables: list[dict[str, Any]] = [_tables(workspace, client)]
    tables += [_parsed(one) for one in versions_of(workspace, workspace.client_file(client))]
    rows = [row for one in tables for row in (one, *_rows(one))]
    name = made_pseudonym(hashed(stones.salt, "client", client))
    return _who(workspace, client, "", name, rows, [], [])


def _who(
    workspace: Workspace,
    client: str,
    contact: str,
    pseudonym: str,
    rows: Sequence[dict[str, Any]],
    said: Iterable[str],
    beside: Sequence[dict[str, Any]],
) -> Who:
    """The strings of some rows, without those that somebody else bears."""
    own = [_tables(workspace, client)] if contact else []
    near = {text for row in (*beside, *own, _you(workspace)) for text in _borne(row)}
    far = near | {text for row in _others(workspace, client) for text in _borne(row)}
    names = dict.fromkeys(str(row[key]).strip() for row in rows for key in NAMES if row.get(key))
    mails = dict.fromkeys(str(row["email"]).strip() for row in rows if row.get("email"))
    phones = dict.fromkeys(one for row in rows for one in _numbers(row))
    parts = dict.fromkeys(part for name in names for part in words_of(name)) if contact else {}
    whole = [name for name in names if len(name.split()) > 1]
    every = [*whole, *mails, *phones]
    strings = Strings(
        pseudonym=pseudonym,
        names=tuple(one for one in whole if _flat(one) not in far),
        parts=tuple(one for one in parts if _flat(one) not in near),
        rare=tuple(one for one in parts if _flat(one) not in far),
        addresses=tuple(one for one in mails if _flat(one) not in far),
        phones=tuple(one for one in phones if _flat(one) not in far),
        ids=(contact or client,),
        words=tuple(dict.fromkeys(one for one in said if len(one) >= SHORTEST)),
    )
    alone = () if contact else tuple(name for name in names if name not in whole)
    return Who(client, contact, strings, tuple(one for one in every if _flat(one) in far), alone)


def _borne(row: dict[str, Any]) -> Iterator[str]:
    """What a row of a file is called and reached by, and each word of its names."""
    yield from map(_flat, _numbers(row))
    for key in (*NAMES, "email"):
        if isinstance(text := row.get(key), str) and text:
            yield _flat(text)
            if key in NAMES:
                yield from map(_flat, words_of(text))


def _numbers(row: dict[str, Any]) -> list[str]:
    """The telephone numbers of a row, of whatever form a file of its time has them."""
    more = row.get("phones")
    every = [row.get("phone"), *(more if isinstance(more, list) else [])]
    return [str(one).strip() for one in every if one]


def _flat(text: str) -> str:
    return " ".join(text.casefold().split())


def _others(workspace: Workspace, client: str) -> Iterator[dict[str, Any]]:
    """All other clients, and their contacts."""
    for other in workspace.clients():
        if other != client:
            tables = _tables(workspace, other)
            yield from (tables, *_rows(tables))


def _you(workspace: Workspace) -> dict[str, Any]:
    with suppress(ClientkitError):
        you = toml_tables(workspace, workspace.settings_file).get("you")
        return dict(you) if isinstance(you, dict) else {}
    return {}


def _tables(workspace: Workspace, client: str) -> dict[str, Any]:
    with suppress(ClientkitError):
        return dict(toml_tables(workspace, workspace.client_file(client)))
    return {}


def _parsed(data: bytes) -> dict[str, Any]:
    with suppress(ValueError, RecursionError):
        return tomli.loads(data.decode("utf-8-sig"))
    return {}


def _rows(tables: dict[str, Any]) -> list[dict[str, Any]]:
    rows = tables.get("contacts")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _lines(workspace: Workspace, client: str) -> Iterator[bytes]:
    for path in workspace.journal_files(client):
        with suppress(ClientkitError):
            yield from lines_of(path, RECORD_LIMIT)
