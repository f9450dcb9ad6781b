"""Pages of the documentation that are run: the commands of their `console` blocks, and what each prints."""

import re
from collections.abc import Iterator
from pathlib import Path


def steps(page: Path) -> Iterator[tuple[str, str]]:
    """Each command of a page with what it is said to print."""
    for block in re.findall(
        r"^```console\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    ):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, said = step.partition("\n")
            yield command, said


def is_as_said(printed: str, said: str) -> bool:
    """Whether what was printed is what the page says; `…` is any text, of several lines too."""
    pattern = ".*".join(map(re.escape, said.strip().split("…")))
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None
