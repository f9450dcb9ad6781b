"""The sample studio as models: its settings, clients, projects and journals, and its plans reckoned anew."""

from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import tomli

from clientkit.kernel.model.files.calendar_settings import WEEKDAYS
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.journal import record_adapter

ROOT = Path(str(files("clientkit"))) / "workspace" / "sample"
CLIENTS = ("harbour", "kopi")
RUNNING = ("harbour/brand", "kopi/toko")
PROJECTS = (*RUNNING, "kopi/katalog")
REFERENCE_DAY = date(2026, 11, 21)


def texts():
    return {path: path.read_text(encoding="utf-8") for path in sorted(ROOT.rglob("*")) if path.is_file()}


@cache
def settings() -> Settings:
    return Settings.model_validate(tomli.loads((ROOT / "clientkit.toml").read_text(encoding="utf-8")))


@cache
def client(slug: str) -> Client:
    path = ROOT / "clients" / slug / "client.toml"
    return Client.model_validate(tomli.loads(path.read_text(encoding="utf-8")))


@cache
def project(name: str) -> Project:
    slug, folder = name.split("/")
    path = ROOT / "clients" / slug / "projects" / folder / "project.toml"
    return Project.model_validate(tomli.loads(path.read_text(encoding="utf-8")))


@cache
def lines(slug: str) -> list[str]:
    text = (ROOT / "clients" / slug / "journal" / "sample.jsonl").read_text(encoding="utf-8")
    assert text.endswith("\n")
    return text.removesuffix("\n").split("\n")


@cache
def journal(slug: str) -> list[Any]:
    return [record_adapter().validate_json(line) for line in lines(slug)]


def records(name: str, *kinds: str) -> list[Any]:
    slug, folder = name.split("/")
    corrected = {record.replaces for record in journal(slug)}
    return [
        record
        for record in journal(slug)
        if record.project == folder and record.kind in kinds and record.id not in corrected
    ]


def state(name: str) -> str:
    return records(name, "project_state")[-1].state


def everything() -> list[Any]:
    return [record for slug in CLIENTS for record in journal(slug)]


def works_on(day: date) -> bool:
    calendar = settings().calendar
    off = any(free.day <= day <= (free.until or free.day) for free in calendar.days_off)
    return WEEKDAYS[day.weekday()] in calendar.working_days and not off


def working_days_after(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= works_on(day)
    return day


def planned_ends(name: str) -> dict[str, date]:
    """Each milestone's last day, reckoned here on its own from start, days, after and buffer."""
    plan = project(name)
    buffers = {milestone.id: milestone.buffer for milestone in plan.milestones}
    ends: dict[str, date] = {}
    for milestone in plan.milestones:
        waits = [working_days_after(ends[ref], buffers[ref]) for ref in milestone.after]
        before = max(waits, default=plan.timeline.start - timedelta(days=1))
        ends[milestone.id] = working_days_after(before, milestone.days)
    return ends
