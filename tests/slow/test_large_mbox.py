"""An mbox of 200 MB: little memory, how far it is on a terminal, Ctrl-C at any moment, and on from there."""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from clientkit.kernel.store.save import append_record
from support.mail_bounces import with_parts
from support.mail_clients import CLIENTS, Written, a_reply
from support.survey_mails import KEY, a_survey, answering
from support.trusted import trust

pytestmark = pytest.mark.slow

SIZE = 200_000_000
MOST_MEMORY = 200_000_000
LINE = b"From budi@x.example Wed Nov 18 10:30:00 2026\n"
TAIL = b"\n\nFrom what I see, all is well.\n\n"
PROGRAM = (sys.executable, "-m", "clientkit", "mail", "read")


MEASURED = """
import atexit, sys
from pathlib import Path
def tell():
    peak = [line for line in Path("/proc/self/status").read_text().split("\\n") if line.startswith("VmHWM")]
    sys.stderr.write(peak[0].split()[1])
atexit.register(tell)
from clientkit.main import run
run()
"""
"""The program, which tells at its end how many KB it held at most."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small mails, some with attachments, one with 25 MB, and two answers far apart."""
    path = tmp_path_factory.mktemp("large") / "inbox.mbox"
    strange = {"From": "Budi <budi@x.example>", "In_Reply_To": None, "References": None}
    small = [a_reply(client, Written("Terima kasih, 5 hari lagi."), **strange) for client in CLIENTS]
    noise = random.Random(1).randbytes(400_000)  # noqa: S311 - bytes that do not repeat, nothing is locked
    other = {"From": "budi@x.example", "In_Reply_To": "", "Message_ID": ""}
    file_with_mails = with_parts("See the file.", attachment=noise, **other)
    huge = with_parts("See the file.", attachment=noise * 63, **other)
    with path.open("wb") as file:
        file.write(LINE + a_reply("gmail-web", Written(""), Subject=answering(9)) + TAIL)
        file.write(LINE + huge + TAIL)
        while file.tell() < SIZE:
            for mail in (*small, file_with_mails):
                file.write(LINE + mail + TAIL)
        file.write(LINE + a_reply("thunderbird", Written("8"), 2) + TAIL)
    return path


@pytest.fixture(autouse=True)
def _asked(studio, monkeypatch):
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-11-21")
    append_record(studio, a_survey())
    studio.survey_key_file.write_bytes(KEY + b"\n")
    studio.survey_key_file.chmod(0o600)
    trust(studio.root)


def test_memory_stays_far_below_the_size_of_the_box(large):
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "mail", "read", large, "--yes", "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    data = json.loads(done.stdout)["data"]
    assert ([mail["score"] for mail in data["understood"]], data["taken"]) == ([9], 1)
    assert "answered before" in data["unsure"][0]["reason"]
    assert data["left_more"] > 0
    assert int(done.stderr.split()[-1]) * 1024 < MOST_MEMORY


def test_a_terminal_is_told_how_far_it_is(large, terminal):
    said = terminal("mail", "read", large, "--dry-run").out
    assert " mails, 5" in said
    assert " %" in said


@pytest.mark.parametrize("steps", [1, 3, 6])
def test_ctrl_c_loses_nothing_and_reading_goes_on(large, studio, steps):
    ours, its = os.openpty()
    with subprocess.Popen([*PROGRAM, large, "--yes"], stdout=subprocess.PIPE, stderr=its) as process:
        os.close(its)
        told = b""
        while told.count(b" mails") < steps:
            told += os.read(ours, 4096)
        process.send_signal(signal.SIGINT)
        process.wait()
        told += os.read(ours, 4096)
    os.close(ours)
    assert process.returncode == 130
    assert b"nothing was taken. The same command goes on from there." in told
    assert '"kind":"feedback"' not in studio.journal_file("kopi").read_text(encoding="ascii")
    done = subprocess.run([*PROGRAM, large, "--yes", "--json"], check=True, capture_output=True)
    data = json.loads(done.stdout)["data"]
    assert data["mails"] == data["left_reasons"]["no answer to a question"] + 2
    assert studio.journal_file("kopi").read_text(encoding="ascii").count('"kind":"feedback"') == 1
    assert json.loads(studio.bookmarks_file.read_bytes()) == {}
