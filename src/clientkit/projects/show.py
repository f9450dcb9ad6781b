"""How projects look on a screen."""

from typing import TYPE_CHECKING

from clientkit.kernel.model.values.money_text import money
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import columns_of, show_table

if TYPE_CHECKING:
    from clientkit.kernel.model.records.project import ProjectMoved
    from clientkit.kernel.model.records.relation import ProjectDropped
    from clientkit.projects.actions import AddedProject
    from clientkit.projects.queries import ProjectRow, ProjectRows


@view("project")
def show_added(added: "AddedProject") -> None:
    """The new project's name; what to do next on stderr."""
    say(added.project)
    say(
        f"{one_line(added.value.title)} is kept in {added.file}; every section is explained there. Next:",
        error=True,
    )
    say(f"  clientkit project edit {added.project}", error=True)
    say(f"  clientkit scope show {added.project}", error=True)


@view("project_state")
def show_moved(record: "ProjectMoved") -> None:
    """The record's id; the state on stderr."""
    say(record.id)
    say(f"{record.client}/{record.project} is {record.state} since {record.day}.", error=True)


@view("project-dropped")
def show_dropped(record: "ProjectDropped") -> None:
    """The record's id; what it means on stderr."""
    say(record.id)
    say(f"{record.about} comes to nothing since {record.day} ({record.reason}).", error=True)


@view("projects")
def show_projects(rows: "ProjectRows") -> None:
    """The list; with none, how to add the first."""
    if not rows:
        say('No project yet. Add one: clientkit project add CLIENT "Web shop" --from website', error=True)
        return
    columns = columns_of(
        "project, title, state, price, milestones", right="price, milestones", named="milestones"
    )
    show_table(
        columns, [(row.project, row.title, row.state, _price(row), str(row.milestones)) for row in rows]
    )


def _price(row: "ProjectRow") -> str:
    return money(row.price, row.currency or "") if row.price is not None else ""
