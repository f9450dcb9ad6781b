import os
import resource
import stat
import threading

import pytest

from clientkit.errors import OutsideError
from clientkit.kernel.store.export_file import write_outside


def test_a_file_is_written_or_replaced(tmp_path):
    target = tmp_path / "scope.md"
    for data in (b"one", b"two"):
        write_outside(target, data)

        assert target.read_bytes() == data
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["scope.md"]


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_new_file_has_the_rights_that_the_umask_leaves(tmp_path, mask):
    before = os.umask(mask)
    try:
        write_outside(tmp_path / "scope.md", b"new")
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "scope.md").stat().st_mode) == 0o666 & ~mask


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_an_older_file_keeps_its_rights(tmp_path, mode):
    (tmp_path / "scope.md").touch()
    (tmp_path / "scope.md").chmod(mode)

    write_outside(tmp_path / "scope.md", b"new")

    assert stat.S_IMODE((tmp_path / "scope.md").stat().st_mode) == mode


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path, there):
    (tmp_path / "shared").mkdir()
    if there:
        (tmp_path / "shared" / "scope.md").write_bytes(b"old")
    (tmp_path / "scope.md").symlink_to("shared/scope.md")

    write_outside(tmp_path / "scope.md", b"new")

    assert (tmp_path / "scope.md").is_symlink()
    assert (tmp_path / "shared" / "scope.md").read_bytes() == b"new"


def test_a_circle_of_links_is_told(tmp_path):
    (tmp_path / "scope.md").symlink_to("scope.md")

    with pytest.raises(OutsideError, match=r"cannot be written \("):
        write_outside(tmp_path / "scope.md", b"new")


def test_a_device_and_a_pipe_are_written_to_and_stay(tmp_path):
    write_outside(tmp_path / ".." / ".." / ".." / ".." / ".." / "dev" / "null", b"gone")
    os.mkfifo(tmp_path / "pipe")
    read = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    reader.start()

    write_outside(tmp_path / "pipe", b"through")
    reader.join(timeout=10)

    assert read == [b"through"]
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.parametrize("place", ["nowhere/scope.md", "folder"])
def test_a_place_that_cannot_be_written_is_named(tmp_path, place):
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(OutsideError) as failed:
        write_outside(tmp_path / place, b"data")

    assert failed.value.message.startswith(f"{tmp_path / place} cannot be written (")
    assert failed.value.hint == "Name another place with -o FILE."
    assert sorted(tmp_path.rglob("*")) == before


def test_a_full_disk_leaves_what_was_there(tmp_path):
    target = tmp_path / "scope.md"
    target.write_bytes(b"old")
    before = sorted(tmp_path.rglob("*"))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, limits[1]))

    try:
        with pytest.raises(OutsideError, match=r"cannot be written \(File too large\)"):
            write_outside(target, b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert target.read_bytes() == b"old"
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_without_rights_keeps_what_it_has(tmp_path, ordinary_user):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "scope.md").write_bytes(b"old")
    folder.chmod(0o500)

    with pytest.raises(OutsideError, match=r"cannot be written \(Permission denied\)"):
        write_outside(folder / "scope.md", b"new")
    folder.chmod(0o700)

    assert (folder / "scope.md").read_bytes() == b"old"
