"""A reply that accepts an agreement: taken only where it says what our mail offered, and nothing else."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from clientkit.agreements.actions import Acceptor
from clientkit.agreements.evidence import kept_evidence, mail_in
from clientkit.documents.registry import LISTINGS
from clientkit.errors import RefusedError, UsageError
from clientkit.kernel.mail.reply.parts import split_reply
from clientkit.kernel.model.files.client import Client, Contact
from clientkit.kernel.model.files.settings import Settings
from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.kernel.model.values.references import ProjectRef
from clientkit.kernel.store.toml.client_file import read_client
from clientkit.kernel.store.workspace import Workspace
from clientkit.outbox.letters import LetterContent, LetterContext, covering_letter

SHOWN = 200
"""Letters of a reply that is not taken which are shown."""

_GREETING = re.compile(
    r"(?i)^(?:dear|hello|hi|hey|halo|hai|yth|kepada|selamat (?:pagi|siang|sore|malam)"
    r"|good (?:morning|afternoon|evening|day)|assalamu.?alaikum|dengan hormat)\b"
)
_TITLES = frozenset(
    (
        *("pak", "bapak", "bu", "ibu", "mas", "mbak", "kak", "bang", "sdr", "sdri", "yth", "tim", "semua"),
        *("mr", "mrs", "ms", "dr", "team", "all", "there"),
    )
)
"""What a greeting may hold beside our own name: with any other word it says something."""

_MARKS = re.compile("[\\\\*_`\"'>\u2018\u2019\u201c\u201d«»]")


def read_acceptance(
    workspace: Workspace, settings: Settings, today: date, name: ProjectRef, path: Path
) -> Acceptor:
    """Who accepted the agreement as it stands, and when, from the mail that says so.

    Raises:
        UsageError: the file holds no mail, or it is too large to be kept.
        RefusedError: it says more or something else than what was offered, or is from somebody else.
    """
    context = LetterContext(workspace, settings, today)
    mail = next(map(mail_in, kept_evidence(path).values()), None)
    if mail is None:
        raise UsageError(f"{path.name} is no mail.", "A scan or a picture is kept with --evidence FILE.")
    who = _whose_word(read_client(context.workspace, name.client).value, name, mail.sender)
    said = _own_words(mail.text, settings.you.name)
    if _plain(said) not in {_plain(one) for one in _offered(context, name)}:
        shown = " ".join(said.split())[:SHOWN] or "nothing of their own"
        raise RefusedError(
            f"The reply does not say what the mail offered, and nothing else; it says: {shown}",
            f"If it is a yes without a condition, say so yourself: clientkit scope accept {name} "
            f'--name "{who.name}" --on DAY --evidence {path}',
        )
    if mail.written is None:
        raise RefusedError("The reply has no date.", "Say it with --name, --on and --evidence.")
    day = mail.written.astimezone(ZoneInfo(context.settings.defaults.timezone)).date()
    return Acceptor(who.name, day, "mail", path)


def _offered(context: LetterContext, name: ProjectRef) -> Iterator[str]:
    """The sentence that the covering letter of the agreement offers, in each language."""
    for language in LANGUAGES:
        content = LetterContent(name, language, "", "", letter=LISTINGS["scope"].letter)
        lines = covering_letter(context, content, (), ()).text.splitlines()
        yield from [line.removeprefix("> ") for line in lines if line.startswith("> ")][:1]


def _whose_word(client: Client, name: ProjectRef, sender: str) -> Contact:
    """The contact who wrote it, where theirs is the word that binds the client."""
    signers = [one for one in client.contacts if "signer" in one.roles] or list(client.contacts)
    for one in signers:
        if one.email and one.email.casefold() == sender.casefold():
            return one
    known = ", ".join(one.name for one in signers)
    raise RefusedError(
        f"The reply is from {sender[:80] or 'nobody that can be told'}; {known or 'nobody'} signs.",
        f"Ask who may sign, or give them the role: clientkit client edit {name.client}",
    )


def _own_words(text: str, ours: str) -> str:
    """What its writer wrote, above the quote or else below it, without greeting and signature."""
    reply = split_reply(text)
    below = "\n".join(reply.below).strip()
    lines = (f"{reply.above}\n{below}" if reply.above and below else reply.above or below).splitlines()
    filled = [line.strip() for line in lines if line.strip()]
    return "\n".join(filled[1:] if len(filled) > 1 and _is_greeting(filled[0], ours) else filled)


def _is_greeting(line: str, ours: str) -> bool:
    """Whether a line greets us and says nothing else."""
    greeting = _GREETING.match(line)
    if greeting is None:
        return False
    rest = {word.strip(",.!:") for word in line[greeting.end() :].casefold().split()}
    return rest <= _TITLES | set(ours.casefold().split()) | {""}


def _plain(text: str) -> str:
    """A sentence for comparison: without marks, line breaks, capitals and its last full stop."""
    return " ".join(_MARKS.sub("", text).casefold().split()).rstrip(" .!")
