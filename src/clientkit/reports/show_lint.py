"""How the findings of a weekly report look: one line each, with what to type next."""

import sys
from typing import TYPE_CHECKING

from clientkit.kernel.screen.output import say, say_json
from clientkit.kernel.screen.safe_text import one_line

if TYPE_CHECKING:
    from clientkit.reports.weekly.lint import ReportCheck, ReportFinding


def show_report_check(checked: "ReportCheck", *, as_json: bool) -> None:
    """Findings on stdout; the sum on stderr."""
    if as_json:
        say_json("report-check", checked)
        return
    for one in checked.findings:
        say(_line(one))
    number = len(checked.findings)
    if not number:
        say(f"Nothing found in {checked.week} of {checked.project}: it can be sent.", error=True)
        return
    things = "One thing" if number == 1 else f"{number} things"
    say(f"{things} to mend in {checked.week} of {checked.project}.", error=True)


def warn_of(checked: "ReportCheck") -> None:
    """The same findings on stderr, beside a report that was made all the same."""
    if not checked.findings:
        return
    sys.stdout.flush()
    say("Before it is sent:", error=True)
    for one in checked.findings:
        say(f"  {_line(one)}", error=True)


def _line(one: "ReportFinding") -> str:
    return one_line(f"{one.message}. {one.write}. [{one.code}]")
