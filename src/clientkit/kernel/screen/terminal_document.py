"""A Markdown document on the screen."""

from clientkit.kernel.model.values.safe_text import visible
from clientkit.kernel.screen.output import is_terminal, put


def show_document(text: str) -> None:
    """Set with rich where a person looks, as it is where it is piped."""
    if not is_terminal():
        put(visible(text))
        return
    from clientkit.kernel.screen.terminal import console
    from clientkit.kernel.screen.terminal_markdown import WholeMarkdown

    console().print(WholeMarkdown(visible(text), hyperlinks=False))
