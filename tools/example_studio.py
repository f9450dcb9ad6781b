"""A sample studio in which every example of the help texts can be run as it stands."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

from help_examples import Example
from support.complaints import Story
from support.smtp_server import Server, name_server

TODAY = "2026-11-21"
ID = "7k2mwq4xzt"
"""What `7k2` in an example is the beginning of."""

NOT_RUN = {
    "progress from-commits kopi/toko --week": "the numbers are those of one's own commits",
    "report status kopi/toko amber": "the schedule of the sample is amber by the rule",
    "mail draft report kopi/toko --imap": "there is no IMAP server",
    "mail read --imap": "there is no IMAP server",
    "mail sent --imap": "there is no IMAP server",
    "meeting toko": "it opens an editor, and asks",
    "week kopi/toko": "it asks, one report after the other",
}
"""Examples that the sample has nothing for, by how they begin, and why."""

KOPI = {"client": "kopi", "project": "toko"}
SURVEY = {
    "kind": "survey",
    "client": "kopi",
    "question": "nps",
    "scale": 10,
    "contact": "rina",
    "day": "2026-11-02",
    "occasion": "periodic",
    "language": "id",
    "expires": "2026-12-17",
}
MAIL = {
    "kind": "mail_sending",
    "client": "kopi",
    "message": "<1@studio.example>",
    "subject": "Perjanjian",
    "recipients": ["rina@kopi.example"],
    "sha256": "0" * 64,
    "document": "scope",
}
COMPLAINTS = {
    "complaint": "received",
    "complaint note": "acknowledged",
    "complaint option": "understood",
    "complaint choose": "offered",
    "complaint confirm": "put-right",
    "complaint learn": "confirmed",
}
"""The state of the complaint that an example is about."""

RECORDS: dict[str, dict[str, Any]] = {
    "progress": {"kind": "next", **KOPI, "text": "Connect the payment provider"},
    "progress set 7k2 hours=2": {"kind": "done", **KOPI, "text": "Home page is live"},
    "done": {"kind": "next", **KOPI, "text": "Connect the payment provider"},
    "undo": {"kind": "done", **KOPI, "text": "Home page is live"},
    "answer": {"kind": "ask", **KOPI, "text": "Which payment provider?"},
    "feedback": {"kind": "feedback", "client": "kopi", "csat": 5},
    "feedback quotes": {
        "kind": "consent",
        "client": "kopi",
        "contact": "rina",
        "purpose": "testimonial",
        "given": True,
        "ref": "ojfg12fat7",
        "sha256": "a8be119ec3c57219e231144057b64fcd86b30208c5c859e3745b0e0293a37ef4",
        "credit": "name",
    },
    "feedback add": SURVEY,
    "survey": SURVEY,
    "promise": {"kind": "promise", **KOPI, "text": "Send the draft", "due": "2026-11-27"},
    "mail": MAIL,
    "log remove": {"kind": "log", "client": "kopi", "channel": "phone", "text": "Called"},
    "change": {"kind": "change", "client": "kopi", "project": "katalog", "number": 2, "text": "A sleeve"},
    "agenda later": {"kind": "next", **KOPI, "text": "Connect the payment provider", "due": "2026-11-25"},
}
"""The record that an example's `7k2` means, by how the example begins; the longest beginning counts."""

ABSENT = {
    "init": ".",
    "demo": ".",
    "client add": "clients/kopi",
    "project add": "clients/kopi/projects",
    "project start": "clients/kopi/journal",
}
"""What is not there yet before an example, by how it begins."""

CHANGE = "change add kopi/toko Wholesale --contact rina"
ASSESS = "change assess toko/CO-1 --class outside --adds Wholesale --criterion Seen"

BEFORE = {
    "client back": ("client end kopi --reason silent",),
    "project drop": ("project add kopi Poster --slug poster",),
    "scope diff": (
        "scope accept kopi/toko --name Rina --force",
        "project set kopi/toko agreement.version=2",
        "scope accept kopi/toko --name Rina --force",
    ),
    "scope evidence": ("scope accept kopi/toko --name Rina --force",),
    "scope history": ("scope accept kopi/toko --name Rina --force",),
    "undo": ("done toko Online",),
    "complaint list": ("complaint add kopi/toko Terlambat --contact rina",),
    "mail list": ("mail send report kopi/toko --yes",),
    "mail send clients": ("mail draft report kopi/toko",),
    "change list": (CHANGE,),
    "change set": (CHANGE,),
    "change assess": (CHANGE, f"{ASSESS} --price 900000"),
    "change show": (CHANGE,),
    "change render": (CHANGE, f"{ASSESS} --price 900000"),
    "change approve": (
        "scope accept kopi/toko --name Rina --force",
        CHANGE,
        f"{ASSESS} --price 900000",
        "mail draft change toko/CO-1",
        "mail sent change toko/CO-1",
    ),
    "change decline": (CHANGE,),
    "change withdraw": (CHANGE,),
    "change absorb": (CHANGE, f"{ASSESS} --price 900000"),
    "mail sent scope": ("mail draft scope kopi/toko",),
}
"""What is run before an example, by how it begins."""

