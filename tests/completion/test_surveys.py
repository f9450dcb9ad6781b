"""What is offered for a survey: those that wait for an answer, of the client that is meant."""

import json

import pytest

from support.completion_client import SHELLS, offered

pytestmark = pytest.mark.parametrize("shell", SHELLS)

SURVEY = {
    "ts": "2026-11-20T03:00:00Z",
    "kind": "survey",
    "v": 1,
    "day": "2026-11-20",
    "client": "kopi",
    "question": "nps",
    "scale": 10,
    "contact": "rina",
    "occasion": "periodic",
    "language": "id",
    "expires": "2027-01-04",
}


@pytest.fixture
def asked(studio):
    journal = studio.journal_file("kopi")
    journal.parent.mkdir(exist_ok=True)
    lines = [SURVEY | {"id": "asked00001"}, SURVEY | {"id": "asked00002"}]
    ended = {"id": "ended00001", "kind": "survey_ended", "ref": "asked00002", "outcome": "declined"}
    journal.write_text("".join(f"{json.dumps(line)}\n" for line in [*lines, SURVEY | ended]))
    return studio


def test_ids_of_surveys_that_wait(shell, asked):
    assert offered(shell, "clientkit survey remind ") == ["asked00001"]
    assert offered(shell, "clientkit survey mail asked") == ["asked00001"]
    assert offered(shell, "clientkit feedback add --survey ") == ["asked00001"]
    assert offered(shell, "clientkit feedback add kopi/toko --survey a") == ["asked00001"]


def test_none_of_another_client(shell, asked, run):
    run("client", "add", "Jaya")
    assert offered(shell, "clientkit feedback add jaya --survey ") == []


def test_contacts_and_words(shell, asked):
    assert offered(shell, "clientkit survey ask kopi --contact ") == ["rina"]
    assert offered(shell, "clientkit survey ask kopi --kind ") == ["csat", "nps", "ces"]
    assert offered(shell, "clientkit client consent kopi --contact ") == ["rina"]
    purposes = ["quote", "testimonial", "referral", "case-study", "surveys", "promotion"]
    assert offered(shell, "clientkit client consent kopi --purpose ") == purposes
