"""What the journal says of a span of days; nothing that was noted for a later day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from clientkit.documents.parties import Engagement
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.progress import Ask, Blocked, Done, Resolved, RiskNote
from clientkit.kernel.model.records.project import MilestoneDone, MilestoneMoved
from clientkit.kernel.model.records.promise import Promised, PromiseEnded
from clientkit.kernel.model.values.choices import Level, Party
from clientkit.reports.notes import (
    AskNote,
    BlockNote,
    DoneNote,
    FeedbackNote,
    MovedNote,
    OpenRisk,
    PromiseNote,
    ReachedNote,
)
from clientkit.reports.period_records import Kind, PeriodRecords, names_of

RANK: dict[Level, int] = {"low": 1, "medium": 2, "high": 3}
TOP_RISKS = 3
SOON = timedelta(days=14)
"""How far ahead a report reminds of what is to be done."""


@dataclass(frozen=True)
class ProjectNotes:
    """A project's records as the notes of a report; `titles` names deliverables and milestones by id."""

    known: PeriodRecords
    titles: Mapping[str, str]

    def done(self) -> tuple[DoneNote, ...]:
        """What was finished this week, in order."""
        return tuple(
            DoneNote(
                text=one.text,
                day=one.day,
                hours=one.hours,
                commits=one.commits,
                late=self.known.is_late(one),
                **self._item(one.item),
            )
            for one in self.known.news(Done)
        )

    def reached(self) -> tuple[ReachedNote, ...]:
        """Milestones reached this week."""
        return tuple(
            ReachedNote(
                id=one.milestone,
                title=self.titles.get(one.milestone, ""),
                day=one.day,
                late=self.known.is_late(one),
            )
            for one in self.known.news(MilestoneDone)
        )

    def moved(self) -> tuple[MovedNote, ...]:
        """Milestones whose date was moved this week; the last word on each."""
        latest = {one.milestone: one for one in self.known.news(MilestoneMoved)}
        return tuple(
            MovedNote(
                day=one.day,
                id=one.milestone,
                title=self.titles.get(one.milestone, ""),
                due=one.due,
                cause=one.cause,
                sooner=one.was is not None and one.due < one.was,
                reason=one.reason,
                late=self.known.is_late(one),
            )
            for one in latest.values()
        )

    def asks(self) -> tuple[AskNote, ...]:
        """Decisions not given by the week's Sunday, most urgent first."""
        notes = (
            AskNote(
                text=one.text,
                options=one.options,
                recommend=one.recommend or "",
                due=one.due,
                default=one.otherwise or "",
                asked_on=one.day,
                overdue=one.due is not None and one.due < self.known.as_of,
            )
            for one in self._open(Ask)
        )
        return tuple(sorted(notes, key=lambda one: (one.due is None, one.due or date.max)))

    def blocks(self, owner: Party) -> tuple[BlockNote, ...]:
        """What is blocked and waits for one side, longest first."""
        return tuple(
            BlockNote(
                text=one.text,
                unblocks=one.unblocks or "",
                owner=one.owner,
                since=one.day,
                due=one.due,
                overdue=one.due is not None and one.due < self.known.as_of,
                effect=one.effect or "",
                **self._item(one.item),
            )
            for one in self._open(Blocked)
            if one.owner == owner
        )

    def risks(self) -> tuple[OpenRisk, ...]:
        """The three gravest risks that are not over."""
        gravest = sorted(self._open(RiskNote), key=lambda one: -RANK[one.likelihood] * RANK[one.impact])
        return tuple(
            OpenRisk(text=one.text, likelihood=one.likelihood, impact=one.impact, answer=one.answer or "")
            for one in gravest[:TOP_RISKS]
        )

    def feedback(self, engagement: Engagement, *, ever: bool = False) -> tuple[FeedbackNote, ...]:
        """The week's answers that its readers may see, or all up to its Sunday, in order."""
        names = {contact.id: contact.name for contact in engagement.client.contacts}
        return tuple(
            FeedbackNote(
                contact=names.get(one.contact or "", ""),
                comment=one.comment or "",
                ces_scale=one.ces_scale or 7,
                **one.model_dump(include={"day", "csat", "csat_scale", "nps", "ces"}),
            )
            for one in (self.known.of(Feedback) if ever else self.known.news(Feedback))
            if engagement.may_show(one)
        )

    def promises(self) -> tuple[PromiseNote, ...]:
        """Promises kept or broken this week, and open ones that are due soon or overdue."""
        ends = {one.ref: one for one in self.known.of(PromiseEnded)}
        notes = []
        for one in self.known.of(Promised):
            end = next((ends[name] for name in names_of(one) if name in ends), None)
            if self.known.is_news(end) if end else one.due <= self.known.as_of + SOON:
                notes.append(self._promise(one, end))
        return tuple(sorted(notes, key=lambda one: (one.outcome == "due", one.due)))

    def _promise(self, promise: Promised, end: PromiseEnded | None) -> PromiseNote:
        return PromiseNote(
            text=promise.text,
            owner=promise.owner,
            due=promise.due,
            outcome=end.outcome if end else "due",
            overdue=end is None and promise.due < self.known.as_of,
            late=end is not None and end.outcome == "kept" and end.day > promise.due,
            note=(end.note or "") if end else "",
            **self._item(promise.item),
        )

    def _open(self, kind: type[Kind]) -> Iterator[Kind]:
        """Those that no record of the week or before says are over; a correction keeps its answer."""
        over = {one.ref for one in self.known.of(Resolved)}
        return (one for one in self.known.of(kind) if not over & names_of(one))

    def _item(self, name: str | None) -> dict[str, str]:
        return {"item": name or "", "item_title": self.titles.get(name or "", "")}


def titles_of(project: Project) -> dict[str, str]:
    """Titles of a project's deliverables and milestones, by their ids."""
    deliverables = {one.id: one.title for one in project.deliverables}
    return deliverables | {one.id: one.title for one in project.milestones}
