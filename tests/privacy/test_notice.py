"""The privacy notice names each field that the model can keep, in every language, and what is true here."""

import email
import email.policy
import subprocess
from collections.abc import Iterator
from typing import get_args

import pytest

from clientkit.errors import ExitCode
from clientkit.kernel.model.files.client import Client
from clientkit.kernel.model.records.journal import KINDS, models
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.language import LANGUAGES
from clientkit.kernel.text.words import word_file
from clientkit.privacy.kept import FILE, PURPOSES, TECHNICAL, codes_of, fields_of, kind_label, label, said_of
from clientkit.privacy.kept import KINDS as KEPT


def fields(model: type[Model], owner: str) -> Iterator[tuple[str, str]]:
    """Every field of a model and of the models in it, walked here without the notice's own list."""
    for name, field in model.model_fields.items():
        inner = [one for one in (field.annotation, *get_args(field.annotation)) if isinstance(one, type)]
        tables = [one for one in inner if issubclass(one, Model)]
        for one in tables:
            yield from fields(one, one.__name__.lower())
        if not tables:
            yield owner, name


def every_field() -> set[tuple[str, str]]:
    found = set(fields(Client, "client")) - {("contact", "id")}
    found -= {("client", name) for name in FILE}
    records = {(kind, name) for kind in KINDS for name in models(frozenset({kind}))[0].model_fields}
    return found | {(kind, name) for kind, name in records if name not in TECHNICAL}


def test_each_kind_of_record_is_kept_for_one_purpose():
    assert sorted(kind for kinds in KEPT.values() for kind in kinds) == sorted(KINDS)


def test_each_field_of_the_model_is_kept_for_something():
    assert {one for purpose in PURPOSES for one in fields_of(purpose)} == every_field()


def test_what_is_called_technical_holds_no_words_of_anybody():
    for kind in KINDS:
        for name, field in models(frozenset({kind}))[0].model_fields.items():
            if name in TECHNICAL and name != "by":
                assert "20000" not in str(field.metadata), (kind, name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_names_each_field_and_kind(studio, run, language):
    ran = run("client", "notice", "kopi", "--language", language, "-o", "-")
    assert ran.code == 0, ran.err
    for field in every_field():
        assert label(*field, language) in ran.out, field
    for kind in KINDS:
        assert kind_label(kind, language) in ran.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_there_for_what_is_not_kept(language):
    words = word_file(language)["kept"]
    used = {name for owner, own in every_field() for name in (f"{owner}_{own}", own)}
    assert set(words) - used == {"kinds", "codes", "yes", "no"}
    assert set(words["kinds"]) == set(KINDS)
    codes = {
        code for owner, name in every_field() if name != "stage" for code in codes_of(owner).get(name, ())
    }
    assert set(words["codes"]) == codes


def test_a_code_stands_in_words_and_words_of_a_person_as_they_are():
    said = said_of("complaint_word", {"answer": "silent", "text": "silent", "how": "call"}, "id")
    assert [one.value for one in said] == ["tidak ada jawaban", "silent", "telepon"]
    assert (
        said_of("contact", {"roles": ["day-to-day", "signer"]}, "en")[0].value
        == "day-to-day work, signs agreements"
    )
    assert said_of("of a newer version", {"answer": "silent"}, "id")[0].value == "silent"


def test_it_says_what_is_set_here(studio, run):
    def said():
        return run("client", "notice", "kopi", "--language", "en", "-o", "-").out

    text = said()
    for words in ("3 x 24 hours", "UU No. 27 of 2022", "for 10 years", "dewi@studio.example"):
        assert words in text
    assert "server" not in text
    assert "A copy of the files" not in text
    run("config", "set", "mail.smtp.host=smtp.studio.example", "policies.keep_agreements_years=7")
    git = ("git", "-C", str(studio.root))
    subprocess.run([*git, "init", "-q"], check=True)
    for name, url in (
        ("a", "git@git.example:me/studio.git"),
        ("b", "/media/backup"),
        ("c", "https://x@h.example/s"),
    ):
        subprocess.run([*git, "remote", "add", name, url], check=True)
    text = said()
    assert "smtp.studio.example" in text
    assert "for 7 years" in text
    assert "lies at git.example, h.example." in text


def test_it_comes_in_each_format_and_the_same_data_give_the_same_bytes(studio, run):
    for form in ("md", "html", "eml"):
        made = []
        for _ in range(2):
            ran = run("client", "notice", "kopi", "--format", form)
            assert ran.code == 0, ran.err
            assert ran.out == f"clients/kopi/documents/privacy-notice.{form}\n"
            made.append((studio.root / ran.out.strip()).read_bytes())
        assert made[0] == made[1]
    mail = email.message_from_bytes(made[0], policy=email.policy.default)
    assert mail["to"] == "Rina Wijaya <rina@kopi.example>"
    assert "privasi" in str(mail["subject"]).lower()
    assert run("client", "notice", "kopi", "--format", "doc").code == ExitCode.USAGE
