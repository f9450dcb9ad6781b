"""What of the complaints is not as it should be: options of one round that two devices gave one number."""

from collections import Counter
from collections.abc import Iterable, Iterator

from clientkit.complaints.cases import complaints_among
from clientkit.kernel.model.records.complaint import ComplaintOption
from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.store.journal.read import Numbered, read_journal
from clientkit.kernel.store.workspace import Workspace


def complaint_problems(workspace: Workspace, slug: str, records: Iterable[Numbered]) -> Iterator[Problem]:
    """A warning for each option whose number another of its round has, while none was chosen."""
    places = {one.id: (file, line) for file, line, one in records if isinstance(one, ComplaintOption)}
    for case in complaints_among(read_journal(workspace, slug)) if places else ():
        given = Counter(one.number for one in case.options)
        for one in case.options if case.choice is None else ():
            if given[one.number] > 1:
                file, line = places[one.id]
                said = f"option {one.number} of complaint {case.name} was given twice: {one.text[:60]!r}"
                yield Problem(
                    file=file,
                    line=line,
                    code="complaint",
                    message=said,
                    hint=f"Take one back, and offer it again: clientkit undo {one.id}",
                    severity="warning",
                )
