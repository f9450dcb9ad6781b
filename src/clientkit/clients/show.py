"""How clients look on a screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clientkit.clients.show_consent import in_words
from clientkit.kernel.model.files.client import Client, Contact
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.bars_numbers import rounded
from clientkit.kernel.screen.card import facts, heading, line, open_items
from clientkit.kernel.screen.output import say, say_json
from clientkit.kernel.screen.table import Column, show_table
from clientkit.kernel.statistics.counts import few_answers
from clientkit.overview.show import show_health

LANGUAGE_NAMES = {"en": "English", "id": "Indonesian"}

if TYPE_CHECKING:
    from clientkit.clients.actions import AddedClient, ClientRow
    from clientkit.kernel.statistics.ces import Ces
    from clientkit.kernel.statistics.csat import Csat
    from clientkit.kernel.statistics.nps import Nps
    from clientkit.overview.client_card import ClientCard


def show_added(added: "AddedClient", *, as_json: bool) -> None:
    """The new client's short name; what to do next on stderr."""
    if as_json:
        say_json("client", added)
        return
    say(added.client)
    say(f"{one_line(added.value.name)} is kept in {added.file}. Next:", error=True)
    say(f'  clientkit project add {added.client} "Web shop"', error=True)


def show_clients(rows: "Sequence[ClientRow]", *, as_json: bool) -> None:
    """The list; with none, how to add the first."""
    if as_json:
        say_json("clients", rows)
        return
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


def show_card(card: "ClientCard", *, as_json: bool) -> None:
    """The card, set as blocks of label and value."""
    if as_json:
        say_json("client", card)
        return
    client = card.value
    heading(f"{one_line(client.name)}  ({card.client})")
    facts(_facts(card, client), 14)
    heading("Contacts" if client.contacts else "Contacts: none yet")
    for contact in client.contacts:
        line(_contact(contact))
    heading("Projects" if card.projects else "Projects: none yet")
    for project in card.projects:
        drifted = f", {project.drifted} points not as agreed: clientkit scope diff" if project.drifted else ""
        line(f"{card.client}/{project.project}  {project.state}{drifted}")
    open_items(card.open)
    show_health(card.health)


def _facts(card: "ClientCard", client: Client) -> list[tuple[str, str]]:
    stage = ", ".join(
        [client.stage, *(["advocate"] if client.advocate else []), *(["archived"] if client.archived else [])]
    )
    return [
        ("Kind", f"{client.kind}, documents in {LANGUAGE_NAMES[client.language]}, {client.currency}"),
        ("Stage", stage),
        ("Address", one_line(client.address)),
        ("Tags", one_line(", ".join(client.tags))),
        ("Notes", one_line(client.notes)),
        ("Last contact", str(card.last_contact or "none on record")),
        ("CSAT", _score(card.csat, card.csat.score, " %")),
        ("NPS", _score(card.nps, card.nps.score)),
        ("CES", _score(card.ces, card.ces.mean, " of 7", digits=1)),
        *(("Consent", consent) for consent in _consents(card, client)),
    ]


def _consents(card: "ClientCard", client: Client) -> list[str]:
    """What the file allows or forbids beside what is usual, then the last word of each contact."""
    file = [
        *([] if client.consent.surveys else ["no surveys"]),
        *(["may be quoted"] if client.consent.quote else []),
    ]
    return [*([", ".join(file)] if file else []), *(f"{in_words(one)}, {one.day}" for one in card.consents)]


def _score(of: "Csat | Nps | Ces", score: float | None, unit: str = "", digits: int = 0) -> str:
    """A score with its number of answers and its interval; few answers themselves before it."""
    if score is None:
        return "no answers yet"
    few = "".join(f"{answer}, " for answer in few_answers(of.distribution))
    answers = "1 answer" if of.responses == 1 else f"{of.responses} answers"
    said = f"{few[:-2]}{': ' if few else ''}{rounded(score, digits)}{unit} from {answers}"
    if of.low is None or of.high is None:
        return said
    return f"{said}, between {rounded(of.low, digits)} and {rounded(of.high, digits)} with 95 % confidence"


def _contact(contact: Contact) -> str:
    name = f"{contact.title} {contact.name}".strip()
    details = [contact.position, ", ".join(contact.roles), contact.phone]
    mail = f" <{contact.email}>" if contact.email else ""
    return one_line(f"{contact.id}: {name}{mail}" + "".join(f", {detail}" for detail in details if detail))
