"""`mail read` takes a word of the client: it is recorded, and its mail kept; what does not fit stays."""

import email
import json
from pathlib import Path

import pytest

from clientkit.kernel.store.workspace import Workspace
from support.mail_clients import Written, a_reply

HENDRA = "Hendra Gunawan <hendra@kopinusantara.example>"
YES = "Saya menyetujui SPK/DL-KOPI/014, versi 1."


@pytest.fixture
def studio(run, tmp_path, monkeypatch) -> Workspace:
    run("demo", tmp_path / "studio", "--no-git")
    monkeypatch.chdir(tmp_path / "studio")
    return Workspace(tmp_path / "studio", "laptop")


def drafted(run, *words: str) -> str:
    """The Message-ID of a draft, which is the same when it is made again."""
    ids = [
        str(email.message_from_string(run("mail", "draft", *words, "-o", "-").out)["Message-ID"])
        for _ in range(2)
    ]
    assert ids[0] == ids[1]
    return ids[0]


def answer(text: str, to: str, number: int = 1, sender: str = HENDRA) -> Path:
    path = Path(f"reply-{number}.eml")
    fields = {"From": sender, "In_Reply_To": to, "References": to, "Date": "Sat, 21 Nov 2026 10:30:00 +0700"}
    path.write_bytes(a_reply("gmail-web", Written(text, "id"), number, **fields))
    return path


def records(studio, kind: str, client: str = "kopi") -> list[dict]:
    lines = (line for path in studio.journal_files(client) for line in path.read_text().splitlines())
    return [one for one in map(json.loads, lines) if one["kind"] == kind]


def test_a_draft_that_asks_is_on_record_once_and_its_answer_freezes_the_agreement(studio, run):
    asked = drafted(run, "scope", "kopi/toko", "--attach", "none")
    [question] = records(studio, "question")
    assert (question["purpose"], question["topic"], question["contact"]) == ("accept", "v1", "hendra")
    assert (question["sentences"], question["message"]) == ([YES], asked)

    unsure = run("mail", "read", answer(f"{YES} Asal harganya tetap.", asked), "--yes")
    assert "Nothing was taken." in unsure.out
    assert "clientkit scope accept kopi/toko --contact ID --on 2026-11-21 --evidence FILE" in unsure.err
    assert "1 word would be taken" in run("mail", "read", answer(YES, asked, 2), "--dry-run").out
    assert json.loads(run("scope", "history", "kopi/toko", "--json").out)["data"] == []

    taken = run("mail", "read", answer(YES, asked, 2), "--yes")
    assert "1 word taken." in taken.out
    [version] = json.loads(run("scope", "history", "kopi/toko", "--json").out)["data"]
    assert (version["accepted_by"], version["accepted_on"]) == ("Hendra Gunawan", "2026-11-21")
    [answered] = records(studio, "question_answered")
    assert (studio.root / answered["file"]).read_bytes() == Path("reply-2.eml").read_bytes()
    again = run("mail", "read", answer(YES, asked, 2), "--yes")
    assert "answered on 2026-11-21" in again.out or "read before" in again.out
    assert len(records(studio, "acceptance")) == 3  # with the sample's own
    assert run("check").code == 0


def test_an_agreement_that_is_another_one_by_now_is_not_frozen_by_an_old_reply(studio, run):
    asked = drafted(run, "scope", "kopi/toko", "--attach", "none")
    run("project", "set", "kopi/toko", "revisions.rounds=5")
    ran = run("mail", "read", answer(YES, asked), "--yes")
    assert "says something else now" in ran.err
    assert "says something else now" in run("scope", "accept", "kopi/toko", answer(YES, asked)).err
    assert len(records(studio, "acceptance")) == 2


def test_evidence_that_comes_later_is_kept_beside_the_versions_with_its_hash(studio, run):
    Path("signed.pdf").write_bytes(b"%PDF signed")
    assert run("scope", "evidence", "kopi/toko", "signed.pdf").code == 5  # nothing is agreed
    before = {path: path.read_bytes() for path in studio.agreement_dir("kopi", "katalog", 1).iterdir()}
    kept = run("scope", "evidence", "kopi/katalog", "signed.pdf", "--note", "The signed copy").out.strip()
    assert (studio.root / kept).read_bytes() == b"%PDF signed"
    assert {path: path.read_bytes() for path in before} == before
    assert "kept already" in run("scope", "evidence", "kopi/katalog", "signed.pdf").err
    Path("signed.pdf").write_bytes(b"%PDF signed, page 2")
    assert run("scope", "evidence", "kopi/katalog", "signed.pdf").out.strip().endswith("/signed-2.pdf")
    assert "signed.pdf, signed-2.pdf" in run("scope", "history", "kopi/katalog").out
    assert run("check").code == 0
    (studio.root / kept).write_bytes(b"another")
    assert "changed since it was kept as evidence" in run("check").out
    (studio.root / kept).unlink()
    assert "and gone" in run("check").out


