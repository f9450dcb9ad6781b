"""Agreed versions on disk: written once as a whole, read for ever, never touched again."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from clientkit.errors import ClientkitError
from clientkit.kernel.model.files.agreement import DATA_FILE, MANIFEST_FILE, PLAN_FILE, Manifest
from clientkit.kernel.model.records.acceptance import Acceptance
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.problem import Problem
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.atomic_write import digest
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.toml.file import BrokenFileError, TomlFile, read_toml
from clientkit.kernel.store.workspace import Workspace

if TYPE_CHECKING:
    from clientkit.kernel.model.files.project import Project
    from clientkit.kernel.model.files.schedule import Plan

EVIDENCE_LIMIT = 25 * 1024 * 1024
"""Bytes of evidence that are kept beside an agreement: the workspace lives in git."""

"""A project as its client's and its own slug."""


def agreed_versions(workspace: Workspace, name: ProjectRef) -> list[int]:
    """The versions that were accepted, in order; read from folder names alone.

    Raises:
        BrokenFileError: their folder cannot be read, so nobody can say what was agreed.
    """
    try:
        entries = [entry.name for entry in workspace.agreements_dir(*name).iterdir() if entry.is_dir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        file = workspace.relative(workspace.agreements_dir(*name))
        message, hint = f"the folder cannot be read ({error.strerror})", "Look at its rights: ls -ld"
        problem = Problem(file=file, code="unreadable", message=message, hint=hint)
        raise BrokenFileError([problem]) from None
    return sorted(int(entry[1:]) for entry in entries if re.fullmatch(r"v[1-9]\d{0,3}", entry))


def read_manifest(workspace: Workspace, name: ProjectRef, version: int) -> TomlFile[Manifest]:
    """Who accepted a version, when and how; see `toml.file.read_toml` for errors."""
    return read_toml(workspace, workspace.agreement_dir(*name, version) / MANIFEST_FILE, Manifest)


def read_agreed_project(workspace: Workspace, name: ProjectRef, version: int) -> "Project":
    """The project as it was agreed; see `toml.file.read_toml` for errors."""
    from clientkit.kernel.model.files.project import Project

    return read_toml(workspace, workspace.agreement_dir(*name, version) / DATA_FILE, Project).value


def read_agreed_plan(workspace: Workspace, name: ProjectRef, version: int) -> "Plan":
    """The dates as they were agreed; see `toml.file.read_toml` for errors."""
    from clientkit.kernel.model.files.schedule import Plan

    return read_toml(workspace, workspace.agreement_dir(*name, version) / PLAN_FILE, Plan).value


def is_as_agreed(workspace: Workspace, name: ProjectRef) -> bool:
    """Whether a project's file is byte for byte the last accepted one, or nothing was accepted.

    Where it is not, only a comparison tells whether anything that was promised differs.
    """
    versions = agreed_versions(workspace, name)
    if not versions:
        return True
    try:
        agreed = read_limited(workspace.agreement_dir(*name, versions[-1]) / DATA_FILE)
        return agreed == read_limited(workspace.project_file(*name))
    except ClientkitError:
        return False


def keep_agreement(
    workspace: Workspace, name: ProjectRef, manifest: Manifest, files: dict[str, bytes]
) -> str:
    """Freeze a version with its files; the digest of its manifest.

    Raises:
        RefusedError: that version is there already.
    """
    from clientkit.kernel.store.save import save_folder

    manifest = manifest.model_copy(
        update={"files": {file: digest(data) for file, data in sorted(files.items())}}
    )
    text = as_toml(manifest)
    folder = workspace.agreement_dir(*name, manifest.version)
    save_folder(
        workspace, folder, {**files, MANIFEST_FILE: text}, f"Accept {'/'.join(name)} v{manifest.version}"
    )
    return digest(text)


def as_toml(value: Model) -> bytes:
    """A model as TOML, without what is not set."""
    import tomli_w

    return tomli_w.dumps(value.model_dump(exclude_none=True), multiline_strings=True).encode()


def agreement_problems(workspace: Workspace, name: ProjectRef, version: int) -> Iterator[Problem]:
    """What of an agreed version is not as it was when it was frozen."""
    folder = workspace.agreement_dir(*name, version)
    if not (folder / MANIFEST_FILE).exists():
        file = workspace.relative(folder / MANIFEST_FILE)
        yield _altered(file, "the manifest of an agreed version is missing")
        return
    try:
        manifest = read_manifest(workspace, name, version).value
    except BrokenFileError as error:
        yield from error.problems
        return
    for file, expected in manifest.files.items():
        path = folder / file
        try:
            data = read_limited(path, EVIDENCE_LIMIT)
        except ClientkitError:
            yield _altered(workspace.relative(path), f"a file of the agreed version {version} is missing")
            continue
        if digest(data) != expected:
            yield _altered(workspace.relative(path), f"changed since version {version} was accepted")
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).as_posix()
        if path.is_file() and inside not in {*manifest.files, MANIFEST_FILE}:
            yield _altered(workspace.relative(path), f"added after version {version} was accepted")


def acceptance_problem(workspace: Workspace, acceptance: Acceptance) -> Problem | None:
    """What of an accepted version is not as its record in the journal says.

    The manifest proves the files, and the record proves the manifest. A manifest that is missing from a
    folder that is there is told by `agreement_problems`.
    """
    if acceptance.project is None:
        return None
    folder = workspace.agreement_dir(acceptance.client, acceptance.project, acceptance.version)
    path = folder / MANIFEST_FILE
    if not folder.exists():
        return _altered(
            workspace.relative(folder),
            f"version {acceptance.version} was accepted on {acceptance.day} and is gone",
        )
    try:
        proven = not path.exists() or digest(read_limited(path)) == acceptance.manifest_sha256
    except ClientkitError:
        return None
    message = f"not the manifest that the journal recorded when version {acceptance.version} was accepted"
    return None if proven else _altered(workspace.relative(path), message)


def _altered(file: str, message: str) -> Problem:
    hint = "What was agreed is never repaired silently: restore it with git, or agree on a new version."
    return Problem(file=file, code="altered-agreement", message=message, hint=hint)
