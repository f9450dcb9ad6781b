"""A linked repository: the commits of a span of days, read so that nothing in it can run or write.

Its settings, attributes, hooks and objects are a stranger's. Only `git log` and `git rev-parse` are run, with
what could start a program switched off on the command line, which counts more than any file of its own.
"""

import os
import subprocess
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from threading import Timer
from typing import NamedTuple

from clientkit.errors import ClientkitError, OutsideError, UsageError

TIMEOUT = 30
"""Seconds that one git command may take."""

COMMIT_LIMIT = 5000
"""Commits of a span that are read: of more than that nobody reports."""

FIRST_LOOK = 2000
"""Commits up to a span's end that are read first; where its last quarter is all older, so is the rest."""

EVERY_BRANCH = "*"
"""What stands for all branches of a repository; no branch can be called so."""

OUTPUT_LIMIT = 64 * 1024 * 1024
"""Bytes that git may answer with."""

_PIPE = 64 * 1024
_COMMAND_LINE = (
    *("-c", "log.showSignature=false"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "safe.bareRepository=explicit"),
    "--no-pager",
)
_LOG = (
    *("log", "-z", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-patch"),
    *("--no-color", "--no-decorate", "--no-notes", "--no-mailmap", "--encoding=UTF-8", "--abbrev=7"),
    "--format=%H%x00%h%x00%P%x00%ae%x00%at%x00%ct%x00%s",
)
_FIELDS = 7
_ENVIRONMENT = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class Commit(NamedTuple):
    """One commit: its hashes, how many parents it has, who wrote it when, and its first line."""

    full: str
    short: str
    parents: int
    email: str
    written: date
    """Local day of the author's date; it stays when the commit is rewritten."""
    day: date
    """Local day of the committer's date."""
    subject: str


class CommitLog(NamedTuple):
    """What a repository holds of a span of days, latest first, and what is to be said about it."""

    commits: tuple[Commit, ...]
    notices: tuple[str, ...] = ()


class LocalDays(NamedTuple):
    """Days, the last one included, in the zone that they are counted in."""

    first: date
    last: date
    zone: tzinfo

    def edges(self) -> tuple[str, str]:
        """Its first and last second, as git reads them."""
        begin = datetime.combine(self.first, time.min, self.zone)
        end = datetime.combine(self.last, time(23, 59, 59), self.zone)
        return begin.astimezone(UTC).isoformat(), end.astimezone(UTC).isoformat()


def read_commits(text: str, base: Path, branch: str, days: LocalDays) -> CommitLog:
    """The commits of a span of days on a branch of a linked repository; the one checked out if '' is given.

    `text` is its path as the project file writes it, seen from the folder `base`. What cannot be read is a
    notice, never an error: a report does not fail because of a repository.
    """
    try:
        top = _folder(text, base)
        shallow = _opened(text, top)
        commits, stopped = _log(text, top, branch, days)
    except ClientkitError as error:
        return CommitLog((), (f"{error.message} {error.hint}",))
    notices = [f"The repository {text}: {stopped}"] if stopped else []
    if shallow and (not commits or not all(commit.parents for commit in commits)):
        notices.append(
            f"The repository {text} is a shallow clone: commits from before its depth are missing. "
            "Complete it: git fetch --unshallow"
        )
    if len(commits) >= COMMIT_LIMIT:
        notices.append(
            f"The repository {text} has more than {COMMIT_LIMIT:,} commits of these days; "
            "the latest of them were read."
        )
    return CommitLog(tuple(commits), tuple(notices))


def _folder(text: str, base: Path) -> Path:
    try:
        path = (base / Path(text).expanduser()).resolve()
        found = path.is_dir()
    except (RuntimeError, OSError, ValueError):
        found = False
    if not found:
        raise UsageError(f"The repository {text} is not there.", "Mend 'path' under [[repo]].")
    return path


def _opened(text: str, path: Path) -> bool:
    """Whether it is a shallow clone; its top folder must be the one that was linked.

    Raises:
        OutsideError: git does not take it for a repository, or not for one of this folder.
    """
    answer = _git(path, ("rev-parse", "--is-shallow-repository", "--show-toplevel"))
    if answer.failed:
        raise _refusal(text, path, answer.said)
    shallow, _, top = answer.out.decode(errors="surrogateescape").rstrip("\n").partition("\n")
    if os.path.realpath(top) != str(path):
        raise OutsideError(
            f"The repository {text} has its top folder elsewhere, in {top}.", "Link that one under [[repo]]."
        )
    return shallow == "true"


def _refusal(text: str, path: Path, said: str) -> OutsideError:
    """Why git does not open it, and what helps."""
    if "dubious ownership" in said:
        return OutsideError(
            f"The repository {text} belongs to another user, and git does not trust it.",
            f"If you do: git config --global --add safe.directory {path}",
        )
    if "bareRepository" in said or "must be run in a work tree" in said:
        return OutsideError(
            f"The repository {text} is bare: it has no files of its own.",
            f"Link a clone of it: git clone {text}",
        )
    if "not a git repository" in said:
        return OutsideError(f"{text} is no git repository.", "Mend 'path' under [[repo]].")
    return OutsideError(f"The repository {text} cannot be read: {said or 'git gave no reason'}.", "")


def _log(text: str, top: Path, branch: str, days: LocalDays) -> tuple[list[Commit], str]:
    """The commits of a span of days, and why some of them may be missing.

    Plain `--since` stops at the first commits that are older, though the days that clocks and rewriting left
    on commits need not fall from one to the next. To read every commit takes seconds in a large repository.
    So a stretch is read first, and all of it only where that stretch does not end in many older ones.
    """
    begin, end = days.edges()
    read = ("--branches", "--") if branch == EVERY_BRANCH else ("--end-of-options", branch or "HEAD", "--")
    answer, stopped = _git(top, (*_LOG, f"--until={end}", f"--max-count={FIRST_LOOK}", *read)), ""
    if not answer.failed and _goes_on(answer.out, days):
        limits = (f"--until={end}", f"--max-count={COMMIT_LIMIT}")
        answer = _git(top, (*_LOG, f"--since-as-filter={begin}", *limits, *read))
        if answer.failed and "--since-as-filter" in answer.said:
            stopped = (
                "git before 2.37 stops looking at the first older commit, so some may be missing. Update git."
            )
            answer = _git(top, (*_LOG, f"--since={begin}", *limits, *read))
    if answer.failed:
        raise _without_commits(text, top, branch, answer.said)
    found = _commits(answer.out, days.zone)
    return [commit for commit in found if days.first <= commit.day <= days.last], stopped


def _goes_on(out: bytes, days: LocalDays) -> bool:
    """Whether commits of these days may stand behind the stretch that was read."""
    if (out.count(b"\0") + 1) // _FIELDS < FIRST_LOOK:
        return False
    last = list(_commits(out, days.zone))[-(FIRST_LOOK // 4) :]
    return any(commit.day >= days.first for commit in last)


def _without_commits(text: str, top: Path, branch: str, said: str) -> OutsideError:
    known = _git(top, ("rev-parse", "--verify", "--quiet", "--end-of-options", branch or "HEAD"))
    if not known.failed:
        return OutsideError(f"The repository {text} cannot be read: {said or 'git gave no reason'}.", "")
    if branch:
        return OutsideError(
            f"The repository {text} has no branch {branch!r}.", "Mend 'branch' under [[repo]]."
        )
    return OutsideError(f"The repository {text} has no commit yet.", "")


def _commits(out: bytes, zone: tzinfo) -> Iterator[Commit]:
    fields = out.decode(errors="replace").split("\0")
    for start in range(0, len(fields) - _FIELDS + 1, _FIELDS):
        full, short, parents, email, written, committed, subject = fields[start : start + _FIELDS]
        day = _day(committed, zone)
        if day is not None:
            written_on = _day(written, zone) or day
            yield Commit(full, short, len(parents.split()), email, written_on, day, subject)


def _day(seconds: str, zone: tzinfo) -> date | None:
    """The local day of an instant; None for one outside the calendar, which a forged commit may name."""
    try:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds))).astimezone(zone).date()
    except (ValueError, OverflowError):
        return None


