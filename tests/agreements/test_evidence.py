"""A mail kept as evidence is read: it must accept this paper, on a day that can be, from who is said to."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkit.agreements.evidence import Accepted, doubts, mail_in
from clientkit.kernel.store.workspace import Workspace
from clientkit.workspace.demo_sample import sample_workspace
from support.checked import other_findings

JAKARTA = ZoneInfo("Asia/Jakarta")
PAPER = Accepted("SOW-2026-014", 2, date(2026, 11, 9), date(2026, 11, 18))
RINA = "Rina Wijaya <rina@kopinusantara.example>"
DAY = "Wed, 18 Nov 2026 09:00:00 +0700"
ACCEPT = ("scope", "accept", "kopi/toko", "--name", "Rina Wijaya", "--on", "2026-11-18", "--evidence")


def a_mail(text, day=DAY, sender=RINA, subject="Re: Perjanjian"):
    return f"From: {sender}\r\nDate: {day}\r\nSubject: {subject}\r\n\r\n{text}\r\n".encode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (a_mail("Saya menyetujui SOW-2026-014, versi 2."), ""),
        (a_mail("I accept sow-2026-014, version 2."), ""),
        (a_mail("Setuju."), ""),
        (a_mail("Setuju.\r\n\r\n> I accept SOW-2026-013, version 1."), "it names SOW-2026-013"),
        (a_mail("I accept SOW-2026-014, v2.\r\n\r\n> SOW-2026-013, version 1."), ""),
        (a_mail("I accept SOW-2026-013, version 2."), "it names SOW-2026-013, not SOW-2026-014"),
        (a_mail("Saya menyetujui SOW-2026-014, versi 1."), "it names version 1, not 2"),
        (a_mail("OK", subject="Re: SOW-2026-015"), "it names SOW-2026-015"),
        (a_mail("OK", day="Fri, 20 Nov 2026 09:00:00 +0700"), "it is dated 2026-11-20, after the"),
        (a_mail("OK", day="Sun, 8 Nov 2026 09:00:00 +0700"), "it is dated 2026-11-08, before the"),
        (a_mail("OK", day="Wed, 18 Nov 2026 20:00:00 -0800"), ""),
        (a_mail("OK", day="not a day"), ""),
    ],
)
def test_what_contradicts_the_acceptance_is_said(data, said):
    mail = mail_in(data)
    assert mail is not None
    found = "; ".join(doubts(mail, PAPER, JAKARTA))
    assert said in found
    assert bool(found) == bool(said)


@given(st.binary(max_size=300), st.text(max_size=20))
def test_whatever_a_file_holds_is_read_without_a_fault(data, number):
    mail = mail_in(b"From: rina@kopi.example\r\n" + data)
    if mail:
        list(doubts(mail, PAPER._replace(number=number), JAKARTA))
    mail_in(data)


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    root = tmp_path / "sample"
    shutil.copytree(sample_workspace().root, root)
    monkeypatch.chdir(root)
    return Workspace(root, "laptop")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (a_mail("I accept SPK/DL-KOPI/013."), "it names SPK/DL-KOPI/013"),
        (a_mail("Setuju.", sender="x@elsewhere.example"), "who is no contact of"),
        (a_mail("Setuju.", day="Thu, 19 Nov 2026 09:00:00 +0700"), "after the acceptance on 2026-11-18"),
    ],
)
def test_evidence_that_does_not_fit_is_refused_and_force_is_recorded(
    sample: Workspace, run: Callable, tmp_path: Path, data: bytes, said: str
) -> None:
    reply = tmp_path / "reply.eml"
    reply.write_bytes(data)
    refused = run(*ACCEPT, reply)
    assert refused.code == 5
    assert said in refused.err
    assert "nothing was frozen" in refused.err
    assert not sample.agreement_dir("kopi", "toko", 1).exists()
    assert run(*ACCEPT, reply, "--force").code == 0
    assert "forced = true" in (sample.agreement_dir("kopi", "toko", 1) / "manifest.toml").read_text("utf-8")
    assert other_findings(run) == []


def test_check_finds_an_agreement_whose_evidence_does_not_fit(
    sample: Workspace, run: Callable, tmp_path: Path
) -> None:
    reply = tmp_path / "reply.eml"
    reply.write_bytes(a_mail("I accept SPK/DL-KOPI/013."))
    run(*ACCEPT, reply, "--force")
    manifest = sample.agreement_dir("kopi", "toko", 1) / "manifest.toml"
    text = manifest.read_text("utf-8")
    manifest.write_text(text.replace("forced = true", "forced = false"), "utf-8")
    done = run("check")
    assert done.code == 1
    assert "the evidence of version 1 does not fit: it names SPK/DL-KOPI/013" in done.out
