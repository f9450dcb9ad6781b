"""docs/reference/flags.md: every flag with its one meaning, and the commands that take it."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from commands_page import every_command
from markdown_page import table

SHARED: dict[str, tuple[str, str]] = {
    "--by": (
        "month|quarter|year|client|project|tag|trigger, cause|client|quarter, client",
        "Tell them apart, with what they come to.",
    ),
    "--all": ("", "All of them, not only what is open or waits."),
    "--contact": ("ID, CONTACT", "A person of the client, by id; where one is added, 'Name <mail>'."),
    "--channel": ("CHANNEL", "mail, phone, whatsapp, telegram, signal, video, meeting, chat, other."),
    "--country": ("COUNTRY", "A country, for instance ID."),
    "--currency": ("CURRENCY", "Currency of prices, for instance IDR."),
    "--days": ("N", "Working days: those that it takes, or by which it moves the dates."),
    "--dry-run": ("", "Say what would be done; write and send nothing."),
    "--due": ("DATE", "By when: 2026-11-27, fri, +3d."),
    "--edit": ("", "Open it in your editor first."),
    "--for": ("ID", "What it belongs to: a deliverable, a milestone, a record."),
    "--force": ("", "Do it although something speaks against it."),
    "--format": (
        "md|html|pdf|eml, md|svg, html, csv|vcf, csv|json, csv|md, md|html|pdf|eml|svg",
        "What is written.",
    ),
    "--hours": ("HOURS", "Hours that it took or takes: 3, 1.5 or 1:30."),
    "--imap": ("", "Use the mail server of [mail.imap]."),
    "--kind": ("KIND, csat|nps|ces", "Of which kind it is."),
    "--language": ("en|id, LANGUAGE", "Language of what is written for the client."),
    "--map": ("PART=COLUMN, NAME=PROJECT|PART=COLUMN", "Which column of the file holds what."),
    "--name": ("NAME", "A person's name, as documents show it."),
    "--not": ("", "It is not so, or not so any more."),
    "--note": ("TEXT, NOTE", "Why, or how, in words."),
    "--output": ("FILE", "Write there instead; '-' prints it."),
    "--owner": ("us|client", "Whose it is."),
    "--price": ("PRICE", "Its price: 12500000, 12.500.000 or 12,5jt."),
    "--recommend": ("A", "What you would choose."),
    "--since": ("DATE, WEEK", "Only from then on."),
    "--slug": ("SLUG", "Short name for commands and the folder."),
    "--start": ("DATE", "First day."),
    "--tag": ("WORD", "A word to find it by; several times for more."),
    "--until": ("DATE, WEEK", "Only up to then."),
    "--wants": ("TEXT, access|correction|erasure|stop", "What they ask for."),
    "--week": ("WEEK", "A week: 2026-W47, 47, last, -1; this one if not given."),
    "--yes": ("", "Ask nothing: yes to what would be asked."),
}
"""Flags that commands explain in words of their own: the values that they take, and their one meaning."""


class Use(NamedTuple):
    """A flag as one command has it."""

    flag: str
    value: str
    words: str
    """Its help, without its default."""
    command: str


def blocks() -> dict[str, Callable[[], str]]:
    """What is generated on the page, by the names of its marks."""
    return {"flags": flags}


def uses() -> list[Use]:
    """Every flag of every command."""
    return [use for command, context in every_command() for use in _uses(command, context)]


def _uses(command: Any, context: Any) -> Iterator[Use]:
    name = context.command_path.removeprefix("clientkit ")
    for parameter in command.params:
        long = [one for one in (*parameter.opts, *parameter.secondary_opts) if one.startswith("--")]
        if parameter.param_type_name == "option" and parameter.name != "help":
            value = "" if parameter.is_flag else parameter.metavar or ""
            yield from (Use(flag, value, parameter.help or "", name) for flag in long)


def flags() -> str:
    """The table of flags."""
    every = uses()
    rows = []
    for flag in sorted({use.flag for use in every}):
        own = [use for use in every if use.flag == flag]
        value, words = SHARED.get(flag, (own[0].value, own[0].words))
        commands = ", ".join(use.command for use in own)
        where = commands if len(own) < 20 else f"{len(own)} commands"  # noqa: PLR2004 - a cell's worth
        rows.append((f"`{f'{flag} {value}'.strip()}`", words, where))
    return table(("Flag", "Meaning", "Commands"), rows)
