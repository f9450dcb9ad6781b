"""How acceptance criteria look on a screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clientkit.kernel.screen.output import say, say_json
from clientkit.kernel.screen.table import Column, show_table

if TYPE_CHECKING:
    from clientkit.agreements.acceptance_criteria import CriterionRow
    from clientkit.kernel.model.records.acceptance import CriterionTried

COLUMNS = (
    Column("id", style="bold"),
    Column("no", right=True),
    Column("state"),
    Column("tested", named=True),
    Column("criterion", prose=True),
    Column("note", prose=True),
)

STATES = {True: "✔ met", False: "✘ not met", None: "○ not tested"}


def show_criteria(rows: "Sequence[CriterionRow]", *, as_json: bool) -> None:
    """The list; how many are met on stderr."""
    if as_json:
        say_json("criteria", rows)
        return
    if not rows:
        say("No acceptance criteria yet. 'clientkit scope check' says what an agreement needs.", error=True)
        return
    show_table(
        COLUMNS,
        [
            (row.item, str(row.number), STATES[row.met], str(row.day or ""), row.text, row.note or "")
            for row in rows
        ],
    )
    say(f"{sum(row.met is True for row in rows)} of {len(rows)} met.", error=True)


def show_trial(records: "Sequence[CriterionTried]", *, as_json: bool) -> None:
    """The ids of the records; what was written down on stderr."""
    if as_json:
        say_json("trials", records)
        return
    for record in records:
        say(record.id)
    first = records[0]
    which = ", ".join(str(record.number) for record in records)
    plural = "criterion" if len(records) == 1 else "criteria"
    state = "met" if first.met else "not met"
    say(f"{first.item}, {plural} {which}: {state} on {first.day}.", error=True)
