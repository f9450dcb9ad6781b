"""How a checklist looks: its rows, and what was ticked."""

from clientkit.checklists.actions import TickedRows
from clientkit.checklists.rules import ChecklistItems, counts
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import Column, show_table

SIGNS = {"open": "☐", "done": "☑", "skipped": "-"}


@view("checklist")
def show_checklist(items: ChecklistItems) -> None:
    """The rows with their states; how much of each phase is done on stderr."""
    if not items:
        say("It has no checklist. A kind of work brings one: clientkit project add --from", error=True)
        return
    columns = [
        Column(""),
        Column("id", style="bold"),
        *map(Column, ("phase", "by", "due")),
        Column("what", prose=True),
    ]
    rows = [
        (
            SIGNS[one.state],
            one.id,
            one.phase,
            one.owner,
            str(one.ended or one.due or one.after),
            one_line(f"{one.what}{f' ({one.note})' if one.note else ''}"),
        )
        for one in items
    ]
    show_table(columns, rows)
    said = ", ".join(f"{one.phase} {one.done} of {one.of}" for one in counts(items))
    say(f"Done: {said}", error=True)


@view("ticked")
def show_ticked(rows: TickedRows) -> None:
    """The id of each row that was ticked."""
    for one in rows:
        say(one_line(f"{one.item} of {one.client}/{one.project} is {one.state}."))
