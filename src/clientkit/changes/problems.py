"""What of the changes is not as it should be: a number that was given twice, two words on how one ended."""

from collections import Counter
from collections.abc import Iterable, Iterator

from clientkit.changes.cases import changes_among
from clientkit.kernel.model.records.change import ChangeAsked, ChangeEnded
from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.store.journal.read import Numbered, read_journal
from clientkit.kernel.store.workspace import Workspace


def change_problems(workspace: Workspace, slug: str, records: Iterable[Numbered]) -> Iterator[Problem]:
    """A warning for each, at its line of the journal."""
    places = {
        one.id: (file, line) for file, line, one in records if isinstance(one, ChangeAsked | ChangeEnded)
    }
    if not places:
        return
    standing = read_journal(workspace, slug)
    cases = changes_among(standing)
    given = Counter(case.name for case in cases)
    for case in cases:
        if given[case.name] > 1:
            file, line = places[case.asked.id]
            message = f"{case.co} of {slug}/{case.asked.project} was given twice: {case.asked.text[:60]!r}"
            hint = f"Give the one that was not offered the next: clientkit change renumber {case.name}"
            yield _problem(file, line, message, hint)
    ends = Counter(one.ref for one in standing if isinstance(one, ChangeEnded))
    for one in standing:
        if isinstance(one, ChangeEnded) and ends[one.ref] > 1:
            file, line = places[one.id]
            message = f"a change ended more than once; this word says {one.outcome}, the first one counts"
            yield _problem(file, line, message, f"Take the wrong one back: clientkit undo {one.id}")


def _problem(file: str, line: int, message: str, hint: str) -> Problem:
    return Problem(file=file, line=line, code="change", message=message, hint=hint, severity="warning")
