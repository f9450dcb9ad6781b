import os
import resource
import stat
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from clientkit.errors import RefusedError
from clientkit.kernel.store import atomic_write
from clientkit.kernel.store.append_line import append_line
from clientkit.kernel.store.atomic_write import create_folder, digest, make_root, replace_file
from clientkit.kernel.store.exchange import exchange, move_to_free
from clientkit.kernel.store.workspace import Workspace


@pytest.fixture
def workspace(tmp_path):
    root = tmp_path / "studio"
    (root / ".clientkit").mkdir(parents=True)
    (root / "clients").mkdir()
    return Workspace(root, "laptop")


@contextmanager
def at_most(size):
    """The system cuts every write to a file at `size` bytes, as a full disk does."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def everything_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


# --- a save by another program, at the last instant


def saving_meanwhile(monkeypatch, path, *texts, by_name=False):
    """Another program saves each text right before, between and after the steps of an exchange."""
    left = list(texts)

    def exchange_after_a_save(one, other):
        if left:
            new = path.with_name("editor~") if by_name else path
            new.write_bytes(left.pop(0))
            new.replace(path)
        return exchange(one, other)

    monkeypatch.setattr(atomic_write, "exchange", exchange_after_a_save)


@pytest.mark.parametrize("by_name", [False, True])
@pytest.mark.parametrize("texts", [(b"theirs",), (b"theirs", b"again"), (b"theirs", b"again", b"and again")])
def test_what_another_program_saves_at_the_last_instant_stays(workspace, monkeypatch, texts, by_name):
    path = workspace.root / "clientkit.toml"
    path.write_bytes(b"old")
    saving_meanwhile(monkeypatch, path, *texts, by_name=by_name)

    with pytest.raises(RefusedError, match="was changed by someone else meanwhile; nothing was written"):
        replace_file(workspace, path, b"ours", digest(b"old"))

    assert path.read_bytes() == texts[-1]
    assert not workspace.pending.exists()


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.symlink_to("/etc/hostname"), os.mkfifo])
def test_what_takes_the_place_of_a_file_at_the_last_instant_stays(workspace, monkeypatch, make):
    path = workspace.root / "clientkit.toml"
    path.write_bytes(b"old")

    def exchange_after_a_change(one, other):
        monkeypatch.setattr(atomic_write, "exchange", exchange)
        path.unlink()
        make(path)
        return exchange(one, other)

    monkeypatch.setattr(atomic_write, "exchange", exchange_after_a_change)
    with pytest.raises(RefusedError, match="was changed by someone else"):
        replace_file(workspace, path, b"ours", digest(b"old"))

    assert not stat.S_ISREG(os.lstat(path).st_mode)


def test_a_file_that_is_deleted_or_made_at_the_last_instant_is_left_so(workspace, monkeypatch):
    old, new = workspace.root / "clientkit.toml", workspace.root / "new.toml"
    old.write_bytes(b"old")
    monkeypatch.setattr(atomic_write, "exchange", lambda *paths: old.unlink() or exchange(*paths))
    with pytest.raises(RefusedError, match="is gone"):
        replace_file(workspace, old, b"ours", digest(b"old"))
    monkeypatch.setattr(
        atomic_write, "move_to_free", lambda *paths: new.write_bytes(b"theirs") and move_to_free(*paths)
    )
    with pytest.raises(RefusedError, match="exists already"):
        replace_file(workspace, new, b"ours", None)

    assert (old.exists(), new.read_bytes()) == (False, b"theirs")


def test_a_system_that_cannot_exchange_files_replaces_them(workspace, monkeypatch):
    path = workspace.root / "clientkit.toml"
    monkeypatch.setattr(atomic_write, "exchange", lambda *_: False)
    monkeypatch.setattr(atomic_write, "move_to_free", lambda *_: False)

    replace_file(workspace, path, b"one", None)
    replace_file(workspace, path, b"two", digest(b"one"))

    assert path.read_bytes() == b"two"


def test_no_save_of_a_busy_program_is_lost(workspace):
    """Two programs save as fast as they can: whatever the other one saved last is there, or we saw it."""
    path = workspace.root / "clientkit.toml"
    path.write_bytes(b"theirs 0")
    saved = []

    def save():
        for number in range(1, 1500):
            path.with_name("editor~").write_bytes(b"theirs %d" % number)
            path.with_name("editor~").replace(path)
            saved.append(number)

    other = threading.Thread(target=save)
    other.start()
    seen = []
    while other.is_alive():
        before = path.read_bytes()
        with suppress(RefusedError):
            replace_file(workspace, path, b"ours after " + before, digest(before))
            seen.append(before)
    other.join()

    assert path.read_bytes().endswith(b"theirs %d" % saved[-1])


def test_a_record_is_added_to_the_file_that_an_editor_put_there_meanwhile(workspace, monkeypatch):
    path = workspace.journal_file("kopi")
    append_line(workspace, path, b"one")
    fsync, left = os.fsync, [b"mended\n"]

    def fsync_and_save(handle):
        fsync(handle)
        if left:
            path.with_name("editor~").write_bytes(left.pop())
            path.with_name("editor~").replace(path)

    monkeypatch.setattr(os, "fsync", fsync_and_save)
    append_line(workspace, path, b"two")

    assert path.read_bytes() == b"mended\ntwo\n"


# --- replacing a file


def test_a_new_file_is_for_its_owner_only(workspace):
    path = workspace.root / "clientkit.toml"

    replace_file(workspace, path, b"new", None)

    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o666, 0o755])
def test_a_replaced_file_keeps_its_mode(workspace, mode):
    path = workspace.root / "clientkit.toml"
    path.write_bytes(b"old")
    path.chmod(mode)

    replace_file(workspace, path, b"new", digest(b"old"))

    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_what_changed_since_it_was_read_is_not_overwritten(workspace):
    path = workspace.client_file("kopi")
    path.parent.mkdir()
    path.write_bytes(b"theirs")

    with pytest.raises(RefusedError, match=r"^clients/kopi/client\.toml was changed by someone else"):
        replace_file(workspace, path, b"ours", digest(b"as read"))

    assert path.read_bytes() == b"theirs"


def test_what_was_deleted_since_it_was_read_is_not_made_again(workspace):
    path = workspace.root / "clientkit.toml"

    with pytest.raises(RefusedError, match="is gone"):
        replace_file(workspace, path, b"ours", digest(b"as read"))

    assert not path.exists()


def test_a_file_that_should_not_be_there_is_not_overwritten(workspace):
    path = workspace.root / "clientkit.toml"
    path.write_bytes(b"theirs")

    with pytest.raises(RefusedError, match="exists already"):
        replace_file(workspace, path, b"ours", None)

    assert path.read_bytes() == b"theirs"


def test_a_link_in_the_files_place_is_neither_followed_nor_replaced(workspace, tmp_path):
    path = workspace.root / "clientkit.toml"
    (tmp_path / "elsewhere").write_bytes(b"old")
    path.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(RefusedError, match="is not a regular file"):
        replace_file(workspace, path, b"ours", digest(b"old"))

    assert path.is_symlink()
    assert (tmp_path / "elsewhere").read_bytes() == b"old"


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_a_folder_or_a_pipe_in_the_files_place_is_left_alone(workspace, make):
    path = workspace.root / "clientkit.toml"
    make(path)

    with pytest.raises(RefusedError, match="is not a regular file"):
        replace_file(workspace, path, b"ours", None)


def test_a_folder_that_leads_out_of_the_workspace_is_refused(workspace, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    workspace.client_dir("kopi").symlink_to(outside)

    with pytest.raises(RefusedError, match="leads outside the workspace"):
        replace_file(workspace, workspace.client_file("kopi"), b"ours", None)
    with pytest.raises(RefusedError, match="leads outside the workspace"):
        append_line(workspace, workspace.journal_file("kopi"), b"{}")
    with pytest.raises(RefusedError, match="leads outside the workspace"):
        create_folder(workspace, workspace.project_dir("kopi", "toko"), {"project.toml": b""})

    assert everything_in(outside) == []


def test_a_workspace_that_is_reached_through_a_link_is_written(workspace, tmp_path):
    (tmp_path / "link").symlink_to(workspace.root)
    linked = Workspace(tmp_path / "link", "laptop")

    replace_file(linked, linked.client_file("kopi"), b"new", None)

    assert workspace.client_file("kopi").read_bytes() == b"new"


def test_a_full_disk_leaves_the_file_as_it_was_and_nothing_beside_it(workspace):
    path = workspace.root / "clientkit.toml"
    path.write_bytes(b"old")
    before = everything_in(workspace.root)

    with at_most(10), pytest.raises(OSError, match="File too large"):
        replace_file(workspace, path, b"x" * 100, digest(b"old"))

    assert path.read_bytes() == b"old"
    assert everything_in(workspace.root) == before


@pytest.mark.parametrize("leave", ["file", "folder", "link"])
def test_what_a_killed_command_left_is_cleared_by_the_next_write(workspace, tmp_path, leave):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "kept").touch()
    if leave == "file":
        workspace.pending.write_bytes(b"half a fi")
    elif leave == "folder":
        workspace.pending.mkdir()
        (workspace.pending / "client.toml").touch()
    else:
        workspace.pending.symlink_to(tmp_path / "elsewhere")

    replace_file(workspace, workspace.root / "clientkit.toml", b"new", None)

    assert not os.path.lexists(workspace.pending)
    assert (tmp_path / "elsewhere" / "kept").exists()


def test_a_leftover_that_cannot_be_cleared_stops_the_write(workspace, ordinary_user):
    workspace.pending.write_bytes(b"half a fi")
    workspace.private_dir.chmod(0o500)

    with pytest.raises(PermissionError):
        replace_file(workspace, workspace.root / "clientkit.toml", b"new", None)
    workspace.private_dir.chmod(0o700)

    assert not workspace.settings_file.exists()


@pytest.fixture
def elsewhere():
    """A folder on another file system."""
    with TemporaryDirectory(dir="/dev/shm") as folder:
        yield Path(folder)


def test_a_workspace_over_two_file_systems_is_told_so(workspace, elsewhere):
    assert elsewhere.stat().st_dev != workspace.root.stat().st_dev
    workspace.private_dir.rmdir()
    workspace.private_dir.symlink_to(elsewhere)

    with pytest.raises(RefusedError, match="on another file system") as refused:
        replace_file(workspace, workspace.root / "clientkit.toml", b"new", None)
    with pytest.raises(RefusedError, match="on another file system"):
        create_folder(workspace, workspace.client_dir("kopi"), {"client.toml": b"new"})

    assert refused.value.hint == "Keep the whole workspace on one file system."
    assert everything_in(elsewhere) == []
    assert everything_in(workspace.clients_dir) == []


# --- making a folder


def test_a_folder_appears_with_its_files(workspace):
    target = workspace.project_dir("kopi", "toko")

    create_folder(workspace, target, {"project.toml": b"one", "agreements/v1/agreement.md": b"two"})

    assert (target / "project.toml").read_bytes() == b"one"
    assert (target / "agreements" / "v1" / "agreement.md").read_bytes() == b"two"
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (target, target.parent, *target.rglob("*/"))}
    assert modes == {0o700}
    assert stat.S_IMODE((target / "project.toml").stat().st_mode) == 0o600
    assert not workspace.pending.exists()


def test_an_empty_folder_is_filled(workspace):
    workspace.client_dir("kopi").mkdir()

    create_folder(workspace, workspace.client_dir("kopi"), {"client.toml": b"new"})

    assert workspace.client_file("kopi").read_bytes() == b"new"


@pytest.mark.parametrize("occupy", ["file", "folder", "link", "dangling link", "pipe"])
def test_what_stands_in_the_folders_place_is_left_alone(workspace, tmp_path, occupy):
    target = workspace.client_dir("kopi")
    (tmp_path / "elsewhere").mkdir()
    match occupy:
        case "file":
            target.touch()
        case "folder":
            target.mkdir()
            (target / "notes.txt").touch()
        case "link":
            target.symlink_to(tmp_path / "elsewhere")
        case "dangling link":
            target.symlink_to("nowhere")
        case "pipe":
            os.mkfifo(target)
    before = everything_in(workspace.root)

    with pytest.raises(RefusedError, match=r"^clients/kopi exists already"):
        create_folder(workspace, target, {"client.toml": b"new"})

    assert everything_in(workspace.root) == before
    assert everything_in(tmp_path / "elsewhere") == []


def test_a_full_disk_leaves_no_folder(workspace):
    with at_most(10), pytest.raises(OSError, match="File too large"):
        create_folder(workspace, workspace.client_dir("kopi"), {"client.toml": b"x" * 100})

    assert everything_in(workspace.root) == [".clientkit", "clients"]


# --- appending a line


def test_lines_are_added_at_the_end_of_a_file_of_the_owner(workspace):
    path = workspace.journal_file("kopi")

    append_line(workspace, path, b'{"id":"1"}')
    append_line(workspace, path, b'{"id":"2"}')

    assert path.read_bytes() == b'{"id":"1"}\n{"id":"2"}\n'
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_torn_last_line_is_sealed_and_never_glued_to(workspace):
    path = workspace.journal_file("kopi")
    path.parent.mkdir(parents=True)
    path.write_bytes(b'{"id":"1"}\n{"id":"2","te')

    append_line(workspace, path, b'{"id":"3"}')

    assert path.read_bytes() == b'{"id":"1"}\n{"id":"2","te\n{"id":"3"}\n'


def test_a_write_that_the_system_cuts_short_is_taken_back(workspace):
    path = workspace.journal_file("kopi")
    append_line(workspace, path, b"first")

    with at_most(10), pytest.raises(OSError, match="No space left on device"):
        append_line(workspace, path, b"a line that is longer")

    assert path.read_bytes() == b"first\n"


def test_a_write_that_the_system_refuses_is_taken_back(workspace):
    path = workspace.journal_file("kopi")
    append_line(workspace, path, b"first")

    with at_most(6), pytest.raises(OSError, match="File too large"):
        append_line(workspace, path, b"second")

    assert path.read_bytes() == b"first\n"


def test_a_line_is_not_written_through_a_link(workspace, tmp_path):
    path = workspace.journal_file("kopi")
    path.parent.mkdir(parents=True)
    (tmp_path / "elsewhere").touch()
    path.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(RefusedError, match=r"journal/laptop\.jsonl is not a regular file"):
        append_line(workspace, path, b"{}")

    assert (tmp_path / "elsewhere").read_bytes() == b""


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_a_line_is_not_written_into_a_folder_or_a_pipe(workspace, make):
    path = workspace.journal_file("kopi")
    path.parent.mkdir(parents=True)
    make(path)

    with pytest.raises(RefusedError, match="is not a regular file"):
        append_line(workspace, path, b"{}")


def test_a_journal_that_may_not_be_written_is_an_error_of_the_system(workspace, ordinary_user):
    path = workspace.journal_file("kopi")
    append_line(workspace, path, b"first")
    path.chmod(0o400)

    with pytest.raises(PermissionError):
        append_line(workspace, path, b"second")

    assert path.read_bytes() == b"first\n"


# --- the workspace's own folder


def test_a_workspaces_folder_is_for_its_owner_and_may_be_there_already(tmp_path):
    make_root(tmp_path / "a" / "studio")
    make_root(tmp_path / "a" / "studio")

    assert stat.S_IMODE((tmp_path / "a" / "studio").stat().st_mode) == 0o700


@pytest.mark.parametrize("place", ["file", "file/studio"])
def test_a_file_in_the_way_of_a_workspace_is_named(tmp_path, place):
    (tmp_path / "file").touch()

    with pytest.raises(RefusedError, match="is not a folder; nothing was made"):
        make_root(tmp_path / place)
