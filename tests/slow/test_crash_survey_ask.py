"""A survey whose asking is cut off anywhere is on record or was not asked; its mail is never lost."""

import json

import pytest

from slow.crashes import FAULTS, crashes, needs_strace

pytestmark = [pytest.mark.slow, needs_strace]

ASK = ("survey", "ask", "kopi/toko", "--kind", "nps", "--contact", "rina")


def surveys(run):
    return json.loads(run("survey", "list", "--json").out)["data"]["surveys"]


@pytest.mark.parametrize("fault", FAULTS)
def test_no_mail_without_its_record_and_no_record_without_its_mail(studio, run, tmp_path, monkeypatch, fault):
    work = tmp_path / "work"
    work.mkdir()
    store = work / "store"
    monkeypatch.setenv("CLIENTKIT_WORKSPACE", str(store))
    outcomes = set()

    for crash in crashes(studio.root, ASK, fault, work):
        asked = surveys(run)
        drafts = sorted(path.name for path in store.rglob("*.eml"))
        assert len(asked) == 1 or (asked == [] and not crash.acknowledged), crash
        assert "Traceback" not in crash.said, crash
        assert {name.removeprefix("survey-")[:10] for name in drafts} <= {one["id"] for one in asked}, crash
        checked = run("check")
        assert (checked.code, checked.out) == (0, ""), (crash, checked)
        for one in asked:
            again = run("survey", "mail", one["id"])
            assert again.code == 0, (crash, again.err)
            assert (store / again.out.strip()).is_file()
        if not asked:
            assert run(*ASK).code == 0, crash
        key = store / ".clientkit" / "survey.key"
        assert key.stat().st_mode & 0o777 == 0o600
        outcomes.add((len(asked), bool(drafts)))

    assert {(0, False), (1, True)} <= outcomes
