"""Rewriting git's history without somebody, by git-filter-repo; then everything is read to prove it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from typing import Any

from clientkit.errors import OutsideError, library_door
from clientkit.kernel.store.git import git_environment, read_git, run_git
from clientkit.kernel.store.workspace import Workspace
from clientkit.privacy.forget.actions import Proof
from clientkit.privacy.forget.eraser import Eraser
from clientkit.privacy.history.objects import PATIENCE, changes, look

LEFT_BY_GIT = ("ORIG_HEAD", "FETCH_HEAD", "COMMIT_EDITMSG", "MERGE_MSG", "SQUASH_MSG", "AUTO_MERGE")

OPTIONS = ("--force", "--quiet", "--no-fetch", "--replace-refs", "delete-no-add")
WHOLE = ("--prune-empty", "never", "--prune-degenerate", "never")
"""Commits that hold nothing any more stay, as the stash is made of such."""


def rewrite_history(workspace: Workspace, eraser: Eraser, files: Proof) -> Proof:
    """Rewrite every commit, tag, ref and stash, drop what nothing points to, and read all that is left.

    Killed at any point, it is done anew from the beginning: what is rewritten is found to name nobody.

    Raises:
        OutsideError: git or git-filter-repo failed.
    """
    root = workspace.root
    point_head(root, eraser)
    if run_git(root, ["status", "--porcelain"]).strip():
        run_git(root, ["reset", "--hard", "--quiet"])  # a reset that was cut off; all else was committed
    paths: dict[str, set[str]] = {}
    for change in changes(root):
        for name, path in change.blobs:
            paths.setdefault(name, set()).add(path)
    _filter(root, eraser, paths)
    _rename_branches(root, eraser)
    _drop_old(root, eraser)
    return _proof(workspace, eraser, files)


@contextmanager
def _in_folder(root: Path) -> Iterator[None]:
    """git-filter-repo works where it stands, with the variables of the process, and talks."""
    here, before = Path.cwd(), dict(os.environ)
    try:
        os.chdir(root)
        os.environ.clear()
        os.environ.update(git_environment())
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        os.chdir(here)


def _filter(root: Path, eraser: Eraser, paths: dict[str, set[str]]) -> None:
    with library_door("git-filter-repo", "Look at the repository: git fsck"), _in_folder(root):
        import git_filter_repo

        shutil.rmtree(root / ".git" / "filter-repo", ignore_errors=True)
        try:
            Rewriting(git_filter_repo, eraser, paths).run()
        except SystemExit as leaving:
            raise OutsideError(
                f"git-filter-repo failed: {leaving}.", "Look at the repository: git fsck; then go on."
            ) from None


class Rewriting:
    """One run of git-filter-repo over all commits."""

    def __init__(self, library: Any, eraser: Eraser, paths: dict[str, set[str]]) -> None:
        self.library, self.eraser, self.paths = library, eraser, paths
        self.instead: dict[tuple[int, bytes], int | None] = {}
        """By a blob's mark and the path that it stands at, the mark to stand there; None where it goes."""
        self.filter = self._made()

    def run(self) -> None:
        """Rewrite."""
        self.filter.run()

    def _made(self) -> Any:
        eraser = self.eraser

        class Here(self.library.RepoFilter):  # type: ignore[misc,name-defined] # a class of an untyped library
            """The remote and what is known of it stay where they are; so does the branch that one is on."""

            def _migrate_origin_to_heads(self) -> None:
                pass

            def cleanup(self, *arguments: Any, **more: Any) -> None:
                """Before the work tree is set anew."""
                point_head(Path.cwd(), eraser)
                super().cleanup(*arguments, **more)

        return Here(
            self.library.FilteringOptions.parse_args([*OPTIONS, *WHOLE]),
            blob_callback=self._blob,
            commit_callback=self._commit,
            filename_callback=self._path,
            message_callback=self._message,
            name_callback=self._name,
            email_callback=self._name,
            refname_callback=self._ref,
        )

    def _path(self, path: bytes) -> bytes:
        return os.fsencode(self.eraser.renamed(os.fsdecode(path)))

    def _message(self, text: bytes) -> bytes:
        return _without(text, self.eraser, message=True)

    def _name(self, text: bytes) -> bytes:
        return _without(text, self.eraser)

    def _ref(self, name: bytes) -> bytes:
        return ref_without(name.decode("utf-8", "surrogateescape"), self.eraser).encode(
            "utf-8", "surrogateescape"
        )

    def _blob(self, blob: Any, _: Any) -> None:
        places = sorted(self.paths.get(blob.original_id.decode(), ()))
        results = {path: self.eraser.result(path, blob.data) for path in places}
        others = {path: data for path, data in results.items() if data != blob.data}
        free = len(others) == len(results)
        for path, data in others.items():
            place = (blob.id, self._path(os.fsencode(path)))
            if data is None:
                self.instead[place] = None
            elif free:
                blob.data, free = data, False
                self.instead[place] = blob.id
            else:
                other = self.library.Blob(data)
                self.filter.insert(other, direct_insertion=True)
                self.instead[place] = other.id

    def _commit(self, commit: Any, _: Any) -> None:
        for place, change in enumerate(commit.file_changes):
            mark = self.instead.get((change.blob_id, change.filename), change.blob_id)
            if mark is None and change.type == b"M":
                commit.file_changes[place] = self.library.FileChange(b"D", change.filename)
            elif change.type == b"M":
                change.blob_id = mark


