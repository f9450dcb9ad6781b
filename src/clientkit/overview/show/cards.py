"""How relations, clients and projects look on a screen: the list by health, and the cards."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clientkit.clients.show import consent_in_words
from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.card import facts, heading, line
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import Column, show_table

if TYPE_CHECKING:
    from clientkit.kernel.model.files.client import Client, Contact
    from clientkit.kernel.model.files.schedule import ForecastMilestone
    from clientkit.kernel.statistics.metric import MetricScore
    from clientkit.overview.client_card import ClientCard
    from clientkit.overview.client_list import ClientRows
    from clientkit.overview.health import Health, HealthRow, HealthRows
    from clientkit.overview.project_card import ProjectCard
    from clientkit.projects.open_items import OpenItem


MARKS = {"act": "!", "watch": "?", "info": "·"}
"""Signs by their weight, for those who see no colours."""

LEVELS = {"act": "! act", "watch": "? watch", "well": "✔ well", "unknown": "no records yet"}

COLUMNS = (
    Column("client", style="bold"),
    Column("health"),
    Column("last contact", named=True),
    Column("last score", named=True),
    Column("gravest reason", prose=True),
)


CLIENT_COLUMNS = (
    Column("client", style="bold"),
    Column("name"),
    Column("kind"),
    Column("stage"),
    Column("last contact", named=True),
    Column("open", right=True, named=True),
    Column("contact", prose=True),
)


@view("clients")
def show_clients(rows: "ClientRows", *, begin: bool) -> None:
    """The list; with none, how to `begin`, or that none is so."""
    if not rows:
        _say_none(begin=begin)
        return
    cells = [
        (
            row.client,
            row.name,
            row.kind,
            row.stage + (" (archived)" if row.archived else ""),
            str(row.last_contact or "none"),
            str(row.open),
            row.contact,
        )
        for row in rows
    ]
    show_table(CLIENT_COLUMNS, cells)


def _say_none(*, begin: bool) -> None:
    yet = 'No client yet. Add one: clientkit client add "PT Kopi Nusantara" --slug kopi'
    say(yet if begin else "No client is so. All of them: clientkit client list --all", error=True)


@view("client-health")
def show_by_health(rows: "HealthRows", *, begin: bool) -> None:
    """The clients, those that need something first; all reasons are on the client's card."""
    if not rows:
        _say_none(begin=begin)
        return
    show_table(COLUMNS, [_cells(row) for row in rows])
    say("All reasons: clientkit client show CLIENT", error=True)


def _cells(row: "HealthRow") -> tuple[str, ...]:
    health = row.health
    grave = [sign for sign in health.signs if sign.weight != "info"]
    more = f" (and {len(grave) - 1} more)" if len(grave) > 1 else ""
    return (
        row.client,
        LEVELS[health.level],
        str(health.last_contact or "none"),
        health.last_score or "none",
        f"{grave[0].text}{more}" if grave else "",
    )


@view("client")
def show_client_card(card: "ClientCard") -> None:
    """The card, set as blocks of label and value."""
    client = card.value
    heading(f"{one_line(client.name)}  ({card.client})")
    facts(_client_facts(card, client), 14)
    heading("Contacts" if client.contacts else "Contacts: none yet")
    for contact in client.contacts:
        line(_contact(contact))
    heading("Projects" if card.projects else "Projects: none yet")
    for project in card.projects:
        drifted = f", {project.drifted} points not as agreed: clientkit scope diff" if project.drifted else ""
        line(f"{card.client}/{project.project}  {project.state}{drifted}")
    _show_open(card.open)
    _show_health(card.health)


def _client_facts(card: "ClientCard", client: "Client") -> list[tuple[str, str]]:
    return [
        ("Kind", f"{client.kind}, documents in {LANGUAGES[client.language].name}, {client.currency}"),
        ("Stage", _stage(card)),
        ("Address", one_line(client.address)),
        ("Tags", one_line(", ".join(client.tags))),
        ("Notes", one_line(client.notes)),
        ("Last contact", str(card.last_contact or "none on record")),
        *((name.upper(), _score(one)) for name, one in card.scores.items()),
        *(("Consent", consent) for consent in _consents(card, client)),
    ]


def _stage(card: "ClientCard") -> str:
    """`lost since 2026-03-01 (price): a rival is cheaper`; `active, repeat, advocate`."""
    ended, words = card.ended, [str(card.stage)]
    if ended:
        words = [f"{card.stage} since {ended.day} ({ended.reason}){f': {ended.note}' if ended.note else ''}"]
    words += [card.loyalty] if card.loyalty else []
    words += ["advocate"] if card.advocate else []
    return one_line(", ".join([*words, *(["archived"] if card.value.archived else [])]))


