"""How the relation with a client stands, from one's own records alone: every word of it has its reason."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal

from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.store.facts import FactKind, Source, facts
from clientkit.kernel.store.workspace import Workspace
from clientkit.overview.health_signs import (
    OpenAsk,
    Sign,
    Weight,
    ask_signs,
    case_sign,
    complaint_signs,
    contact_signs,
    promise_signs,
    score_signs,
)
from clientkit.promises.queries import promise_row

Level = Literal["well", "watch", "act", "unknown"]

LEVELS: tuple[Level, ...] = ("act", "watch", "well", "unknown")

HEAVY: dict[Weight, int] = {"act": 0, "watch": 1, "info": 2}


@dataclass(slots=True)
class Health:
    """How a client stands: the heaviest of the signs, and all of them."""

    level: Annotated[Level, "act or watch, as the heaviest sign says; well; unknown without records"]
    last_contact: Annotated[date | None, "last day on which there was a contact"]
    last_score: Annotated[str, "the latest score in words; empty before the first"]
    signs: Annotated[tuple[Sign, ...], "what the records say, the heaviest first"]


@dataclass(slots=True)
class HealthRow:
    """A client in the list by health."""

    client: Annotated[str, "short name"]
    name: Annotated[str, "display name"]
    health: Annotated[Health, "how the relation stands, with the reasons"]


class HealthRows(Rows[HealthRow]):
    """The clients in the list by health."""


def list_by_health(
    workspace: Workspace, now: datetime, clients: Sequence[str] | None = None, *, archived: bool = False
) -> HealthRows:
    """The clients, or those named, what needs something first; one whose file is broken becomes a notice."""
    return rows_of(facts(workspace, health_facts(now.date()), clients), now, archived=archived)


def rows_of(
    found: Iterable[tuple[str, dict[str, Any]]], now: datetime, *, archived: bool = False
) -> HealthRows:
    """The clients of some facts, what needs something first."""
    rows = [
        HealthRow(slug, values["name"], health_of(values, now))
        for slug, values in found
        if archived or not values["archived"]
    ]
    return HealthRows(sorted(rows, key=lambda row: (LEVELS.index(row.health.level), row.client)))


def health_facts(today: date) -> FactKind:
    """What the health of each client is reckoned from; forecasts stand with the days for which they hold."""
    number = today.toordinal()

    def values(workspace: Workspace, slug: str) -> dict[str, Any] | None:
        from clientkit.overview.health_values import read_values

        return read_values(workspace, slug, today)

    def holds(found: Any) -> bool:
        return found is None or bool(found["first"] <= number <= found["last"])

    sources: tuple[Source, ...] = ("client", "plans", "agreements", "journal")
    return FactKind("health", sources, values, settings=True, holds=holds)


def health_of(values: dict[str, Any], now: datetime) -> Health:
    """How a client stands; `now` is in the zone that days are counted in."""
    today = now.date()
    contact = _day(values["contact"])
    signs = [
        *contact_signs(contact, today, at_work=values["at_work"]),
        *score_signs(values["scores"], today),
        *_follow_up_signs(values["lows"], now),
        *complaint_signs([(date.fromisoformat(day), text) for day, text in values["complaints"]], today),
        *(case_sign(one, today) for one in values["cases"]),
        *(Sign("complaint", "watch", text) for text in map(_failed, values["lessons"])),
        *ask_signs([OpenAsk(_day(due), text) for due, text in values["asks"]], today),
        *(Sign("dates", *one) for one in values["dates"]),
        *(Sign("agreement", "act", text) for text in values["unagreed"]),
        *(Sign("goodwill", "watch" if much else "info", text) for text, much in values["goodwill"]),
        *promise_signs([promise_row(one, today) for one in values["promises"]], today),
    ]
    signs.sort(key=_heaviest_first)
    level = _level(signs[0].weight, any_records=values["any_records"])
    return Health(level, contact, values["last_score"], tuple(signs))


def _failed(values: tuple[str, str, str]) -> str:
    day, cause, complaint = values
    return f"The lesson of {day} did not hold: {cause} again, complaint {complaint}"


def _day(text: str | None) -> Any:
    return date.fromisoformat(text) if text else None


def _heaviest_first(sign: Sign) -> int:
    return HEAVY[sign.weight]


def _level(heaviest: Weight, *, any_records: bool) -> Level:
    if heaviest != "info":
        return heaviest
    return "well" if any_records else "unknown"


def _follow_up_signs(lows: Sequence[tuple[str, float, str]], now: datetime) -> Iterator[Sign]:
    """Low scores that wait for a follow-up: in words, with the instant and the words of the day it is due."""
    for said, due, at in lows:
        if not at:
            yield Sign("follow-up", "watch", f"The follow-up of {said} is not done")
        else:
            by = "since" if due < now.timestamp() else "by"
            yield Sign(
                "follow-up", "act", f"The low {said.removeprefix('the ')} is not followed up, due {by} {at}"
            )
