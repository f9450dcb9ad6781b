"""A document from a template and its data: the same data give the same bytes."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import BaseLoader, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from clientkit.errors import ClientkitError, InvalidDataError
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.safe_text import printable_line
from clientkit.kernel.text.template.compiled import CompiledTemplates
from clientkit.kernel.text.template.data import plain
from clientkit.kernel.text.template.limits import MEGABYTES, OUTPUT_LIMIT
from clientkit.kernel.text.template.output import lay_out
from clientkit.kernel.text.template.sandbox import MissingFieldError, TemplateEnvironment
from clientkit.kernel.text.template.sources import (
    SUFFIX,
    TemplateSource,
    locate,
    read_template,
    shipped_templates,
)

SHIPPED = "shipped/"
"""What a workspace's template writes before the name of a shipped one that it has replaced."""

_NAME = re.compile(r"(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+\.md\.j2")


def render(source: TemplateSource, data: dict[str, Any], language: Language) -> str:
    """The document as Markdown.

    A template of the workspace's own runs in a child process with limits on time and memory.

    Raises:
        InvalidDataError: the template has an error, uses a field that the data lack, or goes over a
            limit; or the data hold what a template cannot.
    """
    if source.origin == "workspace":
        from clientkit.kernel.text.template.sandbox_process import render_in_child

        return render_in_child(source, data, language)
    return render_here(source, data, language)


def render_here(source: TemplateSource, data: dict[str, Any], language: Language) -> str:
    """The document as Markdown, rendered in this process.

    Raises:
        InvalidDataError: as for `render`.
    """
    fields = plain(data)
    try:
        template = _environment(_folders(source), source.language, language).get_template(source.path.name)
        return lay_out(_limited(template.generate(fields)))
    except ClientkitError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a template does ends as one sentence with its place
        raise _explained(error, source) from None


class _Folders(BaseLoader):
    """Finds a template, and what it includes, in the folders of one language."""

    def __init__(self, folders: tuple[Path, ...], language: Language) -> None:
        self.folders = folders
        self.language = language

    def get_source(
        self,
        environment: Any,  # noqa: ARG002 - the signature is Jinja's
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, its path, and a test whether it is still the same."""
        path = self._find(template)
        if path is None:
            raise TemplateNotFound(template)
        return read_template(path), str(path), _unchanged(path)

    def _find(self, template: str) -> Path | None:
        own_too = not template.startswith(SHIPPED)
        name = template.removeprefix(SHIPPED)
        if not _NAME.fullmatch(name):
            return None
        found = (locate(folder, self.language, name) for folder in self.folders[0 if own_too else -1 :])
        return next((path for path in found if path), None)


def _unchanged(path: Path) -> Callable[[], bool]:
    stamp = path.stat().st_mtime_ns
    return lambda: path.exists() and path.stat().st_mtime_ns == stamp


def _folders(source: TemplateSource) -> tuple[Path, ...]:
    own = source.path.parents[1]
    return (own,) if source.origin == "shipped" else (own, shipped_templates())


@lru_cache(maxsize=8)
def _environment(folders: tuple[Path, ...], source: Language, language: Language) -> TemplateEnvironment:
    kept = CompiledTemplates() if folders == (shipped_templates(),) else None  # one's own are never kept
    return TemplateEnvironment(language, loader=_Folders(folders, source), bytecode_cache=kept)


def _limited(pieces: Iterable[str]) -> str:
    kept: list[str] = []
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > OUTPUT_LIMIT:
            raise SecurityError(f"the document is longer than {OUTPUT_LIMIT:,} characters")
        kept.append(piece)
    return "".join(kept)


def _explained(error: Exception, source: TemplateSource) -> InvalidDataError:
    hint = "Mend the template; 'clientkit template check' tries it."
    match error:
        case MissingFieldError():
            what = str(error)
            near = f"Did you mean '{error.near}'? " if error.near else ""
            hint = f"{near}See the fields with 'clientkit template show {source.document} --fields'."
        case TemplateNotFound():
            what = f"there is no template '{error.name}' to include"
            hint = "Included templates lie in the same folder, or in the shipped one of that language."
        case MemoryError():
            what = f"it takes more than {MEGABYTES} MB of memory"
            hint = "Look for a loop or a text that grows without an end."
        case RecursionError():
            what = "it calls itself without end"
            hint = "Look for a macro that calls itself, or a template that includes itself."
        case _:
            what = printable_line(str(error))[:300].rstrip(".") or type(error).__name__
    return InvalidDataError(f"{_place(error, source)}: {what}.", hint)


def _place(error: Exception, source: TemplateSource) -> str:
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename}, line {error.lineno}"
    return _last_template_line(error.__traceback__) or str(source.path)


def _last_template_line(trace: TracebackType | None) -> str:
    found = ""
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(SUFFIX):
            found = f"{trace.tb_frame.f_code.co_filename}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return found
