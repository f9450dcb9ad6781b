"""How the weekly round looks on a screen."""

from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view

if TYPE_CHECKING:
    from clientkit.week.queries import WeekRound, WeekStanding


def headline(standing: "WeekStanding", place: str = "") -> str:
    """A project of the round in a line: its week, how it stands, and where in the round it is."""
    parts = [standing.project, standing.week]
    if standing.state == "sent":
        parts.append(f"went on {standing.sent_on}")
    elif standing.state == "broken":
        parts.append(f"passed over: {standing.error}")
    else:
        late = f"{standing.days_late} working days late" if standing.days_late > 0 else "on time"
        ends = f"ends {standing.end}, {late}" if standing.end else ""
        parts += [standing.status or "no status yet", f"{standing.done} done", ends]
    return "  ".join(one_line(part) for part in (*parts, f"({place})" if place else "") if part)


@view("week")
def show_round(rows: "WeekRound") -> None:
    """The path of each report that was written; how each stands, and what it lacks, on stderr."""
    for row in rows:
        if row.document:
            say(row.document)
        say(headline(row), error=True)
        for one in row.findings:
            say(f"  {one_line(f'{one.message}. {one.write}. [{one.code}]')}", error=True)
    if not rows:
        say("No project runs. Start one: clientkit project start CLIENT/PROJECT", error=True)
