"""How templates, their data and their trials look."""

from collections.abc import Sequence

from clientkit.kernel.model.values.safe_text import one_line, visible
from clientkit.kernel.screen.output import put, say, say_json
from clientkit.kernel.screen.table import Column, show_table
from clientkit.kernel.text.template.fields import ContextField
from clientkit.templates.actions import TemplateRow, TemplateTrial


def show_templates(rows: Sequence[TemplateRow], *, as_json: bool) -> None:
    """Which template is used for what, and why."""
    if as_json:
        say_json("templates", rows)
        return
    columns = [
        Column("document", style="bold"),
        Column("language"),
        Column("from"),
        Column("why"),
        Column("file"),
    ]
    show_table(columns, [(row.document, row.language, row.origin, row.reason, row.path) for row in rows])


def show_fields(fields: Sequence[ContextField], *, as_json: bool) -> None:
    """The data that a template receives."""
    if as_json:
        say_json("fields", [field._asdict() for field in fields])
        return
    show_table(
        [Column("name", style="bold"), Column("type"), Column("meaning")], [tuple(field) for field in fields]
    )


def show_template(text: str, *, as_json: bool) -> None:
    """A template's text as it is."""
    if as_json:
        say_json("template", {"text": text})
        return
    put(visible(text))


def show_trials(trials: Sequence[TemplateTrial], *, as_json: bool) -> None:
    """What failed, one line each; the sum on stderr."""
    if as_json:
        say_json("trials", trials)
        return
    failed = [trial for trial in trials if trial.problem]
    for trial in failed:
        say(one_line(f"{trial.document} ({trial.language}) of {trial.project}: {trial.problem} {trial.hint}"))
    say(f"{len(trials)} documents rendered, {f'{len(failed)} failed' if failed else 'all well'}.", error=True)
