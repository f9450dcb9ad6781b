"""Cards of an address book: what each says of a person, what is left out, what could not be read."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from clientkit.clients.address_books.entry import NO_YEAR, BookEntry, book_entry
from clientkit.clients.address_books.vcard_lines import Property, Unread, plain, properties

TAKEN = {"FN", "N", "ORG", "TITLE", "EMAIL", "TEL", "BDAY", "CATEGORIES", "NOTE"}
TELLS_NOTHING = re.compile(
    r"VERSION|PRODID|UID|REV|KIND|CLASS|SOURCE|NAME|SORT-STRING|CLIENTPIDMAP|MAILER|LABEL|X-.*"
)
PICTURES = {"PHOTO": "photographs", "LOGO": "photographs"}


class Book(NamedTuple):
    """What a file holds: people and companies, lines that say nothing, and what is never taken."""

    form: str
    entries: list[BookEntry]
    unread: list[Unread]
    left: Counter[str]


def read_cards(data: bytes) -> Book:
    """All cards of a file; one that is never ended is read as far as it goes."""
    book = Book("vcard", [], [], Counter())
    card: list[Property] | None = None
    nested = 0
    for one in properties(data):
        if isinstance(one, Unread):
            book.unread.append(one)
            continue
        mark = (one.name, one.text.strip().upper())
        if mark == ("BEGIN", "VCARD"):
            if card and card[-1].name == "AGENT":
                nested += 1
                continue
            _close(book, card, "its END:VCARD is missing")
            card = [one]
        elif mark == ("END", "VCARD"):
            if nested:
                nested -= 1
            else:
                _close(book, card)
                card = None
        elif card is None:
            book.unread.append(Unread(one.line, "it stands in no card"))
        elif not nested:
            card.append(one)
    _close(book, card, "its END:VCARD is missing")
    return book


def _close(book: Book, card: Sequence[Property] | None, broken: str = "") -> None:
    if card is None:
        return
    if _first(card, "KIND").lower() == "group":
        book.left["groups"] += 1
        return
    book.left.update(
        PICTURES.get(one.name, one.name)
        for one in card[1:]
        if one.name not in TAKEN and not TELLS_NOTHING.fullmatch(one.name)
    )
    book.left["further EMAIL"] += max(0, sum(one.name == "EMAIL" for one in card) - 1)
    entry = _entry(card)
    if entry is None:
        book.unread.append(Unread(card[0].line, "the card names nobody"))
    else:
        book.entries.append(entry._replace(unread=(*entry.unread, *filter(None, [broken]))))


def _entry(card: Sequence[Property]) -> BookEntry | None:
    parts = [*next((one.parts() for one in card if one.name == "N"), []), *[""] * 5]
    family, given, more, title, _ = parts[:5]
    organisation = next((one.parts()[0] for one in card if one.name == "ORG"), "")
    texts = {
        "name": _first(card, "FN") or " ".join(filter(None, (given, more, family))),
        "title": title,
        "organisation": organisation,
        "position": _first(card, "TITLE"),
        "birthday": _birthday(card),
        "note": "\n".join(plain(one.text, "\n") for one in card if one.name == "NOTE"),
    }
    if _first(card, "KIND").lower() == "org" or _first(card, "X-ABSHOWAS").upper() == "COMPANY":
        texts["company"] = "yes"
    numbers = [_preferred(card, "TEL", "CELL"), *(plain(one.text) for one in card if one.name == "TEL")]
    words = [word for one in card if one.name == "CATEGORIES" for word in one.parts(",")]
    return book_entry(
        card[0].line,
        texts,
        [word for word in words if word and "mycontacts" not in word.lower().replace(" ", "")],
        [_preferred(card, "EMAIL"), *(plain(one.text) for one in card if one.name == "EMAIL")],
        [re.sub(r"^tel:", "", one, flags=re.IGNORECASE) for one in numbers],
    )


def _birthday(card: Iterable[Property]) -> str:
    one = next((one for one in card if one.name == "BDAY"), None)
    if one is None:
        return ""
    text = plain(one.text)
    without = NO_YEAR in one.parameters
    return f"--{text.replace('-', '')[4:8]}" if without and text[:4] == NO_YEAR else text


def _first(card: Iterable[Property], name: str) -> str:
    return next((plain(one.text) for one in card if one.name == name and one.text.strip()), "")


def _preferred(card: Iterable[Property], name: str, usual: str = "PREF") -> str:
    """The one that is preferred, else of the usual type, else the first."""
    own = [one for one in card if one.name == name and one.text.strip()]
    for word in ("PREF", usual):
        for one in own:
            if word in one.parameters:
                return plain(one.text)
    return plain(own[0].text) if own else ""
