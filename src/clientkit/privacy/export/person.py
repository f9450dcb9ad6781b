"""One person among those of a client: which records are about them, and what of others is taken out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from clientkit.kernel.model.files.client import Client, Contact

HIDDEN = "[…]"
"""What stands where somebody else is named."""

PART = 3
"""Letters that a word of a name has at least, to stand for it alone."""

TELLING = 8
"""Digits at the end of a telephone number that tell whose it is."""

SHORTEST = 4
"""Letters that what somebody else said or likes has at least, to be taken out where it is repeated."""

FIXED = frozenset({"id", "ts", "kind", "v", "day", "client", "project", "replaces", "retracts", "ref"})
"""Fields that hold nobody's words."""

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
        return any(self._naming.search(text) for text in _texts(value))

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
        if isinstance(value, str):
            return self._foreign.sub(HIDDEN, value) if self._foreign else value
        if isinstance(value, list):
            return [self.hide(one) for one in value]
        return {key: self.hide(one) for key, one in value.items()} if isinstance(value, dict) else value

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
    def _naming(self) -> re.Pattern[str]:
        one, others = self.contact, [other.name for other in self.others]
        shared = {word for name in (*others, self.client.name) for word in _words_of(name)}
        parts = [word for word in _words_of(one.name) if word not in shared]
        return _any_of([one.name, one.email, one.phone], parts) or re.compile(r"(?!)")

    @cached_property
    def _foreign(self) -> re.Pattern[str] | None:
        """What is taken out of the others: names, addresses; words that this one did not say as well."""
        own = [str(value) for value in dict(self.contact).values() if value]
        own += [text for one in self.records if one.get("contact") == self.contact.id for text in _texts(one)]
        mine = {*_words_of(self.contact.name), *_words_of(self.client.name)}
        parts = [word for one in self.others for word in _words_of(one.name) if word not in mine]
        always = [text for one in self.others for text in (one.name, one.email, one.phone)]
        soft = [
            text
            for one in self.others
            for text in (one.position, one.hours, one.likes, one.avoid, one.birthday)
        ]
        soft += [
            str(one[key])
            for one in self.records
            if one.get("contact") not in {None, self.contact.id}
            for key in SAID
            if one.get(key)
        ]
        said = "\n".join(own)
        return _any_of([*always, *(one for one in soft if len(one) >= SHORTEST and one not in said)], parts)


def _any_of(whole: Iterable[str], parts: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern of texts in any letter case, and of words as they are written."""
    texts = sorted({_spelled(one) for one in whole if one}, key=len, reverse=True)
    words = sorted({re.escape(one) for one in parts}, key=len, reverse=True)
    found = [rf"(?<!\w)(?i:{'|'.join(texts)})(?!\w)"] if texts else []
    found += [rf"(?<!\w)(?:{'|'.join(words)})(?!\w)"] if words else []
    return re.compile("|".join(found)) if found else None


def _spelled(text: str) -> str:
    """A text; a telephone number by its last digits, whatever stands between them."""
    digits = re.sub(r"\D", "", text)
    if len(digits) < TELLING or re.search(r"[^\d\s()+./-]", text):
        return re.escape(text)
    return r"(?:\+|00)?[\d\s().-]{0,8}" + r"[\s().-]*".join(digits[-TELLING:])


def _words_of(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", name) if len(word) >= PART]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
