"""Where exported answers go: a file, or stdout."""

from collections.abc import Sequence
from pathlib import Path

from clientkit.feedback.csv_export import ExportFormat, as_csv
from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.model.values.safe_text import visible
from clientkit.kernel.screen.output import is_terminal, json_text, put, put_bytes, say, say_json
from clientkit.kernel.screen.session import typed_path
from clientkit.kernel.store.export_file import write_outside


def show_export(records: Sequence[Feedback], form: ExportFormat, output: str | None) -> None:
    """Write the answers; print the file's path, or the answers where none was named."""
    if output in {None, "-"}:
        _print(records, form)
    else:
        text = as_csv(records) if form == "csv" else json_text("feedbacks", records) + "\n"
        write_outside(typed_path(Path(str(output))), text.encode())
        say(str(output))
    say(f"{len(records):,} {'answer' if len(records) == 1 else 'answers'}.", error=True)


def _print(records: Sequence[Feedback], form: ExportFormat) -> None:
    """Byte for byte into a pipe; on a terminal nothing steers it."""
    if form == "json":
        say_json("feedbacks", records)
    elif is_terminal():
        put(visible(as_csv(records).replace("\r\n", "\n")))
    else:
        put_bytes(as_csv(records).encode())