FILES = {
    "accepted.eml": "From: hendra@kopinusantara.example\r\nDate: Wed, 4 Nov 2026 09:00:00 +0700\r\n\r\n"
    "Saya menyetujui SPK/DL-KOPI/014, versi 1.\r\n",
    "reply.eml": "From: rina@kopinusantara.example\r\nSubject: Re: Perjanjian\r\n\r\nSetuju.\r\n",
    "signed.pdf": "%PDF",
    "minutes.md": "## Kami akan\n- +7d: kirim dua kalimat\n",
    "answers.csv": "Response ID,score,Q1,Why?\n1,9,5,Rapi\n",
    "contacts.vcf": "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Budi Santoso\r\nORG:PT Kopi Nusantara\r\nEND:VCARD\r\n",
    "google.csv": "First Name,Last Name,E-mail 1 - Value\nAyu,Sri,ayu@studio.example\n",
    "times.klg": "2026-11-16\n    1h #website\n",
    "everybody.csv": "Email,score\nrina@kopi.example,9\n",
    "stunden.csv": "Datum;Projekt;Stunden\n16.11.2026;website;1,5\n",
    "../home/Mail/inbox.mbox": "From rina Sat Nov 21 10:00:00 2026\nFrom: rina@kopi.example\n\nSetuju.\n\n",
    "../home/.config/watson/frames": "[]",
}
"""Files that examples read, from the studio on."""

HOURS = '[{"id": 1, "start": "20261116T010000Z", "end": "20261116T020000Z", "tags": ["toko"]}]'
"""What a time tracker writes into the pipe of an example."""


def make_sample(folder: Path) -> None:
    """The studio that `demo` makes, without git."""
    command = [sys.executable, "-m", "clientkit", "demo", str(folder), "--no-git"]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **surroundings(folder)})  # noqa: S603 - our own program


def can_run(example: Example) -> bool:
    """Whether the sample has all that an example speaks of."""
    return not any(_begins(example, one) for one in NOT_RUN)


def prepare(sample: Path, root: Path, example: Example, server: Server) -> None:
    """A copy of the sample at `root` with what an example speaks of: its record, its files, its server."""
    shutil.copytree(sample, root)
    with patch.dict(os.environ, surroundings(root)):  # who vouches for the server there
        name_server(root / "clientkit.toml", server)
    furnish(root, example)


def furnish(root: Path, example: Example) -> None:
    """Put what an example speaks of into a studio: its record, its files."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    if "7k2" in example.line or _begins(example, "feedback quotes"):
        journal = root / "clients" / "kopi" / "journal" / "desk.jsonl"
        lines = [json.dumps(one) for one in _records(example)]
        journal.write_text("\n".join(lines) + "\n", encoding="ascii")
    for beginning, absent in ABSENT.items():
        if _begins(example, beginning):
            shutil.rmtree(root / absent)
            root.mkdir(exist_ok=True)


def _records(example: Example) -> list[dict[str, Any]]:
    """The record that `7k2` means, and those that brought it where an example takes it up."""
    if fitting := [one for one in COMPLAINTS if _begins(example, one)]:
        return Story(ID).to(COMPLAINTS[max(fitting, key=len)]).records
    record = RECORDS[max((one for one in RECORDS if _begins(example, one)), key=len)]
    return [{"id": ID, "ts": "2026-11-20T03:00:00Z", "v": 1, "day": "2026-11-20", **record}]


def before(example: Example) -> list[list[str]]:
    """The calls that come before an example."""
    return [
        line.split() for beginning, lines in BEFORE.items() if _begins(example, beginning) for line in lines
    ]


def words(example: Example, *more: str) -> list[str]:
    """The words of an example, with `more` options where the command has them; `--yes` to questions."""
    asks = "--yes" in example.options and "--no" not in example.words
    sends = "--send" in example.words or "--send" not in example.options
    wanted = (*("--yes" for _ in range(asks and sends)), *(one for one in more if one in example.options))
    home = str(Path.home())
    own = [home + word[1:] if word.startswith("~") else word for word in example.words]
    return [*own, *(option for option in wanted if option not in own)]


def surroundings(root: Path) -> dict[str, str]:
    """The variables that the examples are run with, beside those of every process."""
    return {
        "HOME": str(root.parent / "home"),
        "XDG_STATE_HOME": str(root.parent / "state"),
        "EDITOR": "true",
        "CLIENTKIT_TODAY": TODAY,
        "CLIENTKIT_DEVICE": "laptop",
        "CLIENTKIT_SURVEY_KEY": "0" * 64,
        "PATH": os.environ["PATH"],
    }


def _begins(example: Example, beginning: str) -> bool:
    return example.line.startswith(f"clientkit {beginning}")
