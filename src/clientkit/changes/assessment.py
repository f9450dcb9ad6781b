"""Saying what a change is and takes: held against the agreement, in its currency and at its rate."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from clientkit.changes.actions import ChangeStep
from clientkit.changes.found import FoundChange
from clientkit.changes.rules import PRICED, require_step, rounds_used
from clientkit.errors import UsageError
from clientkit.kernel.model.records.change import ChangeAssessed
from clientkit.kernel.model.records.project import MilestoneDone
from clientkit.kernel.model.records.record import Entry, Stamp
from clientkit.kernel.model.values.choices import CHANGE_CLASSES
from clientkit.kernel.model.values.hours import parse_hours
from clientkit.kernel.model.values.money import parse_typed_amount
from clientkit.kernel.store.ids import item_titles
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.journal.record_ids import later_than, origin_of
from clientkit.kernel.store.journal.record_input import made_record, suggestion, typed_text
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.workspace import Workspace

TEXTS = ("adds", "criterion", "because", "if_not", "instead")


def assess_change(
    workspace: Workspace, stamp: Stamp, found: FoundChange, given: Mapping[str, Any]
) -> ChangeStep:
    """Say what a change is and takes; of an earlier word what is not said again stays.

    Raises:
        RefusedError: it ended.
        UsageError: no class, or a value that cannot be: see its message.
    """
    require_step(found.case, "assess")
    before = found.case.assessed
    values = before.model_dump(exclude={*Entry.model_fields, "kind", "ref"}) if before else {}
    values |= _of_option(found) if not before else {}
    typed = {name: value for name, value in given.items() if value not in (None, ())}
    values |= {
        name: typed_text(typed[name], f"--{name.replace('_', '-')}") for name in TEXTS if name in typed
    }
    values |= {
        name: typed[name] for name in ("classed", "clauses", "days", "milestone", "drops") if name in typed
    }
    if values.get("classed") not in CHANGE_CLASSES:
        wrong = "is no class" if "classed" in typed else "is missing"
        raise UsageError(
            f"--class {wrong}.", f"What it is, held against the agreement: {', '.join(CHANGE_CLASSES)}."
        )
    said = _count_revision(found, values)
    _price(workspace, found, values, typed)
    _require_rows(workspace, found, values)
    if values["classed"] == "not-possible":
        said += _reasons(values)
    values |= {"ref": found.case.id, "replaces": origin_of(before) if before else None}
    stamp = later_than(stamp, before) if before else stamp
    record = made_record(ChangeAssessed, stamp, found.project, values)
    append_record(workspace, record)
    return ChangeStep(record, found.case.co, found.project, said)


def _of_option(found: FoundChange) -> dict[str, Any]:
    """What the agreement says of the option that a change takes."""
    option = found.case.asked.option
    for number, one in enumerate(found.terms.exclusions if found.terms and option else (), 1):
        if one.what == option:
            price = {"price": one.option_price} if one.option_price is not None else {}
            return {"classed": "outside", "clauses": (f"X{number}",), "adds": one.what, **price}
    return {}


def _count_revision(found: FoundChange, values: dict[str, Any]) -> tuple[str, ...]:
    """How many revision rounds are used; one more than the agreement includes is outside, for its price."""
    rounds = found.terms.revisions.rounds if found.terms else None
    if values["classed"] != "revision" or rounds is None:
        return ()
    number = rounds_used(found.cases, found.case) + 1
    if number <= rounds:
        return (f"Round {number} of {rounds} used.",)
    values["classed"] = "outside"
    extra = found.terms.revisions.extra_price if found.terms else None
    if values.get("price") is None and extra is not None:
        values["price"] = extra
    return (f"The {rounds} agreed rounds are used: this one is outside the agreement.",)


def _price(
    workspace: Workspace, found: FoundChange, values: dict[str, Any], typed: Mapping[str, Any]
) -> None:
    """The price in the project's currency: as given, or as the agreement names it for an option or a round.

    Else it is the hours at the agreement's rate for changes; new hours change no price that was said.
    """
    rate = found.terms.changes.rate if found.terms else None
    currency = (found.terms and found.terms.price.currency) or read_client(
        workspace, found.project.client
    ).value.currency
    if "hours" in typed:
        values["hours"] = parse_hours(typed["hours"])
    if values["classed"] not in PRICED:
        if typed.keys() & {"price", "days"}:
            raise UsageError(
                f"What is {values['classed']} has no price and moves no date.",
                "Leave out --price and --days, or say --class outside.",
            )
        values |= dict.fromkeys(("price", "currency", "days"))
        return
    if "price" in typed:
        values["price"] = typed_price(typed["price"], currency)
    elif "hours" in typed and (values.get("price") is None or _was_reckoned(found, rate)):
        if rate is None:
            raise UsageError(
                "The agreement has no rate for changes to reckon a price from.", "Say it: --price 750000"
            )
        values["price"] = values["hours"] * rate
    if values.get("price") is None:
        raise UsageError("What does it cost?", "Say --price 750000, or --hours 3 at the agreed rate.")
    values["currency"] = currency


def _was_reckoned(found: FoundChange, rate: Decimal | None) -> bool:
    """Whether the price until now came from hours."""
    before = found.case.assessed
    return bool(before and before.hours and rate and before.price == before.hours * rate)


def typed_price(text: str, currency: str) -> Decimal:
    """A price in the project's currency, which may stand with it.

    Raises:
        UsageError: it is no amount, or names another currency.
    """
    match = re.fullmatch(r"\s*([A-Za-z]{3})\s*([0-9].*?)\s*|\s*([0-9].*?)\s+([A-Z]{3})\s*", text)
    if match is None:
        return parse_typed_amount(text)
    code = (match[1] or match[4]).upper()
    if code != currency:
        raise UsageError(
            f"The project is reckoned in {currency}, not in {code}.", f"Say the price in {currency}."
        )
    return parse_typed_amount(match[2] or match[3])


def _require_rows(workspace: Workspace, found: FoundChange, values: Mapping[str, Any]) -> None:
    """Refuse rows that the project lacks, a milestone that was reached, and days that move none."""
    name, milestone = found.project, values.get("milestone")
    for section, wanted in (("milestones", [milestone]), ("deliverables", values.get("drops") or ())):
        known = item_titles(workspace, *name, (section,))
        for one in filter(None, wanted):
            if one not in known:
                raise UsageError(f"{name} has no {section[:-1]} {one[:40]!r}.", suggestion(one, known))
    if values.get("days") and not milestone:
        raise UsageError("Which milestone do the days move?", "Say it: --milestone M6")
    reached = (
        one.day
        for one in read_journal(workspace, name.client)
        if isinstance(one, MilestoneDone) and (one.project, one.milestone) == (name.project, milestone)
    )
    if values.get("days") and (day := next(reached, None)):
        raise UsageError(f"{milestone} was reached on {day}.", "Name one that is still ahead.")


def _reasons(values: Mapping[str, Any]) -> tuple[str, ...]:
    if not values.get("because"):
        raise UsageError("Why is it not possible? A figure or an example convinces.", 'Say it: --because "…"')
    return () if values.get("instead") else ('What could be had instead? Say it: --instead "…"',)
