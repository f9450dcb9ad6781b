"""Work that nobody accepted, passed over or waived: most tests note work and agree nothing."""

from collections.abc import Callable
from typing import Any

from clientkit.kernel.store.workspace import Workspace


def other_findings(run: Callable[..., Any]) -> list[str]:
    """The findings without those of the code `no-agreement`."""
    return [line for line in run("check").out.splitlines() if line and "[no-agreement]" not in line]


def waive(workspace: Workspace, client: str = "kopi", project: str = "toko") -> None:
    """Let a project's work go on without an agreement."""
    path = workspace.project_file(client, project)
    waiver = '\n[[waivers]]\ncode = "no-agreement"\nreason = "Agreed by telephone"\n'
    path.write_text(path.read_text(encoding="utf-8") + waiver, encoding="utf-8")
