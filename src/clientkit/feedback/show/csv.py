"""How an import looks on a screen, and where exported answers go: a file, or stdout."""

from pathlib import Path
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.model.values.safe_text import one_line, visible
from clientkit.kernel.screen.output import is_terminal, json_text, put, put_bytes, say
from clientkit.kernel.screen.session import Session
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.surroundings import typed_path

if TYPE_CHECKING:
    from clientkit.feedback.actions import FeedbackRows
    from clientkit.feedback.csv_export import ExportFormat
    from clientkit.feedback.csv_import.plan import Imported


SHOWN = 10
"""Senders and changes that are told one by one."""


def show_export(
    session: Session,
    records: "FeedbackRows",
    form: "ExportFormat",
    delimiter: str,
    output: str | None,
    *,
    as_json: bool,
) -> None:
    """Write the answers; print the file's path, or the answers where none was named.

    A file begins with a byte order mark, without which Excel takes UTF-8 for something else; a pipe does not.
    """
    from clientkit.feedback.csv_export import as_csv
    from clientkit.kernel.store.export_file import WrittenFile, write_outside

    table = as_csv(records, delimiter) if form == "csv" else ""
    if output in {None, "-"}:
        _print(session, records, table)
    else:
        data = table.encode("utf-8-sig") if table else f"{json_text('feedbacks', records)}\n".encode()
        write_outside(typed_path(Path(str(output))), data)
        session.show(WrittenFile(path=str(output)), as_json=as_json)
    say(f"{_answers(len(records))}.", error=True)


def _print(session: Session, records: "FeedbackRows", table: str) -> None:
    """Byte for byte into a pipe; on a terminal nothing steers it."""
    if not table:
        session.show(records, as_json=True)
    elif is_terminal():
        put(visible(table.replace("\r\n", "\n")))
    else:
        put_bytes(table.encode())


@view("import")
def show_imported(imported: "Imported") -> None:
    """How many answers are new; how the file was read and what was left out, on stderr."""
    say(
        f"Read as {imported.encoding}, {imported.delimiter} between the columns; {_rows(imported.rows)}.",
        error=True,
    )
    for use in imported.columns:
        say(f"  {use.part:<9}{one_line(use.column)!r}", error=True)
    if imported.without_score:
        say(f"{_rows(imported.without_score)} without a score left out.", error=True)
    _show_left_out(imported)
    if imported.strangers:
        say(f"{_rows(imported.strangers)} of senders who are no contacts: kept without a name.", error=True)
    if imported.known:
        say(f"{_answers(imported.known)} here already.", error=True)
    done = "would be added" if imported.dry_run else "added"
    end = "; nothing was written" if imported.dry_run else ""
    _show_taken(imported, done, end)


def _show_left_out(imported: "Imported") -> None:
    """What was not taken, what looks wrong, and in a dry run what would change."""
    for count, what in (
        (imported.unfinished, "of people who did not come to the end left out"),
        (sum(imported.left.values()), "of senders who are nobody's contacts left out"),
    ):
        if count:
            say(f"{_rows(count)} {what}.", error=True)
    for sender, count in list(imported.left.items())[:SHOWN]:
        say(f"  {one_line(sender) or '(no address)'}: {_rows(count)}", error=True)
    if imported.undated:
        say(
            f"{_answers(imported.undated)} put on today: no column is known to hold the day. "
            "Name it with --map on=COLUMN, or say --on DATE.",
            error=True,
        )
    if imported.doubt:
        say(imported.doubt, error=True)
    for change in imported.changes[:SHOWN] if imported.dry_run else ():
        say(one_line(change), error=True)


def _show_taken(imported: "Imported", done: str, end: str) -> None:
    more = "".join(
        f", {count:,} {what}"
        for count, what in ((imported.corrected, "corrected"), (imported.gone, "taken back"))
        if count
    )
    whose = {imported.client: imported.added} if imported.client else imported.clients
    for client, added in whose.items():
        about = Subject(client or "", imported.project)
        say(f"{_answers(added)} {done} for {about} ({imported.kind.upper()}){more}{end}.")
    if not whose:
        say(f"No answer is of a contact here ({imported.kind.upper()}){end}.")


def _rows(count: int) -> str:
    return f"{count:,} {'row' if count == 1 else 'rows'}"


def _answers(count: int) -> str:
    return f"{count:,} {'answer' if count == 1 else 'answers'}"