def _consents(card: "ClientCard", client: "Client") -> list[str]:
    """What the file allows or forbids beside what is usual, then the last word of each contact."""
    file = [
        *([] if client.consent.surveys else ["no surveys"]),
        *(["may be quoted"] if client.consent.quote else []),
    ]
    return [
        *([", ".join(file)] if file else []),
        *(f"{consent_in_words(one)}, {one.day}" for one in card.consents),
    ]


def _score(of: "MetricScore") -> str:
    """A score with its number of answers and its interval; few answers themselves before it."""
    from clientkit.kernel.statistics.counts import few_answers
    from clientkit.kernel.statistics.metric import of_people
    from clientkit.kernel.statistics.metrics import METRICS

    metric = METRICS[of.metric]
    if of.value is None:
        return "no answers yet"
    few = "".join(f"{answer}, " for answer in few_answers(of.distribution))
    answers = "1 answer" if of.responses == 1 else f"{of.responses} answers"
    said = (
        f"{few[:-2]}{': ' if few else ''}{metric.plain(of.value)}{metric.unit} from {answers}{of_people(of)}"
    )
    if of.low is None or of.high is None:
        return said
    return f"{said}, between {metric.plain(of.low)} and {metric.plain(of.high)} with 95 % confidence"


def _contact(contact: "Contact") -> str:
    name = f"{contact.title} {contact.name}".strip()
    details = [contact.position, ", ".join(contact.roles), contact.phone]
    mail = f" <{contact.email}>" if contact.email else ""
    return one_line(f"{contact.id}: {name}{mail}" + "".join(f", {detail}" for detail in details if detail))


@view("project")
def show_project_card(card: "ProjectCard") -> None:
    """The card, set as blocks."""
    heading(f"{one_line(card.value.title)}  ({card.project})")
    facts(_project_facts(card), 9)
    if card.forecast:
        heading("Milestones")
        for milestone in card.forecast.milestones:
            line(_milestone(milestone), hanging=4)
    _show_open(card.open)
    if card.missing:
        say(f"The agreement still lacks: {', '.join(card.missing)}")


def _project_facts(card: "ProjectCard") -> list[tuple[str, str]]:
    price = card.value.price
    amount = price.amount if price.amount is not None else price.rate
    end = card.forecast.end if card.forecast else None
    agreed = f"version {card.agreed_version} on {card.agreed_on}{_drifted(card)}" if card.agreed_on else ""
    if card.unagreed_since:
        agreed = (
            f"! nothing, with work since {card.unagreed_since}: clientkit mail draft scope {card.project}"
        )
    return [
        ("State", card.state),
        ("Price", f"{price.currency} {amount:,} ({price.model})" if amount is not None else ""),
        ("Agreed", agreed),
        ("End", f"{end}{_late(card.forecast.slip)}" if card.forecast and end else ""),
        ("Dates", one_line(card.dates_problem)),
        ("Done", ", ".join(f"{one.phase} {one.done} of {one.of}" for one in card.checklist)),
    ]


def _drifted(card: "ProjectCard") -> str:
    if not card.drifted:
        return ", nothing has changed since"
    points = f"{card.drifted} {'point differs' if card.drifted == 1 else 'points differ'}"
    return f"; {points} since: clientkit scope diff {card.project}"


def _milestone(milestone: "ForecastMilestone") -> str:
    base = milestone.baseline
    when = f"done {milestone.done_on}" if milestone.done_on else f"{milestone.status}, ends {milestone.end}"
    owner = " (client)" if base.owner == "client" else ""
    return one_line(f"{base.id}  {base.title}{owner}: {when}{_late(milestone.slip)}")


def _late(slip: int) -> str:
    if slip == 0:
        return ""
    days = f"{abs(slip)} working {'day' if abs(slip) == 1 else 'days'}"
    return f", {days} {'later' if slip > 0 else 'earlier'} than planned"


def _show_health(health: "Health") -> None:
    """The word and every reason for it, on a card."""
    heading(f"Health: {LEVELS[health.level]}")
    for sign in health.signs:
        line(f"{MARKS[sign.weight]} {one_line(sign.text)}", hanging=2)


def _show_open(items: "Sequence[OpenItem]") -> None:
    """What waits for somebody, the most pressing first."""
    heading("Open" if items else "Open: nothing")
    for item in items:
        due = f", due {item.due}{' (overdue)' if item.overdue else ''}" if item.due else ""
        line(f"{item.id}  {item.kind}{due}: {one_line(item.text)}", hanging=12)
