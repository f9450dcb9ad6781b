"""A complaint brought to each state by its records, as commands write them."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from clientkit.kernel.store.workspace import Workspace

CASE, PROMISE, OPTION = "case000001", "prom000001", "opti000001"

STATES = (
    *("received", "acknowledged", "understood", "offered", "agreed", "put-right"),
    *("confirmed", "silent", "final", "closed"),
)
"""In the order in which one is reached from the other; `silent` and `final` beside `confirmed`."""


class Story:
    """The records of one complaint of kopi/toko, told day by day from Monday, 2 November 2026."""

    def __init__(self, case: str = CASE, **fields: Any) -> None:
        self.case = case
        self.records: list[dict[str, Any]] = []
        self.day = datetime(2026, 11, 2, 3, tzinfo=UTC)
        self.add("complaint", id=case, text="Harganya salah", contact="rina", **fields)

    def add(self, kind: str, *, days: int = 0, **fields: Any) -> "Story":
        """One more record, some days later."""
        self.day += timedelta(days=days, seconds=1)
        number = len(self.records)
        about = {} if kind in {"complaint", "promise"} else {"ref": self.case}
        stamp = {"id": f"step{number:06d}", "ts": self.day.isoformat(), "day": str(self.day.date()), "v": 1}
        self.records.append({**stamp, "kind": kind, "client": "kopi", "project": "toko", **about, **fields})
        return self

    def told(self, days: int = 0) -> "Story":
        """A call of ours about it."""
        return self.add("log", days=days, channel="phone", text="Called them")

    def letter(self, name: str, days: int = 0) -> "Story":
        """A letter about it that went."""
        sending = {"recipients": ["rina@kopi.example"], "subject": "Keluhan", "sha256": "0" * 64}
        self.add("mail_sending", days=days, document=f"letter-{name}", **sending)
        return self.add("mail_outcome", ref=self.records[-1]["id"], outcome="sent")

    def noted(self, **fields: Any) -> "Story":
        """What was understood."""
        return self.add("complaint_noted", **{"restated": "Harga lama", "root": "defect", **fields})

    def offered(self, days: int = 0) -> "Story":
        """An option, and that the client was told."""
        self.add("complaint_option", days=days, id=OPTION, number=1, text="New proof", due="2026-12-31")
        return self.told()

    def agreed(self, days: int = 0) -> "Story":
        """Their choice, with its promise."""
        self.add("complaint_choice", days=days, option=OPTION, promise=PROMISE)
        return self.add("promise", id=PROMISE, text="New proof", due="2026-12-31", owner="us")

    def kept(self, days: int = 0, outcome: str = "kept") -> "Story":
        """What became of the promise."""
        return self.add("promise_ended", days=days, ref=PROMISE, outcome=outcome)

    def word(self, answer: str, days: int = 0) -> "Story":
        """What the client says."""
        return self.add("complaint_word", days=days, answer=answer)

    def lesson(self, days: int = 0) -> "Story":
        """What was learned."""
        return self.add("complaint_lesson", days=days, text="Old list", prevention="Two readers", reason="So")

    def to(self, state: str) -> "Story":
        """All that brings it there."""
        ends = {"confirmed": "yes", "silent": "silent"}
        main = STATES[:6]
        steps = [self.told, self.noted, self.offered, self.agreed, self.kept]
        for step in steps[: main.index(state) if state in main else (3 if state == "final" else 5)]:
            step()
        if state == "final":
            return self.letter("final")
        if state == "silent":
            self.letter("put-right").letter("last-word", days=3)
        if state in ends:
            return self.word(ends[state], days=14 if state == "silent" else 0)
        return self.word("yes").lesson() if state == "closed" else self

    def write(self, workspace: Workspace) -> None:
        """Make these the only records of the client."""
        for path in workspace.journal_files("kopi"):
            path.unlink()
        path = workspace.client_dir("kopi") / "journal" / "desk.jsonl"
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(f"{json.dumps(one)}\n" for one in self.records))
