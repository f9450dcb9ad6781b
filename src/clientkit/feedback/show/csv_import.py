"""How an import looks on a screen: what was found in the file, and what of it was new."""

from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say, say_json

if TYPE_CHECKING:
    from clientkit.feedback.csv_import.actions import Imported


def show_imported(imported: "Imported", *, as_json: bool) -> None:
    """How many answers are new; how the file was read and what was left out, on stderr."""
    if as_json:
        say_json("import", imported)
        return
    say(
        f"Read as {imported.encoding}, {imported.delimiter} between the columns; {_rows(imported.rows)}.",
        error=True,
    )
    for use in imported.columns:
        say(f"  {use.part:<9}{one_line(use.column)!r}", error=True)
    if imported.without_score:
        say(f"{_rows(imported.without_score)} without a score left out.", error=True)
    if imported.strangers:
        say(f"{_rows(imported.strangers)} of senders who are no contacts: kept without a name.", error=True)
    if imported.known:
        say(f"{_answers(imported.known)} here already.", error=True)
    name = f"{imported.client}/{imported.project}" if imported.project else imported.client
    done = "would be added" if imported.dry_run else "added"
    end = "; nothing was written" if imported.dry_run else ""
    say(f"{_answers(imported.added)} {done} for {name} ({imported.kind.upper()}){end}.")


def _rows(count: int) -> str:
    return f"{count:,} {'row' if count == 1 else 'rows'}"


def _answers(count: int) -> str:
    return f"{count:,} {'answer' if count == 1 else 'answers'}"
