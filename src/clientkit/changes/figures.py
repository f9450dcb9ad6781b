"""What changes come to, by project: how far the scope grew, what was given, how long a decision took."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Annotated

from clientkit.changes.queries import ChangeRow
from clientkit.errors import ClientkitError
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.workspace import Workspace

HUNDRED = Decimal(100)


@dataclass(slots=True)
class ChangeFigures:
    """What the changes of a project come to."""

    subject: Annotated[str, "client/project"]
    count: Annotated[int, "how many were asked for"]
    ended: Annotated[int, "how many of them ended"]
    approved: Annotated[int, "how many were approved"]
    absorbed: Annotated[int, "how many were done for free"]
    added: Annotated[Decimal, "prices of those that were approved"]
    original: Annotated[Decimal | None, "price of the first agreement; null where none is known"]
    currency: Annotated[str | None, "ISO 4217 code of both"]
    growth_percent: Annotated[float | None, "the one in percent of the other"]
    absorbed_percent: Annotated[float | None, "those done for free in percent of those that ended"]
    median_days: Annotated[float | None, "median of the days from an offer to the client's decision"]
    decided: Annotated[int, "how many decisions that median is of"]


class ChangeFigureRows(Rows[ChangeFigures]):
    """Figures of changes, most first."""


def change_figures(workspace: Workspace, rows: Sequence[ChangeRow]) -> ChangeFigureRows:
    """The figures of each project that has a change."""
    groups: dict[str, list[ChangeRow]] = {}
    for one in rows:
        groups.setdefault(one.subject, []).append(one)
    found = [_figures(workspace, subject, group) for subject, group in groups.items()]
    return ChangeFigureRows(sorted(found, key=lambda one: (-one.count, one.subject)))


def _figures(workspace: Workspace, subject: str, rows: Sequence[ChangeRow]) -> ChangeFigures:
    client, _, project = subject.partition("/")
    states = [one.state for one in rows]
    original, currency = _original(workspace, ProjectRef(client, project))
    added = sum((one.price or Decimal(0) for one in rows if one.state == "approved"), Decimal(0))
    ended = [one for one in rows if one.ended]
    days = [
        (one.ended - one.offered).days
        for one in rows
        if one.ended and one.offered and one.state in {"approved", "declined"}
    ]
    given = states.count("absorbed")
    return ChangeFigures(
        subject=subject,
        count=len(rows),
        ended=len(ended),
        approved=states.count("approved"),
        absorbed=given,
        added=added,
        original=original,
        currency=currency or next((one.currency for one in rows if one.currency), None),
        growth_percent=float(round(added / original * HUNDRED, 1)) if original else None,
        absorbed_percent=round(given / len(ended) * 100, 1) if ended else None,
        median_days=median(days) if days else None,
        decided=len(days),
    )


def _original(workspace: Workspace, name: ProjectRef) -> tuple[Decimal | None, str | None]:
    """The price of the first agreement, before tax, with its currency."""
    from clientkit.kernel.model.files.price_totals import base_amount
    from clientkit.kernel.store.agreement_files import agreed_versions, read_agreed_project

    try:
        versions = agreed_versions(workspace, name)
        price = read_agreed_project(workspace, name, versions[0]).price if versions else None
    except ClientkitError as error:
        workspace.notices.add(f"passed over {error.message}")
        return None, None
    return (base_amount(price), price.currency) if price else (None, None)
