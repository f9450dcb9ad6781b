"""Whole documents, byte for byte: `golden/<document>-<case>/` holds what goes in and `expected.md`,
with the chart of a timeline as `expected.svg`.

In it are `clientkit.toml`, `client.toml`, `project.toml` and, where the case needs them, `journal.jsonl` and
`case.toml`: `inputs` (a folder to take missing files from), `today`, `week`, `agreed_on`, `undated` (without
a plan); for a report also `agreed_prices`, `changed_days`, `full`, `version`, `differences`, `sent` and
`edition`; for a monthly report `month`; for a closing report `agreed_prices`, `versions` and `scores`.

After a change that is meant, write the expected files anew and read the difference as the client would:

    CLIENTKIT_UPDATE_GOLDEN=1 pytest tests/documents/test_golden.py; git diff tests/documents/golden
"""

import os
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from clientkit.agreements.context import scope_document
from clientkit.agreements.differences import Difference
from clientkit.documents.kinds import document_kind
from clientkit.documents.parties import Engagement
from clientkit.kernel.calendar.working_days import WorkingCalendar
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.price import Price
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.schedule import Forecast, Plan
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.records.journal import record_adapter
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.month import Month
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.text.figure import with_figure, without_figures
from clientkit.kernel.text.template.engine import render
from clientkit.kernel.text.template.sources import find_template
from clientkit.milestones.document import TimelineDocument, timeline_document
from clientkit.milestones.gantt.figure import GanttFigure, gantt_figure
from clientkit.milestones.schedule.forecast import Facts, Move, forecast
from clientkit.milestones.schedule.plan import plan
from clientkit.reports.closing.document import AgreedVersionNote, ClosingFacts, ScoreNote, closing_document
from clientkit.reports.monthly.document import month_document
from clientkit.reports.weekly.document import report_document
from clientkit.reports.weekly.facts import ReportFacts

GOLDEN = Path(__file__).parent / "golden"
FOLDERS = sorted(path for path in GOLDEN.glob("*-*") if path.is_dir())
UPDATE = os.environ.get("CLIENTKIT_UPDATE_GOLDEN") == "1"


