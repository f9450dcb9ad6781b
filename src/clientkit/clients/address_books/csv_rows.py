"""Rows of a table of contacts; titles of columns in English and Indonesian, of Google, Outlook, HubSpot."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC
from pathlib import Path

from clientkit.clients.address_books.entry import BookEntry, birthday_in, book_entry
from clientkit.clients.address_books.vcard_cards import Book
from clientkit.clients.address_books.vcard_lines import Unread
from clientkit.errors import UsageError
from clientkit.kernel.model.values.person_name import read_name
from clientkit.kernel.store.csv_files.dates import date_order, day_of
from clientkit.kernel.store.csv_files.reader import listed_columns, open_survey, survey_rows
from clientkit.kernel.store.csv_files.writer import plain_cell

TITLES = {
    "name": "full name|display name|name|contact name|contact|nama lengkap|nama|nama kontak|pic|file as",
    "given": "first name|given name|nama depan",
    "middle": "middle name|additional name|nama tengah",
    "family": "last name|family name|surname|nama belakang|nama keluarga",
    "title": "salutation|name prefix|sapaan|panggilan|title",
    "position": "job title|position|organization( 1)? title|jabatan|posisi|title",
    "email": "(primary )?e ?mail( address)?|e ?mail [1-9] (value|address)|surel|alamat (surel|e ?mail)"
    "|e ?mail [2-9]( address)?",
    "phone": "mobile( phone)?( number)?|whatsapp( number)?|(no|nomor) (hp|wa|whatsapp)|hp|wa|handphone"
    "|(primary |business |work )?(tele)?phone( number)?|phone [1-9] value|(no |nomor )?telepon"
    "|(mobile|home|business|work|other) phone( [2-9])?",
    "organisation": "company( name)?|organi[sz]ation( 1)?( name)?|associated company"
    "|(nama )?perusahaan|instansi|organisasi|client|klien|account name",
    "birthday": "birthday|birth ?date|date of birth|tanggal lahir|tgl lahir|ulang tahun",
    "note": "notes?|catatan|keterangan",
    "tags": "labels?|group membership|categor(y|ies)|tags?|kategori|kelompok",
}
"""How columns are called, the one that is taken first named first."""

NOTHING = re.compile(r"0{1,4}[-/.]0{1,2}[-/.]0{1,4}")
"""How Outlook writes that there is no day."""

Places = dict[str, list[int]]


def read_table(path: Path) -> Book:
    """All rows of a table of contacts.

    Raises:
        UsageError: no column holds names, addresses or companies.
        RefusedError: it is no table of text.
    """
    table = open_survey(path, titles=1)
    words = [" ".join(re.findall(r"[^\W_]+", title.casefold())) for title in table.header]
    places = {
        field: [
            at for one in _alternatives(titles) for at, word in enumerate(words) if re.fullmatch(one, word)
        ]
        for field, titles in TITLES.items()
    }
    places = {field: list(dict.fromkeys(own)) for field, own in places.items()}
    if not any(places[field] for field in ("name", "given", "family", "email", "organisation")):
        raise UsageError(
            "No column holds names, addresses or companies.",
            f"Title one Name, Email or Company. The columns: {listed_columns(table)}",
        )
    rows = [(number, [plain_cell(cell).strip() for cell in cells]) for number, cells in survey_rows(table)]
    order = _order(_first(cells, places["birthday"]) for _, cells in rows)
    book = Book("csv", [], [], Counter())
    for number, cells in rows:
        entry = _entry(number, cells, places, order)
        if entry is not None:
            book.entries.append(entry)
        elif any(cells):
            book.unread.append(Unread(number, "the row names nobody"))
    return book


def _alternatives(titles: str) -> list[str]:
    """The names between the bars that stand in no parentheses."""
    return re.split(r"\|(?![^(]*\))", titles)


def _entry(number: int, cells: Sequence[str], places: Places, order: str | None) -> BookEntry | None:
    texts = {
        field: _first(cells, places[field]) for field in places if field not in {"email", "phone", "tags"}
    }
    names = [texts.pop(field) for field in ("given", "middle", "family")]
    if any(names):
        texts["name"] = " ".join(filter(None, names))
    if texts["title"] == texts["position"]:  # a column that is called Title may hold either
        texts["position" if read_name(f"{texts['title']} X").title else "title"] = ""
    texts["birthday"] = _iso_day(texts["birthday"], order)
    addresses = [part for at in places["email"] for part in _cell(cells, at).split(" ::: ")]
    numbers = [part.strip() for at in places["phone"] for part in _cell(cells, at).split(" ::: ")]
    words = re.split(r"\s*(?:,|;| ::: )\s*", _first(cells, places["tags"]))
    tags = [word for word in words if word and "mycontacts" not in word.lower().replace(" ", "")]
    return book_entry(number, {key: text for key, text in texts.items() if text}, tags, addresses, numbers)


def _iso_day(text: str, order: str | None) -> str:
    """The day as ISO writes it, where it is one; what can be read in two ways stays as it is."""
    if NOTHING.fullmatch(text):
        return ""
    if birthday_in(text) is None and (order or not re.match(r"[0-9]+\D[0-9]", text)):
        found = day_of(text, order or "dmy", UTC)
        return found.isoformat() if found else text
    return text


def _order(texts: Iterable[str]) -> str | None:
    try:
        return date_order(texts, None)
    except UsageError:
        return None


def _first(cells: Sequence[str], places: Sequence[int]) -> str:
    return next((text for at in places if (text := _cell(cells, at))), "")


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""
