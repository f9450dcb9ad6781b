import os
from pathlib import Path

import pytest

from clientkit.errors import NotFoundError
from clientkit.kernel.store.workspace import Notices, Workspace, device_name, find_workspace


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "studio"
    (root / "clients" / "kopi" / "projects" / "toko").mkdir(parents=True)
    (root / "clientkit.toml").touch()
    return root


def test_every_file_of_the_product_has_its_place(root):
    workspace = Workspace(root, "laptop")

    places = [
        workspace.settings_file,
        workspace.client_file("kopi"),
        workspace.journal_file("kopi"),
        workspace.project_file("kopi", "toko"),
        workspace.agreement_dir("kopi", "toko", 2),
        workspace.documents_dir("kopi", "toko"),
        workspace.templates_dir,
        workspace.lock_file,
        workspace.pending,
    ]
    assert [workspace.relative(place) for place in places] == [
        "clientkit.toml",
        "clients/kopi/client.toml",
        "clients/kopi/journal/laptop.jsonl",
        "clients/kopi/projects/toko/project.toml",
        "clients/kopi/projects/toko/agreements/v2",
        "clients/kopi/projects/toko/documents",
        "templates",
        ".clientkit/lock",
        ".clientkit/pending",
    ]


def test_a_path_outside_is_shown_whole(root):
    assert Workspace(root, "laptop").relative(Path("/etc/hosts")) == "/etc/hosts"
    assert Workspace(root, "laptop").relative(root.with_name("studio2")) == f"{root}2"


def test_only_folders_with_the_names_of_slugs_are_clients_and_projects(root):
    for name in ("budi", "Upper", "two words", ".hidden", "con", "-dash", "x" * 64):
        (root / "clients" / name).mkdir()
        (root / "clients" / "kopi" / "projects" / name).mkdir()
    (root / "clients" / "a-file").touch()
    (root / "clients" / "link").symlink_to(root / "clients" / "kopi")
    workspace = Workspace(root, "laptop")

    assert workspace.clients() == ["budi", "kopi"]
    assert workspace.projects("kopi") == ["budi", "toko"]


def test_nothing_is_listed_where_there_is_nothing(tmp_path):
    (tmp_path / "clients").touch()

    assert Workspace(tmp_path, "laptop").clients() == []
    assert Workspace(tmp_path, "laptop").projects("kopi") == []
    assert Workspace(tmp_path, "laptop").journal_files("kopi") == []


def test_a_notice_is_told_once_and_in_order():
    notices = Notices()
    for line in ("b", "a", "b"):
        notices.add(line)

    assert notices.lines == ["b", "a"]


# --- finding it


def test_the_nearest_workspace_upwards_is_found(root):
    below = root / "clients" / "kopi"

    assert find_workspace(below, {}).root == root
    assert find_workspace(root, {}).root == root


def test_a_named_workspace_goes_before_the_one_one_stands_in(root, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "clientkit.toml").touch()

    assert find_workspace(root, {"CLIENTKIT_WORKSPACE": str(other)}).root == other
    assert find_workspace(root, {"CLIENTKIT_WORKSPACE": "/nowhere"}, Path("../other")).root.resolve() == other
    assert find_workspace(root, {"CLIENTKIT_WORKSPACE": ""}).root == root


def test_a_home_folder_is_understood(root, monkeypatch):
    monkeypatch.setenv("HOME", str(root.parent))

    assert find_workspace(Path("/"), {"CLIENTKIT_WORKSPACE": "~/studio"}).root == root


@pytest.mark.parametrize("named", ["/nowhere", "~nobody-of-this-name/studio", "."])
def test_a_named_folder_that_is_none_is_told(tmp_path, named):
    with pytest.raises(NotFoundError) as missing:
        find_workspace(tmp_path, {"CLIENTKIT_WORKSPACE": named})

    assert missing.value.message == f"{named} is not a workspace: it holds no clientkit.toml."
    assert missing.value.hint == f"Make one: clientkit init {named}"


def test_no_workspace_anywhere_is_told_with_what_to_do(tmp_path):
    with pytest.raises(NotFoundError) as missing:
        find_workspace(tmp_path, {})

    assert (
        missing.value.message == f"No workspace here: there is no clientkit.toml in {tmp_path} or above it."
    )
    assert "clientkit init" in missing.value.hint


@pytest.mark.parametrize(
    ("given", "name"),
    [("laptop", "laptop"), ("Dewi's MacBook.local", "dewis-macbook"), ("NUL", "device"), ("東京", "device")],
)
def test_a_device_has_a_name_that_any_file_system_takes(given, name):
    assert device_name({"CLIENTKIT_DEVICE": given}) == name


def test_the_host_names_the_device_where_nothing_else_does():
    host = device_name({})

    assert host == device_name({"CLIENTKIT_DEVICE": os.uname().nodename})
