"""An id is never handed out twice, and what is taken away is named where it is still meant."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from clientkit.kernel.store.workspace import Workspace
from clientkit.workspace.demo_sample import sample_workspace


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    root = tmp_path / "sample"
    shutil.copytree(sample_workspace().root, root)
    monkeypatch.chdir(root)
    return Workspace(root, "laptop")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("milestones.M8", "deliverables.D5.milestone, payments.3.milestone"),
        ("deliverables.D1", "milestones.M4.deliverables, 7 records of the journal"),
    ],
)
def test_a_row_that_goes_is_named_where_it_is_still_meant(
    sample: Workspace, run: Callable, row: str, said: str
) -> None:
    done = run("project", "set", "kopi/toko", f"{row}=")
    assert done.code == 0
    assert f"'{row[-2:]}' is gone and still named by {said}" in done.err


def test_the_id_of_a_milestone_is_never_handed_out_again(sample: Workspace, run: Callable) -> None:
    run("scope", "accept", "kopi/toko", "--name", "Rina Wijaya", "--on", "2026-11-18", "--force")
    for row in ("payments.3.milestone", "deliverables.D5.milestone", "milestones.M8"):
        run("project", "set", "kopi/toko", f"{row}=")
    assert run("milestone", "add", "kopi/toko", "Sesudah", "--days", "2").out == "M9\n"
    refused = run("milestone", "add", "kopi/toko", "Sesudah", "--days", "2", "--id", "M8")
    assert refused.code == 5
    assert "M8 was another milestone of kopi/toko" in refused.err


def test_the_id_of_a_contact_is_never_handed_out_again(sample: Workspace, run: Callable) -> None:
    assert "still named by 18 records" in run("client", "set", "kopi", "contacts.rina=").err
    run("client", "set", "kopi", "--contact", "Rina Hartono <rh@kopinusantara.example>")
    assert 'id = "rina2"' in sample.client_file("kopi").read_text(encoding="utf-8")