def test_a_yes_to_the_closing_report_is_kept_and_ends_the_days_of_review(studio, run):
    asked = drafted(run, "closing", "kopi/katalog")
    [question] = records(studio, "question")
    assert (question["topic"], question["contact"]) == ("closing", "rina")
    yes, rina = question["sentences"][0], "Rina <rina@kopinusantara.example>"
    assert "Nothing was taken" in run("mail", "read", answer("setuju", asked, 1, rina), "--yes").out
    assert "1 word taken." in run("mail", "read", answer(yes, asked, 2, rina), "--yes").out
    [answered] = records(studio, "question_answered")
    assert answered["file"].startswith("clients/kopi/projects/katalog/agreements/evidence/reply-")
    assert run("undo", answered["id"]).code == 5
    assert run("check").code == 0


def test_the_summary_of_a_meeting_says_what_was_written_down(studio, run):
    lines = "## Diputuskan\n- Penyedia A: ya\n## Kami akan\n- +7d: kirim dua kalimat\n"
    lines += "## Anda akan\n- +3d: kirim KTP\n## Pertanyaan\n- Ongkos kirim ke Papua?\n"
    Path("m.md").write_text(lines)
    meeting = run("meeting", "kopi/toko", "m.md", "--yes").out.strip()
    text = run("mail", "draft", "summary", meeting, "-o", "-").out
    body = email.message_from_string(text).get_payload(0).get_payload(decode=True).decode()
    for said in (
        "Penyedia A: ya",
        "kirim dua kalimat (paling lambat Sab, 28 Nov 2026)",
        "kirim KTP",
        "ke Papua?",
    ):
        assert said in body
    call = run("log", "add", "kopi/toko", "Called").out.strip()
    assert run("mail", "draft", "summary", call).code == 5


def test_a_complaint_is_led_on_by_replies_and_never_by_those_of_another_round(studio, run):
    """Choose and confirm through the reader; one workspace, from the offer to the client's yes."""
    rina = "Rina Wijaya <rina@kopinusantara.example>"
    case = run("complaint", "add", "kopi/toko", "Masih harga lama", "--contact", "rina").out.strip()
    run("mail", "sent", run("mail", "draft", "acknowledge", case).out.strip())
    run("complaint", "note", case, "--restated", "Harga lama tercetak", "--root", "defect")
    run("complaint", "option", case, "Proof baru", "--due", "2026-11-27")
    stale = drafted(run, "options", case)
    run("complaint", "option", case, "Stiker koreksi", "--due", "2026-11-25")
    run("complaint", "note", case, "--whose", "us")
    path = studio.root / run("mail", "draft", "options", case).out.strip()
    path.unlink()
    asked = drafted(run, "options", case)
    run("mail", "sent", run("mail", "draft", "options", case).out.strip())

    assert "asked anew" in run("mail", "read", answer("Saya memilih pilihan 1.", stale, 1, rina), "--yes").out
    for number, text in enumerate(("2", "Saya memilih pilihan 3.", "Saya memilih pilihan 2. Gratis kan?"), 2):
        assert "Nothing was taken" in run("mail", "read", answer(text, asked, number, rina), "--yes").out
    ran = run("mail", "read", answer("Saya memilih pilihan 2.", asked, 5, rina), "--yes")
    assert "1 word taken." in ran.out, ran.err
    [chosen] = (one for one in records(studio, "complaint_choice") if one["ref"] == case)
    assert (chosen["contact"], chosen["how"]) == ("rina", "mail")
    assert (studio.root / chosen["evidence"]).read_bytes() == Path("reply-5.eml").read_bytes()
    early = run("mail", "read", answer("Saya memilih pilihan 1.", asked, 6, rina), "--yes")
    assert "answered on" in early.out

    promise = next(one["id"] for one in records(studio, "promise") if one["text"] == "Stiker koreksi")
    run("done", promise)
    asked = drafted(run, "put-right", case)
    run("mail", "sent", run("mail", "draft", "put-right", case).out.strip())
    other = run("mail", "read", answer("Ya, sekarang sudah sesuai.", asked, 7), "--yes")
    assert "it is the word of Rina Wijaya" in other.out
    assert f"clientkit complaint confirm {case} yes" in other.err
    assert (
        "1 word taken."
        in run("mail", "read", answer("Ya, sekarang sudah sesuai.", asked, 8, rina), "--yes").out
    )
    [word] = (one for one in records(studio, "complaint_word") if one["ref"] == case)
    assert (word["answer"], word["text"]) == ("yes", "Ya, sekarang sudah sesuai.")
    assert run("check").code == 0


