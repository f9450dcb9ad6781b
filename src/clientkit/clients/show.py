"""How clients look on a screen."""

from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import Column, show_table

if TYPE_CHECKING:
    from clientkit.clients.actions import AddedClient
    from clientkit.clients.queries import ClientRows
    from clientkit.kernel.model.records.feedback import Consented


ALLOWS = {
    "quote": "being quoted",
    "testimonial": "a testimonial",
    "referral": "being named as a reference",
    "surveys": "being asked for feedback",
}


@view("client")
def show_added(added: "AddedClient") -> None:
    """The new client's short name; what to do next on stderr."""
    say(added.client)
    say(f"{one_line(added.value.name)} is kept in {added.file}. Next:", error=True)
    say(f'  clientkit project add {added.client} "Web shop" --from website', error=True)


@view("clients")
def show_clients(rows: "ClientRows") -> None:
    """The list; with none, how to add the first."""
    if not rows:
        say('No client yet. Add one: clientkit client add "PT Kopi Nusantara" --slug kopi', error=True)
        return
    columns = [
        Column("client", style="bold"),
        Column("name"),
        Column("kind"),
        Column("stage"),
        Column("lang", named=True),
        Column("projects", right=True, named=True),
        Column("contact", prose=True),
    ]
    show_table(
        columns,
        [
            (
                row.client,
                row.name,
                row.kind,
                row.stage + (" (archived)" if row.archived else ""),
                row.language,
                str(row.projects),
                row.contact,
            )
            for row in rows
        ],
    )


@view("consent")
def show_consent(record: "Consented") -> None:
    """The record's id; what was said on stderr."""
    say(record.id)
    say(f"Recorded for {record.client} on {record.day}: {consent_in_words(record)}.", error=True)


def consent_in_words(record: "Consented") -> str:
    """`rina allows being quoted (mail of 20 November)`."""
    evidence = f" ({one_line(record.evidence)})" if record.evidence else ""
    word = "allows" if record.given else "does not allow"
    return f"{record.contact} {word} {ALLOWS[record.purpose]}{evidence}"
