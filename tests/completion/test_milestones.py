"""What is offered for a milestone: projects first, then the ids of the one that was named."""

import pytest

from support.completion_client import SHELLS, offered
from support.milestones import write_shop

pytestmark = pytest.mark.parametrize("shell", SHELLS)


@pytest.fixture
def shop(studio):
    write_shop(studio)
    return studio


def test_projects_and_then_milestones(shell, shop):
    assert offered(shell, "clientkit milestone done ") == ["kopi/toko"]
    assert offered(shell, "clientkit milestone move kopi/toko ") == ["M1", "M2", "M3", "kopi/toko"]
    assert offered(shell, "clientkit milestone done kopi/toko M2") == ["M2"]


def test_milestones_inside_the_project(shell, shop, monkeypatch):
    monkeypatch.chdir(shop.project_dir("kopi", "toko"))
    assert offered(shell, "clientkit milestone done M") == ["M1", "M2", "M3"]


def test_what_a_new_one_waits_for_and_hands_over(shell, shop):
    assert offered(shell, "clientkit milestone add kopi/toko Training --after ") == ["M1", "M2", "M3"]
    assert offered(shell, "clientkit milestone add kopi/toko Training --deliverables ") == ["D1"]


def test_causes_and_owners(shell, shop):
    assert offered(shell, "clientkit milestone move M1 --cause ") == ["us", "client", "third-party", "change"]
    assert offered(shell, "clientkit milestone add Training --owner ") == ["us", "client"]
