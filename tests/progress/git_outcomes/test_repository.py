"""Linked repositories, hostile ones too: each trap is shown to spring for plain git, and not for us."""

import os
import pty
import shutil
import subprocess
from datetime import date
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest

from clientkit.progress.git_outcomes import repository
from clientkit.progress.git_outcomes.repository import LocalDays, read_commits
from support.git_repositories import a_repository, commit, contents, git

WEEK = LocalDays(date(2026, 11, 16), date(2026, 11, 22), ZoneInfo("Asia/Jakarta"))
SIGNATURE = "-----BEGIN PGP SIGNATURE-----\n \n iHUEABYKAB0\n -----END PGP SIGNATURE-----"


@pytest.fixture
def code(tmp_path):
    folder = a_repository(tmp_path / "code")
    (folder / "page.txt").write_text("one\n", encoding="ascii")
    git(folder, "add", "page.txt")
    commit(folder, "Add page")
    return folder


@pytest.fixture
def trap(tmp_path):
    """A program that leaves a mark when it runs."""
    program = tmp_path / "trap.sh"
    program.write_text(f"#!/bin/sh\ntouch '{tmp_path}/sprung'\nexit 1\n", encoding="ascii")
    program.chmod(0o755)
    return program


def read(folder: Path | str, branch: str = "", base: Path = Path("/")):
    return read_commits(str(folder), base, branch, WEEK)


def subjects(reading):
    return [one.subject for one in reading.commits]


def configure(folder: Path, **settings: str):
    for name, value in settings.items():
        git(folder, "config", name.replace("__", "."), value)


def signed(folder: Path):
    """Makes the last commit one with a signature, which `gpg.program` is asked about."""
    head, _, body = git(folder, "cat-file", "commit", "HEAD").partition("\n\n")
    made = git(
        folder,
        *("hash-object", "-t", "commit", "-w", "--stdin"),
        input=f"{head}\ngpgsig {SIGNATURE}\n\n{body}\n",
    )
    git(folder, "update-ref", "refs/heads/main", made)


def gpg(folder, trap):
    signed(folder)
    configure(folder, gpg__program=str(trap), log__showSignature="true")
    return ("log", "-1")


def included(folder, trap):
    signed(folder)
    (folder / ".git" / "more").write_text(
        f'[gpg]\n\tprogram = "{trap}"\n[log]\n\tshowSignature\n', encoding="ascii"
    )
    configure(folder, include__path="more")
    return ("log", "-1")


def fsmonitor(folder, trap):
    configure(folder, core__fsmonitor=str(trap))
    return ("status",)


def hooks(folder, trap):
    for name in ("pre-commit", "post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc"):
        shutil.copy(trap, folder / ".git" / "hooks" / name)
    return ("commit", "--allow-empty", "-m", "x")


def hooks_path(folder, trap):
    (folder / "evil").mkdir()
    shutil.copy(trap, folder / "evil" / "pre-commit")
    configure(folder, core__hooksPath=str(folder / "evil"))
    return ("commit", "--allow-empty", "-m", "x")


def external_diff(folder, trap):
    (folder / ".gitattributes").write_text("* diff=evil\n", encoding="ascii")
    configure(folder, diff__evil__command=str(trap), diff__external=str(trap))
    return ("log", "-p", "--ext-diff")


def textconv(folder, trap):
    (folder / ".gitattributes").write_text("* diff=evil\n", encoding="ascii")
    configure(folder, diff__evil__textconv=str(trap))
    return ("log", "-p")


def clean_filter(folder, trap):
    (folder / ".gitattributes").write_text("* filter=evil\n", encoding="ascii")
    configure(
        folder, filter__evil__clean=str(trap), filter__evil__smudge=str(trap), filter__evil__process=str(trap)
    )
    (folder / "page.txt").write_text("two\n", encoding="ascii")
    return ("add", "page.txt")


def alias(folder, trap):
    configure(folder, **{"alias__log": f"!{trap}", "alias__rev-parse": f"!{trap}", "alias__lg": f"!{trap}"})
    return ("lg",)


def without_a_parent(folder):
    """Takes away the commit before the last one: git has to fetch it to go on."""
    gone = git(folder, "rev-parse", "HEAD")
    commit(folder, "Add search")
    (folder / ".git" / "objects" / gone[:2] / gone[2:]).unlink()


def promisor(folder, trap, url, **settings):
    without_a_parent(folder)
    configure(folder, core__repositoryformatversion="1", extensions__partialClone="origin")
    configure(folder, remote__origin__promisor="true", remote__origin__url=url, **settings)
    return ("log",)


