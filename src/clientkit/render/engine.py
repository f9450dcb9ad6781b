"""A document from a template and its data: the same data give the same bytes."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import BaseLoader, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from clientkit.errors import ClientkitError, InvalidDataError
from clientkit.model.workspace import Language
from clientkit.render.data import plain
from clientkit.render.layout import laid_out
from clientkit.render.sandbox import MissingFieldError, TemplateEnvironment
from clientkit.render.sources import SUFFIX, TemplateSource, locate, read_template, shipped_templates

OUTPUT_LIMIT = 2_000_000
"""Characters that a document may have: far above a long agreement, far below a full memory."""

SHIPPED_PREFIX = "shipped/"


def render(source: TemplateSource, data: dict[str, Any], language: Language) -> str:
    """The document as Markdown.

    A template of the workspace's own runs in a child process with limits on time and memory.

    Raises:
        InvalidDataError: the template has an error, uses a field that the data lack, or goes over a
            limit; or the data hold what a template cannot.
    """
    if source.origin == "workspace":
        from clientkit.render.child import render_in_child

        return render_in_child(source, data, language)
    return render_here(source, data, language)


def render_here(source: TemplateSource, data: dict[str, Any], language: Language) -> str:
    """The document as Markdown, rendered in this process.

    Raises:
        InvalidDataError: as for `render`.
    """
    fields = plain(data)
    environment = _environment(_folders(source), source.language, language)
    try:
        template = environment.get_template(source.path.name)
        return laid_out(_limited(template.generate(fields)))
    except ClientkitError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a template does ends as one sentence with its place
        raise _explained(error, source) from None


class _Folders(BaseLoader):
    """Finds a template, and what it includes, in the folders of one language."""

    def __init__(self, folders: tuple[Path, ...], language: str) -> None:
        self.folders = folders
        self.language = language

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template; `shipped/...` names one that a workspace's own has replaced."""
        folders = self.folders
        name = template
        if template.startswith(SHIPPED_PREFIX):
            folders, name = folders[-1:], template.removeprefix(SHIPPED_PREFIX)
        if not _is_plain_name(name):
            raise TemplateNotFound(template)
        for folder in folders:
            path = locate(folder, self.language, name)
            if path is not None:
                return read_template(path), str(path), _unchanged(path)
        raise TemplateNotFound(template)


def _unchanged(path: Path) -> Callable[[], bool]:
    stamp = path.stat().st_mtime_ns
    return lambda: path.exists() and path.stat().st_mtime_ns == stamp


def _is_plain_name(name: str) -> bool:
    return (
        name.endswith(SUFFIX)
        and not any(part in ("", ".", "..") for part in name.split("/"))
        and "\\" not in name
    )


def _folders(source: TemplateSource) -> tuple[Path, ...]:
    own = source.path.parents[1]
    return (own,) if source.origin == "shipped" else (own, shipped_templates())


@cache
def _environment(
    folders: tuple[Path, ...], source_language: Language, language: Language
) -> TemplateEnvironment:
    return TemplateEnvironment(language, loader=_Folders(folders, source_language))


def _limited(pieces: Any) -> str:
    kept: list[str] = []
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > OUTPUT_LIMIT:
            raise SecurityError(f"the document is longer than {OUTPUT_LIMIT:,} characters")
        kept.append(piece)
    return "".join(kept)


def _explained(error: Exception, source: TemplateSource) -> InvalidDataError:
    place = _place(error, source)
    if isinstance(error, MissingFieldError):
        near = f"Did you mean '{error.near}'? " if error.near else ""
        return InvalidDataError(
            f"{place}: {error}.",
            f"{near}See the fields with 'clientkit template show {source.document} --fields'.",
        )
    if isinstance(error, TemplateNotFound):
        return InvalidDataError(
            f"{place}: there is no template '{error.name}' to include.",
            "Included templates lie in the same folder, or in the shipped one of that language.",
        )
    if isinstance(error, MemoryError | RecursionError):
        what = (
            "it needs more memory than it may have"
            if isinstance(error, MemoryError)
            else "it calls itself without end"
        )
        return InvalidDataError(f"{place}: {what}.", "Look for a loop or a macro without an end.")
    return InvalidDataError(
        f"{place}: {str(error).rstrip('.') or type(error).__name__}.",
        f"Mend the template; 'clientkit template check {source.document}' tries it.",
    )


def _place(error: Exception, source: TemplateSource) -> str:
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or source.path}, line {error.lineno}"
    found = _last_template_line(error.__traceback__)
    return f"{found[0]}, line {found[1]}" if found else str(source.path)


def _last_template_line(trace: TracebackType | None) -> tuple[str, int] | None:
    found = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(SUFFIX):
            found = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return found
