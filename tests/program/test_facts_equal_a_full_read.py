"""After any sequence of edits, by commands and by hand, what lists take from facts is what the files say."""

import os
import random
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as datetime_time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from clientkit.agenda.queries import due_facts
from clientkit.changes.queries import CHANGES
from clientkit.complaints.register import register_facts
from clientkit.feedback.loop import loop_facts
from clientkit.feedback.time_limit import TimeLimit
from clientkit.kernel.store import facts as facts_module
from clientkit.kernel.store.facts import facts
from clientkit.kernel.store.workspace import Notices, Workspace
from clientkit.overview.client_list import CLIENTS
from clientkit.overview.deals import DEALS
from clientkit.overview.health import health_facts, health_of
from clientkit.program import DUES
from clientkit.projects.queries import PROJECTS
from clientkit.promises.queries import PROMISES
from clientkit.scores.groups import ScoreQuery
from clientkit.scores.journal_answers import answer_facts
from clientkit.scores.kept import kept_facts
from clientkit.surveys.questions import QUESTIONS

STEPS = 25
LIMIT = TimeLimit(48, ZoneInfo("Asia/Jakarta"))
NAMES = ("kopi", "batik", "tokoa")
STAGES = ("prospect", "active", "dormant", "lost")


class Edits:
    """One random step after another, each as a person or a command takes it."""

    def __init__(self, workspace: Workspace, run: Callable[..., object], chance: random.Random) -> None:
        self.workspace, self.run, self.chance = workspace, run, chance
        self.today = date(2026, 11, 21)

    def step(self) -> str:
        """Take one; what it was."""
        every = [name for name in dir(self) if name.startswith(("by_command", "by_hand"))]
        name = self.chance.choice(every)
        getattr(self, name)(self.chance.choice(NAMES))
        return name

    def day(self) -> date:
        """Today goes on by some days, or back."""
        self.today += timedelta(days=self.chance.choice((0, 0, 1, 4, 30, -2)))
        return self.today

    def by_command_add(self, slug: str) -> None:
        self.run("client", "add", f"PT {slug}", "--slug", slug, "--contact", f"Ani <ani@{slug}.example>")

    def by_command_set(self, slug: str) -> None:
        self.run("client", "set", slug, f"stage={self.chance.choice(STAGES)}")

    def by_command_archive(self, slug: str) -> None:
        self.run("client", "archive", slug, *self.chance.choice(((), ("--back",))))

    def by_command_project(self, slug: str) -> None:
        self.run("project", "add", slug, self.chance.choice(("Toko", "Situs", "Katalog")))

    def by_command_start(self, slug: str) -> None:
        for project in self.workspace.projects(slug)[:1]:
            self.run("project", self.chance.choice(("start", "close")), f"{slug}/{project}")

    def by_command_promise(self, slug: str) -> None:
        self.run("promise", "add", slug, "Send the draft", "--due", self.chance.choice(("2026-11-20", "+3d")))

    def by_command_complaint(self, slug: str) -> None:
        self.run("complaint", "add", slug, "It came late", "--severity", self.chance.choice("1234"))

    def by_command_feedback(self, slug: str) -> None:
        self.run("feedback", "add", slug, "--csat", self.chance.choice("15"), "--comment", "It came late")

    def by_command_notes(self, slug: str) -> None:
        for project in self.workspace.projects(slug)[:1]:
            verb = self.chance.choice(("next", "ask", "done", "blocked", "risk"))
            self.run(verb, f"{slug}/{project}", "Build the payment page", "--due", "+3d")

    def by_command_change(self, slug: str) -> None:
        for project in self.workspace.projects(slug)[:1]:
            self.run("change", "add", f"{slug}/{project}", "More pages")
            price = ("--class", "outside", "--price", self.chance.choice("579"))
            self.run("change", "assess", f"{slug}/{project}/CO-1", *price)

    def by_command_plan(self, slug: str) -> None:
        for project in self.workspace.projects(slug)[:1]:
            self.run("project", "set", f"{slug}/{project}", "timeline.start=2026-11-16")
            self.run("milestone", "add", f"{slug}/{project}", "The payment page", "--days", "5")

    def by_command_talk(self, slug: str) -> None:
        self.run(
            "log", "add", slug, "They asked for a price", self.chance.choice(("--incoming", "--no-answer"))
        )

    def by_command_accept(self, slug: str) -> None:
        for project in self.workspace.projects(slug)[:1]:
            self.run("scope", "accept", f"{slug}/{project}", "--contact", "ani", "--force")

    def by_hand_draft(self, slug: str) -> None:
        """A draft of a mail is written where documents lie."""
        folder = self.workspace.documents_dir(slug, next(iter(self.workspace.projects(slug)), None))
        if self.workspace.client_dir(slug).exists():
            folder.mkdir(exist_ok=True)
            (folder / "letter.eml").write_text(f"Message-ID: <{self.chance.random()}@x>\n\nHello\n")

    def by_hand_letter(self, slug: str) -> None:
        """One letter of a file in place: size and inode stay, and the time is set back to what it was."""
        path = self._file(slug)
        if path:
            data, before = bytearray(path.read_bytes()), path.stat()
            data[self.chance.randrange(len(data))] = self.chance.choice(b"xyz1 ")
            path.write_bytes(data)
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    def by_hand_clock(self, slug: str) -> None:
        """A file is written while the clock is wrong."""
        if path := self._file(slug):
            path.write_bytes(path.read_bytes().replace(b"PT ", b"CV "))
            os.utime(path, (instant := self.chance.choice((0, time.time() + 86_400)), instant))

    def by_hand_delete(self, slug: str) -> None:
        if path := self._file(slug):
            path.unlink()

    def by_hand_erase(self, slug: str) -> None:
        if self.chance.random() < 0.3:
            shutil.rmtree(self.workspace.client_dir(slug), ignore_errors=True)

    def by_hand_rename(self, slug: str) -> None:
        folder = self.workspace.client_dir(slug)
        if folder.exists():
            aside = folder.with_name("aside")
            folder.replace(aside)
            for path in self.workspace.journal_files("aside"):
                path.write_text(path.read_text().replace('"PT ', '"UD '))
            aside.replace(folder)

    def by_hand_other_device(self, slug: str) -> None:
        """What another device wrote comes with git, and half of it is cut off at times."""
        for path in self.workspace.journal_files(slug)[:1]:
            text = path.read_text().replace("late", "later").replace('"id":"', '"id":"z')
            cut = self.chance.choice((len(text), len(text) // 2))
            (path.parent / f"other{self.chance.randrange(3)}.jsonl").write_text(text[:cut])

    def by_hand_link(self, slug: str) -> None:
        """A file moves away and a link takes its place, or the other way round."""
        if path := self._file(slug):
            away = self.workspace.root / f"away-{slug}-{path.name}"
            if path.is_symlink():
                away.replace(path)
            else:
                path.replace(away)
                path.symlink_to(away)

    def by_hand_settings(self, _: str) -> None:
        path = self.workspace.settings_file
        hours = self.chance.choice(("24", "48"))
        text = "".join(line for line in path.read_text().splitlines(keepends=True) if "follow_up" not in line)
        path.write_text(text.replace("[survey]\n", f"[survey]\nfollow_up_hours = {hours}\n"))

    def _file(self, slug: str) -> Path | None:
        folder = self.workspace.client_dir(slug)
        every = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
        return self.chance.choice(every) if every else None


def of_today(found: Iterable[tuple[str, Any]], today: date) -> Iterator[tuple[str, Any]]:
    """The health that is shown today: its forecasts stand with their days."""
    now = datetime.combine(today, datetime_time(10), UTC)
    for slug, value in found:
        yield slug, health_of(value, now)


@pytest.mark.parametrize("seed", range(6))
def test_facts_equal_a_full_read(studio, run, monkeypatch, seed):
    monkeypatch.setattr(facts_module, "YOUNG", 0)
    edits = Edits(studio, run, random.Random(seed))  # noqa: S311 - a seed, so that a failure can be seen again
    lasting = (
        CLIENTS,
        DEALS,
        PROJECTS,
        PROMISES,
        register_facts(2026),
        CHANGES,
        kept_facts(2026),
        QUESTIONS,
        loop_facts(LIMIT, every=True),
        loop_facts(LIMIT, every=False),
        due_facts(studio, 2026, DUES),
        *(answer_facts(ScoreQuery(by=by, today=edits.today)) for by in (None, "quarter", "tag")),
    )
    taken = []
    for _ in range(STEPS):
        taken.append(edits.step())
        time.sleep(0.012)  # a tick of the clock that stamps files
        today = edits.day()
        for kind in (*lasting, health_facts(today)):
            whole, quick = (Workspace(studio.root, studio.device, Notices()) for _ in range(2))
            said = [(slug, kind.reckon(whole, slug)) for slug in whole.clients()]
            said = [(slug, value) for slug, value in said if value is not None]
            held = facts(quick, kind)
            if kind.name == "health":
                held, said = [*of_today(held, today)], [*of_today(said, today)]
            assert held == said, (kind.name, taken)
            assert quick.notices.lines == whole.notices.lines, (kind.name, taken)
