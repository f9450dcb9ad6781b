"""Case studies: a text of ours about work for a client, published only as they allowed it, word for word."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from clientkit.errors import NotFoundError
from clientkit.kernel.model.records.feedback import Consented
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.workspace import Workspace

CASE_STUDY = "case-study"
"""The purpose of the consent, and what the letter is called."""

MARK = 16
"""Letters of a hash by which a question names the text that it is about."""


class CaseStudy(NamedTuple):
    """What was said last of the case study of a project, and its text as it stands; None where it is gone."""

    word: Consented
    text: str | None

    @property
    def is_as_allowed(self) -> bool:
        """Whether it may be published: they allowed the very text that stands there."""
        return self.word.given and self.text is not None and self.word.sha256 == digest(self.text.encode())


def case_study_file(workspace: Workspace, name: ProjectRef) -> Path:
    """Where the case study of a project is written, by hand."""
    return workspace.project_dir(*name) / f"{CASE_STUDY}.md"


def read_case_study(workspace: Workspace, name: ProjectRef) -> str | None:
    """The text as it stands; None where there is none."""
    try:
        text = read_limited(case_study_file(workspace, name)).decode("utf-8", "replace").strip()
    except NotFoundError:
        return None
    return text or None


def study_topic(text: str) -> str:
    """How a question names the text that it is about."""
    return f"{CASE_STUDY} {digest(text.encode())[:MARK]}"


def case_studies(workspace: Workspace, records: Sequence[Entry]) -> list[CaseStudy]:
    """What was said last of each; a no of a contact that names no project takes back all of theirs."""
    last: dict[ProjectRef, Consented] = {}
    for one in records:
        if not isinstance(one, Consented) or one.purpose != CASE_STUDY:
            continue
        if one.project:
            last[ProjectRef(one.client, one.project)] = one
        elif not one.given:
            last |= {name: one for name, before in last.items() if before.contact == one.contact}
    return [CaseStudy(word, read_case_study(workspace, name)) for name, word in last.items()]


def changed_studies(workspace: Workspace, records: Sequence[Entry]) -> Iterator[Problem]:
    """Case studies that are not the text any more that was allowed."""
    for word, text in (one for one in case_studies(workspace, records) if not one.is_as_allowed):
        if word.given and word.sha256 and word.project and text is not None:
            name = ProjectRef(word.client, word.project)
            yield Problem(
                file=workspace.relative(case_study_file(workspace, name)),
                code="changed-case-study",
                message=f"is not the text that {word.contact} allowed on {word.day}",
                hint=f"Ask again before it is published: clientkit mail draft case-study {name}",
                severity="warning",
            )
