"""An offer is not a breach: what is being offered in the project's file changes no colour of a report."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from clientkit.kernel.store.workspace import Workspace
from clientkit.workspace.demo_sample import sample_workspace

PRICES = ("price.amount=50000000", "payments.1.share=30", "payments.2.share=40")


@pytest.fixture
def agreed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Callable) -> Workspace:
    root = tmp_path / "sample"
    shutil.copytree(sample_workspace().root, root)
    monkeypatch.chdir(root)
    run("scope", "accept", "kopi/toko", "--name", "Rina Wijaya", "--on", "2026-11-18", "--force")
    return Workspace(root, "laptop")


def scope_light(run: Callable) -> tuple[str, int]:
    report = json.loads(run("report", "show", "kopi/toko", "--json").out)["data"]
    return report["status"]["scope"], report["scope"]["points"]


@pytest.mark.parametrize(
    ("changes", "light"),
    [
        ((), ("green", 0)),
        (PRICES, ("green", 0)),
        (("revisions.rounds=3",), ("amber", 1)),
        (("milestones.M4.deliverables=", "deliverables.D1="), ("red", 2)),
        (("deliverables.D1=", "price.amount=1", "revisions.rounds=3", "agreement.version=2"), ("green", 0)),
    ],
)
def test_a_report_rests_on_what_was_agreed(
    agreed: Workspace, run: Callable, changes: tuple[str, ...], light: tuple[str, int]
) -> None:
    if changes:
        assert run("project", "set", "kopi/toko", *changes).code == 0
    assert scope_light(run) == light
