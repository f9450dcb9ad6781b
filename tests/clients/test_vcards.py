"""Contacts as vCards: what an address book reads; khard, one by others, does."""

import re
import subprocess
import sys
from pathlib import Path

from clientkit.clients.vcards import vcards
from support.builders import a_client, a_contact


def unfolded(text):
    return re.sub("\r\n ", "", text).split("\r\n")


def test_a_card_holds_what_is_known_and_is_folded_between_letters():
    contact = a_contact("Ayu, Sri; Wijaya", id="ayu", title="Ibu", birthday="1990-02-28", position="漢" * 60)
    text = vcards(
        "kopi", a_client(contacts=(contact, a_contact("Budi", id="budi", email="", birthday="02-29")))
    )
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = unfolded(text)
    assert lines[:6] == [
        *("BEGIN:VCARD", "VERSION:3.0", f"UID:clientkit-kopi-{contact.id}", "FN:Ayu\\, Sri\\; Wijaya"),
        *("N:Wijaya;Ayu\\, Sri\\;;;Ibu;", "ORG:PT Kopi Nusantara"),
    ]
    assert "TITLE:" + "漢" * 60 in lines
    assert "BDAY:1990-02-28" in lines
    assert text.count("BEGIN:VCARD") == text.count("END:VCARD") == 2
    assert "BDAY:02-29" not in text
    assert "ORG" not in vcards("ayu", a_client("Ayu", kind="person"))


def test_the_list_writes_them_for_a_segment(studio, run):
    assert run("client", "list", "--format", "vcf").out.count("BEGIN:VCARD") == 1
    assert run("client", "list", "--kind", "person", "--format", "vcf").out == ""


def test_khard_reads_them(studio, run, tmp_path):
    run("client", "set", "kopi", "contacts.rina.birthday=1990-02-28", "contacts.rina.phone=+62 811")
    run("client", "set", "kopi", "contacts.rina.phones=+62 22 7", "contacts.rina.note=Figures, then words")
    book = tmp_path / "book"
    book.mkdir()
    (book / "rina.vcf").write_text(run("client", "list", "--format", "vcf").out, newline="")
    config = tmp_path / "khard.conf"
    config.write_text(f"[addressbooks]\n[[book]]\npath = {book}\n")
    khard = [str(Path(sys.executable).with_name("khard")), "-c", str(config)]
    done = subprocess.run(
        [*khard, "email", "--parsable", "rina"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "rina@kopi.example\tRina Wijaya" in done.stdout
    card = subprocess.run([*khard, "show", "rina"], capture_output=True, text=True, check=True).stdout
    assert "+62 811" in card
    assert "+62 22 7" in card
    assert "Figures, then words" in card
