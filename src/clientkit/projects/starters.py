"""Kinds of work to start a project from: a first draft of its agreement, to change and to fill."""

from difflib import get_close_matches
from pathlib import Path
from typing import Any

from clientkit.errors import NotFoundError
from clientkit.kernel.model.files.project import Project
from clientkit.kernel.model.files.terms import Clauses
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.slugs import is_slug
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.toml.file import decode, load, parse_toml
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.template.sources import locate, shipped_templates

FOLDER = "work"
"""The folder of a language's templates that the kinds of work lie in, one TOML file each."""

CLAUSES = "clauses.toml"
"""The clauses of a language that all kinds of work share."""

WHERE_TWO_LANGUAGES = "governing_language"
"""The clause that is left out where nobody asks for it."""


def starter(workspace: Workspace, kind: str, language: Language) -> dict[str, Any]:
    """What a project of a kind of work begins with, as the data of a project file.

    The workspace's own `templates/<language>/work/<kind>.toml` goes before the shipped one.

    Raises:
        NotFoundError: there is no such kind of work.
        BrokenFileError: the file does not hold what a project can.
    """
    path = starter_file(workspace, kind, language)
    if path is not None:
        name = workspace.relative(path)
        text = decode(name, read_limited(path))
        parse_toml(name, text, Project)
        data = load(text)
        shared = usual_clauses(workspace, language)
        del shared[WHERE_TWO_LANGUAGES]
        return data | {"clauses": {**shared, **data.get("clauses", {})}}
    known = starters(workspace, language)
    close = get_close_matches(kind, known, n=1)
    hint = f"Did you mean '{close[0]}'?" if close else f"There are: {', '.join(known)}"
    raise NotFoundError(f"There is no kind of work called {kind[:40]!r} in '{language}'.", hint)


def usual_clauses(workspace: Workspace, language: Language) -> dict[str, str]:
    """The clauses that all kinds of work share, each on one line; the workspace's own file goes first.

    Raises:
        BrokenFileError: the file does not hold clauses.
    """
    found = (locate(folder, language, CLAUSES) for folder in reversed(_folders(workspace)))
    clauses: dict[str, str] = {}
    for path in filter(None, found):
        name = workspace.relative(path)
        clauses |= parse_toml(name, decode(name, read_limited(path)), Clauses).model_dump(exclude_unset=True)
    return {key: " ".join(text.split()) for key, text in clauses.items() if isinstance(text, str)}


def starter_file(workspace: Workspace, kind: str, language: Language) -> Path | None:
    """The file of a kind of work, the workspace's own before the shipped one; None where there is none."""
    if not is_slug(kind):
        return None
    found = (locate(folder, language, f"{FOLDER}/{kind}.toml") for folder in _folders(workspace))
    return next((path for path in found if path), None)


def own_starter(workspace: Workspace, kind: str, language: Language) -> Path:
    """Where the workspace's own file of a kind of work stands, or would."""
    return workspace.templates_dir / language / FOLDER / f"{kind}.toml"


def starters(workspace: Workspace, language: Language) -> list[str]:
    """The kinds of work there are in a language, one's own included."""
    return sorted(
        {path.stem for folder in _folders(workspace) for path in (folder / language / FOLDER).glob("*.toml")}
    )


def _folders(workspace: Workspace) -> tuple[Path, ...]:
    return workspace.templates_dir, shipped_templates()
