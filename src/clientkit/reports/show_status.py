"""How a status that was set worse looks on a screen."""

from typing import TYPE_CHECKING

from clientkit.kernel.screen.output import say, say_json
from clientkit.kernel.screen.safe_text import one_line

if TYPE_CHECKING:
    from clientkit.reports.status_override import Worsened


def show_worsened(worsened: "Worsened", *, as_json: bool) -> None:
    """The record's id; what the week's report will say on stderr."""
    record = worsened.record
    if as_json:
        say_json("status", record)
        return
    say(record.id)
    found = f"the rule finds {worsened.rule}" if worsened.rule else "the rule cannot tell"
    about = f"{record.dimension} of {record.client}/{record.project} in {worsened.week}"
    say(one_line(f"Set to {record.light}: {about} ({found}). {record.reason}"), error=True)
    if worsened.before:
        before = f"It takes the place of {worsened.before.light}: {worsened.before.reason}"
        say(one_line(before), error=True)
