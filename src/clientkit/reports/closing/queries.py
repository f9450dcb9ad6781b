"""What the closing report of a project is made from: its accepted versions, its dates, its scores."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from clientkit.agreements.acceptance_criteria import delivered_project
from clientkit.correspondence.document_editions import edition_now
from clientkit.documents.dossier import Dossier
from clientkit.documents.issue import Issue
from clientkit.errors import InvalidDataError, NotFoundError
from clientkit.kernel.model.files.price import Price
from clientkit.kernel.model.files.price_totals import price_total
from clientkit.kernel.model.files.schedule import Forecast
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.statistics.metrics import AnswerCounts
from clientkit.kernel.store.agreement_files import (
    agreed_versions,
    read_agreed_plan,
    read_agreed_project,
    read_manifest,
)
from clientkit.milestones.queries import forecast_of
from clientkit.reports.closing.document import (
    AgreedVersionNote,
    ClosingDocument,
    ClosingFacts,
    ScoreNote,
    closing_document,
)

ENOUGH = 5
"""Answers from which a score is told; of fewer, the answers themselves say more."""


def closing_report(dossier: Dossier, today: date) -> ClosingDocument:
    """The context of a closing report.

    Raises:
        InvalidDataError: the project's dates cannot be.
    """
    delivered = delivered_project(dossier.workspace, dossier.name)
    versions = list(_versions(dossier))
    facts = ClosingFacts(
        delivered=delivered,
        forecast=_forecast(dossier, today),
        versions=tuple(_notes(versions, dossier.engagement.currency)),
        prices=tuple(price for _, price in versions),
        scores=tuple(_scores(dossier)),
        edition=edition_now(dossier.records, dossier.name, Issue("closing", "closing")),
    )
    return closing_document(dossier.engagement, facts, dossier.records, today)


def _forecast(dossier: Dossier, today: date) -> Forecast:
    project = dossier.engagement.project
    if not project.has_dates or not project.milestones:
        return Forecast()
    return forecast_of(project, dossier.settings, dossier.records, today, dossier.agreed)


def _versions(dossier: Dossier) -> Iterator[tuple[AgreedVersionNote, Price]]:
    """The accepted versions; one whose files are broken becomes a notice and is passed over."""
    workspace, name = dossier.workspace, dossier.name
    for version in agreed_versions(workspace, name):
        try:
            price = read_agreed_project(workspace, name, version).price
            total = price_total(price, price.currency or dossier.engagement.currency)
            stated = None if total is None else total.total if price.tax_included else total.net
            note = AgreedVersionNote(
                version=version,
                agreed_on=read_manifest(workspace, name, version).value.accepted_on,
                price=stated,
                end=read_agreed_plan(workspace, name, version).end,
            )
        except (InvalidDataError, NotFoundError) as error:
            workspace.notices.add(f"passed over {error.message}")
        else:
            yield note, price


def _notes(versions: Sequence[tuple[AgreedVersionNote, Price]], currency: str) -> Iterator[AgreedVersionNote]:
    """The versions, each with what it added to the one before, where both are in one currency."""
    before: tuple[AgreedVersionNote, Price] | None = None
    for note, price in versions:
        added = None
        if before and note.price is not None and before[0].price is not None:
            same = (price.currency or currency) == (before[1].currency or currency)
            added = note.price - before[0].price if same else None
        yield note.model_copy(update={"added": added})
        before = note, price


def _scores(dossier: Dossier) -> Iterator[ScoreNote]:
    """Of the answers that the readers may see."""
    told = (one for one in dossier.records if isinstance(one, Feedback))
    answers = [one for one in told if dossier.engagement.may_show(one)]
    for metric, one in AnswerCounts(answers).scores(dossier.settings.feedback).items():
        if one.responses >= ENOUGH and one.value is not None:
            yield ScoreNote(
                metric=metric,
                responses=one.responses,
                score=Decimal(str(one.value)),
                low=None if one.low is None else Decimal(str(one.low)),
                high=None if one.high is None else Decimal(str(one.high)),
            )
