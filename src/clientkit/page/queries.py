"""What a project's page says: what the last report knew, what is open of what it asked, what is agreed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from clientkit.changes.cases import agreed_terms, changes_among
from clientkit.complaints.clocks import Terms
from clientkit.complaints.document import PolicyDocument
from clientkit.correspondence.mails import Mail, read_mails
from clientkit.documents.dossier import Dossier
from clientkit.errors import RefusedError
from clientkit.kernel.model.files.agreement import TEXT_FILE
from clientkit.kernel.model.files.price_totals import price_total
from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.model.values.week import IsoWeek
from clientkit.kernel.store.agreement_files import agreed_versions, read_manifest
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.template.filters import format_day
from clientkit.milestones.queries import locate_errors
from clientkit.page.contents import AgreementInForce, PageDocument, PlannedStep, ReportSent
from clientkit.page.needs import open_needs
from clientkit.page.told import WhatWent, headline, known_then, told
from clientkit.reports.changes import ChangeNote, change_notes
from clientkit.reports.weekly.document import ReportDocument
from clientkit.reports.weekly.queries import week_report

REPORTS = 5
"""Reports that are listed: the latest."""


def require_sent(workspace: Workspace, name: ProjectRef) -> None:
    """Make sure that there is something to put on a page.

    Raises:
        RefusedError: nothing of the project was sent, and nothing agreed.
    """
    mails = (one for one in read_mails(workspace, name.client) if one.project == name.project)
    if not agreed_versions(workspace, name) and all(one.outcome != "sent" for one in mails):
        raise RefusedError(
            f"Nothing of {name} was sent or agreed yet, and a page holds only what was sent before.",
            f"Begin: clientkit mail draft scope {name}; what went by hand: clientkit mail sent report {name}",
        )


def page_document(dossier: Dossier, today: date) -> PageDocument:
    """The page of a project: it knows no more than the papers that went, and what the client said since.

    Raises:
        InvalidDataError: the project's dates cannot be.
    """
    sent, engagement = told(dossier), dossier.engagement
    terms = agreed_terms(dossier.workspace, dossier.name) or engagement.project
    then = replace(dossier, engagement=replace(engagement, project=terms))
    with locate_errors(dossier.workspace, dossier.name):
        report = _as_told(then, sent.last) if sent.last else None
        now = week_report(then, IsoWeek.of(today), today, full=True)
    document = PageDocument(
        title=terms.title if sent.says(terms.title) else engagement.project.title,
        client=engagement.client.name,
        author=engagement.settings.you.name,
        author_email=engagement.settings.mail.reply_to or engagement.settings.you.email,
        as_of=today,
        sha256="",
        sent=not sent.is_nothing,
        told_on=report.as_of if report else None,
        headline=headline(dossier, sent.reports[-1]) if sent.reports else "",
        agreed_on=engagement.agreed_on,
        offered_on=_offered_on(sent) if not dossier.agreed else None,
        **_dates(report or _as_agreed(then, today), sent),
        done=tuple(_said(sent, [*(one.title for one in report.reached), *(one.text for one in report.done)]))
        if report
        else (),
        next=tuple(
            PlannedStep(text=one.text, due=one.due)
            for one in (report.next if report else ())
            if sent.says(one.text)
        ),
        needs=tuple(open_needs(dossier, sent, report.asks if report else (), now.asks, today)),
        changes=_changes(then, today),
        agreement=_agreement(then),
        reports=tuple(
            ReportSent(day=one.day, document=one.document, headline=headline(dossier, one))
            for one in reversed(sent.reports[-REPORTS:])
        ),
        policy=_policy(then),
        faq=engagement.project.faq,
    )
    return document.model_copy(update={"sha256": digest(document.model_dump_json().encode())})


def _as_told(dossier: Dossier, last: Mail) -> ReportDocument:
    """The week of the last report as it knew it."""
    until = known_then(dossier, last)
    known = replace(dossier, records=[one for one in dossier.records if one.ts <= until])
    week = IsoWeek.parse(last.week) if last.week else IsoWeek.of(last.day)
    return week_report(known, week, max(last.day, week.monday), full=True)


def _as_agreed(dossier: Dossier, today: date) -> ReportDocument | None:
    """The plan as it was agreed, before anything was told of it."""
    if dossier.agreed is None:
        return None
    return week_report(replace(dossier, records=[]), IsoWeek.of(today), today, full=True)


def _said(sent: WhatWent, texts: Sequence[str]) -> Iterator[str]:
    return (one for one in texts if sent.says(one))


def _offered_on(sent: WhatWent) -> date | None:
    return max((one.day for one in sent.mails if one.document == "scope"), default=None)


def _dates(report: ReportDocument | None, sent: WhatWent) -> dict[str, Any]:
    """The milestones and the end that some paper names."""
    if report is None:
        return {
            "finished": False,
            "milestones": (),
            "end": None,
            "baseline_end": None,
            "slip": 0,
            "slips": (),
        }
    ends = report.end and any(sent.says(format_day(report.end, language)) for language in LANGUAGES)
    return {
        "finished": all(one.status == "done" for one in report.milestones),
        "milestones": tuple(one for one in report.milestones if sent.says(one.title or one.id)),
        "end": report.end if ends else None,
        "baseline_end": report.baseline_end,
        "slip": report.slip,
        "slips": report.slips,
    }


def _changes(dossier: Dossier, today: date) -> tuple[ChangeNote, ...]:
    """The changes of which the client was told, or that they approved."""
    cases = changes_among(dossier.records)
    known = {one.co for one in cases if one.told or one.state == "approved"}
    notes = change_notes(dossier.engagement, dossier.records, date.min, today)
    return tuple(one for one in notes if one.number in known)


def _agreement(dossier: Dossier) -> AgreementInForce | None:
    if dossier.agreed is None:
        return None
    manifest = read_manifest(dossier.workspace, dossier.name, dossier.agreed.version).value
    price, currency = dossier.engagement.project.price, dossier.engagement.currency
    total = price_total(price, currency)
    return AgreementInForce.from_fields(
        manifest,
        model=price.model,
        total=total.total if total else None,
        currency=currency,
        sha256=manifest.files.get(TEXT_FILE, ""),
    )


def _policy(dossier: Dossier) -> PolicyDocument | None:
    """How complaints are taken, by the agreement's own days where it has some."""
    from clientkit.complaints.document import policy_document

    settings = dossier.settings
    if not settings.policies.model_fields_set:
        return None
    terms = Terms.of(settings.policies, dossier.engagement.project if dossier.agreed else None)
    return policy_document(settings).model_copy(
        update={
            "acknowledge_within": terms.acknowledge,
            "plan_within": terms.plan,
            "update_every": terms.update,
            "resolve_within": terms.resolve,
            "silence_days": terms.silence,
        }
    )
