"""How clients look on a screen."""

from typing import TYPE_CHECKING

from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view

if TYPE_CHECKING:
    from clientkit.clients.actions import AddedClient, ArchivedClient
    from clientkit.kernel.model.records.feedback import Consented
    from clientkit.kernel.model.records.relation import ClientBack, ClientEnded


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
