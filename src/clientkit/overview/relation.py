"""Where the relation with a client stands: stage, loyalty and advocacy, read off the records."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from clientkit.checklists.queries import checklist_of
from clientkit.checklists.rules import open_ids
from clientkit.clients.consent import consents
from clientkit.clients.engagement_periods import relation_in
from clientkit.clients.stages import plain_relation
from clientkit.errors import ClientkitError
from clientkit.kernel.model.files.checklist import PHASES
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.records.record import Entry
from clientkit.kernel.store.toml.project_file import read_project
from clientkit.kernel.store.workspace import Workspace


def relation_values(
    workspace: Workspace, slug: str, client: Client, records: Sequence[Entry]
) -> dict[str, Any]:
    """What stage, loyalty and advocacy are told from, in plain values, whatever day it is."""
    relation = relation_in(records, lost=dict(client).get("stage") == "lost")
    first = next(iter(relation.engagements(date.max)), None)
    recommended = [one.nps for one in records if isinstance(one, Feedback) and one.nps is not None]
    return {
        "relation": plain_relation(relation),
        "onboarding": bool(
            first and first.last is None and _onboards(workspace, slug, first.project, records)
        ),
        "nps": recommended[-1] if recommended else None,
        "advocate": any(
            one.given and one.purpose in {"testimonial", "referral", "case-study"}
            for one in consents(records)
        ),
    }


def _onboards(workspace: Workspace, slug: str, project: str, records: Sequence[Entry]) -> bool:
    """Whether rows of the onboarding of a project are open; a broken file is told by those who show it."""
    own = [one for one in records if one.project == project]
    try:
        rows = checklist_of(read_project(workspace, slug, project).value, own)
    except ClientkitError:
        return False
    return bool(open_ids(rows, PHASES[:1]))
