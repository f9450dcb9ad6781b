"""How clients look on a screen."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import counted, say
from clientkit.kernel.screen.show import view

if TYPE_CHECKING:
    from clientkit.clients.actions import AddedClient, ArchivedClient
    from clientkit.clients.address_books.plan import ImportedClients
    from clientkit.kernel.model.records.feedback import Consented
    from clientkit.kernel.model.records.relation import ClientBack, ClientEnded


ALLOWS = {
    "quote": "being quoted",
    "testimonial": "a testimonial",
    "referral": "being named as a reference",
    "case-study": "a case study",
    "surveys": "being asked for feedback",
    "promotion": "being offered more",
}


@view("client")
def show_added(added: "AddedClient") -> None:
    """The new client's short name; what to do next on stderr."""
    say(added.client)
    say(f"{one_line(added.value.name)} is kept in {added.file}. Next:", error=True)
    say(f'  clientkit project add {added.client} "Web shop" --from website', error=True)


@view("consent")
def show_consent(record: "Consented") -> None:
    """The record's id; what was said on stderr."""
    say(record.id)
    say(f"Recorded for {record.client} on {record.day}: {consent_in_words(record)}.", error=True)


@view("client-ended")
def show_ended(record: "ClientEnded") -> None:
    """The record's id; what to do next on stderr."""
    say(record.id)
    again = f"; ask again on {record.again}, the agenda will say so" if record.again else ""
    say(f"{record.client} is lost since {record.day} ({record.reason}){again}.", error=True)


def show_hand_over(client: str, rows: Sequence[str]) -> None:
    """What is left to hand over at the end, on stderr; nothing where there is nothing."""
    if rows:
        say("Still to do, and to hand over:", error=True)
        for row in rows:
            say(f"  {one_line(row)}", error=True)
        say(f"Tell them what and until when: clientkit mail draft farewell {client}", error=True)


@view("client-back")
def show_back(record: "ClientBack") -> None:
    """The record's id."""
    say(record.id)
    say(f"{record.client} is back since {record.day}.", error=True)


def consent_in_words(record: "Consented") -> str:
    """`rina allows being quoted (mail of 20 November)`."""
    evidence = f" ({one_line(record.evidence)})" if record.evidence else ""
    word = "allows" if record.given else "does not allow"
    return f"{record.contact} {word} {ALLOWS[record.purpose]}{evidence}"


@view("archived")
def show_archived(done: "ArchivedClient") -> None:
    """What became of it, on stderr."""
    state = "archived" if done.archived else "back in lists"
    already = "" if done.changed else " already; nothing was changed"
    say(f"{done.client} is {state}{already}.", error=True)


@view("client-import")
def show_import(found: "ImportedClients") -> None:
    """A row for each card or row of the file; what they come to on stderr."""
    from clientkit.kernel.screen.table import Column, show_table

    rows = [one for one in found.rows if found.dry_run or one.state != "known"]
    if rows:
        columns = [Column("line", right=True), *map(Column, ("what", "client", "contact", "name", "mail"))]
        show_table(
            [*columns, Column("note", prose=True)],
            [
                (str(one.line), one.state, one.client, one.contact, one.name, one.email, one.note)
                for one in rows
            ],
        )
    states = Counter[str](one.state for one in found.rows)
    told = {
        "known": "known already",
        "unsure": "left until you say who it is",
        "unread": "that could not be read",
    }
    parts = [f"{states[state]:,} {words}" for state, words in told.items() if states[state]]
    verb = "to add" if found.dry_run else "added"
    say(f"Read as {found.form}: {'; '.join([f'{counted_news(found)} {verb}', *parts])}.", error=True)
    if found.left:
        left = ", ".join(f"{count:,} {one_line(name)}" for name, count in found.left.items())
        say(f"Left out, as nothing here holds them: {left}.", error=True)


def counted_news(found: "ImportedClients") -> str:
    """How many clients and contacts are new."""
    clients = len({one.client for one in found.rows if one.new_client})
    contacts = sum(bool(one.contact) for one in found.rows if one.state == "new")
    counts = ((clients, "client"), (contacts, "contact"))
    told = (counted(count, f"new {word}") for count, word in counts if count)
    return ", ".join(told) or "nothing new"
