"""A reply that accepts: the sentence that was offered, alone, by who signs; a condition is never a yes."""

import email
import json
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from clientkit.documents.compose import compose
from clientkit.documents.request import DocumentRequest
from clientkit.errors import RefusedError
from clientkit.kernel.store.toml.client_file import read_settings
from clientkit.kernel.store.workspace import Workspace
from clientkit.replies.acceptance import read_acceptance
from clientkit.workspace.demo_sample import sample_workspace
from support.mail_clients import CLIENTS, Written, a_reply

TODAY = date(2026, 11, 21)
HENDRA = "Hendra Gunawan <hendra@kopinusantara.example>"
DAY = "Wed, 04 Nov 2026 10:30:00 +0700"
YES = {"id": "Saya menyetujui SPK/DL-KOPI/014, versi 1.", "en": "I accept SPK/DL-KOPI/014, version 1."}

TAKEN = (
    "{yes}",
    "{yes}\n\nTerima kasih,\nHendra",
    "Yth. Ibu Dewi,\n\n{yes}\n\nSalam hormat,\nHendra Gunawan",
    '"{yes}"',
    "**{yes}**",
    "{yes}\n\nDikirim dari iPhone saya",
    "Halo Mbak Dewi\n{yes}",
)
"""Replies that are taken."""

NOT_TAKEN = (
    "{yes} Asal harganya tetap.",
    "{yes}\nAsal harganya tetap.",
    "Setuju, asal harganya tetap.",
    "Setuju.",
    "OK",
    "Ya",
    "Yes, fine.",
    "Belum. {yes}",
    "I do not accept SPK/DL-KOPI/014, version 1.",
    "Saya tidak menyetujui SPK/DL-KOPI/014, versi 1.",
    "Saya menyetujui SPK/DL-KOPI/014, versi 2.",
    "Saya menyetujui SPK/DL-KOPI/013, versi 1.",
    "Saya menyetujui versi 1.",
    "{yes} Mohon tanggalnya dimundurkan.",
    "Halo asal harga tetap\n{yes}",
    "Hi Dewi, only if the price stays\n{yes}",
    "Kalau harganya turun: {yes}",
    "{yes}?",
    "If the date holds, then\n{yes}",
    "{yes}\n\nP.S. Harga belum termasuk ongkos kirim, kan?",
    "{yes}\n\nTapi D3 dihapus.",
    "{yes} (kecuali D3)",
    "{yes}\n\nHanya bercanda.",
    "Apakah ini berarti: {yes}",
    "",
    "Terima kasih.",
    "Besok saya kirim: {yes}",
    "Dear Dewi,\n\n> {yes}\n\nBest regards\nHendra",
    "{yes}\n{yes} kecuali pasal 7",
)
"""Replies that are shown and not taken."""


@pytest.fixture
def studio(run, tmp_path, monkeypatch) -> Workspace:
    run("demo", tmp_path / "studio", "--no-git")
    monkeypatch.chdir(tmp_path / "studio")
    return Workspace(tmp_path / "studio", "laptop")


def reply(text, client="gmail-web", language="id", sender=HENDRA, day=DAY, path=Path("reply.eml")) -> Path:
    written = Written(text.format(yes=YES[language]), language)
    path.write_bytes(a_reply(client, written, From=sender, Date=day))
    return path


def versions(run):
    return json.loads(run("scope", "history", "kopi/toko", "--json").out)["data"]


def test_the_reply_fills_who_when_and_how_and_is_kept(studio, run):
    ran = run("scope", "accept", "kopi/toko", reply(TAKEN[2]))
    assert ran.code == 0, ran.err
    assert "Hendra Gunawan accepted it by mail on 2026-11-04." in ran.err
    (version,) = versions(run)
    assert (version["accepted_by"], version["accepted_on"], version["how"]) == (
        "Hendra Gunawan",
        "2026-11-04",
        "mail",
    )
    assert (studio.root / version["folder"] / "evidence-reply.eml").read_bytes() == Path(
        "reply.eml"
    ).read_bytes()
    assert run("check").code == 0


@cache
def agreement():
    sample = sample_workspace()
    settings = read_settings(sample).value
    request = DocumentRequest("scope", "kopi", "toko")
    return sample, settings, compose(sample, settings, request, TODAY)


def outcome_of(path: Path) -> str:
    """Who accepted by a reply, or why it is not taken; nothing is frozen."""
    sample, settings, composed = agreement()
    try:
        return read_acceptance(sample, settings, TODAY, composed, {"reply.eml": path.read_bytes()})[0].name
    except RefusedError as error:
        return error.message


@pytest.mark.parametrize("client", CLIENTS)
def test_every_mail_program_s_yes_is_taken_in_both_languages_and_none_with_a_condition(tmp_path, client):
    """Two yeses and two conditions for each program."""
    for language in YES:
        path = tmp_path / "reply.eml"
        assert outcome_of(reply("{yes}", client, language, path=path)) == "Hendra Gunawan"
        conditional = reply("{yes} But the price stays.", client, language, path=path)
        assert "does not say what the mail offered" in outcome_of(conditional)


@pytest.mark.parametrize("language", YES)
@pytest.mark.parametrize("text", TAKEN)
def test_it_is_taken(tmp_path, text, language):
    path = reply(text, language=language, path=tmp_path / "reply.eml")
    assert outcome_of(path) == "Hendra Gunawan"


@pytest.mark.parametrize("language", YES)
@pytest.mark.parametrize("text", NOT_TAKEN)
def test_it_is_never_taken(tmp_path, text, language):
    path = reply(text, language=language, path=tmp_path / "reply.eml")
    assert "The reply is not taken" in outcome_of(path)


def test_nothing_is_frozen_by_a_reply_that_is_not_taken(studio, run):
    refused = run("scope", "accept", "kopi/toko", reply("Setuju, asal harganya tetap."))
    assert (refused.code, refused.out, versions(run)) == (5, "", [])
    assert "Setuju, asal harganya tetap." in refused.err
    assert "--evidence" in refused.err


@pytest.mark.parametrize("sender", ["Rina <rina@kopinusantara.example>", "x@evil.example", "nobody"])
def test_only_who_signs_can_accept(studio, run, sender):
    refused = run("scope", "accept", "kopi/toko", reply("{yes}", sender=sender))
    assert refused.code == 5
    assert "Hendra Gunawan signs" in refused.err


def test_a_reply_without_a_date_or_with_other_words_beside_it_is_refused(studio, run):
    assert run("scope", "accept", "kopi/toko", reply("{yes}", day="not a day")).code == 5
    assert run("scope", "accept", "kopi/toko", reply("{yes}"), "--name", "Rina").code == 2
    Path("scan.eml").write_bytes(b"\x89PNG\r\n")
    assert run("scope", "accept", "kopi/toko", "scan.eml").code == 2
    assert run("scope", "accept", "kopi/toko", "gone.eml").code == 3


def test_what_was_offered_is_what_the_mail_says(studio, run):
    mail = run("mail", "draft", "scope", "kopi/toko", "--attach", "none", "-o", "-").out
    parsed = email.message_from_string(mail)
    text = next(one for one in parsed.walk() if one.get_content_type() == "text/plain").get_payload(
        decode=True
    )
    (offered,) = re.findall(r"^> (.*)$", text.decode().replace("\r", "").split("---")[0], re.MULTILINE)
    assert offered == YES["id"]
