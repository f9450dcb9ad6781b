"""Workspaces to measure with: the same bytes every time, written straight into files."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

RECORDS = 100
"""Journal records of each client."""

FIRST = datetime(2024, 1, 8, 2, 0, tzinfo=UTC)
"""When the first record of a client was written; one follows every nine hours."""

COMMENTS = (
    "Cepat dan rapi, terima kasih.",
    "The draft came two days late, but it was what we had asked for.",
    "Penjelasan biayanya belum jelas bagi bagian keuangan kami.",
)


def make_studio(program: Sequence[str], root: Path, clients: int) -> None:
    """Make a workspace of so many clients, each with a project and 100 records.

    The settings and the first client come from the program itself, the project from its sample; the
    other clients are copies under names of their own.
    """
    _call(program, "init", str(root), "--no-git", "--name", "Dewi Lestari", "--timezone", "Asia/Jakarta")
    contact = ("--contact", "Rina Wijaya <rina@kopi.example>")
    _call(program, "-C", str(root), "client", "add", "PT Kopi Nusantara", "--slug", slug(1), *contact)
    client_text = (root / "clients" / slug(1) / "client.toml").read_text(encoding="utf-8")
    sample = (
        files("clientkit")
        / "workspace"
        / "sample"
        / "clients"
        / "kopi"
        / "projects"
        / "toko"
        / "project.toml"
    )
    project_text = sample.read_text(encoding="utf-8")
    for number in range(1, clients + 1):
        folder = root / "clients" / slug(number)
        (folder / "journal").mkdir(parents=True)
        (folder / "projects" / "toko").mkdir(parents=True)
        text = client_text.replace("PT Kopi Nusantara", f"PT Kopi Nusantara {number}")
        (folder / "client.toml").write_text(text, encoding="utf-8")
        (folder / "projects" / "toko" / "project.toml").write_text(project_text, encoding="utf-8")
        lines = [json.dumps(record, separators=(",", ":")) + "\n" for record in _records(number)]
        (folder / "journal" / "laptop.jsonl").write_text("".join(lines), encoding="ascii")


def slug(number: int) -> str:
    """A client's short name."""
    return f"kopi-{number:04d}"


def _call(program: Sequence[str], *arguments: str) -> None:
    subprocess.run([*program, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _records(client: int) -> Iterator[dict[str, object]]:
    for number in range(RECORDS):
        written = FIRST + timedelta(hours=9 * number)
        head = {"id": f"{client:05d}{number:05d}", "ts": f"{written:%Y-%m-%dT%H:%M:%SZ}"}
        where = {"v": 1, "day": f"{written:%Y-%m-%d}", "client": slug(client), "project": "toko"}
        kind, fields = _what_happened(client, number)
        yield {**head, "kind": kind, **where, **fields}


def _what_happened(client: int, number: int) -> tuple[str, dict[str, object]]:  # noqa: PLR0911 - one for each kind
    """Of ten records three are answers, one each a plan, an ask and its answer; the rest ends what is open.

    Only the last ten records of a client leave anything open: a step, and follow-ups of low scores.
    """
    turn = client + number // 10
    is_over = number < RECORDS - 10
    match number % 10:
        case 4 | 7 | 9 if is_over:
            answer = f"{client:05d}{number - (9 if number % 10 == 9 else 1):05d}"  # noqa: PLR2004 - the case above
            return "follow_up", {"ref": answer, "note": "Called: all is clear now", "done": True}
        case 5 if is_over:
            plan = {"ref": f"{client:05d}{number - 4:05d}", "hours": 2.5}
            return "done", {"text": f"Part {turn} of the payment page stands", **plan}
        case 0 | 3 | 6:
            scores: dict[str, object] = {"csat": 3 + turn % 3, "csat_scale": 5, "nps": 10 - turn * 7 % 11}
            if turn % 2:
                scores |= {"ces": 1 + turn % 7, "comment": COMMENTS[turn % 3]}
            return "feedback", {"contact": "rina", **scores}
        case 1:
            return "next", {"text": f"Build the payment page, part {turn}", "due": "2026-12-04"}
        case 2:
            return "ask", {"text": f"Which photograph stands on page {turn}?", "options": ["shop", "harvest"]}
        case 8:
            return "resolved", {"ref": f"{client:05d}{number - 6:05d}", "text": "the one of the harvest"}
    return "done", {"text": f"Page {turn} of the shop stands, checked on a telephone", "hours": 2.5}
