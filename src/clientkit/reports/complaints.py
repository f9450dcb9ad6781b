"""Complaints in reports: in the client's words, with what becomes of them."""

from collections.abc import Sequence
from datetime import date

from pydantic import Field

from clientkit.complaints.case import ComplaintState, Outcome
from clientkit.complaints.cases import clipped, complaints_among
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.base import Model


class ComplaintNote(Model):
    """A complaint as a report tells of it."""

    text: str = Field(description="the client's words; of many the first")
    day: date = Field(description="day it came")
    state: ComplaintState = Field(description="where it stands")
    asks: bool = Field(description="whether it waits for the client: for their choice, or their word")
    ways: int = Field(description="how many ways to put it right were offered")
    chosen: str = Field(description="the way that was chosen; empty before that")
    due: date | None = Field(description="by when that is done")
    put_right_on: date | None = Field(description="day it was put right")
    outcome: Outcome | None = Field(description="yes, silent or final; empty while it is open")
    ended_on: date | None = Field(description="day it ended")
    prevention: str = Field(description="what is done differently from now on; empty before the lesson")


def complaint_notes(records: Sequence[Entry], first: date, as_of: date) -> tuple[ComplaintNote, ...]:
    """The complaints that were open on a day, or ended from a first day on; `records` are a project's."""
    cases = complaints_among([one for one in records if one.day <= as_of])
    return tuple(
        ComplaintNote.from_fields(
            one,
            text=clipped(one.complaint.text),
            day=one.complaint.day,
            asks=one.waits_since is not None,
            ways=len(one.offered),
            chosen=one.chosen.text if one.chosen else "",
            due=one.chosen.due if one.chosen else None,
            prevention=(one.lesson.prevention or "") if one.lesson else "",
        )
        for one in cases
        if one.ended_on is None or one.ended_on >= first
    )
