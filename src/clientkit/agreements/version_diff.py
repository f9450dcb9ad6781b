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

from clientkit.agreements.differences import Area, Difference, DifferenceDocument, Kind, Measure
from clientkit.agreements.rewording import pairs, reworded
from clientkit.kernel.model.files.price_totals import payment_schedule, price_total
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.schedule import Plan
from clientkit.kernel.model.files.timeline import Milestone
from clientkit.kernel.model.values.money import Amount, Percent

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

NO_CURRENCY = "XXX"

WORTH = ("end", "price", "amount", "share", "option_price")
"""What is said of a row that came or went: its day, or what it costs."""


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
    project, was = after.project, before.project.price
    currency = project.price.currency or was.currency or ""
    then, since = (price_total(price, currency or NO_CURRENCY) for price in (was, project.price))
    return DifferenceDocument(
        title=project.title,
        number=project.agreement.number,
        currency=currency,
        before_version=before.version or 0,
        after_version=after.version,
        differences=tuple(_differences(before, after, days)),
        end_before=before.plan.end,
        end_after=after.plan.end,
        end_working_days=days.get(""),
        price_before=was.amount,
        price_after=project.price.amount,
        model=project.price.model,
        tax_name=project.price.tax_name,
        total_before=then.total if then else None,
        total_after=since.total if since else None,
    )


class _DatedMilestone(Milestone):
    """A milestone with its days as the plan has them."""

    end: date | None = Field(None, description="last day")


def _differences(before: Side, after: Side, days: Mapping[str, int]) -> Iterator[Difference]:
    now = _dated(after)
    was = _as_amounts(_dated(before), now)
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


def _as_amounts(was: Project, now: Project) -> Project:
    """Payments as the amounts that they are, where they were shares: the same sum is no difference."""
    shares = {one.label for one in now.payments if one.share is not None}
    amounts = {one.label for one in now.payments if one.amount is not None} - shares
    dues = payment_schedule(was.price, was.payments, was.price.currency or NO_CURRENCY).payments
    rows = []
    for one, payment in zip(was.payments, dues, strict=True):
        if one.label in amounts and one.amount is None and (due := payment.due):
            amount = due.total if was.price.tax_included else due.net
            rows.append(one.model_copy(update={"share": None, "amount": amount}))
        else:
            rows.append(one)
    return was.model_copy(update={"payments": tuple(rows)})


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
    """Rows that came, went, or say something else; a row is known by its first field, and reworded still."""
    old, new = _by_key(was), _by_key(now)
    both = [(key, key) for key in new if key in old]
    others = pairs([key for key in old if key not in new], [key for key in new if key not in old], _first)
    for before, after in (*both, *others):
        if before is not None and after is not None:
            yield from _fields(name, old[before], new[after], _label(new[after]))
        elif after is not None:
            yield from _added(name, new[after])
        elif before is not None:
            yield _whole(name, "removed", old[before], "before")


def _first(key: tuple[str, int]) -> str:
    return key[0]


def _added(name: str, row: BaseModel) -> Iterator[Difference]:
    """A row that came; of a deliverable also the criteria that decide on it."""
    yield _whole(name, "added", row, "after")
    yield from _texts(_area(name), _label(row), "criteria", (), getattr(row, "criteria", ()))


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


def _whole(name: str, kind: Kind, row: BaseModel, side: str) -> Difference:
    field = next((one for one in WORTH if getattr(row, one, None) is not None), None)
    if field is None:
        return Difference(area=_area(name), kind=kind, item=_label(row))
    value = getattr(row, field)
    measure = _measure(type(row).model_fields[field], value)
    return Difference(area=_area(name), kind=kind, item=_label(row), measure=measure, **{side: value})


def _texts(area: Area, item: str, field: str, was: Iterable[str], now: Iterable[str]) -> Iterator[Difference]:
    old, new = Counter(was), Counter(now)
    for before, after in pairs([*(old - new).elements()], [*(new - old).elements()], str):
        yield _text(Difference(area=area, kind="changed", item=item, field=field, before=before, after=after))


def _text(one: Difference) -> Difference:
    """A point with its kind, and with the words that differ where a text was reworded."""
    kind: Kind = "added" if one.before is None else "removed" if one.after is None else one.kind
    words = (
        reworded(one.before, one.after) if isinstance(one.before, str) and isinstance(one.after, str) else ""
    )
    return one.model_copy(update={"kind": kind, "words": words if one.measure == "text" else ""})


def _value(path: str, item: str, field: FieldInfo, was: Any, now: Any) -> Iterator[Difference]:
    old, new = was if was != "" else None, now if now != "" else None
    if old != new:
        area, name = _area(path), path.rpartition(".")[2]
        measure = _measure(field, new if new is not None else old)
        yield _text(
            Difference(
                area=area, kind="changed", item=item, field=name, measure=measure, before=old, after=new
            )
        )


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
