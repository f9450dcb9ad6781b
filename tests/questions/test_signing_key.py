"""The key is made once, for the owner only, outside git; without it the machine says what to do."""

import subprocess

import pytest

from clientkit.errors import InvalidDataError, RefusedError
from clientkit.kernel.store.save import append_record
from clientkit.kernel.store.workspace import Workspace
from clientkit.questions.signing_key import VARIABLE, make_survey_key, require_survey_key, survey_key
from support.builders import a_record

FRESH = b"a1" * 32
OTHER = b"b2" * 32
ASKED = {"occasion": "periodic", "language": "id", "expires": "2026-12-31"}


def test_there_is_none_until_it_is_made(studio: Workspace) -> None:
    assert survey_key(studio, {}) is None
    with pytest.raises(RefusedError, match="no survey key") as refused:
        require_survey_key(studio, {})
    assert VARIABLE in refused.value.hint
    assert make_survey_key(studio, FRESH) == FRESH
    assert require_survey_key(studio, {}) == FRESH


def test_it_is_for_the_owner_only(studio: Workspace) -> None:
    make_survey_key(studio, FRESH)
    assert studio.survey_key_file.stat().st_mode & 0o777 == 0o600
    assert studio.survey_key_file.read_bytes() == FRESH + b"\n"


def test_the_first_one_stays(studio: Workspace) -> None:
    make_survey_key(studio, FRESH)
    assert make_survey_key(studio, OTHER) == FRESH
    assert make_survey_key(studio, OTHER, instead=True) == OTHER
    assert survey_key(studio, {}) == OTHER


def test_a_second_machine_makes_none_of_its_own(studio: Workspace) -> None:
    append_record(studio, a_record("survey", question="nps", scale=10, contact="rina", **ASKED))
    with pytest.raises(RefusedError, match="Something was asked by mail before") as refused:
        make_survey_key(studio, FRESH)
    assert "Copy .clientkit/survey.key" in refused.value.hint
    assert "survey key --new" in refused.value.hint
    assert survey_key(studio, {}) is None
    assert make_survey_key(studio, FRESH, instead=True) == FRESH


def test_a_question_that_was_asked_counts_as_a_survey_does(studio: Workspace) -> None:
    asked = {"purpose": "accept", "contact": "rina", "topic": "v1", "sha256": "0" * 64}
    said = {"answers": ("accept",), "sentences": ("Ya.",), "expires": "2026-12-31", "message": "<a@b.c>"}
    append_record(studio, a_record("question", **asked, **said))
    with pytest.raises(RefusedError, match="Something was asked by mail before"):
        make_survey_key(studio, FRESH)


def test_the_environment_comes_first(studio: Workspace) -> None:
    make_survey_key(studio, FRESH)
    assert survey_key(studio, {VARIABLE: f" {OTHER.decode()}\n"}) == OTHER


@pytest.mark.parametrize("text", ["short", "x" * 300, "with blanks " * 4])
def test_what_is_no_key_is_named(studio: Workspace, text: str) -> None:
    with pytest.raises(InvalidDataError, match=VARIABLE):
        survey_key(studio, {VARIABLE: text})
    studio.private_dir.mkdir(exist_ok=True)
    studio.survey_key_file.write_text(text)
    with pytest.raises(InvalidDataError, match=r"survey\.key"):
        survey_key(studio, {})


def test_git_never_takes_it_along(studio: Workspace) -> None:
    subprocess.run(["git", "init", "-q"], cwd=studio.root, check=True)
    (studio.root / ".gitignore").unlink()
    with pytest.raises(RefusedError, match="git would take the survey key along"):
        make_survey_key(studio, FRESH)
    (studio.root / ".gitignore").write_text(".clientkit/\n")
    make_survey_key(studio, FRESH)
    subprocess.run(["git", "add", "-A"], cwd=studio.root, check=True)
    listed = subprocess.run(["git", "ls-files"], cwd=studio.root, check=True, capture_output=True, text=True)
    assert "survey.key" not in listed.stdout
    assert "clientkit.toml" in listed.stdout
