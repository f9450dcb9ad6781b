"""How feedback looks on a screen."""

from collections.abc import Sequence

from clientkit.kernel.model.records.feedback import Feedback
from clientkit.kernel.screen.output import say, say_json
from clientkit.kernel.screen.table import Column, show_table

FIELDS = (
    Column("id", style="bold"),
    Column("day"),
    Column("client"),
    Column("contact"),
    Column("csat", right=True, named=True),
    Column("nps", right=True, named=True),
    Column("ces", right=True, named=True),
    Column("tags", named=True),
    Column("comment", prose=True),
)


def show_recorded(record: Feedback, *, as_json: bool) -> None:
    """The new record's id; what was kept on stderr."""
    if as_json:
        say_json("feedback", record)
        return
    say(record.id)
    by = f" from {record.contact}" if record.contact else ""
    say(f"Recorded for {named(record)} on {record.day}{by}: {in_words(record)}.", error=True)


def show_feedback(records: Sequence[Feedback], *, as_json: bool) -> None:
    """The list; with none, how to record the first."""
    if as_json:
        say_json("feedbacks", records)
        return
    if not records:
        say('No feedback here. Record some: clientkit feedback add CLIENT --csat 5 --comment "…"', error=True)
        return
    show_table(FIELDS, [_row(record) for record in records])


def named(record: Feedback) -> str:
    """Whom it is about: a client, or client/project."""
    return f"{record.client}/{record.project}" if record.project else record.client


def in_words(record: Feedback) -> str:
    """`CSAT 5/5, NPS 9, a comment`."""
    says = [f"{title} {score}" for title, score in scores_of(record) if score]
    return ", ".join([*says, *(["a comment"] if record.comment else [])])


def _row(record: Feedback) -> tuple[str, ...]:
    scores = [score for _, score in scores_of(record)]
    return (
        record.id,
        str(record.day),
        named(record),
        record.contact or "",
        *scores,
        " ".join(record.tags),
        record.comment or "",
    )


def scores_of(record: Feedback) -> list[tuple[str, str]]:
    """Each metric with its score; an empty text where there is none."""
    return [
        ("CSAT", f"{record.csat}/{record.csat_scale}" if record.csat is not None else ""),
        ("NPS", f"{record.nps}" if record.nps is not None else ""),
        ("CES", f"{record.ces}" if record.ces is not None else ""),
    ]
