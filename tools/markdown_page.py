"""Pages that a person writes and a program completes: what stands between two marks is made anew."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

BLOCK = re.compile(
    r"(?P<begin><!-- generated: (?P<name>[^>]+?) -->\n)(?P<body>.*?)(?P<end><!-- /generated -->)", re.DOTALL
)


def complete(page: str, blocks: Mapping[str, Callable[[], str]]) -> str:
    """The page with every marked block made anew.

    Raises:
        KeyError: the page asks for a block that nobody makes.
        ValueError: a block has no place on the page.
    """
    asked = [match["name"] for match in BLOCK.finditer(page)]
    left = set(blocks) - set(asked)
    if left:
        raise ValueError(f"no place on the page for {', '.join(sorted(left))}")
    return BLOCK.sub(
        lambda match: f"{match['begin']}\n{blocks[match['name']]().strip()}\n\n{match['end']}", page
    )


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; columns that are empty in every row are left out."""
    listed = [tuple(cell(one) for one in row) for row in rows]
    kept = [column for column in range(len(titles)) if any(row[column] for row in listed)]
    lines = [
        "| " + " | ".join(titles[column] for column in kept) + " |",
        "|" + "|".join("---" for _ in kept) + "|",
    ]
    lines += ["| " + " | ".join(row[column] for column in kept) + " |" for row in listed]
    return "\n".join(lines) + "\n"


def cell(text: str) -> str:
    """A text that stays inside its cell."""
    return " ".join(text.split()).replace("|", "\\|")
