"""One person among those of a client: which records are about them, and what of others is taken out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from clientkit.kernel.model.files.client import Client, Contact
from clientkit.privacy.forget.records import FIXED, each
from clientkit.privacy.forget.strings import Strings, words_of

HIDDEN = "[…]"
"""What stands where somebody else is named."""

SHORTEST = 4
"""Letters that what somebody else said or likes has at least, to be taken out where it is repeated."""

SAID = ("text", "comment", "note", "restated", "feels", "wants", "reason")
"""Fields that hold words of the contact whom the record names."""

Record = Mapping[str, Any]


@dataclass(frozen=True)
class DataSubject:
    """A contact, beside the others of the client."""

    contact: Contact
    client: Client
    records: Sequence[Record]
    """All records of the client, as they stand in the journal."""

    @property
    def others(self) -> list[Contact]:
        """The other contacts; one with the same name or address is the same person."""
        own = {self.contact.name.casefold(), self.contact.email.casefold()} - {""}
        return [
            one
            for one in self.client.contacts
            if one.id != self.contact.id and not {one.name.casefold(), one.email.casefold()} & own
        ]

    def is_named_in(self, value: Any) -> bool:
        """Whether a text, or any in a list or table, names or reaches them."""
        return any(next(self._naming.places(text, inside=True), None) for text in _texts(value))

    def about(self) -> list[Record]:
        """The records that are about them: theirs, what follows from these, and what else names them.

        What follows from somebody else's record is that one's, whoever is named in it.
        """
        return [one for one in self.records if self._is_about(one)]

    def shown(self, record: Record) -> dict[str, Any]:
        """A record without what is somebody else's."""
        own = {"recipients": self.contact.email, "refused": self.contact.email, "concerns": self.contact.id}
        shown = {}
        for key, value in record.items():
            is_theirs = key in own and isinstance(value, list)
            kept = (
                [one for one in value if str(one).casefold() == own[key].casefold()] if is_theirs else value
            )
            shown[key] = kept if key in FIXED else self.hide(kept)
        return shown

    def hide(self, value: Any) -> Any:
        """A text, or a list or table of texts, in which nobody else is named, quoted or reached."""
        return each(value, self._foreign.struck)

    def _is_about(self, record: Record) -> bool:
        line = self._line_of(record)
        said = next((theirs for one in line if (theirs := self._is_theirs(one)) is not None), None)
        if said is not None:
            return said
        words = [{key: value for key, value in one.items() if key not in FIXED} for one in line]
        return self.is_named_in(words)

    def _line_of(self, record: Record) -> list[Record]:
        """A record, and those that it answers, corrects or takes back."""
        line = [record]
        for one in line:
            names = (one.get(key) for key in ("ref", "retracts", "replaces"))
            found = (self._by_id[name] for name in names if name in self._by_id)
            line += [before for before in found if before not in line]
        return line

    @cached_property
    def _by_id(self) -> dict[Any, Record]:
        return {one["id"]: one for one in self.records}

    def _is_theirs(self, record: Record) -> bool | None:
        """Whether a record is theirs; None where it does not say whose it is."""
        own, mail = self.contact.id, self.contact.email.casefold()
        if record.get("contact"):
            return bool(record["contact"] == own)
        if record.get("kind") == "mail_sending":
            return bool(mail) and mail in [str(one).casefold() for one in record.get("recipients") or ()]
        if record.get("concerns"):
            return own in record["concerns"]
        if record.get("accepted_by"):
            return record["accepted_by"] == own or self.is_named_in(record["accepted_by"])
        return None

    @cached_property
    def _naming(self) -> Strings:
        return _strings([self.contact], [*(other.name for other in self.others), self.client.name])

    @cached_property
    def _foreign(self) -> Strings:
        """What is taken out of the others: names, addresses; words that this one did not say as well."""
        own = [str(value) for value in dict(self.contact).values() if value]
        own += [text for one in self.records if one.get("contact") == self.contact.id for text in _texts(one)]
        soft = [
            text
            for one in self.others
            for text in (one.phone, one.position, one.hours, one.likes, one.avoid, one.note, one.birthday)
        ]
        soft += [
            str(one[key])
            for one in self.records
            if one.get("contact") not in {None, self.contact.id}
            for key in SAID
            if one.get(key)
        ]
        said = "\n".join(own)
        words = (one for one in soft if len(one) >= SHORTEST and one not in said)
        return _strings(self.others, (self.contact.name, self.client.name), words)


def _strings(people: Sequence[Contact], beside: Iterable[str], words: Iterable[str] = ()) -> Strings:
    """What some people are known by; a part of a name only where it is in none of those beside."""
    shared = {word for name in beside for word in words_of(name)}
    return Strings(
        HIDDEN,
        names=tuple(one.name for one in people if one.name),
        parts=tuple({word for one in people for word in words_of(one.name)} - shared),
        addresses=tuple(one.email for one in people if one.email),
        phones=tuple(number for one in people for number in (one.phone, *one.phones) if number),
        words=tuple(words),
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
