"""What was promised and kept, on a screen."""

from typing import TYPE_CHECKING

from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import Column, show_table

if TYPE_CHECKING:
    from clientkit.kernel.statistics.on_time_rate import Promptness
    from clientkit.scores.kept import KeptTerms


@view("kept")
def show_kept(rows: "KeptTerms") -> None:
    """A row for each term: k of n, the interval, and what has its time left."""
    if not rows:
        say("Nothing that was promised fell due in these days.", error=True)
        return
    columns = [Column("in time"), Column("kept", right=True), Column("95 %"), Column("open")]
    cells = [[one.what, *_cells(one.figure)] for one in rows]
    if any(one.client for one in rows):
        columns = [Column("client"), *columns]
        cells = [[one.client, *row] for one, row in zip(rows, cells, strict=True)]
    show_table(columns, cells)
    say("Each term by itself: they are not alike, and are never added up.", error=True)


def _cells(figure: "Promptness") -> tuple[str, str, str]:
    waiting = f"{figure.waiting} in time so far" if figure.waiting else ""
    if figure.low is None or figure.high is None:
        return "", "", waiting
    return f"{figure.in_time} of {figure.due}", f"{figure.low:.0f}-{figure.high:.0f} %", waiting
