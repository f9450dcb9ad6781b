"""`mail send`, broken at any system call, also of the network: no mail goes twice, none goes unrecorded."""

import json
from collections import Counter

import pytest

from slow.crashes import CALLS, NETWORK_CALLS, crashes, needs_strace
from support.checked import waive
from support.smtp_server import ca_file, name_server, smtp_server

pytestmark = [pytest.mark.slow, needs_strace]

SEND = ("mail", "send", "report", "kopi/toko", "--yes")
KEPT = {"2026-W47.md", "2026-W47.generated.json", "laptop.jsonl"}


@pytest.fixture
def server(studio, run, security, monkeypatch):
    """A logging server that the studio's settings name."""
    waive(studio)
    assert run("done", "kopi/toko", "Home page is live").code == 0
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file()))
    with smtp_server(security) as running:
        name_server(studio.settings_file, running, security)
        yield running


def mails(run):
    ran = run("mail", "list", "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)["data"]


def names_of(root):
    return {path.name for path in root.rglob("*") if path.is_file() and ".clientkit" not in path.parts}


@pytest.mark.parametrize(
    ("fault", "calls", "security"),
    [
        ("kill", CALLS, "none"),
        ("kill", NETWORK_CALLS, "none"),
        ("kill", ("connect", "write"), "tls"),
        ("broken", CALLS, "none"),
        ("broken", NETWORK_CALLS, "none"),
        ("full", CALLS, "none"),
    ],
    ids=["kill-files", "kill-network", "kill-tls", "broken-files", "broken-network", "full-files"],
)
def test_no_mail_goes_twice_and_none_unrecorded(studio, server, run, tmp_path, monkeypatch, fault, calls):
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(work / "store"))
    before, seen = names_of(studio.root), Counter()

    def begin():
        server.wait()
        server.mails.clear()

    for crash in crashes(studio.root, SEND, fault, work, calls, begin):
        server.wait()
        went, known = list(server.mails), mails(run)
        assert {mail.sha256 for mail in went} <= {row["sha256"] for row in known}, crash
        assert len(went) == 1 or (not went and not crash.acknowledged), crash
        assert [row["outcome"] for row in known] in ([], ["sent"], ["failed"], ["unknown"]), crash
        assert not went or known[0]["outcome"] != "failed", crash
        assert "Traceback" not in crash.said, crash
        left = names_of(work / "store") - before
        assert left <= KEPT, crash

        for _ in range(2):
            run(*SEND)
        server.wait()
        assert len(server.mails) == (0 if known and known[0]["outcome"] == "unknown" and not went else 1), (
            crash
        )
        outcome = known[0]["outcome"] if known else "nothing"
        problems = json.loads(run("check", "--json").out)["data"]["problems"]
        told = ["unknown-mail"] if outcome == "unknown" else []
        assert [problem["code"] for problem in problems] == told, (crash, problems)

        if outcome == "unknown":
            assert run("mail", "settle", known[0]["id"], "--not-sent").code == 0, crash
            assert run(*SEND).code == 0, crash
            assert len({mail.sha256 for mail in server.mails}) == 1, crash
        assert mails(run)[-1]["outcome"] == "sent", crash
        private = {path.name for path in (work / "store" / ".clientkit").iterdir()}
        assert private - {"facts", "schema", "undo"} == {"lock", "sending"}, crash
        seen.update(trials=1, acknowledged=crash.acknowledged, gone=len(went), **{outcome: 1})

    print(f"\n{fault} at {calls[0]}...: {dict(seen)}")  # noqa: T201 - the sweep's figures
    assert seen["trials"] >= 8
    assert seen["acknowledged"] < seen["trials"]
    assert seen["unknown"] >= 1 or fault != "kill"


@pytest.mark.parametrize("security", ["none"])
@pytest.mark.parametrize("calls", [CALLS, NETWORK_CALLS], ids=["files", "network"])
def test_a_letter_goes_once_and_what_it_promises_is_kept_once(
    studio, server, run, tmp_path, monkeypatch, calls
):
    asked = ("log", "add", "kopi/toko", "Asks for the price list", "--channel", "whatsapp", "--incoming")
    message = json.loads(run(*asked, "--json").out)["data"]["id"]
    send = ("mail", "send", "answer", message, "--due", "2026-11-25", "--language", "en", "--yes")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(work / "store"))
    seen = Counter()

    def begin():
        server.wait()
        server.mails.clear()

    for crash in crashes(studio.root, send, "kill", work, calls, begin):
        server.wait()
        went, known = len(server.mails), mails(run)
        outcome = known[0]["outcome"] if known else "nothing"
        assert went <= len(known) <= 1, crash
        assert went or not crash.acknowledged, crash
        run(*send)
        if outcome == "unknown":
            assert len(server.mails) == went, crash  # nothing goes again by itself
            assert run("mail", "settle", known[0]["id"], "--sent" if went else "--not-sent").code == 0, crash
            run(*send)
        server.wait()
        assert len(server.mails) == 1, crash
        promised = json.loads(run("promise", "list", "--json").out)["data"]
        assert [row["due"] for row in promised] == ["2026-11-25"], crash
        assert run("check").code == 0, crash
        seen.update(trials=1, acknowledged=crash.acknowledged, gone=went, **{outcome: 1})

    print(f"\nletter, kill at {calls[0]}...: {dict(seen)}")  # noqa: T201 - the sweep's figures
    assert seen["trials"] >= 8
    assert seen["unknown"] >= 1
