"""What of the changes is not as it should be: a number that was given twice, two words on how one ended."""

from collections import Counter
from collections.abc import Iterable, Iterator

from clientkit.changes.cases import approved_version, changes_among
from clientkit.changes.rules import ChangeCase
from clientkit.errors import ClientkitError
from clientkit.kernel.model.records.change import ChangeAsked, ChangeEnded
from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.journal.read import Numbered, read_journal
from clientkit.kernel.store.toml.project_file import read_project
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
    yield from _cut_off(workspace, slug, cases)
    ends = Counter(one.ref for one in standing if isinstance(one, ChangeEnded))
    for one in standing:
        if isinstance(one, ChangeEnded) and ends[one.ref] > 1:
            file, line = places[one.id]
            message = f"a change ended more than once; this word says {one.outcome}, the first one counts"
            yield _problem(file, line, message, f"Take the wrong one back: clientkit undo {one.id}")


def _cut_off(workspace: Workspace, slug: str, cases: Iterable[ChangeCase]) -> Iterator[Problem]:
    """An approval that was killed after its version was kept: what the journal or the project lacks of it."""
    for case in cases:
        name = ProjectRef(slug, case.asked.project or "")
        try:
            version = approved_version(workspace, name, case.id)
            ahead = version and version > read_project(workspace, *name).value.agreement.version
        except ClientkitError:  # told by those who read these files
            continue
        if version and (ahead or case.state != "approved"):
            file = workspace.relative(workspace.agreement_dir(*name, version))
            message = f"version {version} holds {case.co}, and its approval was cut off"
            yield _problem(file, None, message, f"Finish it: clientkit change approve {case.name}")


def _problem(file: str, line: int | None, message: str, hint: str) -> Problem:
    return Problem(file=file, line=line, code="change", message=message, hint=hint, severity="warning")
