"""The process in which git-filter-repo rewrites a history, by what is written down of the forgetting."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from clientkit.errors import BusyError, ExitCode, OutsideError
from clientkit.kernel.store.git import run_git
from clientkit.kernel.store.lock import rewriting_alone
from clientkit.kernel.store.workspace import Workspace
from clientkit.privacy.forget.eraser import Eraser
from clientkit.privacy.forget.unfinished import noted
from clientkit.privacy.history.objects import changes

OPTIONS = ("--force", "--quiet", "--no-fetch", "--replace-refs", "delete-no-add")
WHOLE = ("--prune-empty", "never", "--prune-degenerate", "never")
"""Commits that hold nothing any more stay, as the stash is made of such."""


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
        return without(text, self.eraser, message=True)

    def _name(self, text: bytes) -> bytes:
        return without(text, self.eraser)

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


def without(text: bytes, eraser: Eraser, *, message: bool = False) -> bytes:
    """A message, or something else of git's, without them."""
    whole = text.decode("utf-8", "surrogateescape")
    return eraser.strings.stand_in(whole, message=message).encode("utf-8", "surrogateescape")


def point_head(root: Path, eraser: Eraser) -> None:
    """Have HEAD name the branch that one is on as it is called now."""
    with suppress(OutsideError):  # it names a commit
        ref = run_git(root, ["symbolic-ref", "HEAD"]).strip()
        if (new := ref_without(ref, eraser)) != ref and run_git(root, ["for-each-ref", new]):
            run_git(root, ["symbolic-ref", "HEAD", new])


def main(root: str, device: str) -> int:
    """Rewrite the history of a workspace in which a forgetting is written down; an exit code."""
    import git_filter_repo

    workspace = Workspace(Path(root), device)
    try:
        with rewriting_alone(workspace):
            if todo := noted(workspace):
                paths: dict[str, set[str]] = {}
                for change in changes(workspace.root):
                    for name, path in change.blobs:
                        paths.setdefault(name, set()).add(path)
                Rewriting(git_filter_repo, todo.eraser, paths).run()
    except BusyError:
        return ExitCode.BUSY
    return ExitCode.DONE


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
