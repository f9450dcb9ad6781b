"""Lists for other programs: CSV, Markdown, or with `--quiet` the ids alone, whatever the list is of."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import typer

from clientkit.errors import UsageError
from clientkit.kernel.model.values.rows import Rows
from clientkit.kernel.screen.output import Manner, plain


def format_option() -> Any:
    """`--format`, for the verb `list` of a group that has none of its own."""
    option: Any = typer.core.TyperOption(
        param_decls=["--format"],
        metavar="|".join(FORMS),
        help="A table for a spreadsheet, or for a page in Markdown.",
        expose_value=False,
        callback=_keep,
    )
    option._custom_shell_complete = _offered  # noqa: SLF001 - Typer sets it after its making too
    return option


def _offered(_ctx: Any, _option: Any, typed: str) -> list[Any]:
    from typer._click.shell_completion import CompletionItem

    return [CompletionItem(one) for one in FORMS if one.startswith(typed)]


def text_of(result: object) -> str | None:
    """A list in the form that was asked for; None where that is the room's own text."""
    if not (Manner.list_form or (Manner.is_quiet and _is_listed())) or (found := _table(result)) is None:
        return None
    columns, rows = found[0], [plain(row) for row in found[1]]
    if Manner.list_form:
        return FORMS[Manner.list_form](columns, rows)
    return "".join(f"{row[columns[0]]}\n" for row in rows)


def _table(result: object) -> tuple[list[str], Iterable[object]] | None:
    """The columns and rows of a list, or of the one that a result holds beside figures about it."""
    if isinstance(result, Rows):
        return _columns(result.row_type()), result
    for name, of in get_type_hints(type(result)).items():
        row = next(iter(get_args(of)), None)
        if is_dataclass(row) or hasattr(row, "model_fields"):
            return _columns(row), getattr(result, name)
    return None


def _is_listed() -> bool:
    """Whether the command that runs is the verb `list`."""
    from typer._click.globals import get_current_context

    context = get_current_context(silent=True)
    return context is not None and context.info_name == "list"


def _keep(_ctx: Any, _option: Any, form: str | None) -> None:
    if form is not None and form not in FORMS:
        raise UsageError(f"There is no format {form[:20]!r} here.", "Formats are csv and md.")
    Manner.list_form = form or ""


def _columns(of: Any) -> list[str]:
    return [one.name for one in fields(of)] if is_dataclass(of) else list(of.model_fields)


def _as_csv(columns: list[str], rows: list[dict[str, Any]]) -> str:
    from clientkit.kernel.store.csv_files.writer import csv_text

    return csv_text(columns, ([_value(row.get(name)) for name in columns] for row in rows))


def _as_markdown(columns: list[str], rows: list[dict[str, Any]]) -> str:
    from clientkit.kernel.store.csv_files.writer import cell, plain_cell
    from clientkit.kernel.text.markdown.escape import mark, resolve_marks

    lines = [columns, ["---"] * len(columns)]
    lines += [[mark(plain_cell(cell(_value(row.get(name))))) for name in columns] for row in rows]
    return resolve_marks("\n".join(f"| {' | '.join(line)} |" for line in lines)) + "\n"


FORMS: Mapping[str, Callable[[list[str], list[dict[str, Any]]], str]] = {"csv": _as_csv, "md": _as_markdown}


def _value(value: Any) -> Any:
    """A list of plain values as several; what is deeper as JSON."""
    if isinstance(value, list) and not any(isinstance(one, dict | list) for one in value):
        return tuple(value)
    if isinstance(value, dict | list):
        import json

        return json.dumps(value, ensure_ascii=False)
    return value
