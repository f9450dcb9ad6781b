"""The rows of a survey's export as answers: checked one by one, and made into lines of the journal.

A line is put together from its parts, because a model for each of 100,000 rows takes most of the time.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from json.encoder import encode_basestring_ascii as quoted
from typing import NamedTuple

from clientkit.actions.feedback import Scale
from clientkit.actions.feedback_export import plain_cell
from clientkit.model.journal import Feedback, Stamp
from clientkit.model.text import PROSE_LIMIT
from clientkit.store.save import encode_record

ID_LENGTH = 20
"""Hexadecimal digits of an id: 80 bits, so no two of a million answers share one."""

BLANKS = " \t\r\n\0\u00a0\ufeff"
MISSING = frozenset({"", "-", "n/a", "na", "null", "none", "nan"})
SOURCE_LIMIT = 200
ROUNDED = re.compile(r"[0-9]([.,][0-9]+)?[eE]\+[0-9]+")
"""A long number after a spreadsheet rounded it."""


class Draft(NamedTuple):
    """An answer but for its day: the row it stands in, the text of its date, and the rest of its line."""

    row: int
    date: str
    rest: tuple[str, str]


class Drafts:
    """What a file's rows come to."""

    def __init__(self) -> None:
        self.answers: dict[str, Draft] = {}
        self.dates: dict[str, int] = {}
        """Texts of dates, each with the first row that has it."""
        self.bad: list[tuple[int, str]] = []
        self.rows = self.without_score = self.strangers = self.twice = 0

    def refuse(self, row: int, what: str) -> None:
        """Note a row that cannot be."""
        self.bad.append((row, what))

    def add(self, name: str, draft: Draft) -> None:
        """Take an answer; the same one twice counts once, and two that say different things are refused."""
        before = self.answers.setdefault(name, draft)
        if before is draft:
            self.dates.setdefault(draft.date, draft.row)
        elif before[1:] == draft[1:]:
            self.twice += 1
        else:
            self.refuse(draft.row, f"the same id as row {before.row}, but another answer")

    def lines(
        self, stamp: Stamp, subject: tuple[str, str | None], days: Mapping[str, date]
    ) -> dict[str, bytes]:
        """The lines of the journal by the ids of their records."""
        client, project = subject
        sample = Feedback(id=stamp.id, ts=stamp.ts, day=stamp.day, client=client, project=project, nps=0)
        start, _, rest = encode_record(sample).decode("ascii").partition(sample.id)
        middle, _, rest = rest.partition(f'"day":"{sample.day}"')
        about = rest.partition(',"csat_scale"')[0]
        heads = {text: f'{middle}"day":"{when}"{about}' for text, when in days.items()}
        return {
            name: f"{start}{name}{heads[draft.date]}{draft.rest[0]}{draft.rest[1]}".encode("ascii")
            for name, draft in self.answers.items()
            if draft.date in heads
        }


def draft_rows(
    rows: Iterable[tuple[int, list[str]]],
    table: tuple[int, Mapping[str, int]],
    scale: Scale,
    identity: tuple[str, str],
    contacts: Mapping[str, str],
) -> Drafts:
    """The answers in the rows of a table, given by its width and the places of its parts."""
    return _Reader(table, scale, identity, contacts).read(rows)


