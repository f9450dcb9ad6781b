"""What changed between two versions of an agreement, in the client's terms and not as a text diff.

The comparison is a walk over the model of a project: a field that is added to it is compared without a word
here. What is left out is named, with the reason.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, Field
from pydantic.fields import FieldInfo

from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.schedule import Plan
from clientkit.kernel.model.files.timeline import Milestone
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.money import Amount, Percent

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
    "level",
    "terms",
    "clause",
]
Kind = Literal["added", "removed", "changed"]
Value = Decimal | date | int | str | None
Measure = Literal["text", "choice", "money", "date", "number", "percent", "yes-no"]

AREAS: Mapping[str, Area] = {
    "success": "success",
    "deliverables": "deliverable",
    "inclusions": "inclusion",
    "exclusions": "exclusion",
    "assumptions": "assumption",
    "constraints": "constraint",
    "risks": "risk",
    "duties": "duty",
    "timeline": "milestone",
    "milestones": "milestone",
    "price": "price",
    "payments": "payment",
    "service_levels": "level",
    "clauses.more": "clause",
}
"""Fields of a project that are a part of their own; other tables are terms, other values of the project."""

_DATES = "seen in the first and the last day of the milestones, which are compared"
NOT_COMPARED: Mapping[str, str] = {
    "version": "the format of the file",
    "work": "where our checklist comes from; the client is promised none of it",
    "language": "the documents promise the same in each language",
    "agreement.number": "the name of the paper; the comparison is headed by it",
    "agreement.version": "the name of the paper; the comparison is headed by it",
    "agreement.issued": "the day of the paper, not of the work",
    "agreement.valid_until": "of the offer, which is over once it is accepted",
    "agreement.place": "where the paper is signed, not what is promised",
    "clauses.more.place": "where a clause stands, not what it says",
    "milestones.days": _DATES,
    "milestones.due": _DATES,
    "milestones.after": _DATES,
    "milestones.not_before": _DATES,
    "checklist": "what we always do; the client is promised none of it",
    "faq": "answers for the client's page; nothing is promised by them",
    "repo": "where the work lies; the client is promised none of it",
    "waivers": "what the check of the agreement lets stand; the client never reads it",
}
"""What no comparison lists, and why."""


class Difference(Model):
    """One thing that is not as it was."""

    area: Area = Field(description="the part of the agreement")
    kind: Kind = Field(description="added, removed or changed")
    item: str = Field("", description="the deliverable, milestone, risk … it is about")
    field: str = Field("", description="the key that changed; empty where the whole item came or went")
    measure: Measure = Field("text", description="how before and after are to be written")
    before: Value = Field(None, description="as it was")
    after: Value = Field(None, description="as it is")
    change: str = Field("", description="the change that it came with: CO-1")
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
    price_before: Decimal | None = Field(None, description="the price, limit or fee as it was")
    price_after: Decimal | None = Field(None, description="the price, limit or fee as it is")


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
        price_before=before.project.price.amount,
        price_after=project.price.amount,
    )


class _DatedMilestone(Milestone):
    """A milestone with its days as the plan has them."""

    end: date | None = Field(None, description="last day")


def _differences(before: Side, after: Side, days: Mapping[str, int]) -> Iterator[Difference]:
    was, now = _dated(before), _dated(after)
    found = list(_fields("", was, now))
    ids = {_label(one): one.id for one in now.milestones}
    moved = {one.item for one in found if (one.area, one.field) == ("milestone", "end")}
    for one in found:
        if one.area != "milestone" or one.item not in moved:
            yield one
        elif one.field != "start":  # a step that ends on another day has moved: its start says no more
            by = days.get(ids[one.item]) if one.field == "end" else None
            yield one.model_copy(update={"working_days": by})


def _dated(side: Side) -> Project:
    """The project with the days of its milestones as the plan has them."""
    planned = {one.id: one for one in side.plan.milestones}
    rows = []
    for one in side.project.milestones:
        days = planned.get(one.id)
        own = {"start": days.start, "end": days.end} if days else {"end": one.due}
        rows.append(_DatedMilestone.model_construct(**{**dict(one), **own}))
    return side.project.model_copy(update={"milestones": tuple(rows)})


def _fields(table: str, was: BaseModel, now: BaseModel, item: str = "") -> Iterator[Difference]:
    """What differs between two tables of a project, or between two projects: field by field of the model."""
    for name, field in type(now).model_fields.items():
        path = f"{table}.{name}" if table else name
        old, new = getattr(was, name), getattr(now, name)
        if old == new or path in NOT_COMPARED:
            continue
        several = isinstance(new, tuple)
        if isinstance(new, BaseModel):
            yield from _fields(path, old, new, "" if name in AREAS else name)
        elif several and any(isinstance(one, BaseModel) for one in (*old, *new)):
            yield from _rows(path, old, new)
        elif several:
            yield from _texts(_area(path), item, name if table else "", old, new)
        else:
            yield from _value(path, item, field, old, new)


def _area(path: str) -> Area:
    table, _, inside = path.partition(".")
    whole = AREAS.get(".".join(path.split(".")[:2]))
    return whole or AREAS.get(table, "terms" if inside else "project")


def _rows(name: str, was: Iterable[BaseModel], now: Iterable[BaseModel]) -> Iterator[Difference]:
    """Rows that came, went, or say something else; a row is known by its first field."""
    old, new = _by_key(was), _by_key(now)
    for key, row in new.items():
        if key in old:
            yield from _fields(name, old[key], row, _label(row))
        else:
            yield _whole(name, "added", row, after=getattr(row, "end", None))
    for key, row in old.items():
        if key not in new:
            yield _whole(name, "removed", row, before=getattr(row, "end", None))


def _by_key(rows: Iterable[BaseModel]) -> dict[tuple[str, int], BaseModel]:
    """Rows by their first field; of those that share it, each by its place among them."""
    seen: Counter[str] = Counter()
    found = {}
    for row in rows:
        key = str(next(iter(dict(row).values())))
        found[key, seen[key]] = row
        seen[key] += 1
    return found


def _label(row: Any) -> str:
    if not hasattr(row, "id"):
        return str(next(iter(dict(row).values())))
    return f"{row.id} · {row.title if hasattr(row, 'title') else row.what}"


def _whole(name: str, kind: Kind, row: BaseModel, **day: Any) -> Difference:
    measure: Measure = "date" if isinstance(row, _DatedMilestone) else "text"
    return Difference(area=_area(name), kind=kind, item=_label(row), measure=measure, **day)


def _texts(area: Area, item: str, field: str, was: Iterable[str], now: Iterable[str]) -> Iterator[Difference]:
    old, new = Counter(was), Counter(now)
    for text in (new - old).elements():
        yield Difference(area=area, kind="added", item=item, field=field, after=text)
    for text in (old - new).elements():
        yield Difference(area=area, kind="removed", item=item, field=field, before=text)


def _value(path: str, item: str, field: FieldInfo, was: Any, now: Any) -> Iterator[Difference]:
    old, new = was if was != "" else None, now if now != "" else None
    if old != new:
        kind: Kind = "added" if old is None else "removed" if new is None else "changed"
        area, name = _area(path), path.rpartition(".")[2]
        measure = _measure(field, new if new is not None else old)
        yield Difference(area=area, kind=kind, item=item, field=name, measure=measure, before=old, after=new)


def _measure(field: FieldInfo, value: Any) -> Measure:
    """How a value is to be written, by the type of its field."""
    kinds = (field.annotation, *get_args(field.annotation))
    if isinstance(value, bool):
        return "yes-no"
    if isinstance(value, date):
        return "date"
    if isinstance(value, int | Decimal):
        named: tuple[tuple[Any, Measure], ...] = ((Amount, "money"), (Percent, "percent"))
        return next((words for known, words in named if any(one is known for one in kinds)), "number")
    return "choice" if any(get_origin(one) is Literal for one in kinds) else "text"