def test_words_are_quoted_as_they_were_allowed_and_not_after_a_no(studio, run):
    """The letter shows their words; their yes is the consent; a no takes it out, and check names the file."""
    rina, words = "Rina Wijaya <rina@kopinusantara.example>", "Rapi, tepat waktu, dan enak diajak bicara."
    given = ("--csat", "5", "--contact", "rina", "--comment", words, "--on", "2026-11-20")
    said = run("feedback", "add", "kopi/toko", *given).out.strip()
    assert run("feedback", "quotes", "kopi").out == ""
    asked = drafted(run, "testimonial", said)
    draft = run("mail", "draft", "testimonial", said).out.strip()
    body = email.message_from_bytes(Path(draft).read_bytes()).get_payload(0).get_payload(decode=True).decode()
    assert body.count(f"“{words}”") == 3
    run("mail", "sent", draft)
    assert "180 days" in run("mail", "draft", "referral", "kopi").err
    assert "Nothing was taken" in run("mail", "read", answer("Boleh", asked, 1, rina), "--yes").out
    yes = "Boleh, dengan nama perusahaan saja."
    assert "1 word taken." in run("mail", "read", answer(yes, asked, 2, rina), "--yes").out
    [quote] = json.loads(run("feedback", "quotes", "kopi", "--json").out)["data"]
    assert (quote["text"], quote["credit"], quote["client"]) == (words, "PT Kopi Nusantara", "kopi")
    Path("site").mkdir()
    Path("site/kata-klien.md").write_text("# Kata klien\n\nRapi, tepat waktu, dan\nenak diajak bicara.\n")
    assert run("check").code == 0
    later = run("mail", "read", answer("Mohon jangan dipublikasikan.", asked, 3, rina), "--yes")
    assert "clientkit client consent kopi --contact ID --purpose testimonial --forbid" in later.err
    run("client", "consent", "kopi", "--contact", "rina", "--purpose", "testimonial", "--forbid")
    assert run("feedback", "quotes", "kopi").out == ""
    for _ in range(2):  # what is sound is not read again: this is
        assert "site/kata-klien.md: error: quotes words of kopi/toko" in run("check").out


def test_no_favour_is_asked_while_a_complaint_is_open_or_of_who_is_not_glad(studio, run):
    low = ("--csat", "1", "--contact", "rina", "--comment", "Terlambat.")
    assert run("mail", "draft", "testimonial", run("feedback", "add", "kopi", *low).out.strip()).code == 5
    assert run("mail", "draft", "referral", "kopi", "-o", "-").code == 0
    run("complaint", "add", "kopi/toko", "Masih harga lama", "--contact", "rina")
    assert "has an open complaint" in run("mail", "draft", "referral", "kopi").err


def test_a_change_is_approved_by_the_reply_that_its_mail_printed_and_not_after_it_was_assessed_anew(
    studio, run
):
    run("scope", "accept", "kopi/toko", "--name", "Hendra Gunawan", "--on", "2026-11-20", "--force")
    run("change", "add", "kopi/toko", "Harga grosir di situs", "--contact", "rina")
    takes = (
        "--class",
        "outside",
        "--hours",
        "3",
        "--days",
        "1",
        "--milestone",
        "M6",
        "--because",
        "Tidak termasuk",
    )
    more = ("--adds", "Harga grosir", "--criterion", "Tiga harga grosir tampil")
    run("change", "assess", "toko/CO-1", *takes, "--price", "750000", *more)
    asked = drafted(run, "change", "toko/CO-1", "--attach", "none")
    run("mail", "sent", run("mail", "draft", "change", "toko/CO-1", "--attach", "none").out.strip())
    assert "Nothing was taken" in run("mail", "read", answer("Setuju, asal gratis.", asked, 1), "--yes").out
    assert "1 word taken." in run("mail", "read", answer("Saya menyetujui CO-1.", asked, 2), "--yes").out
    [ended] = [one for one in records(studio, "change_ended") if one["project"] == "toko"]
    assert (ended["outcome"], ended["accepted_by"], ended["version"]) == ("approved", "Hendra Gunawan", 2)
    assert (studio.agreement_dir("kopi", "toko", 2) / "evidence-reply.eml").is_file()
    assert "answered on" in run("mail", "read", answer("Saya menyetujui CO-1.", asked, 3), "--yes").out
    assert run("check").code == 0

    run("change", "add", "kopi/toko", "Satu halaman lagi", "--contact", "rina")
    run("change", "assess", "toko/CO-2", *takes, "--price", "500000", *more)
    asked = drafted(run, "change", "toko/CO-2", "--attach", "none")
    run("mail", "sent", run("mail", "draft", "change", "toko/CO-2", "--attach", "none").out.strip())
    run("change", "assess", "toko/CO-2", *takes, "--price", "900000", *more)
    late = run("mail", "read", answer("Saya menyetujui CO-2.", asked, 4), "--yes")
    assert "assessed anew" in late.err
    assert sum(one["project"] == "toko" for one in records(studio, "change_ended")) == 1


