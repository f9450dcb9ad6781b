"""A Markdown document on the screen."""

from clientkit.cli.show.foreign import visible
from clientkit.cli.show.out import is_terminal, put


def show_document(text: str) -> None:
    """Set with rich where a person looks, as it is where it is piped."""
    if not is_terminal():
        put(visible(text))
        return
    from rich.markdown import Markdown

    from clientkit.cli.show.terminal import console

    console().print(Markdown(visible(text), hyperlinks=False))