def ref_without(name: str, eraser: Eraser) -> str:
    """A ref without their name: what stands after `refs/heads/`, `refs/remotes/`, or `refs/tags/`."""
    *head, rest = name.split("/", 2)
    return "/".join([*head, eraser.strings.stand_in(rest)])


def _without(text: bytes, eraser: Eraser, *, message: bool = False) -> bytes:
    whole = text.decode("utf-8", "surrogateescape")
    return eraser.strings.stand_in(whole, message=message).encode("utf-8", "surrogateescape")


def point_head(root: Path, eraser: Eraser) -> None:
    """Have HEAD name the branch that one is on as it is called now."""
    with suppress(OutsideError):  # it names a commit
        ref = run_git(root, ["symbolic-ref", "HEAD"]).strip()
        if (new := ref_without(ref, eraser)) != ref and run_git(root, ["for-each-ref", new]):
            run_git(root, ["symbolic-ref", "HEAD", new])


def _rename_branches(root: Path, eraser: Eraser) -> None:
    """Settings of branches go with their new names."""
    lines = run_git(root, ["config", "--local", "--list", "--null"]).split("\0")
    pairs = [(key, value) for key, _, value in (line.partition("\n") for line in lines)]
    for key, value in pairs:
        if key.startswith("branch.") and key.endswith(".merge") and ref_without(value, eraser) != value:
            run_git(root, ["config", key, ref_without(value, eraser)])
    for name in {key[7:].rpartition(".")[0] for key, _ in pairs if key.startswith("branch.")}:
        if (new := eraser.strings.stand_in(name)) != name:
            run_git(root, ["config", "--rename-section", f"branch.{name}", f"branch.{new}"])


def _drop_old(root: Path, eraser: Eraser) -> None:
    """Drop every trace of the old history: logs, what nothing points to, what git left lying."""
    folder = root / ".git"
    stash = folder / "logs" / "refs" / "stash"
    if stash.exists():  # its log is what it consists of: the words in it are replaced, the log stays
        stash.write_bytes(_without(stash.read_bytes(), eraser, message=True))
    refs = run_git(root, ["for-each-ref", "--format=%(refname)"]).split()
    for ref in ("HEAD", *(ref for ref in refs if ref != "refs/stash")):
        with suppress(OutsideError):  # it has no log
            run_git(root, ["reflog", "expire", "--expire=now", "--expire-unreachable=now", ref])
    for name in LEFT_BY_GIT:
        (folder / name).unlink(missing_ok=True)
    for name in ("filter-repo", "lost-found", "rr-cache"):
        shutil.rmtree(folder / name, ignore_errors=True)
    run_git(root, ["-c", "gc.reflogExpire=never", "gc", "--quiet", "--prune=now"], PATIENCE)


def _proof(workspace: Workspace, eraser: Eraser, files: Proof) -> Proof:
    """Read every object, ref, log and file of git and say what still names them."""
    root = workspace.root
    found = look(root, eraser, changes(root))
    left = [f"git {name[:12]} ({place})" for name, place in sorted(found.naming.items())]
    count = 0
    for path in sorted((root / ".git").rglob("*")):
        inside = path.relative_to(root).as_posix()
        if path.is_file() and not inside.startswith(".git/objects/"):
            count += 1
            if any(map(eraser.strings.named_in_git, (path.read_bytes(), inside.encode()))):
                left.append(inside)
    number = len(
        read_git(root, ["cat-file", "--batch-all-objects", "--batch-check=%(objectname)"]).splitlines()
    )
    return Proof(
        objects=number,
        files=files.files + count,
        left=(*files.left, *left),
        kept=tuple(dict.fromkeys((*files.kept, *found.kept.values()))),
        unproved=(*files.unproved, *(f"{one} (in git)" for one in found.unread.values())),
    )