class _Reader:
    """Reads rows; what it has understood of a score or a name it keeps, since they repeat."""

    def __init__(
        self,
        table: tuple[int, Mapping[str, int]],
        scale: Scale,
        identity: tuple[str, str],
        contacts: Mapping[str, str],
    ) -> None:
        self.width, self.places = table
        self.scale = scale
        self.kind = identity[1]
        self.salt = "\x1e".join(identity)
        self.contacts = contacts
        self.scores: dict[str, str | None] = {}
        self.seen: dict[str, int] = {}
        self.drafts = Drafts()

    def read(self, rows: Iterable[tuple[int, list[str]]]) -> Drafts:
        """All rows; those that cannot be are noted, and reading goes on."""
        for number, row in rows:
            cells = row
            if len(cells) != self.width:
                if not any(cell.strip(BLANKS) for cell in cells):
                    continue
                if any(cell.strip(BLANKS) for cell in cells[self.width :]):
                    self.drafts.rows += 1
                    self.drafts.refuse(number, f"{len(cells)} cells under {self.width} columns")
                    continue
                cells = [*cells[: self.width], *[""] * (self.width - len(cells))]
            elif not "".join(cells).strip(BLANKS):
                continue
            self.drafts.rows += 1
            try:
                self._row(number, cells)
            except ValueError as wrong:
                self.drafts.refuse(number, str(wrong))
        return self.drafts

    def _row(self, number: int, cells: list[str]) -> None:
        """One answer; raises ValueError with what is wrong."""
        text = cells[self.places["score"]]
        if text not in self.scores:
            self.scores[text] = self._score(text)
        score = self.scores[text]
        if score is None:
            self.drafts.without_score += 1
            return
        get = self.places.get
        contact = self._contact(cells[place]) if (place := get("contact")) is not None else ""
        end = '"quotable":false}'
        if (place := get("comment")) is not None and cells[place].strip(BLANKS):
            comment = plain_cell(cells[place])
            if len(comment) > PROSE_LIMIT:
                raise ValueError(f"a comment of {len(comment):,} characters; a record takes {PROSE_LIMIT:,}")
            end = f'"comment":{quoted(comment)},{end}'
        source = _source(cells[place]) if (place := get("id")) is not None else ""
        if source:
            end = f'{end[:-1]},"source":{quoted(source)}}}'
        day = _text(cells[place]) if (place := get("on")) is not None else ""
        self.drafts.add(self._name(source, cells), Draft(number, day, (contact + score, end)))

    def _name(self, source: str, cells: list[str]) -> str:
        """An id made from its id in the tool; else from all of its row, and which of equal rows it is."""
        if source:
            return _hashed(f"{self.salt}\x1eid\x1e{source}")
        name = _hashed(f"{self.salt}\x1erow\x1e" + "\x1f".join(cells).rstrip("\x1f"))
        ordinal = self.seen.get(name, 0)
        self.seen[name] = ordinal + 1
        return _hashed(f"{name}\x1e{ordinal}") if ordinal else name

    def _score(self, cell: str) -> str | None:
        """The score's part of a line; None where there is no score."""
        text = _text(cell)
        if text.casefold() in MISSING:
            return None
        if not (match := re.fullmatch(r"([+-]?[0-9]{1,9})([.,]0{1,9})?", text)):
            raise ValueError(f"{text[:40]!r} is no score")
        score = int(match[1])
        if not self.scale.lowest <= score <= self.scale.highest:
            raise ValueError(f"{score} is out of range")
        top = self.scale.highest if self.kind == "csat" else 5
        given = f',"csat":{score},"csat_scale":{top},' if self.kind == "csat" else f',"csat_scale":{top},'
        return given if self.kind == "csat" else f'{given}"{self.kind}":{score},'

    def _contact(self, cell: str) -> str:
        text = _text(cell)
        if not text:
            return ""
        contact = self.contacts.get(text.casefold())
        if contact is None:
            self.drafts.strangers += 1
            return ""
        return f',"contact":{quoted(contact)}'


def _source(cell: str) -> str:
    """An answer's id in its tool, every digit of it."""
    text = _text(cell)
    if "+" in text and ROUNDED.fullmatch(text):
        raise ValueError(f"{text!r} is an id whose digits a spreadsheet rounded away; export the file anew")
    if len(text) > SOURCE_LIMIT:
        raise ValueError(f"an id of {len(text):,} characters; it may have {SOURCE_LIMIT}")
    return text


def _text(cell: str) -> str:
    """A cell without blanks around it and without the ' by which spreadsheets mark a text."""
    return cell.strip(BLANKS).removeprefix("'")


def _hashed(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]
