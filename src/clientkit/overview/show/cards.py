"""How clients and projects look on a screen: their cards."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clientkit.clients.show import consent_in_words
from clientkit.kernel.model.values.choices import said_by
from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.kernel.model.values.money_text import money
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.card import facts, heading, line
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view

if TYPE_CHECKING:
    from clientkit.kernel.model.files.client import Client, Contact
    from clientkit.kernel.model.files.schedule import ForecastMilestone
    from clientkit.kernel.statistics.metric import MetricScore
    from clientkit.overview.client_card import ClientCard
    from clientkit.overview.health import Health
    from clientkit.overview.project_card import ProjectCard
    from clientkit.projects.open_items import OpenItem


MARKS = {"act": "!", "watch": "?", "info": "·"}
"""Signs by their weight, for those who see no colours."""

LEVELS = {"act": "! act", "watch": "? watch", "well": "✔ well", "unknown": "no records yet"}


@view("client")
def show_client_card(card: "ClientCard") -> None:
    """The card, set as blocks of label and value."""
    client = card.value
    heading(f"{one_line(client.name)}  ({card.client})")
    facts(_client_facts(card, client), 14)
    heading("Contacts" if client.contacts else "Contacts: none yet")
    for contact in client.contacts:
        line(_contact(contact), hanging=2)
    _show_words(card)
    _show_open(card.open)
    for promise in card.promises:
        whose, late = (
            ("ours" if promise.owner == "us" else "theirs"),
            " (overdue)" * (promise.state == "overdue"),
        )
        line(
            f"{promise.id}  promise ({whose}), due {promise.due}{late}: {one_line(promise.text)}", hanging=12
        )
    heading("Projects" if card.projects else "Projects: none yet")
    for project in card.projects:
        drifted = f", {project.drifted} points not as agreed: clientkit scope diff" if project.drifted else ""
        price = f", {project.price}" if project.price else ""
        line(f"{card.client}/{project.project}  {project.state}{price}{drifted}")
    heading("Scores")
    facts([(name.upper(), _score(one)) for name, one in card.scores.items()], 5)
    _show_health(card.health)


def _show_words(card: "ClientCard") -> None:
    """What each side said last."""
    words = (("They", card.their_word), ("You", card.our_word))
    if any(word for _, word in words):
        heading("Last words")
    for who, word in words:
        if word:
            by = f" ({word.contact})" if word.contact else ""
            line(f"{who}{by} {said_by(word.channel)}, {word.day}: {one_line(word.text)}", hanging=2)


def _client_facts(card: "ClientCard", client: "Client") -> list[tuple[str, str]]:
    return [
        ("Kind", f"{client.kind}, documents in {LANGUAGES[client.language].name}, {client.currency}"),
        ("Stage", _stage(card)),
        ("Reach by", _reach(card)),
        ("Address", one_line(client.address)),
        ("Tags", one_line(", ".join(client.tags))),
        ("Notes", one_line(client.notes)),
        ("Last contact", str(card.last_contact or "none on record")),
        *(("Consent", consent) for consent in _consents(card, client)),
    ]


def _reach(card: "ClientCard") -> str:
    """How they are reached, with their time of day where that is another, and what to remember."""
    likes = card.value.preferences
    there = f"there it is {card.there} now" if card.there else ""
    return one_line(
        "; ".join(
            part
            for part in (", ".join(filter(None, (likes.channel, likes.hours))), there, likes.note)
            if part
        )
    )


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
    details = [contact.position, ", ".join(contact.roles), contact.phone, *contact.phones]
    mail = f" <{contact.email}>" if contact.email else ""
    told = [f"by {contact.channel}" if contact.channel else "", contact.hours]
    told += [f"{word} {text}" for word, text in _liked(contact) if text]
    said = "".join(f", {detail}" for detail in [*details, *told] if detail)
    return one_line(f"{contact.id}: {name}{mail}{said}")


def _liked(contact: "Contact") -> tuple[tuple[str, str], ...]:
    told = (("likes:", contact.likes), ("avoid:", contact.avoid), ("birthday", contact.birthday))
    return (*told, ("note:", contact.note))


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
        ("Price", f"{money(amount, price.currency or '')} ({price.model})" if amount is not None else ""),
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
