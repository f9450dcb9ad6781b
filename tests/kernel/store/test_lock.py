import multiprocessing
import os
import signal

import pytest

from clientkit.errors import BusyError, ExitCode, OutsideError
from clientkit.kernel.store.lock import locked
from clientkit.kernel.store.workspace import Workspace

SPAWN = multiprocessing.get_context("fork")


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path, "laptop")


@pytest.fixture
def holder(workspace):
    """Another process that holds the lock until it is told or killed."""
    mine, its = SPAWN.Pipe()

    def hold():
        with locked(workspace):
            its.send("held")
            its.recv()

    process = SPAWN.Process(target=hold)
    process.start()
    assert mine.recv() == "held"
    process.release = lambda: mine.send("enough")
    yield process
    process.kill()
    process.join()


def test_one_command_at_a_time(workspace, holder):
    with pytest.raises(BusyError) as busy, locked(workspace, timeout=0.1):
        pass

    assert busy.value.exit_code == ExitCode.BUSY == 75
    assert busy.value.message == f"Another clientkit command has kept {workspace.root} locked for 0 seconds."
    assert busy.value.hint == "Wait for it to end, then try again."


def test_whoever_waits_goes_on_when_the_other_is_done(workspace, holder):
    holder.release()

    with locked(workspace, timeout=5):
        assert workspace.lock_file.exists()


def test_the_lock_of_a_killed_command_is_free(workspace, holder):
    os.kill(holder.pid, signal.SIGKILL)

    with locked(workspace, timeout=5):
        assert workspace.lock_file.exists()


def test_the_lock_is_free_again_after_an_error(workspace):
    with pytest.raises(KeyError), locked(workspace):
        raise KeyError

    with locked(workspace, timeout=0):
        pass


def test_the_lock_and_its_folder_are_for_the_owner_only(workspace):
    with locked(workspace):
        modes = [path.stat().st_mode & 0o777 for path in (workspace.private_dir, workspace.lock_file)]

    assert modes == [0o700, 0o600]


def test_a_folder_without_rights_to_write_is_named(workspace, ordinary_user):
    workspace.root.chmod(0o500)

    with pytest.raises(OutsideError) as refused, locked(workspace):
        pass
    workspace.root.chmod(0o700)

    assert refused.value.message == (
        f"Nothing was saved: {workspace.root} cannot be written (Permission denied)."
    )
    assert refused.value.hint == f"Look at the rights of {workspace.lock_file} and its folder."


def test_what_stands_in_the_locks_place_is_told(workspace, tmp_path):
    workspace.private_dir.mkdir()
    workspace.lock_file.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(OutsideError, match=r"^Nothing was saved"), locked(workspace):
        pass

    assert not (tmp_path / "elsewhere").exists()
