"""What the weekly report of a project is made from: its dates, its agreed versions, its sent reports."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from clientkit.agreements.differences import Difference
from clientkit.agreements.queries import compare
from clientkit.correspondence.document_editions import edition_now, sent_reports
from clientkit.correspondence.mails import Mail, mails_among
from clientkit.documents.dossier import Dossier
from clientkit.documents.issue import Issue
from clientkit.errors import InvalidDataError, NotFoundError, UsageError
from clientkit.kernel.model.files.price import Price
from clientkit.kernel.model.files.schedule import Forecast
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.agreement_files import (
    agreed_versions,
    is_as_agreed,
    read_agreed_project,
    read_manifest,
)
from clientkit.milestones.queries import forecast_of
from clientkit.projects.rules import work_without_agreement
from clientkit.reports.drafts.edition_files import known_to, written_reports
from clientkit.reports.weekly.document import ReportDocument, report_document
from clientkit.reports.weekly.facts import ReportFacts


class AgreedTerms(NamedTuple):
    """An accepted version: its number, its price, and the day from which it counts."""

    version: int
    price: Price
    accepted_on: date


def week_report(dossier: Dossier, week: IsoWeek, today: date, *, full: bool = False) -> ReportDocument:
    """The context of a week's report.

    Raises:
        UsageError: the week has not begun.
        InvalidDataError: the project's dates cannot be.
    """
    if week.monday > today:
        raise UsageError(
            f"The week {week} has not begun: it starts on {week.monday}.",
            f"The current one is {IsoWeek.of(today)}.",
        )
    facts = report_facts(dossier, week, min(today, week.sunday))
    return report_document(dossier.engagement, facts, dossier.records, week, today, full=full)


def report_facts(dossier: Dossier, week: IsoWeek, until: date) -> ReportFacts:
    """What is known at the end of a week, or today.

    Raises:
        InvalidDataError: the project's dates cannot be.
    """
    accepted = accepted_terms(dossier)
    terms = [one for one in accepted if one.accepted_on <= until]
    return ReportFacts(
        forecast=_forecast(dossier, until),
        prices=tuple(one.price for one in terms),
        changed_days=_changed_days(dossier, terms),
        version=terms[-1].version if terms else 0,
        offered_on=_offered_on(dossier, until) if not terms else None,
        differences=differences_now(dossier) if terms and len(terms) == len(accepted) else None,
        sent=sent_weeks(dossier),
        written=written_reports(dossier.workspace, dossier.name),
        edition=edition_now(dossier.records, dossier.name, Issue("report", str(week))),
    )


def _offered_on(dossier: Dossier, until: date) -> date | None:
    """The day on which the agreement went last, where there is work that needs one."""
    known = [one for one in dossier.records if one.day <= until]
    engagement = dossier.engagement
    if not work_without_agreement(engagement.client, engagement.project, known, ()):
        return None
    mails = mails_among(known)
    return max((one.day for one in mails if one.document == "scope" and one.outcome == "sent"), default=None)


def sent_weeks(dossier: Dossier) -> dict[IsoWeek, datetime]:
    """When the report of each week was last sent; of one that went by hand, what its file knows last.

    It may have gone long before somebody said so.
    """
    sent = sorted(sent_reports(mails_among(dossier.records), dossier.name[1]), key=lambda one: one.ts)
    return {IsoWeek.parse(one.week): _known_until(dossier, one) for one in sent if one.week}


def _known_until(dossier: Dossier, sent: Mail) -> datetime:
    known = known_to(dossier.workspace, sent) if sent.by_hand else None
    return min(sent.ts, known) if known else sent.ts


def _forecast(dossier: Dossier, until: date) -> Forecast:
    project = dossier.engagement.project
    if not project.has_dates or not project.milestones:
        return Forecast()
    known = [record for record in dossier.records if record.day <= until]
    return forecast_of(project, dossier.settings, known, until, dossier.agreed)


def accepted_terms(dossier: Dossier) -> list[AgreedTerms]:
    """The accepted versions, first to last; one with broken files becomes a notice and is passed over."""
    workspace, name = dossier.workspace, dossier.name
    found = []
    for version in agreed_versions(workspace, name):
        try:
            accepted_on = read_manifest(workspace, name, version).value.accepted_on
            found.append(
                AgreedTerms(version, read_agreed_project(workspace, name, version).price, accepted_on)
            )
        except (InvalidDataError, NotFoundError) as error:
            workspace.notices.add(f"passed over {error.message}")
    return found


def differences_now(dossier: Dossier) -> tuple[Difference, ...] | None:
    """What of the project is not as it was agreed last; None where it cannot be told.

    Dates are the schedule's. An offer is not a breach: money counts as it was accepted, whatever the file
    asks for next, and a file that is a later version than the accepted one is that offer.
    """
    versions = agreed_versions(dossier.workspace, dossier.name)
    is_offer = bool(versions) and dossier.engagement.project.agreement.version > versions[-1]
    if is_offer or is_as_agreed(dossier.workspace, dossier.name):
        return ()
    try:
        found = compare(dossier.workspace, dossier.settings, dossier.name).differences
    except (InvalidDataError, NotFoundError):
        return None
    return tuple(one for one in found if not _is_offered_or_dated(one))


def _is_offered_or_dated(one: Difference) -> bool:
    if one.area == "milestone":
        return one.field in {"start", "end"}
    return one.area in {"price", "payment"} or (one.area, one.field) == ("deliverable", "price")


def _changed_days(dossier: Dossier, terms: Sequence[AgreedTerms]) -> int | None:
    """Working days between the ends of the first version and of the last."""
    if len(terms) < 2:  # noqa: PLR2004 - a change lies between two
        return None
    first, last = terms[0].version, terms[-1].version
    try:
        return compare(dossier.workspace, dossier.settings, dossier.name, first, last).end_working_days
    except (InvalidDataError, NotFoundError):
        return None
