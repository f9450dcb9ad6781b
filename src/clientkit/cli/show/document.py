"""A Markdown document on the screen."""

from clientkit.cli.show.foreign import visible
from clientkit.cli.show.out import is_terminal, put


def show_document(text: str) -> None:
    """Set with rich where a person looks, as it is where it is piped."""
    if not is_terminal():
        put(visible(text))
        return
    from clientkit.cli.show.markdown import WholeMarkdown
    from clientkit.cli.show.terminal import console

    console().print(WholeMarkdown(visible(text), hyperlinks=False))