def uploadpack(folder, trap):
    return promisor(folder, trap, str(folder), remote__origin__uploadpack=str(trap))


def ssh_command(folder, trap):
    return promisor(folder, trap, "ssh://nobody.invalid/code", core__sshCommand=str(trap))


def ext_transport(folder, trap):
    return promisor(folder, trap, f"ext::{trap}", protocol__ext__allow="always")


def git_proxy(folder, trap):
    return promisor(folder, trap, "git://nobody.invalid/code", core__gitProxy=str(trap))


TRAPS = (
    *(gpg, included, fsmonitor, hooks, hooks_path, external_diff, textconv, clean_filter, alias),
    *(uploadpack, ssh_command, ext_transport, git_proxy),
)


@pytest.mark.parametrize("lay", TRAPS, ids=lambda lay: lay.__name__)
def test_nothing_of_a_hostile_repository_runs_and_nothing_is_written(tmp_path, code, trap, lay):
    springs = lay(code, trap)
    before = contents(tmp_path)
    read(code)
    read(code, "main")
    assert contents(tmp_path) == before
    git(code, *springs, check=False)
    assert (tmp_path / "sprung").exists(), "the trap was none: plain git does not run it either"


def test_a_pager_of_the_repository_is_not_run(tmp_path, code, trap):
    configure(code, core__pager=str(trap), pager__log=str(trap))
    assert subjects(read(code)) == ["Add page"]
    assert not (tmp_path / "sprung").exists()
    ours, its = pty.openpty()
    subprocess.run(["git", "-C", str(code), "log"], stdin=its, stdout=its, stderr=its, check=False)
    os.close(its)
    os.close(ours)
    assert (tmp_path / "sprung").exists()


def test_a_bare_repository_inside_a_folder_is_not_opened(tmp_path, code, trap):
    inner = code / "vendor"
    git(tmp_path, "init", "--quiet", "--bare", str(inner))
    configure(inner, core__bare="false", core__worktree=str(code), core__fsmonitor=str(trap))
    shutil.copy(code / ".git" / "index", inner / "index")
    before = contents(tmp_path)
    reading = read(inner)
    assert reading.commits == ()
    assert "is bare" in reading.notices[0]
    assert contents(tmp_path) == before
    git(inner, "status", check=False)
    assert (tmp_path / "sprung").exists()


@pytest.mark.parametrize("name", ["--output=pwned", "-opwned", "--exec=touch pwned", "--all"])
def test_a_branch_called_like_an_option_is_a_branch(tmp_path, code, monkeypatch, name):
    monkeypatch.chdir(code)
    before = contents(tmp_path)
    reading = read(code, name)
    assert reading.notices == (
        f"The repository {code} has no branch {name!r}. Mend 'branch' under [[repo]].",
    )
    assert contents(tmp_path) == before
    if " " not in name:
        head = git(code, "rev-parse", "HEAD")
        (code / ".git" / "refs" / "heads" / name).write_text(f"{head}\n", encoding="ascii")
        before = contents(tmp_path)
        assert subjects(read(code, name)) == ["Add page"]
        assert contents(tmp_path) == before


def test_variables_of_git_are_not_listened_to(tmp_path, code, trap, monkeypatch):
    other = a_repository(tmp_path / "other")
    commit(other, "Not this one")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_PAGER", str(trap))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(trap))
    assert subjects(read(code)) == ["Add page"]
    assert not (tmp_path / "sprung").exists()


def test_a_work_tree_that_lies_elsewhere_is_not_read(tmp_path, code):
    (tmp_path / "home").mkdir(exist_ok=True)
    configure(code, core__worktree=str(tmp_path / "home"))
    reading = read(code)
    assert reading.commits == ()
    assert "has its top folder elsewhere" in reading.notices[0]


def test_the_week_is_counted_in_the_zone_that_days_are_counted_in(tmp_path):
    code = a_repository(tmp_path / "zoned")
    for moment in (
        "2026-11-15T16:59:59Z",
        "2026-11-15T17:00:00Z",
        "2026-11-22T16:59:59Z",
        "2026-11-22T17:00:00Z",
    ):
        commit(code, moment, moment)
    assert {one.subject: one.day for one in read(code).commits} == {
        "2026-11-15T17:00:00Z": date(2026, 11, 16),
        "2026-11-22T16:59:59Z": date(2026, 11, 22),
    }