@dataclass(frozen=True)
class Case:
    folder: Path

    @property
    def document(self) -> str:
        return self.folder.name.partition("-")[0]

    @cached_property
    def facts(self) -> dict[str, Any]:
        path = self.folder / "case.toml"
        return tomllib.loads(path.read_text()) if path.exists() else {}

    @cached_property
    def engagement(self) -> Engagement:
        return Engagement(
            Project.model_validate(self._toml("project")),
            Client.model_validate(self._toml("client")),
            Settings.model_validate(self._toml("clientkit")),
            agreed_on=self.facts.get("agreed_on"),
        )

    @property
    def today(self) -> date:
        return self.facts.get("today", date(2026, 11, 20))

    @cached_property
    def records(self) -> list[Any]:
        path = self._path("journal.jsonl")
        lines = path.read_text().splitlines() if path.exists() else []
        return [record_adapter().validate_json(line) for line in lines]

    @property
    def calendar(self) -> WorkingCalendar:
        return WorkingCalendar.of(self.engagement.settings.calendar)

    @property
    def plan(self) -> Plan | None:
        project = self.engagement.project
        if self.facts.get("undated") or not project.milestones:
            return None
        return plan(project.milestones, project.timeline.start, self.calendar)

    @property
    def forecast(self) -> Forecast:
        moves = [
            Move(one.milestone, one.due, one.cause, one.reason, one.was)
            for one in self.records
            if one.kind == "milestone_moved"
        ]
        done = {one.milestone: one.day for one in self.records if one.kind == "milestone_done"}
        project = self.engagement.project
        day = min(self.today, self.week.sunday)
        return forecast(self.plan or Plan(), project.milestones, Facts(done, moves), day, self.calendar)

    @property
    def week(self) -> IsoWeek:
        return IsoWeek.parse(self.facts["week"]) if "week" in self.facts else IsoWeek.of(self.today)

    def context(self) -> Model:
        if self.document == "scope":
            return scope_document(self.engagement, self.plan)
        if self.document == "timeline":
            dates = self.forecast if self.engagement.agreed_on else self.plan
            return timeline_document(self.engagement, dates or Plan(), self.today)
        if self.document == "month":
            month = Month.parse(self.facts["month"]) if "month" in self.facts else Month.of(self.today)
            return month_document(self.engagement, self.report_facts, self.records, month, self.today)
        if self.document == "closing":
            return closing_document(self.engagement, self.closing_facts, self.records, self.today)
        full = self.facts.get("full", False)
        return report_document(
            self.engagement, self.report_facts, self.records, self.week, self.today, full=full
        )

    @property
    def report_facts(self) -> ReportFacts:
        sent = {
            IsoWeek.parse(week): datetime.fromisoformat(instant)
            for week, instant in self.facts.get("sent", {}).items()
        }
        return ReportFacts(
            forecast=self.forecast,
            prices=[Price.model_validate(price) for price in self.facts.get("agreed_prices", [])],
            changed_days=self.facts.get("changed_days"),
            version=self.facts.get("version", 1),
            differences=self._differences(),
            sent=sent,
            edition=self.facts.get("edition", 1),
        )

    @property
    def closing_facts(self) -> ClosingFacts:
        return ClosingFacts(
            delivered=self.engagement.project,
            forecast=self.forecast,
            versions=[AgreedVersionNote.model_validate(one) for one in self.facts.get("versions", [])],
            prices=[Price.model_validate(price) for price in self.facts.get("agreed_prices", [])],
            scores=[ScoreNote.model_validate(one) for one in self.facts.get("scores", [])],
        )

    def _differences(self) -> list[Difference] | None:
        if not self.engagement.agreed_on:
            return None
        return [Difference.model_validate(one) for one in self.facts.get("differences", [])]

    def rendered(self) -> str:
        language = self.engagement.language
        kind = document_kind(self.document)
        text = render(find_template(kind.name, language, None), self.context().model_dump(), language)
        return with_figure(text, self.figure) if self.figure else without_figures(text)

    @property
    def figure(self) -> GanttFigure | None:
        context = self.context()
        language = self.engagement.language
        return gantt_figure(context, language) if isinstance(context, TimelineDocument) else None

    def picture(self) -> str:
        return self.figure.as_svg() if self.figure else ""

    def _toml(self, name: str) -> dict[str, Any]:
        return tomllib.loads(self._path(f"{name}.toml").read_text())

    def _path(self, name: str) -> Path:
        own = self.folder / name
        return own if own.exists() or "inputs" not in self.facts else GOLDEN / self.facts["inputs"] / name


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_document_is_as_expected(folder):
    rendered = Case(folder).rendered()
    expected = folder / "expected.md"
    if UPDATE:
        expected.write_bytes(rendered.encode())
    assert expected.read_bytes().decode() == rendered


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_picture_is_as_expected(folder):
    picture = Case(folder).picture()
    expected = folder / "expected.svg"
    if UPDATE and picture:
        expected.write_bytes(picture.encode())
    assert (expected.read_bytes().decode() if expected.exists() else "") == picture


def test_every_document_has_its_cases():
    documents = [folder.name.partition("-")[0] for folder in FOLDERS]
    assert {name: documents.count(name) > 2 for name in documents} == {  # one is no evidence
        "closing": True,
        "month": True,
        "report": True,
        "scope": True,
        "timeline": True,
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_document_has_the_same_sections_in_both_languages(folder):
    case = Case(folder)
    data = case.context().model_dump()
    counts = {
        sum(
            line.startswith("## ")
            for line in render(find_template(case.document, one, None), data, one).splitlines()
        )
        for one in ("en", "id")
    }
    assert len(counts) == 1