@pytest.mark.parametrize("language", ["en", "id"])
def test_who_left_is_asked_on_that_day_and_their_reason_is_counted_beside_ours(studio, run, language):
    def due():
        rows = json.loads(run("agenda", "kopi", "--json").out)["data"]
        return [one["do"] for one in rows if one["kind"] == "leaving"]

    for name in ("toko", "katalog"):
        run("project", "close", f"kopi/{name}", "--on", "2026-11-20")
    assert due() == []
    assert run("client", "end", "kopi", "--reason", "other", "--on", "2026-11-21").code == 0
    assert due() == ["clientkit mail draft leaving kopi"]
    words = ("leaving", "kopi", "--contact", "rina", "--language", language)
    asked = drafted(run, *words)
    [question] = records(studio, "question")
    assert len(question["sentences"]) == len(question["answers"]) == 7
    run("mail", "sent", run("mail", "draft", *words).out.strip())
    assert due() == []
    rina = "Rina Wijaya <rina@kopinusantara.example>"
    reply = answer(question["sentences"][question["answers"].index("in-house")], asked, 1, rina)
    assert "1 word taken." in run("mail", "read", reply, "--yes").out
    [answered] = records(studio, "question_answered")
    assert (answered["answer"], answered["ref"]) == ("in-house", question["id"])
    kept = json.loads(run("score", "--json").out)["data"]["clients"]
    assert (kept["reasons"], kept["said"]) == ({"other": 1}, {"in-house": 1})
    shown = run("score").out
    assert "Why they left: other 1." in shown
    assert "Why, in their words: in-house 1." in shown
    before = json.loads(run("score", "--until", "2026-11-20", "--json").out)["data"]["clients"]
    assert (before["reasons"], before["said"]) == ({}, {})


def test_who_wants_no_surveys_is_not_asked_why(studio, run):
    run("client", "consent", "kopi", "--contact", "rina", "--purpose", "surveys", "--forbid")
    run("client", "end", "kopi", "--reason", "other", "--on", "2026-11-21")
    assert run("mail", "draft", "leaving", "kopi", "--contact", "rina").code == 5


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_case_study_is_allowed_word_for_word_and_taken_back(studio, run, language):
    rina = "Rina Wijaya <rina@kopinusantara.example>"
    words = ("case-study", "kopi/toko", "--contact", "rina", "--language", language)
    missing = run("mail", "draft", *words)
    assert (missing.code, "clients/kopi/projects/toko/case-study.md" in missing.err) == (5, True)
    file = studio.project_dir("kopi", "toko") / "case-study.md"
    file.write_text("Orders came by chat.\n\nNow **60** come by the shop.\n", encoding="utf-8")
    asked = drafted(run, *words)
    draft = run("mail", "draft", *words).out.strip()
    body = email.message_from_bytes(Path(draft).read_bytes()).get_payload(0).get_payload(decode=True).decode()
    assert "Orders came by chat." in body
    assert "Rina Wijaya, PT Kopi Nusantara" in body
    run("mail", "sent", draft)
    [question] = records(studio, "question")
    yes = question["sentences"][question["answers"].index("company")]
    file.write_text("Orders came by chat. They were lost.\n", encoding="utf-8")
    assert "another text by now" in run("mail", "read", answer(yes, asked, 1, rina), "--yes").err
    assert run("feedback", "quotes", "kopi").out == ""
    file.write_text("Orders came by chat.\n\nNow **60** come by the shop.\n", encoding="utf-8")
    assert "1 word taken." in run("mail", "read", answer(yes, asked, 2, rina), "--yes").out
    [quote] = json.loads(run("feedback", "quotes", "kopi", "--json").out)["data"]
    assert (quote["purpose"], quote["credit"], quote["project"]) == (
        "case-study",
        "PT Kopi Nusantara",
        "toko",
    )
    assert quote["text"] == "Orders came by chat.\n\nNow **60** come by the shop."
    assert json.loads(run("client", "show", "kopi", "--json").out)["data"]["advocate"] is True
    Path("site").mkdir()
    Path("site/kopi.md").write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("check").code == 0
    file.write_text("Better.\n", encoding="utf-8")
    assert "is not the text that rina allowed" in run("check").out
    assert run("feedback", "quotes", "kopi").out == ""
    file.write_text("Orders came by chat.\n\nNow **60** come by the shop.\n", encoding="utf-8")
    run("client", "consent", "kopi", "--contact", "rina", "--purpose", "case-study", "--forbid")
    assert run("feedback", "quotes", "kopi").out == ""
    assert "site/kopi.md: error: quotes words of kopi" in run("check").out
    assert run("mail", "draft", *words).code == 5