def test_a_rewritten_commit_keeps_the_day_it_was_written(code):
    commit(code, "Add page", "2026-11-19T10:00:00+07:00", "--amend", "--date=2026-11-17T10:00:00+07:00")
    (one,) = read(code).commits
    assert (one.written, one.day) == (date(2026, 11, 17), date(2026, 11, 19))


def test_a_path_is_seen_from_the_projects_folder_or_from_home(tmp_path, code):
    assert subjects(read("../code", base=tmp_path / "home")) == ["Add page"]
    (tmp_path / "home" / "code").symlink_to(code)
    assert subjects(read("~/code")) == ["Add page"]


@pytest.mark.parametrize(
    "subject",
    [
        "| a | b |\n",
        "<script>alert(1)</script>",
        "\x1b[31mred\x1b]8;;http://evil\x07 \u202egnp",
        "x" * 10_000,
        "-- --output=pwned",
        "50 % %H %x00 %(trailers)",
        "Harga naik; $(touch pwned) `touch pwned`",
    ],
)
def test_a_first_line_comes_as_it_is(code, subject):
    commit(code, subject)
    assert subjects(read(code))[0] == subject.strip()


def test_bytes_that_are_no_text_are_replaced(code):
    configure(code, i18n__logOutputEncoding="latin-1")
    commit(code, b"caf\xe9 \xff".decode("latin-1"), "2026-11-17T09:00:00+07:00")
    head = git(code, "cat-file", "commit", "HEAD").encode().replace("cafÃ© Ã¿".encode(), b"caf\xe9")
    made = subprocess.run(
        ["git", "-C", str(code), "hash-object", "-t", "commit", "-w", "--stdin"],
        input=head.replace("café ÿ".encode(), b"caf\xe9 \xff"),
        capture_output=True,
        check=True,
    )
    git(code, "update-ref", "refs/heads/main", made.stdout.decode().strip())
    assert subjects(read(code))[0] == "caf\ufffd \ufffd"


def test_a_forged_date_is_no_traceback(code):
    body = git(code, "cat-file", "commit", "HEAD")
    forged = body.replace("1794794400", "99999999999999")
    assert forged != body
    made = git(code, "hash-object", "-t", "commit", "-w", "--stdin", "--literally", input=f"{forged}\n")
    git(code, "update-ref", "refs/heads/main", made)
    assert read(code).commits == ()


def test_what_cannot_be_read_is_told(tmp_path, code):
    (tmp_path / "plain").mkdir()
    empty = a_repository(tmp_path / "empty")
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(code), str(bare))
    (code / "inside").mkdir()
    told = {
        tmp_path / "gone": "is not there. Mend 'path' under [[repo]].",
        code / "page.txt": "is not there. Mend 'path' under [[repo]].",
        "~nobody-here/code": "is not there. Mend 'path' under [[repo]].",
        "nul\0byte": "is not there. Mend 'path' under [[repo]].",
        tmp_path / "plain": "is no git repository. Mend 'path' under [[repo]].",
        empty: "has no commit yet. ",
        bare: f"is bare: it has no files of its own. Link a clone of it: git clone {bare}",
        code / "inside": f"has its top folder elsewhere, in {code}. Link that one under [[repo]].",
    }
    for path, end in told.items():
        reading = read(path)
        assert reading.commits == ()
        (notice,) = reading.notices
        assert notice.endswith(end), notice


def test_a_repository_of_another_user_is_left_alone(tmp_path, code, monkeypatch):
    """git takes the owner for another one on request of its own tests; a wrapper keeps that request alive."""
    real = shutil.which("git")
    folder = tmp_path / "bin"
    folder.mkdir()
    wrapper = folder / "git"
    wrapper.write_text(f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {real} "$@"\n', encoding="ascii")
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    (notice,) = read(code).notices
    assert notice == (
        f"The repository {code} belongs to another user, and git does not trust it. "
        f"If you do: git config --global --add safe.directory {code}"
    )
    subprocess.run([str(real), "config", "--global", "--add", "safe.directory", str(code)], check=True)
    assert subjects(read(code)) == ["Add page"]


def test_a_shallow_clone_says_that_commits_may_be_missing(tmp_path, code):
    commit(code, "Add search", "2026-11-18T09:00:00+07:00")
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", code.as_uri(), str(shallow))
    configure(shallow, user__name="Dewi", user__email="dewi@studio.example")
    reading = read(shallow)
    assert subjects(reading) == ["Add search"]
    assert "is a shallow clone" in reading.notices[0]
    for _ in range(2):
        commit(shallow, "Add map", "2026-11-23T09:00:00+07:00")
    later = LocalDays(date(2026, 11, 23), date(2026, 11, 29), WEEK.zone)
    assert read_commits(str(shallow), Path("/"), "", later).notices == ()


def test_without_git_the_rest_works(code, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path / "home"))
    assert read(code).notices == ("git was not found; commits are not read. Install git.",)


