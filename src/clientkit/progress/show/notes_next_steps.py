"""How a moved or dropped step looks on a screen."""

from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say, say_json

if TYPE_CHECKING:
    from clientkit.progress.next_steps import PlanChange


def show_plan_change(changed: "PlanChange", *, as_json: bool) -> None:
    """The record's id; what becomes of the step on stderr."""
    record = changed.record
    if as_json:
        say_json("plan", record)
        return
    say(record.id)
    until = f"planned for {changed.was}" if changed.was else "planned without a day"
    became = f"moved to {record.due}" if record.kind == "plan_moved" else "dropped"
    say(one_line(f"'{changed.plan.text}', {until}, is {became}: {record.reason}"), error=True)
