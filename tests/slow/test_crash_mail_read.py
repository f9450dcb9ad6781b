"""Reading answers, broken at any system call: all are recorded or none; reading again mends it."""

import json
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.replies.mail_sources import LocalMail
from clientkit.replies.queries import Finder
from clientkit.replies.survey_index import survey_index
from clientkit.replies.verdict import ReplyContext
from slow.crashes import FAULTS, crashes, needs_strace
from support.mail_bounces import a_bounce
from support.mail_clients import Written, a_reply
from support.survey_mails import KEY, a_survey, answering
from support.trusted import trust

pytestmark = [pytest.mark.slow, needs_strace]

LINE = b"From rina@kopi.example Wed Nov 18 10:30:00 2026\n"


def taken(root):
    lines = [
        line for path in root.glob("clients/kopi/journal/*.jsonl") for line in path.read_bytes().splitlines()
    ]
    return sorted(
        one["kind"] for one in map(json.loads, lines) if one["kind"] in {"feedback", "survey_ended"}
    )


def stopped_once(studio, path):
    """Leave what Ctrl-C leaves, so that the command has a bookmark to take away."""

    def stop(_done, _total):
        raise KeyboardInterrupt

    everything = survey_index(studio, read_settings(studio).value)
    finder = Finder(ReplyContext(everything, KEY, date(2026, 11, 21), ZoneInfo("UTC")), None)
    place = LocalMail(studio, path, remember=True)
    with pytest.raises(KeyboardInterrupt):
        place.read(finder, stop)
    place.stop(finder)


@pytest.mark.parametrize("fault", FAULTS)
def test_answers_are_taken_together_or_not_at_all(studio, run, tmp_path, monkeypatch, fault):
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-11-21")
    append_record(studio, a_survey())
    append_record(studio, a_survey(id="sv00000002", message="<survey-2.ck@studio.example>"))
    studio.survey_key_file.write_bytes(KEY + b"\n")
    studio.survey_key_file.chmod(0o600)
    trust(studio.root)
    path = tmp_path / "inbox.mbox"
    mails = (
        a_reply("gmail-web", Written("Rapi."), Subject=answering(9)),
        a_bounce("<survey-2.ck@studio.example>"),
    )
    path.write_bytes(b"".join(LINE + mail + b"\n" for mail in mails))
    stopped_once(studio, path)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(work / "store"))
    command = ("mail", "read", str(path), "--yes")
    trials, acknowledged, before = 0, 0, path.read_bytes()
    for crash in crashes(studio.root, command, fault, work):
        trials, acknowledged = trials + 1, acknowledged + crash.acknowledged
        now = taken(work / "store")
        assert now == ["feedback", "survey_ended"] or (now == [] and not crash.acknowledged), crash
        assert "Traceback" not in crash.said, crash
        checked = run("check")
        assert (checked.code, checked.out) == (0, ""), (crash, checked)
        again = run(*command)
        assert again.code == 0, again.err
        assert taken(work / "store") == ["feedback", "survey_ended"], crash
    assert trials >= 8
    assert acknowledged < trials
    assert path.read_bytes() == before
