"""The overview as one page that needs nothing else: made, and kept in the workspace."""

from datetime import UTC, datetime, time
from pathlib import Path

from clientkit.documents.compose import save_rendered
from clientkit.documents.kinds import SampleTrial
from clientkit.documents.look import look_of
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.brand.look import PLAIN, Look
from clientkit.kernel.text.template.engine import render
from clientkit.kernel.text.template.sources import TemplateSource, find_template
from clientkit.kernel.text.web_page import page
from clientkit.overview.document import OVERVIEW, Overview
from clientkit.overview.queries import OverviewQuery
from clientkit.overview.queries import overview as gathered
from clientkit.overview.trend_picture import trends


def overview_page(workspace: Workspace, settings: Settings, overview: Overview) -> bytes:
    """The page in the language and with the look of the settings.

    Raises:
        InvalidDataError: the template has an error.
    """
    source = find_template(OVERVIEW.name, settings.defaults.language, workspace.templates_dir)
    return page_by(source, overview, look_of(workspace, settings, settings.defaults.language))


def page_by(source: TemplateSource, overview: Overview, look: Look = PLAIN) -> bytes:
    """The page by one template; see `overview_page`."""
    text = render(source, overview.model_dump(), source.language)
    title = text.partition("\n")[0].lstrip("# ")
    figures = trends(overview.scores, source.language)
    return page(
        text, title, source.language, figures, with_contents=False, layout="board", look=look
    ).encode()


def try_overview(trial: SampleTrial) -> None:
    """Write the overview of the sample.

    Raises:
        ClientkitError: the template has an error.
    """
    query = OverviewQuery(datetime.combine(trial.today, time(12), UTC))
    page_by(trial.source, gathered(trial.workspace, trial.settings, query))


def save_page(workspace: Workspace, data: bytes) -> Path:
    """Put the page into the workspace's `documents/`; the same bytes are not written again. Its path."""
    path = workspace.root / "documents" / "overview.html"
    save_rendered(workspace, path, data, "Render the overview")
    return path
