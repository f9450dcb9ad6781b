"""The look of a workspace's papers: its brand and its style files, none of which can break a paper."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from clientkit.errors import ClientkitError, InvalidDataError
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.language import DEFAULT_LANGUAGE, Language
from clientkit.kernel.model.values.safe_text import printable_line
from clientkit.kernel.store.safe_read import read_limited
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.brand.colours import READABLE, VISIBLE, read_colour
from clientkit.kernel.text.brand.font_file import LARGEST as LARGEST_FONT
from clientkit.kernel.text.brand.font_file import font_kind
from clientkit.kernel.text.brand.look import FAMILIES, Look
from clientkit.kernel.text.brand.style_file import STYLES, check_style
from clientkit.kernel.text.template.sources import TemplateSource, locate, read_template, shipped_templates


class LookFault(NamedTuple):
    """What cannot be used, and what papers have instead: the shipped one, or nothing."""

    file: str
    """Path inside the workspace, of the settings or of a style file."""
    key: str
    """Key of [brand]; empty for a style file."""
    message: str
    hint: str


def look_of(
    workspace: Workspace, settings: Settings, language: Language, templates: Path | None = None
) -> Look:
    """The look of a workspace's papers in a language; what cannot be used is left out, with a notice."""
    look, faults = read_look(workspace, settings, language, templates)
    for one in faults:
        what = f"{one.file}: {f'[brand] {one.key} ' if one.key else ''}{one.message}"
        workspace.notices.add(f"{what}; papers are made without it. {one.hint}")
    return look


def read_look(
    workspace: Workspace, settings: Settings, language: Language, templates: Path | None = None
) -> tuple[Look, list[LookFault]]:
    """The look of a workspace's papers in a language, and what cannot be used of it."""
    brand, faults = settings.brand_in(language), []
    look = Look(
        name=settings.you.name,
        letterhead=tuple(printable_line(line) for line in brand.letterhead.splitlines()),
        footer=printable_line(brand.footer),
    )
    for key, read in _READERS.items():
        if value := getattr(brand, key):
            try:
                look = replace(look, **read(workspace, value))
            except ClientkitError as error:
                faults.append(
                    LookFault(workspace.relative(workspace.settings_file), key, error.message, error.hint)
                )
    styles = []
    folder = templates or workspace.templates_dir
    for name in STYLES:
        try:
            if text := style_text(folder, name):
                styles.append((name, text))
        except ClientkitError as error:
            file = workspace.relative(folder / STYLES[name] / name)
            faults.append(LookFault(file, "", error.message, error.hint))
    return replace(look, styles=tuple(styles)), faults


def style_source(templates: Path, name: str) -> TemplateSource:
    """Which file a style comes from: the folder's own, or the shipped one."""
    own = locate(templates, STYLES[name], name)
    path = own or shipped_templates() / STYLES[name] / name
    return TemplateSource(name, DEFAULT_LANGUAGE, path, "workspace" if own else "shipped")


def style_text(templates: Path, name: str) -> str | None:
    """The text of a style file in a folder of templates; None where it has none.

    Raises:
        InvalidDataError: it leads out of the folder, is no file, or is more than data.
    """
    path = locate(templates, STYLES[name], name)
    if path is None:
        return None
    text = read_template(path)
    check_style(name, text)
    return text


def _colour(least: float, name: str) -> Callable[[Workspace, str], dict[str, Any]]:
    return lambda _workspace, text: {name: read_colour(text, least)}


def _logo(workspace: Workspace, name: str) -> dict[str, Any]:
    from clientkit.kernel.text.brand.logo import LARGEST, read_logo

    try:
        return {"logo": read_logo(_own_file(workspace, name, LARGEST))}
    except InvalidDataError as error:
        raise InvalidDataError(f"{name} {error.message}", error.hint) from None


def _font(workspace: Workspace, name: str) -> dict[str, Any]:
    if name in FAMILIES:
        return {"font": name}
    try:
        data = _own_file(workspace, name, LARGEST_FONT)
        return {"font": font_kind(data), "font_file": data}
    except InvalidDataError as error:
        raise InvalidDataError(f"{name} {error.message}", error.hint) from None


def _own_file(workspace: Workspace, name: str, limit: int) -> bytes:
    """The bytes of a file inside the workspace."""
    path = workspace.root / name
    try:
        inside = path.resolve().is_relative_to(workspace.root.resolve())
        size = path.stat().st_size if inside and path.is_file() else -1
    except (OSError, ValueError):
        inside, size = True, -1
    if not inside or Path(name).is_absolute():
        raise InvalidDataError("lies outside the workspace", "Put a copy into it, such as brand/logo.svg.")
    if size < 0:
        raise InvalidDataError("is not there", "Write the path as it is from the workspace's folder.")
    if size > limit:
        raise InvalidDataError(
            f"has {size / 1e6:.1f} MB, of {limit / 1e6:.1f} MB at most", "Every page and mail carries it."
        )
    return read_limited(path, limit)


_READERS: dict[str, Callable[[Workspace, str], dict[str, Any]]] = {
    "logo": _logo,
    "colour": _colour(READABLE, "colour"),
    "accent": _colour(VISIBLE, "accent"),
    "font": _font,
}
