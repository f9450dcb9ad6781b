"""A person as an address book holds them, whatever its format, and how its texts become a contact."""

import re
from datetime import date
from typing import Any, NamedTuple, get_args

from pydantic import ValidationError

from clientkit.clients.contacts import named_contact
from clientkit.kernel.model.files.client import Contact, Role
from clientkit.kernel.model.values.safe_text import clean_line
from clientkit.kernel.model.values.text import LINE_LIMIT
from clientkit.kernel.store.toml.validation_messages import message_and_hint

ROLES = frozenset(get_args(Role))

NO_YEAR = "1604"
"""The year that Apple writes of a birthday without one."""

_DAY = re.compile(r"(?:([0-9]{4})-?|--)([0-9]{2})-?([0-9]{2})(?:[T ].*)?")


class BookEntry(NamedTuple):
    """What one card or one row says, and what of it could not be read."""

    line: int
    name: str = ""
    title: str = ""
    addresses: tuple[str, ...] = ()
    phone: str = ""
    phones: tuple[str, ...] = ()
    """Further numbers."""
    note: str = ""
    position: str = ""
    organisation: str = ""
    birthday: str = ""
    roles: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    is_company: bool = False
    unread: tuple[str, ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        """What a contact keeps of it, without its id."""
        one = {
            "name": self.name or next(iter(self.addresses), ""),
            "title": self.title,
            "email": next(iter(self.addresses), ""),
            "phone": self.phone,
            "phones": list(self.phones),
            "position": self.position,
            "roles": list(self.roles),
            "birthday": self.birthday,
            "note": self.note,
        }
        return {key: value for key, value in one.items() if value}


def book_entry(
    line: int, texts: dict[str, str], words: list[str], addresses: list[str], numbers: list[str]
) -> BookEntry | None:
    """An entry of the texts of its fields, `words` being its groups; None where it names nobody.

    What cannot be a contact's is left out, and said.
    """
    note = "\n".join(map(clean_line, texts.pop("note", "").splitlines())).strip()
    texts = {key: clean_line(text) for key, text in texts.items()}
    phones = [*dict.fromkeys(filter(None, map(clean_line, numbers))), ""]
    words = [clean_line(word)[:LINE_LIMIT] for word in words]
    organisation = texts.get("organisation", "")[:LINE_LIMIT]
    title, name, own = named_contact(texts.get("name", ""))
    is_company = "company" in texts or (bool(organisation) and name in {"", organisation} and not own)
    unread = []
    birthday = birthday_in(texts.get("birthday", ""))
    if birthday is None:
        unread.append(f"no birthday: {texts['birthday'][:40]!r}")
    entry = BookEntry(
        line,
        "" if is_company else name,
        "" if is_company else title or texts.get("title", ""),
        tuple(dict.fromkeys(filter(None, (own, *map(clean_line, addresses))))),
        phones[0],
        tuple(phones[1:-1]),
        note,
        texts.get("position", ""),
        organisation or (name if is_company else ""),
        birthday or "",
        tuple(sorted(ROLES & set(words))),
        tuple(dict.fromkeys(word for word in words if word not in ROLES)),
        is_company,
        tuple(unread),
    )
    return _sound(entry) if entry.name or entry.organisation or entry.addresses else None


def _sound(entry: BookEntry) -> BookEntry:
    """The entry without what a contact's file refuses."""
    sound = tuple(one for one in entry.addresses if _wrong({"name": "x", "email": one}) is None)
    unread = [*entry.unread, *(f"no address: {one[:60]!r}" for one in entry.addresses if one not in sound)]
    entry = entry._replace(addresses=sound)
    while entry.values.get("name") and (wrong := _wrong(entry.values)):
        field, message = wrong
        unread.append(message)
        entry = entry._replace(**{field: ""})  # type: ignore[arg-type]
    return entry._replace(unread=tuple(unread))


def _wrong(values: dict[str, Any]) -> tuple[str, str] | None:
    try:
        Contact.model_validate({"id": "x", **values})
    except ValidationError as error:
        return str(error.errors()[0]["loc"][0]), message_and_hint(Contact, error)[0]
    return None


def birthday_in(text: str) -> str | None:
    """A birthday as files keep it, from ISO's forms with or without a year; None where it is no such day."""
    if not text:
        return ""
    found = _DAY.fullmatch(text)
    if not found:
        return None
    year, month, day = found.groups()
    try:
        date(int(year or 2000), int(month), int(day))
    except ValueError:
        return None
    return f"{month}-{day}" if year in {None, NO_YEAR} else f"{year}-{month}-{day}"
