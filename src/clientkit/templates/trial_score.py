"""Trying the template of the summary of scores on the sample."""

from datetime import date

from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.template.sources import TemplateSource
from clientkit.scores.groups import Wanted
from clientkit.scores.summary import WantedSummary, summarise, summary_bytes


def try_summary(
    workspace: Workspace, settings: Settings, source: TemplateSource, client: str, today: date
) -> None:
    """Make the summary of a client's answers, for them and for oneself over all clients, as pages.

    Raises:
        ClientkitError: the template has an error.
    """
    language = source.language
    for wanted in (
        WantedSummary(Wanted(client, today=today), "client", language),
        WantedSummary(Wanted(today=today), "self", language),
    ):
        summary_bytes(summarise(workspace, settings, wanted, today, source), "html")
