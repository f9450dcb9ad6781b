"""Editing a file of the store in the user's editor, on a copy, until it is right or given up."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from clientkit.errors import ClientkitError, InvalidDataError, OutsideError
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.model.values.safe_text import visible
from clientkit.kernel.screen.output import is_interactive, say
from clientkit.kernel.screen.show import show
from clientkit.kernel.store.drafts import drafts_of, drop_draft, new_draft
from clientkit.kernel.store.export_file import WrittenFile
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.toml.file import decode, text_of
from clientkit.kernel.store.toml.schemas import keep_schemas
from clientkit.kernel.store.workspace import Workspace

FALLBACKS = ("sensible-editor", "nano", "vi")


def edit_file(workspace: Workspace, path: Path, model: type[Model], *, as_json: bool) -> None:
    """Open a copy, check it, save it; on a terminal every mistake is shown and one can go back in.

    Raises:
        ClientkitError: the text is broken and nobody can be asked, or the file changed meanwhile.
            The copy is kept then, and its path is told.
    """
    from clientkit.kernel.store.toml.change import begin_edit, save_edited

    file = begin_edit(workspace, path, model)
    keep_schemas(workspace)
    copy = _copy(workspace, path, file.text)
    with _keep_if_changed(workspace, copy, file.text):
        changed = save_edited(workspace, file, _until_right(workspace, path, model, copy))
    drop_draft(workspace, copy)
    if as_json:
        show(WrittenFile(path=workspace.relative(path), changed=changed), "kernel", as_json=True)
    say(f"{workspace.relative(path)} {'saved' if changed else 'was not changed'}.", error=True)


def edit_text(workspace: Workspace, path: Path, text: str, save: Callable[[str], bool]) -> bool:
    """Open a text for a file as a copy and give what comes back to `save`; says whether that kept it.

    Where `save` finds a mistake, one can go back into the editor on a terminal.

    Raises:
        ClientkitError: it cannot be saved, and nobody can be asked. The copy is kept then and told of.
    """
    copy = _copy(workspace, path, text)
    with _keep_if_changed(workspace, copy, text):
        edited = decode(copy.name, _edit_copy(copy))
        while True:
            try:
                changed = edited != text and save(edited)
                break
            except InvalidDataError as error:
                if not is_interactive():
                    raise
                say(visible(f"{error.message}\n  {error.hint}"), error=True)
                if not _goes_back():
                    raise
            edited = decode(copy.name, _edit_copy(copy))
    drop_draft(workspace, copy)
    return changed


def _copy(workspace: Workspace, path: Path, text: str) -> Path:
    """A draft to open: an earlier one of the same text, if one goes on with it, or a new one."""
    for draft, fits in drafts_of(workspace, path, text.encode()):
        if fits and is_interactive():
            say(visible(f"An earlier text of yours was not saved: {draft}"), error=True)
            if typer.confirm("Go on with it?", default=True, err=True):
                return draft
        else:
            why = "" if fits else f", and {path.name} has changed since"
            say(visible(f"Note: an earlier text of yours was not saved{why}: {draft}"), error=True)
    return new_draft(workspace, path, text.encode())


def _goes_back() -> bool:
    return typer.confirm("Go back into the editor?", default=True, err=True)


@contextmanager
def _keep_if_changed(workspace: Workspace, copy: Path, before: str) -> Iterator[None]:
    """What a person typed is never lost: however the editing ends, they are told where it is."""
    try:
        yield
    except BaseException as error:
        if not copy.exists() or copy.read_bytes() == before.encode():
            drop_draft(workspace, copy)
        elif isinstance(error, ClientkitError):
            error.hint = f"Nothing was saved. Your text is kept in {copy}. {error.hint}".strip()
        else:
            say(f"Nothing was saved. Your text is kept in {copy}.", error=True)
        raise


def _until_right(workspace: Workspace, path: Path, model: type[Model], copy: Path) -> str:
    from clientkit.kernel.store.toml.change import mistakes_in

    text = text_of(copy.name, _edit_copy(copy))
    while broken := mistakes_in(workspace, path, text, model):
        _show_mistakes(broken.problems)
        if not (is_interactive() and _goes_back()):
            raise broken
        text = text_of(copy.name, _edit_copy(copy))
    return text


def _edit_copy(copy: Path) -> bytes:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or next(filter(shutil.which, FALLBACKS), "")
    if not editor:
        raise OutsideError("No editor was found.", "Name yours: export EDITOR=nano")
    try:
        code = subprocess.run([*shlex.split(editor), str(copy)], check=False).returncode  # noqa: S603 - the user's own editor
    except (OSError, ValueError) as error:
        raise OutsideError(
            f"The editor {editor!r} could not be started ({error}).", "Name another: export EDITOR=nano"
        ) from None
    if code != 0:
        raise OutsideError(f"The editor {editor!r} ended with code {code}.", "Try again when it works.")
    return read_limited(copy)


def _show_mistakes(problems: list[Problem]) -> None:
    for problem in problems:
        say(f"line {problem.line or '?'}: {visible(problem.message)}", error=True)
        if problem.hint:
            say(f"  {visible(problem.hint)}", error=True)
