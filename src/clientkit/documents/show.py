"""How a document looks on a screen."""

from operator import attrgetter

from clientkit.documents.kinds import Composed
from clientkit.documents.registry import load
from clientkit.kernel.screen.output import is_terminal
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.terminal import show_document


@view(lambda composed: str(composed.request.document), data=attrgetter("data"))
def show_composed(composed: Composed) -> None:
    """Set for the terminal, with its figure where its kind draws it; plain Markdown where it is piped."""
    figure, on_terminal = composed.figure, composed.kind.on_terminal
    if figure and on_terminal and is_terminal():
        load(on_terminal)(composed.marked, figure)
    else:
        show_document(composed.text)
