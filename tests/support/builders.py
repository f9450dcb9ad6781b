"""Builders that speak the domain: small, valid values that a test changes where it matters."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from clientkit.kernel.model.files.client import Client, Contact
from clientkit.kernel.model.files.price import Payment, Price
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.schedule import Forecast, ForecastMilestone, Plan, PlannedMilestone
from clientkit.kernel.model.files.settings import Settings, You
from clientkit.kernel.model.files.timeline import Milestone
from clientkit.kernel.model.records.journal import record_adapter
from clientkit.kernel.model.records.record import Entry

MONDAY = date(2026, 11, 16)
"""The Monday of 2026-W47, the week that most tests report on."""

_ids = count(1)


def some_settings(**fields: Any) -> Settings:
    """A freelancer with a name and a mail address."""
    you = {"name": "Dewi Lestari", "email": "dewi@studio.example", **fields.pop("you", {})}
    return Settings(you=You(**you), **fields)


def a_contact(name: str = "Rina Wijaya", **fields: Any) -> Contact:
    """Someone at the client's, with an id made from the first name."""
    return Contact(
        **{"id": name.split(maxsplit=1)[0].lower(), "name": name, "email": "rina@kopi.example", **fields}
    )


def a_client(name: str = "PT Kopi Nusantara", **fields: Any) -> Client:
    """A company with one contact, in English and dollars unless told otherwise."""
    return Client(**{"name": name, "contacts": (a_contact(),), **fields})


def a_milestone(name: str = "M1", title: str = "Design approved", **fields: Any) -> Milestone:
    """A milestone of five working days."""
    return Milestone(**{"id": name, "title": title, "days": 5, **fields})


def a_payment(share: object = 100, **fields: Any) -> Payment:
    """A payment of a share; `a_payment(amount=500, share=None)` is one of a fixed amount."""
    return Payment(**{"label": "Payment", "share": share, "due_days": 14, **fields})


def a_price(amount: object = 45_000_000, currency: str = "IDR", **fields: Any) -> Price:
    """A fixed price in rupiah."""
    return Price(**{"amount": amount, "currency": currency, **fields})


def a_project(title: str = "Web shop", **fields: Any) -> Project:
    """A project with nothing but a title, and the fields given."""
    return Project(title=title, **fields)


def a_record(kind: str = "done", day: date = MONDAY, **fields: Any) -> Entry:
    """A record of the journal with an id of its own; `text` is filled where the kind needs one."""
    number = next(_ids)
    words = (
        {} if kind in {"feedback", "resolved", "milestone_done", "project_state"} else {"text": "Home page"}
    )
    stamp = {
        "id": f"rec{number:05d}",
        "ts": datetime(2026, 11, 1, tzinfo=UTC),
        "client": "kopi",
        "project": "shop",
    }
    record: Entry = record_adapter().validate_python({**stamp, "kind": kind, "day": day, **words, **fields})
    return record


def a_planned_milestone(name: str = "M1", end: date = date(2026, 11, 20), **fields: Any) -> PlannedMilestone:
    """A milestone with its dates: the week of 16 November unless told otherwise."""
    return PlannedMilestone(
        **{
            "id": name,
            "title": "Design approved",
            "owner": "us",
            "start": min(MONDAY, end),
            "end": end,
            **fields,
        }
    )


def a_plan(*milestones: PlannedMilestone) -> Plan:
    """A plan from dated milestones, one of a week where none is given."""
    chosen = milestones or (a_planned_milestone(),)
    return Plan(
        milestones=chosen,
        start=min(milestone.start for milestone in chosen),
        end=max(milestone.end for milestone in chosen),
    )


def a_forecast_milestone(baseline: PlannedMilestone | None = None, **fields: Any) -> ForecastMilestone:
    """A milestone that is expected on its baseline."""
    planned = baseline or a_planned_milestone()
    is_late = fields.get("status") in {"late", "waiting"}
    late = {"overdue": fields.get("slip", 0)} if is_late else {}
    return ForecastMilestone(
        **{
            "baseline": planned,
            "start": planned.start,
            "end": planned.end,
            "status": "planned",
            **late,
            **fields,
        }
    )


def a_forecast(*milestones: ForecastMilestone, **fields: Any) -> Forecast:
    """A forecast from its milestones; the ends follow from them unless given."""
    ends = {
        "baseline_end": max((milestone.baseline.end for milestone in milestones), default=None),
        "end": max((milestone.end for milestone in milestones), default=None),
    }
    return Forecast(milestones=milestones, **{**ends, **fields})


def amount(text: object) -> Decimal:
    """An exact amount."""
    return Decimal(str(text))
