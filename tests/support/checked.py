"""What `check` finds beside work that nobody accepted: most tests note work and agree nothing."""

from collections.abc import Callable
from typing import Any


def other_findings(run: Callable[..., Any]) -> list[str]:
    """The findings without those of the code `no-agreement`."""
    return [line for line in run("check").out.splitlines() if line and "[no-agreement]" not in line]
