"""A summary of scores as a document: for oneself, or for a client about their own answers."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from clientkit.documents.kinds import SampleTrial
from clientkit.documents.paper import Paper
from clientkit.errors import InvalidDataError, NotFoundError, UsageError
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.statistics.counts import FEW
from clientkit.kernel.statistics.response_rate import ResponseRate
from clientkit.kernel.store.journal.read import read_journal
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.figure import SCORE
from clientkit.kernel.text.pdf_metadata import Imprint
from clientkit.kernel.text.template.engine import render
from clientkit.kernel.text.template.sources import TemplateSource, find_template
from clientkit.scores.document import (
    SUMMARY,
    Audience,
    ScoreDocument,
    ScoreRow,
    SurveyResponse,
)
from clientkit.scores.document_scores import keeping, measured
from clientkit.scores.groups import ScoreQuery
from clientkit.scores.queries import score
from clientkit.scores.said import answers_in, low_answers, quotes_of

Period = Literal["month", "quarter", "year"]
MOST_QUOTES = 12
SHORT, LONG = 200, 1900
"""Days up to which months are told apart, and from which years are."""


class SummaryQuery(NamedTuple):
    """Whose answers are summed up, for whom, and how."""

    scores: ScoreQuery
    audience: Audience
    language: Language | None = None


class Summary(NamedTuple):
    """A summary: its context, its Markdown with the place of its picture, its language."""

    data: ScoreDocument
    marked: str
    language: Language


def audience_of(text: str | None, client: str | None) -> Audience:
    """Whom a summary is for; for oneself where nothing else was said.

    Raises:
        UsageError: neither self nor client, or for a client whom nobody named.
    """
    if text in {None, "self"}:
        return "self"
    if text != "client":
        raise UsageError(f"A summary is for self or client, not {str(text)[:20]!r}.", "Say --reader client")
    if client is None:
        raise UsageError(
            "A summary for a client holds their own answers alone: which client?",
            "Name them: clientkit score render CLIENT --reader client",
        )
    return "client"


def summarise(
    workspace: Workspace,
    settings: Settings,
    query: SummaryQuery,
    today: date,
    template: TemplateSource | None = None,
) -> Summary:
    """The summary of scores as Markdown, by the workspace's template or the one that is given.

    Raises:
        InvalidDataError: the template has an error.
    """
    data, language = _document(workspace, settings, query, today)
    source = template or find_template(SUMMARY.name, language, workspace.templates_dir)
    return Summary(data, render(source, data.model_dump(), language), language)


def summary_paper(summary: Summary) -> Paper:
    """The summary as a paper with its picture, where there are scores."""
    from clientkit.scores.picture.svg import ScoreFigure
    from clientkit.scores.picture.words import title_of

    data, language = summary.data, summary.language
    title = title_of(data, language)
    imprint = Imprint(title, data.as_of, data.author)
    figure = ScoreFigure(data, language) if data.scores else None
    return Paper(summary.marked, title, language, imprint, figure, SCORE, contents=True)


def try_summary(trial: SampleTrial) -> str:
    """Make the summary of a client's answers, for them and for oneself over all clients, as pages.

    Raises:
        ClientkitError: the template has an error.
    """
    language, today = trial.source.language, trial.today
    texts = []
    for query in (
        SummaryQuery(ScoreQuery(Scope(trial.project.client), today=today), "client", language),
        SummaryQuery(ScoreQuery(today=today), "self", language),
    ):
        summary = summarise(trial.workspace, trial.settings, query, today, trial.source)
        summary_paper(summary).made("html")
        texts.append(summary.marked)
    return "\n".join(texts)


def _document(
    workspace: Workspace, settings: Settings, query: SummaryQuery, today: date
) -> tuple[ScoreDocument, Language]:
    counting = query.scores
    slugs = counting.scope.clients(workspace)
    files = {slug: _client(workspace, slug) for slug in slugs}
    journals = {slug: read_journal(workspace, slug) for slug in slugs}
    answers = [one for slug in slugs for one in answers_in(journals[slug], counting)]
    by = _period([one.day for one in answers])
    found = score(workspace, settings.feedback, counting._replace(by=by))
    quotes = [quote for slug in slugs for quote in quotes_of(files[slug], journals[slug], counting)]
    comments = sum(one.comment is not None for one in answers)
    own = files[counting.scope.client] if counting.scope.client else None
    scores = tuple(measured(found, found.groups or ()))
    document = ScoreDocument(
        audience=query.audience,
        client=own.name if own else "",
        author=settings.you.name,
        as_of=today,
        since=counting.span.since,
        until=counting.span.until,
        by=by,
        scores=scores,
        few=all(one.people < FEW for one in scores),
        clients=tuple(_rows(workspace, settings, counting, files)) if own is None else (),
        asking=_asking(found.response),
        keeping=keeping(found.clients),
        quotes=tuple(sorted(quotes, key=lambda one: one.day, reverse=True)[:MOST_QUOTES]),
        unquoted=comments - len(quotes),
        low=tuple(one for slug in slugs for one in low_answers(journals[slug], counting)),
        follow_up_hours=settings.survey.follow_up_hours,
    )
    return document, query.language or (own.language if own else settings.defaults.language)


def _client(workspace: Workspace, slug: str) -> Client:
    """A client's file; over all clients, one that cannot be read is passed over, and its slug is its name."""
    try:
        return read_client(workspace, slug).value
    except (InvalidDataError, NotFoundError) as broken:
        workspace.notices.add(
            f"passed over {workspace.relative(workspace.client_file(slug))}: {broken.message}"
        )
        return Client(name=slug)


def _period(days: Sequence[date]) -> Period:
    """What to tell apart: months of half a year, years of more than five, else quarters."""
    span = (max(days) - min(days)).days if days else 0
    return "month" if span <= SHORT else "quarter" if span < LONG else "year"


def _rows(
    workspace: Workspace, settings: Settings, counting: ScoreQuery, files: dict[str, Client]
) -> Iterator[ScoreRow]:
    apart = score(workspace, settings.feedback, counting._replace(by="client"))
    for group in apart.groups or ():
        scores = tuple(measured(group, ()))
        if scores:
            yield ScoreRow(client=files[group.key].name, scores=scores)


def _asking(rate: ResponseRate) -> SurveyResponse | None:
    return SurveyResponse(**rate.model_dump(include={"asked", "reached", "answered"})) if rate.asked else None