def test_git_that_hangs_is_ended(code, monkeypatch, tmp_path):
    wrapper = tmp_path / "git"
    wrapper.write_text("#!/bin/sh\nexec sleep 60\n", encoding="ascii")
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(repository, "TIMEOUT", 0.2)
    assert "git took longer than 0.2 seconds" in read(code).notices[0]


def test_git_that_never_stops_talking_is_ended(code, monkeypatch, tmp_path):
    wrapper = tmp_path / "git"
    wrapper.write_text("#!/bin/sh\nexec yes\n", encoding="ascii")
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(repository, "OUTPUT_LIMIT", 100_000)
    assert "git answers with more" in read(code).notices[0]


def test_no_more_than_a_limit_is_read(code, monkeypatch):
    monkeypatch.setattr(repository, "COMMIT_LIMIT", 2)
    monkeypatch.setattr(repository, "FIRST_LOOK", 1)
    for number in range(3):
        commit(code, f"Add page {number}")
    reading = read(code)
    assert len(reading.commits) == 2
    assert "has more than 2 commits of these days" in reading.notices[0]


@pytest.mark.slow
def test_a_week_of_200000_commits_takes_less_than_3_seconds(tmp_path):
    folder = a_repository(tmp_path / "large")
    first, step, count = 1_721_000_000, 375, 200_000

    def stream():
        for number in range(count):
            words = f"feat(shop): add page {number}".encode()
            stamp = f"Dewi <dewi@studio.example> {first + step * number} +0700".encode()
            yield b"commit refs/heads/main\nauthor %s\ncommitter %s\ndata %d\n%s\n" % (
                stamp,
                stamp,
                len(words),
                words,
            )

    subprocess.run(["git", "-C", str(folder), "fast-import", "--quiet"], input=b"".join(stream()), check=True)
    begun = perf_counter()
    reading = read(folder)
    assert perf_counter() - begun < 3
    assert 1600 < len(reading.commits) < 1620
    early = LocalDays(date(2024, 7, 15), date(2024, 7, 21), WEEK.zone)
    begun = perf_counter()
    assert read_commits(str(folder), Path("/"), "", early).commits
    assert perf_counter() - begun < 3


def test_an_older_date_on_top_hides_nothing(code):
    """Dates need not fall from one commit to the next: clocks are wrong, and commits are rewritten."""
    commit(code, "Add checkout", "2026-11-18T09:00:00+07:00")
    for number in range(12):
        commit(code, f"Older {number}", f"2026-10-{number + 1:02d}T09:00:00+07:00")
    assert subjects(read(code)) == ["Add checkout", "Add page"]


@pytest.mark.parametrize("look", [4, 16])
def test_what_is_behind_a_short_stretch_is_found_where_the_stretch_holds_such_days(code, monkeypatch, look):
    monkeypatch.setattr(repository, "FIRST_LOOK", look)
    for number in range(12):
        commit(code, f"Page {number}", f"2026-11-18T09:{number:02d}:00+07:00")
    assert len(read(code).commits) == 13


def test_git_that_can_only_stop_early_says_so(code, monkeypatch):
    real = repository._git

    def old(folder, arguments):
        if any(one.startswith("--since-as-filter") for one in arguments):
            return repository._Answer(b"", failed=True, said="unrecognized argument: --since-as-filter=x")
        return real(folder, arguments)

    monkeypatch.setattr(repository, "_git", old)
    monkeypatch.setattr(repository, "FIRST_LOOK", 1)
    reading = read(code)
    assert subjects(reading) == ["Add page"]
    assert "stops looking at the first older commit" in reading.notices[0]


def test_other_branches_are_read_where_the_link_says_so(code):
    git(code, "switch", "-q", "-c", "side")
    commit(code, "Add search", "2026-11-18T09:00:00+07:00")
    git(code, "switch", "-q", "-")
    assert subjects(read(code)) == ["Add page"]
    assert sorted(subjects(read(code, "*"))) == ["Add page", "Add search"]
