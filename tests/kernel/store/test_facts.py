import os
import random
import resource
import shutil
import signal
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from clientkit.kernel.store import facts as facts_module
from clientkit.kernel.store import facts_file
from clientkit.kernel.store.facts import FactKind, facts
from clientkit.kernel.store.facts_file import NewFile, load
from clientkit.kernel.store.machine.folder import state_folder
from clientkit.kernel.store.workspace import Notices, Workspace
from clientkit.overview.client_list import CLIENTS, list_clients

TODAY = date(2026, 11, 21)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written a tick of the clock ago counts as old: tests need not wait for two seconds."""
    monkeypatch.setattr(facts_module, "YOUNG", 0)


def tick() -> None:
    """Let the clock that stamps files go on: the system counts in steps of up to ten milliseconds."""
    time.sleep(0.012)


def of_now(workspace: Workspace) -> Workspace:
    """The same workspace as the next command sees it, with nothing noticed yet."""
    return Workspace(workspace.root, workspace.device, Notices())


def read_anew(workspace: Workspace, kind: FactKind = CLIENTS) -> list[str]:
    """The clients whose files a list reads now; their facts are kept."""
    tick()
    read: list[str] = []

    def counting(aside: Workspace, slug: str) -> object:
        read.append(slug)
        return kind.reckon(aside, slug)

    assert_equals_a_full_read(workspace, kind)
    facts(of_now(workspace), kind._replace(name=f"counted-{kind.name}", reckon=counting))
    return read


def assert_equals_a_full_read(workspace: Workspace, kind: FactKind = CLIENTS) -> None:
    whole, quick = of_now(workspace), of_now(workspace)
    values = [(slug, kind.reckon(whole, slug)) for slug in whole.clients()]
    assert facts(quick, kind) == [(slug, value) for slug, value in values if value is not None]
    assert quick.notices.lines == whole.notices.lines


@pytest.fixture
def three(studio: Workspace, run: Callable[..., object]) -> Workspace:
    """A workspace with the clients kopi, batik and tokoa."""
    run("client", "add", "Batik Sari", "--slug", "batik", "--contact", "Sari <sari@batik.example>")
    run("client", "add", "Toko Abadi", "--slug", "tokoa")
    return studio


@pytest.mark.usefixtures("at_once")
def test_only_what_changed_is_read(three, run):
    assert read_anew(three) == ["batik", "kopi", "tokoa"]
    assert read_anew(three) == []
    run("client", "set", "kopi", "stage=active")
    assert read_anew(three) == ["kopi"]
    run("project", "add", "batik", "Katalog")
    assert read_anew(three) == ["batik"]
    shutil.rmtree(three.client_dir("tokoa"))
    assert read_anew(three) == []
    assert b"Toko Abadi" not in (three.facts_dir / "clients").read_bytes()


@pytest.mark.usefixtures("at_once")
def test_what_is_wrong_is_said_from_facts_too(three):
    three.client_file("kopi").write_text("name = ")
    assert read_anew(three) == ["batik", "kopi", "tokoa"]
    assert read_anew(three) == []
    workspace = of_now(three)
    assert [row.client for row in list_clients(workspace, TODAY)] == ["batik", "tokoa"]
    assert "clients/kopi/client.toml:1" in workspace.notices.lines[0]


def test_what_was_written_just_now_is_read_again(three):
    assert read_anew(three) == read_anew(three) == ["batik", "kopi", "tokoa"]
    assert not (three.facts_dir / "clients").exists()


@pytest.mark.usefixtures("at_once")
def test_a_file_of_tomorrow_and_one_of_1970_are_told_apart_by_more_than_their_time(three):
    read_anew(three)
    for instant in (time.time() + 86_400, 0):
        path = three.client_file("kopi")
        path.write_text(path.read_text().replace("PT Kopi", "CV Kopi" if instant else "UD Kopi"))
        os.utime(path, (instant, instant))
        assert read_anew(three) == ["kopi"]
        assert read_anew(three) == []


@pytest.mark.usefixtures("at_once")
def test_facts_from_a_clock_that_went_back_are_none(three):
    read_anew(three)
    path = three.facts_dir / "counted-clients"
    of, written, entries = load(path)
    new = NewFile(path)
    new.put((of, written + 10**12, entries))
    new.close()
    assert read_anew(three) == ["batik", "kopi", "tokoa"]
    assert read_anew(three) == []


@pytest.mark.usefixtures("at_once")
def test_facts_of_another_version_or_machine_are_none(three, monkeypatch):
    read_anew(three)
    with monkeypatch.context() as other:
        other.setattr(facts_file, "__version__", "0.0.1")
        assert read_anew(three) == ["batik", "kopi", "tokoa"]
    assert read_anew(three) == ["batik", "kopi", "tokoa"]
    key = state_folder() / "facts.key"
    key.write_bytes(bytes(32))
    assert read_anew(three) == ["batik", "kopi", "tokoa"]
    assert read_anew(three) == []
    key.chmod(0o640)
    assert read_anew(three) == ["batik", "kopi", "tokoa"], (
        "others could have read it, and sealed facts of theirs"
    )
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.read_bytes() != bytes(32)


@pytest.mark.usefixtures("at_once")
def test_damaged_facts_are_none(three):
    read_anew(three)
    path = three.facts_dir / "clients"
    sound, chance = path.read_bytes(), random.Random(20261129)  # noqa: S311 - a seed, so that a failure can be seen again
    for _ in range(100):
        data = bytearray(sound)
        for _ in range(chance.choice((1, 1, 3, 40))):
            data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
        path.write_bytes(data[: chance.choice((len(data), chance.randrange(len(data))))])
        assert load(path) is None
    assert_equals_a_full_read(three)
    assert load(path) is not None


def a_folder(path: Path) -> None:
    path.mkdir()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_link(path: Path) -> None:
    path.symlink_to("/etc/hosts")


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("stand_in", [a_folder, a_pipe, a_link])
def test_something_else_in_the_place_of_facts_does_no_harm(three, stand_in):
    three.facts_dir.mkdir(mode=0o700)
    stand_in(three.facts_dir / "clients")
    tick()
    assert_equals_a_full_read(three)
    assert "kopi" not in Path("/etc/hosts").read_text()


@pytest.mark.usefixtures("at_once", "ordinary_user")
def test_a_workspace_that_cannot_be_written_is_read_without(three):
    read_anew(three)
    shutil.rmtree(three.client_dir("tokoa"))
    three.facts_dir.chmod(0o500)
    assert read_anew(three) == []
    three.facts_dir.chmod(0o700)
    shutil.rmtree(three.facts_dir)
    three.private_dir.chmod(0o500)
    assert read_anew(three) == read_anew(three) == ["batik", "kopi"]
    assert not three.facts_dir.exists()
    three.private_dir.chmod(0o700)


@pytest.mark.usefixtures("at_once")
def test_nothing_is_written_through_a_link(three, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    three.facts_dir.symlink_to(elsewhere)
    assert read_anew(three) == read_anew(three) == ["batik", "kopi", "tokoa"]
    assert list(elsewhere.iterdir()) == []


@pytest.mark.usefixtures("at_once")
def test_a_full_disk_leaves_the_facts_that_were(three):
    held = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    tick()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, limits[1]))
    try:
        assert_equals_a_full_read(three)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, held)
    assert list(three.facts_dir.iterdir()) == []
    assert read_anew(three) == ["batik", "kopi", "tokoa"]


@pytest.mark.usefixtures("at_once")
def test_a_file_that_another_command_writes_is_left_to_it_until_it_must_be_dead(three):
    three.facts_dir.mkdir(mode=0o700)
    theirs = three.facts_dir / "counted-clients.new"
    theirs.touch()
    assert read_anew(three) == read_anew(three) == ["batik", "kopi", "tokoa"]
    os.utime(theirs, (0, 0))
    assert read_anew(three) == ["batik", "kopi", "tokoa"]
    assert read_anew(three) == []
    assert sorted(path.name for path in three.facts_dir.iterdir()) == ["clients", "counted-clients"]


@pytest.mark.usefixtures("at_once")
def test_what_is_written_or_deleted_while_it_is_read_is_read_again(three):
    tick()
    path = three.client_file("kopi")

    def meanwhile(aside: Workspace, slug: str) -> object:
        value = CLIENTS.reckon(aside, slug)
        if slug == "kopi":
            tick()
            path.write_text(path.read_text().replace("PT Kopi", "CV Kopi"))
            shutil.rmtree(three.facts_dir)
        return value

    before = facts(of_now(three), CLIENTS._replace(reckon=meanwhile))
    assert [value[1] for _, value in before] == ["Batik Sari", "PT Kopi Nusantara", "Toko Abadi"]
    assert_equals_a_full_read(three)
