"""What changed between two versions of an agreement, in the client's terms and not as a text diff."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, Field

from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.schedule import Plan, PlannedMilestone
from clientkit.kernel.model.values.base import Model

Area = Literal[
    "project",
    "success",
    "deliverable",
    "inclusion",
    "exclusion",
    "assumption",
    "constraint",
    "risk",
    "duty",
    "milestone",
    "price",
    "payment",
    "terms",
]
Kind = Literal["added", "removed", "changed"]
Value = Decimal | date | int | str | None
Measure = Literal["text", "money", "date", "number", "percent", "yes-no", "list"]

LISTED = {
    "success": ("success", "measure"),
    "deliverable": ("deliverables", "id"),
    "exclusion": ("exclusions", "what"),
    "risk": ("risks", "risk"),
    "duty": ("duties", "what"),
    "payment": ("payments", "label"),
}
"""Areas that are lists of tables: the field of the project, and the key that tells two rows apart."""

TERMS = (
    "revisions",
    "acceptance",
    "expenses",
    "changes",
    "communication",
    "complaints",
    "clauses",
    "cancellation",
)
MONEY = frozenset({"price", "amount", "rate", "option_price", "extra_price", "limit"})
PERCENT = frozenset({"share", "tax_percent"})


class Difference(Model):
    """One thing that is not as it was."""

    area: Area = Field(description="the part of the agreement")
    kind: Kind = Field(description="added, removed or changed")
    item: str = Field("", description="the deliverable, milestone, risk … it is about")
    field: str = Field("", description="the key that changed; empty where the whole item came or went")
    measure: Measure = Field("text", description="how before and after are to be written")
    before: Value = Field(None, description="as it was")
    after: Value = Field(None, description="as it is")
    working_days: int | None = Field(
        None, description="for a date: working days later, or earlier when negative"
    )


class DifferenceDocument(Model):
    """What the template of a comparison is given."""

    title: str = Field(description="name of the project")
    number: str = Field(description="number of the agreement")
    currency: str = Field(description="ISO 4217 code of every amount")
    before_version: int = Field(description="the version compared with")
    after_version: int | None = Field(description="the later version; empty for the project as it is now")
    differences: tuple[Difference, ...] = Field(description="what is not as it was, by area")
    end_before: date | None = Field(description="end of the project as it was")
    end_after: date | None = Field(description="end of the project as it is")
    end_working_days: int | None = Field(description="working days between the two")


@dataclass(frozen=True)
class Side:
    """One of the two that are compared; `version` is None for the project as it stands now."""

    project: Project
    plan: Plan
    version: int | None


def difference_document(before: Side, after: Side, days: Mapping[str, int]) -> DifferenceDocument:
    """The context of a comparison.

    `days` holds the working days between the ends of each milestone in both plans, and of the plans under ''.
    """
    project = after.project
    return DifferenceDocument(
        title=project.title,
        number=project.agreement.number,
        currency=project.price.currency or before.project.price.currency or "",
        before_version=before.version or 0,
        after_version=after.version,
        differences=tuple(_differences(before, after, days)),
        end_before=before.plan.end,
        end_after=after.plan.end,
        end_working_days=days.get(""),
    )


def _differences(before: Side, after: Side, days: Mapping[str, int]) -> Iterator[Difference]:
    was, now = before.project, after.project
    for field in ("title", "background", "objective"):
        yield from _value("project", "", field, getattr(was, field), getattr(now, field))
    yield from _rows("success", was, now)
    yield from _rows("deliverable", was, now)
    yield from _table("inclusion", "inclusions", was.inclusions, now.inclusions)
    yield from _rows("exclusion", was, now)
    yield from _texts("assumption", "", "", was.assumptions, now.assumptions)
    yield from _texts("constraint", "", "", was.constraints, now.constraints)
    yield from _rows("risk", was, now)
    yield from _rows("duty", was, now)
    yield from _milestones(before.plan, after.plan, days)
    yield from _table("price", "", was.price, now.price)
    yield from _rows("payment", was, now)
    for name in TERMS:
        yield from _table("terms", name, getattr(was, name), getattr(now, name))


def _rows(area: Area, was: Project, now: Project) -> Iterator[Difference]:
    """Rows that came, went, or say something else; a row is known by its key."""
    name, key = LISTED[area]
    old = {getattr(row, key): row for row in getattr(was, name)}
    new = {getattr(row, key): row for row in getattr(now, name)}
    for identity, row in new.items():
        if identity not in old:
            yield Difference(area=area, kind="added", item=_label(row, key))
        else:
            yield from _table(area, _label(row, key), old[identity], row, skip=frozenset({key}))
    for identity, row in old.items():
        if identity not in new:
            yield Difference(area=area, kind="removed", item=_label(row, key))


def _label(row: Any, key: str) -> str:
    return f"{row.id} · {row.title}" if key == "id" else str(getattr(row, key))


def _table(
    area: Area, item: str, was: BaseModel, now: BaseModel, skip: frozenset[str] = frozenset()
) -> Iterator[Difference]:
    for field in type(now).model_fields:
        old, new = getattr(was, field), getattr(now, field)
        if field in skip or old == new:
            continue
        if isinstance(new, tuple):
            yield from _texts(area, item, field, old, new)
        else:
            yield from _value(area, item, field, old, new)


def _texts(area: Area, item: str, field: str, was: Iterable[str], now: Iterable[str]) -> Iterator[Difference]:
    old, new = list(was), list(now)
    for text in new:
        if text not in old:
            yield Difference(area=area, kind="added", item=item, field=field, after=text)
    for text in old:
        if text not in new:
            yield Difference(area=area, kind="removed", item=item, field=field, before=text)


def _value(area: Area, item: str, field: str, was: Any, now: Any) -> Iterator[Difference]:
    old, new = was if was != "" else None, now if now != "" else None
    if old != new:
        kind: Kind = "added" if old is None else "removed" if new is None else "changed"
        measure = _measure(field, new if new is not None else old)
        yield Difference(area=area, kind=kind, item=item, field=field, measure=measure, before=old, after=new)


def _measure(field: str, value: Any) -> Measure:
    if isinstance(value, bool):
        return "yes-no"
    if field in MONEY:
        return "money"
    if field in PERCENT:
        return "percent"
    if isinstance(value, date):
        return "date"
    return "number" if isinstance(value, int | Decimal) else "text"


def _milestones(was: Plan, now: Plan, days: Mapping[str, int]) -> Iterator[Difference]:
    old = {milestone.id: milestone for milestone in was.milestones}
    new = {milestone.id: milestone for milestone in now.milestones}
    for name, milestone in new.items():
        if name not in old:
            yield Difference(
                area="milestone",
                kind="added",
                item=_milestone(milestone),
                measure="date",
                after=milestone.end,
            )
            continue
        if milestone.end != old[name].end:
            yield Difference(
                area="milestone",
                kind="changed",
                item=_milestone(milestone),
                field="end",
                measure="date",
                before=old[name].end,
                after=milestone.end,
                working_days=days.get(name),
            )
        for field in ("title", "owner"):
            yield from _value(
                "milestone",
                _milestone(milestone),
                field,
                getattr(old[name], field),
                getattr(milestone, field),
            )
    for name, milestone in old.items():
        if name not in new:
            yield Difference(
                area="milestone",
                kind="removed",
                item=_milestone(milestone),
                measure="date",
                before=milestone.end,
            )


def _milestone(milestone: PlannedMilestone) -> str:
    return f"{milestone.id} · {milestone.title}"
