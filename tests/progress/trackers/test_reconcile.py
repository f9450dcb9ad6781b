"""Imports of hours end with what the tracker holds, in whatever order, parts and repetitions they come."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientkit.kernel.model.records.progress import HoursSpent
from clientkit.kernel.model.records.record import Stamp
from clientkit.kernel.model.values.date_span import Span
from clientkit.kernel.model.values.references import ProjectRef, Scope
from clientkit.kernel.store.journal.read import read_journal
from clientkit.progress.trackers.actions import plan_hours, take_hours
from clientkit.progress.trackers.klog import klog_entries
from clientkit.progress.trackers.project_match import Matcher
from clientkit.progress.trackers.watson_timewarrior import watson_entries

MAPS = {"toko": ProjectRef("kopi", "toko"), "katalog": ProjectRef("kopi", "katalog")}
NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)


class Stretch(NamedTuple):
    """What the tracker holds: one entry."""

    number: int
    day: int
    begun: int | None
    minutes: int
    text: str
    project: str

    @property
    def kept(self):
        words = f"{self.text} #{self.project}"
        hours = (Decimal(self.minutes) / 60).quantize(Decimal("0.0001")).normalize() + 0
        return date(2026, 11, self.day), hours, words, self.project


def as_klog(stretches):
    lines = []
    for one in stretches:
        end = (one.begun or 0) + one.minutes
        span = f"{one.minutes}m"
        if one.begun is not None:
            span = f"{one.begun // 60}:{one.begun % 60:02d} - {end // 60}:{end % 60:02d}"
        lines += [f"2026-11-{one.day}", f"  {span} {one.text} #{one.project}", ""]
    sheet = klog_entries("\n".join(lines))
    sheet.tracker = "klog"
    assert sheet.wrong == []
    return sheet


def as_watson(stretches):
    frames = []
    for one in stretches:
        begin = datetime(2026, 11, one.day, tzinfo=UTC) + timedelta(minutes=one.begun or 0)
        seconds = int(begin.timestamp())
        frames.append([seconds, seconds + one.minutes * 60, one.project, f"{one.number:032x}", [one.text]])
    sheet = watson_entries(frames, UTC)
    sheet.tracker = "watson"
    return sheet


class Journal:
    """A journal that exports are imported into."""

    def __init__(self, studio):
        self.studio, self.steps = studio, 0
        studio.journal_file("kopi").unlink(missing_ok=True)

    def take(self, sheet, *, part=False, scope=Scope()):  # noqa: B008 - everywhere
        self.steps += 1
        stamp = Stamp(id="aaaaaaaaaa", ts=NOON + timedelta(minutes=self.steps), day=date(2026, 11, 21))
        matcher = Matcher(self.studio, MAPS, scope)
        plan = plan_hours(self.studio, stamp, sheet, matcher, Span(), part=part)
        take_hours(self.studio, plan)
        return plan

    def holds(self, *, texts=True):
        found = [one for one in read_journal(self.studio, "kopi") if isinstance(one, HoursSpent)]
        return Counter((one.day, one.hours, one.text if texts else None, one.project) for one in found)


stretches = st.builds(
    Stretch,
    st.integers(0, 2**20),
    st.integers(16, 18),
    st.sampled_from([None, 540, 600]),
    st.sampled_from([30, 60]),
    st.sampled_from(["Meetng", "Meeting"]),
    st.sampled_from(["toko", "katalog"]),
)
changes = st.tuples(
    st.sampled_from(["add", "drop", "mend", "move"]),
    st.integers(0, 9),
    stretches,
    st.randoms(use_true_random=False),
)
ways = st.lists(st.sampled_from(["whole", "twice", "days", "projects", "pieces"]), min_size=1, max_size=3)


def changed(held, what, place, other):
    """The tracker's entries after one change; the two entries that hold its first and last day stay."""
    if what == "add" or len(held) < 3:
        return [*held, other]
    place = 2 + place % (len(held) - 2)
    mended = held[place]._replace(minutes=other.minutes, text=other.text)
    moved = held[place]._replace(begun=other.begun, day=other.day)
    return held[:place] + {"drop": [], "mend": [mended], "move": [moved]}[what] + held[place + 1 :]


EDGES = [Stretch(2**30 + day, day, 60, 15, "Edge", project) for day, project in ((15, "toko"), (19, "toko"))]
EDGES += [Stretch(2**30 + 100 + day, day, 60, 15, "Edge", "katalog") for day in (15, 19)]


@pytest.mark.parametrize("export", [as_klog, as_watson])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    begin=st.lists(stretches, max_size=5, unique_by=lambda one: one.number),
    steps=st.lists(st.tuples(changes, ways), max_size=4),
)
def test_any_exports_end_with_what_the_tracker_holds(studio, export, begin, steps):
    journal = Journal(studio)
    held = begin
    kept = [one.kept if export is as_klog else (*one.kept[:2], None, one.project) for one in (*EDGES, *held)]
    journal.take(export([*EDGES, *held]))
    assert journal.holds(texts=export is as_klog) == Counter(kept)
    for (what, place, other, random), way in steps:
        numbers = {one.number for one in held}
        if other.number in numbers:
            continue
        held = changed(["", "", *held], what, place, other)[2:]
        whole = [*EDGES, *held]
        random.shuffle(whole)
        for one in way:
            for piece, part in pieces(one, whole, random):
                journal.take(export(piece), part=part)
        journal.take(export(whole))
        kept = [one.kept if export is as_klog else (*one.kept[:2], None, one.project) for one in whole]
        assert journal.holds(texts=export is as_klog) == Counter(kept)
        again = journal.take(export(list(reversed(whole))))
        assert again.lines == {"kopi": {}}
        for piece, part in pieces(way[0], whole, random):
            assert not journal.take(export(piece), part=part).found.changes


def pieces(way, whole, random):
    """An export in the ways in which people make them."""
    if way == "twice":
        return [(whole, False), (whole, False)]
    if way == "days":
        edge = random.randint(16, 18)
        return [
            ([one for one in whole if one.day < edge], False),
            ([one for one in whole if one.day >= edge], False),
        ]
    if way == "projects":
        return [([one for one in whole if one.project == name], False) for name in MAPS]
    if way == "pieces":
        edge = random.randint(0, len(whole))
        return [(whole[:edge], True), (whole[edge:], True)]
    return [(whole, False)]
