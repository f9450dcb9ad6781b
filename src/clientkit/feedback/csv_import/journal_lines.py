"""The parts that a line of the journal is put together from, each as a column of an export says it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, tzinfo
from json.encoder import encode_basestring_ascii as quoted
from typing import Generic, NamedTuple, TypeVar

from clientkit.feedback.actions import Scale, scale_of
from clientkit.feedback.csv_import.cells import score_in, text_of
from clientkit.kernel.model.records.journal import Feedback, Stamp
from clientkit.kernel.store.csv_dates import YEAR_LAST, date_order, day_of
from clientkit.kernel.store.csv_reader import SurveyFile, row_batches
from clientkit.kernel.store.save import encode_record

T = TypeVar("T")

TEXTS = 50_000
"""Different texts of a column whose meaning is kept at a time."""


class WantedImport(NamedTuple):
    """Whose answers to which question they are, and what is known beside the file."""

    client: str
    project: str | None
    kind: str
    scale: int
    maps: Mapping[str, str]
    on: date | None
    order: str | None
    zone: tzinfo


class Meanings(dict[str, T], Generic[T]):
    """What the texts of a column mean; each is read once, and few are held."""

    def __init__(self, read: Callable[[str], T]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, text: str) -> T:
        if len(self) >= TEXTS:
            self.clear()
        meaning = self[text] = self.read(text)
        return meaning


class LineParts:
    """What scores, senders and dates come to in a line; raises ValueError where they come to nothing."""

    def __init__(
        self,
        survey: SurveyFile,
        places: Mapping[str, int],
        wanted: WantedImport,
        stamp: Stamp,
        contacts: Mapping[str, str],
    ) -> None:
        self.survey, self.places, self.wanted, self.contacts = survey, places, wanted, contacts
        self.today = stamp.day
        self.scale: Scale = scale_of(wanted.kind, wanted.scale)
        self.start, self.middle, self.about = _frame(stamp, wanted)
        self.order: str | None = date_order((), wanted.order) if wanted.order is not None else None
        self.scores: Meanings[str | None] = Meanings(self._score)
        self.names: Meanings[str | None] = Meanings(self._contact)
        self.heads: Meanings[str] = Meanings(self._head)

    def _head(self, cell: str) -> str:
        """The part of a line from the id to the day, with all that is the same in every line around it."""
        text = text_of(cell)
        if text:
            if self.order is None and YEAR_LAST.match(text):
                self.order = date_order(self._all_dates(), None)
            day = day_of(text, self.order or "dmy", self.wanted.zone)
        else:
            day = self.wanted.on or (None if "on" in self.places else self.today)
        if day is None:
            raise ValueError(f"{text[:40]!r} is no date" if text else "no date; --on DATE gives one")
        if day > self.today:
            raise ValueError(f"{day} lies in the future")
        return f'{self.middle}"day":"{day}"{self.about}'

    def _all_dates(self) -> Iterator[str]:
        """Every cell with a date: which of two numbers is the month can stand in the last one."""
        place = self.places["on"]
        for _, rows in row_batches(self.survey):
            yield from (text_of(row[place]) for row in rows if len(row) > place)

    def _score(self, cell: str) -> str | None:
        """The score's part of a line; None where there is no score."""
        score = score_in(cell, self.scale)
        if score is None:
            return None
        if self.wanted.kind == "csat":
            return f',"csat":{score},"csat_scale":{self.scale.highest},'
        return f',"csat_scale":5,"{self.wanted.kind}":{score},'

    def _contact(self, cell: str) -> str | None:
        """The contact's part of a line; None for a stranger."""
        text = text_of(cell)
        if not text:
            return ""
        contact = self.contacts.get(text.casefold())
        return None if contact is None else f',"contact":{quoted(contact)}'


def _frame(stamp: Stamp, wanted: WantedImport) -> tuple[str, str, str]:
    """A line's beginning, what stands between its id and its day, and whom it is about."""
    client, project = wanted.client, wanted.project
    sample = Feedback(id=stamp.id, ts=stamp.ts, day=stamp.day, client=client, project=project, nps=0)
    start, _, rest = encode_record(sample).decode("ascii").partition(sample.id)
    middle, _, rest = rest.partition(f'"day":"{sample.day}"')
    return start, middle, rest.partition(',"csat_scale"')[0]
