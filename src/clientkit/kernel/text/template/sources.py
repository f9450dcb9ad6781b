"""Where a document's template comes from: the workspace's own folder first, then the shipped one."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from clientkit.errors import InvalidDataError, NotFoundError
from clientkit.kernel.model.values.language import DEFAULT_LANGUAGE, Language

Origin = Literal["workspace", "shipped"]

SUFFIX = ".md.j2"
SIZE_LIMIT = 256 * 1024
"""Bytes that a template may have; the longest shipped one is a tenth of it."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DOCUMENT_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


@dataclass(frozen=True)
class TemplateSource:
    """The file that a document is rendered from, and whose it is."""

    document: str
    language: Language
    path: Path
    origin: Origin

    @property
    def reason(self) -> str:
        """Why this file and not another, in half a sentence."""
        if self.origin == "workspace":
            return "your own, in the workspace's templates folder"
        return "shipped with clientkit"


def shipped_templates(package: Path = Path(__file__).parents[3]) -> Path:
    """The folder of the templates that come with clientkit: in its package, or beside `src` in a checkout.

    Raises:
        NotFoundError: neither is there, so the installation is broken.
    """
    for folder in (package / "template_files", package.parents[1] / "templates"):
        if (folder / DEFAULT_LANGUAGE).is_dir():
            return folder
    raise NotFoundError("clientkit's own templates are missing.", "Install clientkit again.")


def find_template(document: str, language: Language, workspace_templates: Path | None) -> TemplateSource:
    """The template of a document in a language; one in the workspace goes before the shipped one.

    Raises:
        NotFoundError: there is no template of that name.
        InvalidDataError: the workspace's file is a link out of its folder, or not a file.
    """
    if _DOCUMENT_NAME.fullmatch(document):
        for folder, origin in _folders(workspace_templates):
            path = locate(folder, language, document + SUFFIX)
            if path is not None:
                return TemplateSource(document, language, path, origin)
    raise _no_such_template(document, language, workspace_templates)


def all_templates(language: Language, workspace_templates: Path | None) -> tuple[TemplateSource, ...]:
    """The template that each known document is rendered from, by the documents' names."""
    names = {
        path.name.removesuffix(SUFFIX)
        for folder, _ in _folders(workspace_templates)
        for path in (folder / language).glob(f"*{SUFFIX}")
    }
    return tuple(
        find_template(name, language, workspace_templates)
        for name in sorted(names)
        if _DOCUMENT_NAME.fullmatch(name)
    )


def locate(folder: Path, language: str, name: str) -> Path | None:
    """The file `name` of a language inside a template folder, or nothing when there is none.

    Raises:
        InvalidDataError: it leads out of the folder, or is something else than a file.
    """
    path = folder / language / name
    try:
        if not path.exists():
            return None
        inside = path.resolve().is_relative_to(folder.resolve())
    except OSError as error:
        raise _unreadable(path, error) from None
    if not inside:
        raise InvalidDataError(
            f"{path} leads out of the template folder.", "Put a copy of the file there instead of a link."
        )
    if not path.is_file():
        raise InvalidDataError(f"{path} is not a file.", "Remove it, or put a template there.")
    return path


def read_template(path: Path) -> str:
    """A template's text.

    Raises:
        InvalidDataError: it is too large, is not UTF-8, has control characters, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise _unreadable(path, error) from None
    if len(raw) > SIZE_LIMIT:
        raise InvalidDataError(
            f"{path} is larger than {SIZE_LIMIT // 1024} KiB.",
            "Split it, or take out what is not a template.",
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InvalidDataError(f"{path}, line {line}: not UTF-8 text.", "Save the file as UTF-8.") from None
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        code = f"U+{ord(control[0]):04X}"
        raise InvalidDataError(f"{path}, line {line}: has a control character ({code}).", "Take it out.")
    return text


def _unreadable(path: Path, error: OSError) -> InvalidDataError:
    return InvalidDataError(f"{path} cannot be read: {error.strerror}.", "Check its permissions.")


def _folders(workspace_templates: Path | None) -> list[tuple[Path, Origin]]:
    shipped: list[tuple[Path, Origin]] = [(shipped_templates(), "shipped")]
    return shipped if workspace_templates is None else [(workspace_templates, "workspace"), *shipped]


def _no_such_template(document: str, language: Language, workspace: Path | None) -> NotFoundError:
    known = [source.document for source in all_templates(language, workspace)]
    near = get_close_matches(document, known, n=1)
    hint = f"Did you mean '{near[0]}'?" if near else f"There is: {', '.join(known) or 'none'}."
    return NotFoundError(f"There is no template '{document[:80]}' in language '{language}'.", hint)
