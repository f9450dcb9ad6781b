"""How templates, their data and their trials look."""

from clientkit.documents.kinds import TemplateFields
from clientkit.kernel.model.values.safe_text import one_line, visible
from clientkit.kernel.screen.output import put, say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import Column, columns_of, show_table
from clientkit.templates.actions import TemplateRows, TemplateText, TrialRows


@view("templates")
def show_templates(rows: TemplateRows) -> None:
    """Which template is used for what, and why."""
    columns = [Column("document", style="bold"), *map(Column, ("language", "from", "why", "file"))]
    show_table(columns, [(row.document, row.language, row.origin, row.reason, row.path) for row in rows])


@view("fields", data=lambda fields: [field._asdict() for field in fields])
def show_fields(fields: TemplateFields) -> None:
    """The data that a template receives."""
    columns = columns_of("name, type, meaning")
    show_table(columns, [tuple(field) for field in fields])


@view("template")
def show_template(template: TemplateText) -> None:
    """A template's text as it is."""
    put(visible(template.text))


@view("trials")
def show_trials(trials: TrialRows) -> None:
    """What failed, one line each; the sum on stderr."""
    failed = [trial for trial in trials if trial.problem]
    for trial in failed:
        where = f" ({trial.language}) of {trial.project}" if trial.project else ""
        say(one_line(f"{trial.document}{where}: {trial.problem} {trial.hint}"))
    say(f"{len(trials)} documents rendered, {f'{len(failed)} failed' if failed else 'all well'}.", error=True)
