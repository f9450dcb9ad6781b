"""What the journal says of one week; nothing that was noted for a later day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from clientkit.model.choices import Level, Party
from clientkit.model.journal import (
    Ask,
    Blocked,
    Done,
    Entry,
    Feedback,
    MilestoneDone,
    MilestoneMoved,
    Next,
    Resolved,
    RiskNote,
)
from clientkit.model.week import IsoWeek
from clientkit.render.notes import (
    AskNote,
    BlockNote,
    DoneNote,
    FeedbackNote,
    MovedNote,
    OpenRisk,
    PlannedNote,
    ReachedNote,
)

Kind = TypeVar("Kind", bound=Entry)
RANK: dict[Level, int] = {"low": 1, "medium": 2, "high": 3}
TOP_RISKS = 3


@dataclass(frozen=True)
class WeekNotes:
    """A project's records seen from one week; `titles` names deliverables and milestones by id."""

    records: Sequence[Entry]
    week: IsoWeek
    titles: dict[str, str]

    def done(self) -> tuple[DoneNote, ...]:
        """What was finished this week, in order."""
        return tuple(
            DoneNote(text=one.text, day=one.day, hours=one.hours, **self._item(one.item))
            for one in self._of(Done)
            if one.day in self.week
        )

    def reached(self) -> tuple[ReachedNote, ...]:
        """Milestones reached this week."""
        return tuple(
            ReachedNote(id=one.milestone, title=self.titles.get(one.milestone, ""), day=one.day)
            for one in self._of(MilestoneDone)
            if one.day in self.week
        )

    def moved(self) -> tuple[MovedNote, ...]:
        """Milestones whose date was moved this week; the last word on each."""
        latest = {one.milestone: one for one in self._of(MilestoneMoved) if one.day in self.week}
        return tuple(
            MovedNote(
                id=one.milestone,
                title=self.titles.get(one.milestone, ""),
                due=one.due,
                cause=one.cause,
                reason=one.reason,
            )
            for one in latest.values()
        )

    def planned_last_week(self) -> tuple[PlannedNote, ...]:
        """Last week's plan with what became of it, as far as the notes tell."""
        return self._planned(self.week.plus(-1))

    def next(self) -> tuple[PlannedNote, ...]:
        """This week's plan for what comes, earliest first; what was finished since is left out."""
        still_open = [one for one in self._planned(self.week) if one.done_on is None]
        return tuple(sorted(still_open, key=lambda one: (one.due is None, one.due or date.max)))

    def asks(self, as_of: date) -> tuple[AskNote, ...]:
        """Decisions not given by the week's Sunday, most urgent first."""
        found = (
            AskNote(
                text=one.text,
                options=one.options,
                recommend=one.recommend or "",
                due=one.due,
                default=one.default or "",
                asked_on=one.day,
                overdue=one.due is not None and one.due < as_of,
            )
            for one in self._open(Ask)
        )
        return tuple(sorted(found, key=lambda one: (one.due is None, one.due or date.max)))

    def blocks(self, owner: Party) -> tuple[BlockNote, ...]:
        """What is blocked and waits for one side, longest first."""
        return tuple(
            BlockNote(
                text=one.text,
                unblocks=one.unblocks or "",
                owner=one.owner,
                since=one.day,
                **self._item(one.item),
            )
            for one in self._open(Blocked)
            if one.owner == owner
        )

    def risks(self) -> tuple[OpenRisk, ...]:
        """The three gravest risks that are not over."""
        found = sorted(self._open(RiskNote), key=lambda one: -RANK[one.likelihood] * RANK[one.impact])
        return tuple(
            OpenRisk(text=one.text, likelihood=one.likelihood, impact=one.impact, answer=one.answer or "")
            for one in found[:TOP_RISKS]
        )

    def feedback(self, names: dict[str, str], reader: str) -> tuple[FeedbackNote, ...]:
        """All answers up to the week's Sunday, in order; `names` are the contacts' by id.

        Name and words of somebody else than the reader are passed on only where they may be quoted.
        """
        return tuple(
            FeedbackNote(
                contact=names.get(one.contact or "", "") if self._may_show(one, names, reader) else "",
                comment=(one.comment or "") if self._may_show(one, names, reader) else "",
                **one.model_dump(include={"day", "csat", "csat_scale", "nps", "ces"}),
            )
            for one in self._of(Feedback)
        )

    @staticmethod
    def _may_show(answer: Feedback, names: dict[str, str], reader: str) -> bool:
        return answer.quotable or names.get(answer.contact or "") == reader

    def hours(self, since: date | None) -> Decimal:
        """Hours noted from a day on, or from the beginning, up to the week's Sunday."""
        noted = (one.hours for one in self._of(Done) if one.hours and (since is None or one.day >= since))
        return sum(noted, Decimal(0))

    def _of(self, kind: type[Kind]) -> list[Kind]:
        """Records of a kind up to the week's Sunday, by day and then as written down."""
        known = [one for one in self.records if isinstance(one, kind) and one.day <= self.week.sunday]
        return sorted(known, key=lambda one: (one.day, one.ts, one.id))

    def _open(self, kind: type[Kind]) -> Iterator[Kind]:
        """Those that no record of the week or before says are over; a correction keeps its answer."""
        over = {one.ref for one in self._of(Resolved)}
        return (one for one in self._of(kind) if one.id not in over and one.replaces not in over)

    def _planned(self, week: IsoWeek) -> tuple[PlannedNote, ...]:
        plans = [one for one in self._of(Next) if one.day in week]
        items = Counter(one.item for one in plans if one.item)
        return tuple(
            PlannedNote(
                text=one.text,
                due=one.due,
                done_on=self._carried_out(one),
                worked_on=self._worked_on(one) if items[one.item or ""] == 1 else "",
                planned_again=(again := self._planned_again(one)) is not None,
                new_due=again.due if again else None,
                **self._item(one.item),
            )
            for one in plans
        )

    def _carried_out(self, plan: Next) -> date | None:
        """The day of an outcome in the same words, or on which its milestone was reached."""
        days = [
            *(one.day for one in self._of(Done) if _words(one.text) == _words(plan.text)),
            *(one.day for one in self._of(MilestoneDone) if one.milestone == plan.item),
        ]
        return min((day for day in days if day >= plan.day), default=None)

    def _worked_on(self, plan: Next) -> str:
        """The latest outcome of the same item, from the day after the planning on.

        On the day itself one piece of an item is often finished and the next one planned.
        """
        later = [one.text for one in self._of(Done) if one.item == plan.item and one.day > plan.day]
        return later[-1] if later else ""

    def _planned_again(self, plan: Next) -> Next | None:
        later = [one for one in self._of(Next) if one.day > plan.day and one.day not in IsoWeek.of(plan.day)]
        return next((one for one in reversed(later) if _words(one.text) == _words(plan.text)), None)

    def _item(self, name: str | None) -> dict[str, str]:
        return {"item": name or "", "item_title": self.titles.get(name or "", "")}


def _words(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
