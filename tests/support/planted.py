"""A client in whose folder each person's words and data bear a mark of their own: it shows where they go."""

import json
from collections.abc import Iterator
from email.message import EmailMessage
from random import Random
from typing import Any

import tomli_w

from clientkit.kernel.model.records.journal import KINDS, models
from clientkit.kernel.store.workspace import Workspace

GIVEN = ("Rina", "Hendra", "Ayu", "Jean-Luc", "Søren", "Dewi", "Budi", "Chiara")
FAMILY = ("Wijaya", "Saputra", "Lestari", "O'Neill", "Ångström", "Rossi", "Tan", "Kusuma")
NOBODYS = frozenset({"contact", "recipients", "refused", "concerns", "accepted_by", "file", "evidence"})
"""Fields that the builder sets itself, or that hold no words."""


class Planted:
    """The client `kopi` of a workspace, with two to four contacts, written anew from a seed."""

    def __init__(self, workspace: Workspace, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - a seed, not a secret
        self.workspace = workspace
        self.marks: dict[str, set[str]] = {}
        self.records: list[dict[str, Any]] = []
        names = self.random.sample([f"{one} {two}" for one in GIVEN for two in FAMILY], 4)
        self.contacts = [self._contact(number, name) for number, name in enumerate(names)]
        self.contacts = self.contacts[: self.random.randint(2, 4)]
        for one in self.contacts:
            self._records(one)
        self.random.shuffle(self.records)
        self._write()
        for one in self.contacts:
            self._files(one)

    def mark(self, owner: str) -> str:
        """A new mark of somebody's."""
        made = f"q{self.random.getrandbits(48):012x}z"
        self.marks.setdefault(owner, set()).add(made)
        return made

    def _contact(self, number: int, name: str) -> dict[str, Any]:
        own = f"c{number}"
        mail, phone = self.mark(own), f"+62 8{self.random.randrange(10**9):09}"
        self.marks[own].add(phone)
        fields = ("title", "position", "hours", "likes", "avoid")
        rest = {field: f"Mark {self.mark(own)}" for field in fields}
        return {"id": own, "name": name, "email": f"{mail}@kopi.example", "phone": phone, **rest}

    def _records(self, contact: dict[str, Any]) -> None:
        """One record of each kind: theirs by their id, by their name, or by what it refers to."""
        own, theirs = contact["id"], []
        for kind in sorted({*KINDS} - {"retraction"}):
            (model,) = models(frozenset({kind}))
            tied = {} if "contact" in model.model_fields else self._tied(model, contact, theirs)
            other = "-" if "tags" in tied else self._other(own)
            record = dict(_fields(model, lambda: f"Kata {self.mark(own)}; {other}."))  # noqa: B023 - at once
            record |= {"id": self._id(), "kind": kind, "client": "kopi", "v": 1, "day": "2026-11-21"}
            record["ts"] = f"2026-11-21T03:{self.random.randrange(60):02}:00Z"
            record.pop("replaces", None)
            record |= {"file": "signed.pdf"} if kind == "evidence" else {}
            if "contact" in model.model_fields:
                record["contact"] = own
                theirs.append(record["id"])
            elif kind == "mail_sending":
                record |= {"recipients": [contact["email"].upper()], "document": "report"}
                joint = {"id": self._id(), "subject": "Kepada semua"}
                everybody = [one["email"] for one in self.contacts]
                self.records.append({**record, **joint, "recipients": everybody, "promised": "Kabar"})
                theirs.append(record["id"])
            elif kind == "breach":
                record["concerns"] = [own]
            elif kind == "acceptance":
                record["accepted_by"] = contact["name"]
            else:
                record |= tied
            self.records.append(record)

    def _tied(self, model: Any, contact: dict[str, Any], theirs: list[str]) -> dict[str, Any]:
        """What ties a record without a contact to one."""
        if "ref" in model.model_fields and theirs and self.random.random() < 0.7:
            return {"ref": self.random.choice(theirs)}
        named = self.random.choice([contact["name"], contact["email"], contact["phone"].replace(" ", "-")])
        return {"tags": [f"Untuk {named}"]}

    def _other(self, own: str) -> str:
        """Somebody else by name or address, as one may be named in a sentence; often nobody."""
        others = [one for one in getattr(self, "contacts", ()) if one["id"] != own]
        if not others or self.random.random() < 0.6:
            return "-"
        other = self.random.choice(others)
        return str(self.random.choice([other["name"].upper(), other["email"], other["phone"]]))

    def _id(self) -> str:
        return "".join(self.random.choices("0123456789abcdefghjkmnpqrstvwxyz", k=10))

    def _write(self) -> None:
        client = {"name": "PT Kopi Nusantara", "language": "id", "contacts": self.contacts}
        self.workspace.client_file("kopi").write_bytes(tomli_w.dumps(client).encode())
        lines = "".join(f"{json.dumps(one)}\n" for one in self.records)
        self.workspace.journal_dir("kopi").mkdir(exist_ok=True)
        self.workspace.journal_file("kopi").write_text(lines, encoding="utf-8")

    def _files(self, contact: dict[str, Any]) -> None:
        """A mail from them that quotes somebody else, one to them, and a document that names them."""
        own = contact["id"]
        quoted = next(one["id"] for one in self.contacts if one["id"] != own)
        folder = self.workspace.documents_dir("kopi", "toko")
        folder.mkdir(exist_ok=True)
        said = f"Saya {self.mark(own)}\n\nPada Jum, 20 Nov 2026 pukul 10.00 X <x@y.example> menulis:\n"
        texts = {
            (contact["email"], "dewi@studio.example"): f"{said}> Beliau {self.mark(f'{quoted} quoted')}\n",
            ("dewi@studio.example", contact["email"]): f"Kepada {self.mark(own)}; {self._other(own)}\n",
        }
        for number, ((sender, to), text) in enumerate(texts.items()):
            mail = EmailMessage()
            mail["From"], mail["To"], mail["Subject"] = sender, to, "Hal"
            mail.set_content(text)
            (folder / f"{own}-{number}.eml").write_bytes(bytes(mail))
        line = f"{contact['name']} setuju, {self.mark(own)}.\n{contact['name']} dan {self._other(own)}\n"
        (folder / f"notes-{own}.md").write_text(line, encoding="utf-8")


def _fields(model: Any, text: Any) -> Iterator[tuple[str, Any]]:
    """Values of the fields that must be there, and words in each that can hold a sentence."""
    schema = model.model_json_schema()
    for name, field in schema["properties"].items():
        one = next((form for form in field.get("anyOf", [field]) if form.get("type") != "null"), field)
        if "$ref" in one:
            one = schema["$defs"][one["$ref"].rpartition("/")[2]]
        if name in NOBODYS:
            continue
        if one.get("maxLength", 0) > 1000:
            yield name, text()
        elif name in schema["required"]:
            yield name, _value(one)


def _value(one: dict[str, Any]) -> Any:
    if "const" in one or "enum" in one:
        return one.get("const", one.get("enum", [None])[0])
    usual = {"integer": max(one.get("minimum", 1), 5), "boolean": True, "array": ["a", "b"], "number": 2}
    if one.get("type") in usual:
        return usual[one["type"]]
    forms = {"date": "2026-11-21", "date-time": "2026-11-21T03:00:00Z"}
    if one.get("format") in forms:
        return forms[one["format"]]
    return "0" * 64 if "{64}" in one.get("pattern", "") else "abc23456"
