"""How an explanation looks on a screen: the formula, the numbers in it, and where it comes from."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clientkit.kernel.screen.bars import paragraph
from clientkit.kernel.screen.output import put, say_json

if TYPE_CHECKING:
    from clientkit.scores.explanation.metrics import Explained


def show_explained(found: "Explained", *, as_json: bool) -> None:
    """Each figure on its own, ready to be reckoned again by hand."""
    if as_json:
        say_json("score-explained", found)
        return
    put("\n".join(_lines(found)) + "\n")


def _lines(found: "Explained") -> Iterator[str]:
    subject = "/".join(name for name in (found.client, found.project) if name)
    yield subject or "All clients"
    for one in found.explanations:
        yield ""
        yield one.figure
        yield from paragraph(one.formula)
        for step in one.steps:
            yield from paragraph(step, indent=4)
        yield from paragraph(f"Source: {one.source}")
