"""Address books of other programs: read whole, taken once, and told where something cannot be read."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientkit.clients.address_books.vcard_cards import read_cards
from clientkit.clients.vcards import vcards
from clientkit.kernel.model.values.person_name import read_name
from clientkit.kernel.store.toml.client_file import read_client
from support.address_books import BOOKS, JOERG, RINA, TABLES
from support.builders import a_client, a_contact

BOTH = {
    **{f"{name}.vcf": text.replace("\n", "\r\n") for name, text in BOOKS.items()},
    **{f"{name}.csv": text for name, text in TABLES.items()},
}


def written(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def found(ran):
    return json.loads(ran.out)["data"]


def said(contact, wanted):
    return {key: getattr(contact, key) for key in wanted}


def files(studio):
    return {path: path.read_bytes() for path in studio.clients_dir.rglob("*.toml")}


@pytest.mark.parametrize("name", BOTH)
def test_books_of_other_programs_are_read_whole_and_once(empty_studio, run, tmp_path, name):
    path = written(tmp_path, name, BOTH[name])
    ran = run("client", "import", path, "--yes", "--json")
    assert ran.code == 0, ran
    assert {one["state"] for one in found(ran)["rows"]} == {"new"}
    rina = read_client(empty_studio, "kopi-nusantara").value
    joerg = read_client(empty_studio, "strasse-ag").value
    assert (rina.name, joerg.name, rina.kind) == ("PT Kopi Nusantara", "Straße AG", "company")
    assert said(rina.contacts[0], RINA) == RINA
    assert said(joerg.contacts[0], JOERG) == JOERG
    if name != "plain.csv":
        assert rina.contacts[0].position == "Marketing manager"
    if name.partition(".")[0] in {"google", "nextcloud"}:
        assert (rina.contacts[0].birthday, rina.tags) == ("02-29", ("retail",))
    if name in {"outlook.vcf", "outlook.csv", "thunderbird.vcf", "indonesia.csv"}:
        assert rina.contacts[0].birthday == "1990-02-28"
    before = files(empty_studio)
    again = run("client", "import", path, "--yes", "--json")
    assert {one["state"] for one in found(again)["rows"]} == {"known"}
    assert files(empty_studio) == before
    assert run("check").code == 0


@pytest.mark.parametrize(("name", "photographs"), [("apple", 1), ("outlook", 1), ("thunderbird", 0)])
def test_photographs_are_left_out_and_said(empty_studio, run, tmp_path, name, photographs):
    ran = run("client", "import", written(tmp_path, "a.vcf", BOOKS[name]), "--dry-run", "--json")
    assert found(ran)["left"].get("photographs", 0) == photographs
    assert files(empty_studio) == {}


def test_what_was_imported_is_written_again_for_khard(empty_studio, run, tmp_path):
    book = tmp_path / "book"
    book.mkdir()
    for name, text in BOOKS.items():
        changed = text.replace("kopi.example", f"{name}.example").replace("joerg@strasse", f"joerg@{name}")
        assert run("client", "import", written(tmp_path, "a.vcf", changed), "--yes").code == 0
    cards = run("client", "list", "--format", "vcf").out.split("END:VCARD\r\n")[:-1]
    for number, card in enumerate(cards):
        written(book, f"{number}.vcf", f"{card}END:VCARD\r\n")
    config = written(tmp_path, "khard.conf", f"[addressbooks]\n[[book]]\npath = {book}\n")
    khard = str(Path(sys.executable).with_name("khard"))
    done = subprocess.run(
        [khard, "-c", str(config), "email", "--parsable"], capture_output=True, text=True, check=True
    )
    assert done.stdout.count("INTERNET") == len(cards) == 2 * len(BOOKS)
    assert done.stderr == ""


TEXT = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)
NAMES = st.builds(" ".join, st.lists(TEXT, min_size=1, max_size=3)).filter(
    lambda name: read_name(name) == ("", name) and not set(name) & set('"<>@=()\\') and name.strip("_.,;:-")
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(name=NAMES, position=TEXT, tag=TEXT, day=st.dates(), note=st.lists(TEXT, max_size=3))
def test_our_own_cards_come_back_as_they_were(name, position, tag, day, note):
    contact = a_contact(
        name,
        id="x",
        position=position,
        birthday=f"{day:%Y-%m-%d}".zfill(10),
        roles=("signer",),
        phone="+62 811 1",
        phones=("+62 22 7", "+62 811 2"),
        note="\n".join(note),
    )
    client = a_client(contacts=(contact,), tags=(tag,))
    text = vcards("kopi", client)
    book = read_cards(text.encode())
    assert (book.unread, +book.left) == ([], {})
    (entry,) = book.entries
    fields = ("name", "position", "birthday", "roles", "phone", "phones", "note")
    assert said(entry, fields) == said(contact, fields)
    assert (entry.organisation, entry.addresses) == ("PT Kopi Nusantara", ("rina@kopi.example",))
    if tag not in {"other", "mycontacts"}:
        assert entry.tags == client.tags


def test_what_is_written_for_others_and_read_again_changes_nothing(studio, run, tmp_path):
    run("client", "set", "kopi", "--contact", "Rina Wijaya", "contacts.rina.phone=+62 811 1")
    path = written(tmp_path, "a.vcf", run("client", "list", "--format", "vcf").out)
    before = files(studio)
    assert {one["state"] for one in found(run("client", "import", path, "--yes", "--json"))["rows"]} == {
        "known"
    }
    assert files(studio) == before


def test_notes_and_further_numbers_become_the_contacts(empty_studio, run, tmp_path):
    path = written(
        tmp_path,
        "a.vcf",
        card(
            *("FN:Ayu Sri", "TEL;TYPE=HOME:+62 22 7", "TEL;TYPE=CELL:tel:+62 811 1", "TEL:+62 22 7"),
            *("NOTE:Met at the fair\\, in Bandung.\\nAsks for figures first", "PHOTO:none"),
        ),
    )
    ran = run("client", "import", path, "--yes", "--json")
    assert found(ran)["left"] == {"photographs": 1}
    (one,) = read_client(empty_studio, "ayu-sri").value.contacts
    assert (one.phone, one.phones) == ("+62 811 1", ("+62 22 7",))
    assert one.note == "Met at the fair, in Bandung.\nAsks for figures first"
    shown = run("client", "show", "ayu-sri").out
    assert "+62 811 1, +62 22 7, note: Met at the fair, in Bandung. Asks for figures first" in shown
    table = "Name,Phone 1 - Value,Phone 2 - Value,Notes\nBudi Santoso,+62 811 2,+62 22 8,From the fair\n"
    run("client", "import", written(tmp_path, "b.csv", table), "--yes")
    (other,) = read_client(empty_studio, "budi-santoso").value.contacts
    assert (other.phone, other.phones, other.note) == ("+62 811 2", ("+62 22 8",), "From the fair")


def card(*lines):
    return "\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""))


def states(ran):
    return [(one["state"], one["client"], one["contact"]) for one in found(ran)["rows"]]


def test_a_person_of_a_company_that_is_known_becomes_its_contact(studio, run, tmp_path):
    text = studio.client_file("kopi").read_text(encoding="utf-8")
    path = written(tmp_path, "a.vcf", card("FN:Budi Santoso", "ORG:PT. Kopi Nusantara;Sales"))
    assert states(run("client", "import", path, "--yes", "--json")) == [("new", "kopi", "budi")]
    after = studio.client_file("kopi").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line not in after.splitlines()] == []
    assert read_client(studio, "kopi").value.contacts[1].name == "Budi Santoso"


def test_two_people_of_one_name_are_two(studio, run, tmp_path):
    cards = (
        card("FN:John Smith"),
        card("FN:John Smith", "EMAIL:john@a.example"),
        card("FN:Smith\\, John", "EMAIL:john@b.example"),
        card("FN:Rina Wijaya", "EMAIL:other@kopi.example", "ORG:PT Kopi Nusantara"),
        card("FN:Ani", "TEL:1"),
        card("FN:Ani", "TEL:2"),
    )
    path = written(tmp_path, "a.vcf", "".join(cards))
    wanted = [
        *(("known", "john-smith", "john"), ("new", "john-smith", "john"), ("new", "john-smith-2", "john")),
        *(("new", "kopi", "rina2"), ("new", "ani", "ani"), ("new", "ani-2", "ani")),
    ]
    assert states(run("client", "import", path, "--yes", "--json")) == wanted
    again = states(run("client", "import", path, "--yes", "--json"))
    assert again == [("known", client, contact) for _, client, contact in wanted]


def test_who_has_no_address_here_is_asked_about(studio, run, tmp_path):
    run("client", "set", "kopi", "--contact", "Budi Santoso")
    path = written(
        tmp_path, "a.vcf", card("FN:Budi Santoso", "EMAIL:b@kopi.example", "ORG:PT Kopi Nusantara")
    )
    ran = run("client", "import", path, "--yes", "--json")
    assert states(ran) == [("unsure", "kopi", "budi")]
    how = found(ran)["rows"][0]["note"].partition("? clientkit ")[2]
    assert run(*how.split()).code == 0
    assert states(run("client", "import", path, "--yes", "--json")) == [("known", "kopi", "budi")]


def test_what_cannot_be_read_is_told_with_its_line(empty_studio, run, tmp_path):
    text = (
        "rubbish\n"
        + card("FN:Ayu", "no line", "BDAY:30 February", "EMAIL:not an address")
        + card("NOTE:nobody")
        + "BEGIN:VCARD\nFN:Cut\nEMAIL:cut@a.example"
    )
    ran = run(
        "client", "import", written(tmp_path, "a.txt", f"BEGIN:VCARD\nFN:Open\n{text}"), "--yes", "--json"
    )
    rows = {one["line"]: (one["state"], one["name"], one["note"]) for one in found(ran)["rows"]}
    assert rows == {
        1: ("new", "Open", "its END:VCARD is missing"),
        3: ("unread", "", "no line of a card: 'rubbish'"),
        4: ("new", "Ayu", "no birthday: '30 February'; no address: 'not an address'"),
        7: ("unread", "", "no line of a card: 'no line'"),
        11: ("unread", "", "the card names nobody"),
        15: ("new", "Cut", "its END:VCARD is missing"),
    }
    assert read_client(empty_studio, "ayu").value.contacts[0].email == ""


def test_it_is_shown_and_asked_first(studio, run, terminal, tmp_path):
    path = written(tmp_path, "a.vcf", card("FN:Ayu Sri", "EMAIL:ayu@a.example"))
    before = files(studio)
    ran = run("client", "import", path)
    assert (ran.code, files(studio)) == (5, before)
    assert "--yes" in ran.err
    no = terminal("client", "import", path, answers=["n\n"])
    assert (no.code, files(studio)) == (5, before)
    assert "ayu@a.example" in no.out
    assert terminal("client", "import", path, answers=["y\n"]).code == 0
    assert read_client(studio, "ayu-sri").value.kind == "person"


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.vcf", "", 5),
        ("a.vcf", "Name,Email\n", 5),
        ("a.csv", "", 5),
        ("a.csv", "colour,size\nred,4\n", 2),
        ("a.csv", 'Name\n"open', 5),
    ],
)
def test_what_is_no_address_book_is_refused(studio, run, tmp_path, name, text, code):
    before = files(studio)
    assert run("client", "import", written(tmp_path, name, text), "--yes").code == code
    assert run("client", "import", tmp_path / "none.vcf", "--yes").code == 3
    assert files(studio) == before


def test_a_client_who_cannot_be_read_stops_it_all(studio, run, tmp_path):
    studio.client_file("kopi").write_text("name = ")
    path = written(tmp_path, "a.vcf", card("FN:Ayu Sri", "EMAIL:ayu@a.example"))
    assert run("client", "import", path, "--yes").code == 4
    assert list(studio.clients()) == ["kopi"]


@settings(max_examples=80)
@given(st.data())
def test_damaged_cards_are_read_as_far_as_they_go(data):
    text = bytearray(data.draw(st.sampled_from(sorted(BOOKS.values()))).encode())
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(text) - 1))
        text[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=6))
    book = read_cards(bytes(text))
    assert len(book.entries) <= len(text) // 10


def test_a_table_is_piped_in(empty_studio, clientkit):
    ran = clientkit("client", "import", "-", "--yes", "--json", input=TABLES["hubspot"])
    assert [one[0] for one in states(ran)] == ["new", "new"]
