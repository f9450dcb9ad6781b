"""The timeline as a document: what was agreed beside what is expected, and what moves it."""

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from clientkit.documents.dossier import Dossier
from clientkit.documents.kinds import DocumentKind, MissingField
from clientkit.documents.parties import Engagement
from clientkit.documents.request import DocumentRequest
from clientkit.kernel.model.files.calendar_settings import DayOff, Weekday
from clientkit.kernel.model.files.schedule import Forecast, Plan
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.text import Prose
from clientkit.kernel.model.values.week import whole_weeks
from clientkit.kernel.picture.figure import Figure
from clientkit.kernel.text.pdf_metadata import Imprint
from clientkit.milestones.baseline_comparison import (
    DatedMilestone,
    Slip,
    as_forecast,
    dated_milestones,
    slips,
)
from clientkit.milestones.gantt.chart import HasMilestones
from clientkit.milestones.queries import forecast_of, locate_errors


class TimelineDocument(Model):
    """What the timeline's template is given."""

    title: str = Field(description="name of the project")
    client: str = Field(description="name of the client")
    author: str = Field(description="your name")
    number: str = Field(description="number of the agreement")
    version: int = Field(description="version of the agreement")
    as_of: date = Field(description="day that the forecast is of")
    agreed_on: date | None = Field(description="day the agreement was accepted; empty before that")
    timezone: str = Field(description="time zone of every date")
    working_days: tuple[Weekday, ...] = Field(description="days of the week that count as working days")
    days_off: tuple[DayOff, ...] = Field(description="days off in the weeks from the first day to the last")
    milestones: tuple[DatedMilestone, ...] = Field(description="the milestones, agreed and expected")
    has_forecast: bool = Field(description="false for a plan that nothing has happened to yet")
    start: date | None = Field(description="first day as expected")
    baseline_end: date | None = Field(description="end of the project as agreed or planned")
    end: date | None = Field(description="end of the project as expected today")
    slip: int = Field(description="working days between the two; negative when early")
    slips: tuple[Slip, ...] = Field(description="that slip, split by cause; adds up to it")
    buffer: int = Field(description="working days of buffer in the whole plan")
    moved_by: tuple[str, ...] = Field(description="what moves the dates")
    note: Prose = Field(description="a sentence on the buffer or the season")


def timeline_document(engagement: Engagement, dates: Forecast | Plan, today: date) -> TimelineDocument:
    """The context of a timeline, from a forecast, or from a plan before the work has begun."""
    project = engagement.project
    forecast = as_forecast(dates) if isinstance(dates, Plan) else dates
    milestones = dated_milestones(forecast)
    first = min((min(one.baseline_start, one.start) for one in milestones), default=None)
    last = max((max(one.baseline_end, one.end) for one in milestones), default=None)
    return TimelineDocument(
        title=project.title,
        client=engagement.client.name,
        author=engagement.settings.you.name,
        number=project.agreement.number,
        version=project.agreement.version,
        as_of=today,
        agreed_on=engagement.agreed_on,
        timezone=engagement.timezone,
        working_days=engagement.settings.calendar.working_days,
        days_off=engagement.days_off(*whole_weeks(first, last)) if first and last else (),
        milestones=milestones,
        has_forecast=isinstance(dates, Forecast) and dates.has_begun,
        start=min((one.start for one in milestones), default=None),
        baseline_end=forecast.baseline_end,
        end=forecast.end,
        slip=forecast.slip,
        slips=slips(forecast.slip_by_cause),
        buffer=sum(one.buffer for one in milestones),
        moved_by=project.timeline.moved_by,
        note=project.timeline.note,
    )


def missing_in_timeline(document: TimelineDocument) -> Iterator[MissingField]:
    """What a timeline lacks: milestones, or whose days a slip is."""
    if not document.milestones:
        yield MissingField("milestones", "the dated steps, one [[milestones]] each")
    for one in document.milestones:
        if one.slip > 0 and not one.slips:
            yield MissingField(
                f"milestones.{one.id}",
                f"whose days its slip of {one.slip} is (clientkit milestone move PROJECT --cause)",
            )


def _context(dossier: Dossier, _request: DocumentRequest, today: date) -> TimelineDocument:
    engagement = dossier.engagement
    with locate_errors(dossier.workspace, dossier.name):
        dates = (
            forecast_of(engagement.project, dossier.settings, dossier.records, today, dossier.agreed)
            if engagement.project.milestones
            else Forecast()
        )
    return timeline_document(engagement, dates, today)


def gantt(document: HasMilestones, language: Language) -> Figure | None:
    """The chart of a document's milestones; listing documents does not load what draws it."""
    from clientkit.milestones.gantt.figure import gantt_figure

    return gantt_figure(document, language)


def strip(document: HasMilestones, language: Language) -> Figure | None:
    """The milestones of a report as one small picture; the chart where a terminal draws it."""
    from clientkit.milestones.gantt.strip_figure import strip_figure

    return strip_figure(document, language)


TIMELINE = DocumentKind[TimelineDocument](
    name="timeline",
    context_type=TimelineDocument,
    context=_context,
    lacks=lambda _dossier, document: missing_in_timeline(document),
    imprint=lambda document, title: Imprint(title, document.as_of, document.author),
    figure=gantt,
    figure_in_markdown=True,
    compact=True,
    on_terminal="clientkit.milestones.gantt.terminal:show_timeline",
    letter_dates=lambda document: {"end": document.end, "slip": document.slip},
)