class _Answer(NamedTuple):
    out: bytes
    failed: bool
    said: str
    """The last line of what it complained of."""


def _git(folder: Path, arguments: Sequence[str]) -> _Answer:
    """Run git in a linked repository.

    Raises:
        OutsideError: git is missing, took too long or answered with too much.
    """
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    command = ["git", "-C", str(folder), *_COMMAND_LINE, *arguments]
    try:
        process = subprocess.Popen(  # noqa: S603 - the program is fixed; what is foreign follows --end-of-options
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment | _ENVIRONMENT,
        )
    except FileNotFoundError:
        raise OutsideError("git was not found; commits are not read.", "Install git.") from None
    with process:
        clock = Timer(TIMEOUT, process.kill)
        clock.start()
        try:
            out = _limited(process)
            said = process.stderr.read(_PIPE) if process.stderr else b""
            code = process.wait()
        finally:
            in_time = clock.is_alive()
            clock.cancel()
    if not in_time:
        raise OutsideError(
            f"git took longer than {TIMEOUT} seconds in {folder}.", "Its commits are not read."
        )
    lines = said.decode(errors="replace").strip().splitlines()
    return _Answer(out, code != 0, next((line for line in lines if line.startswith("fatal: ")), "")[7:])


def _limited(process: "subprocess.Popen[bytes]") -> bytes:
    out = process.stdout.read(OUTPUT_LIMIT + 1) if process.stdout else b""
    if len(out) > OUTPUT_LIMIT:
        process.kill()
        raise OutsideError("git answers with more than a week's commits can be.", "They are not read.")
    return out
