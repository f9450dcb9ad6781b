"""`clientkit survey`: asked on record first, by draft or server, rarely, and never against a wish."""

import email
import email.policy
import json
import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from clientkit.questions.token import verify
from support.smtp_server import name_server, smtp_server

ASK = ("survey", "ask", "kopi/toko", "--kind", "csat", "--contact", "rina", "--trigger", "delivery")
LATER = "2026-11-27"


@pytest.fixture
def asked(studio, run):
    """The id of a survey that was drafted today."""
    ran = run(*ASK)
    assert ran.code == 0, ran.err
    return re.search(r"survey-([a-z0-9]{10})\.eml", ran.out)[1]


def journal(studio):
    return [json.loads(line) for line in studio.journal_file("kopi").read_text().splitlines()]


def data(run, *words):
    ran = run(*words, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)["data"]


def states(run):
    return [one["state"] for one in data(run, "survey", "list")["surveys"]]


def draft(studio, name):
    path = studio.documents_dir("kopi", "toko") / f"survey-{name}.eml"
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def links(mail):
    return re.findall(r'href="(mailto:[^"]+)"', mail.get_body(("html",)).get_content())


def test_a_draft_is_written_and_the_survey_is_on_record(studio, run):
    ran = run(*ASK)
    (record,) = journal(studio)
    assert ran.out == f"clients/kopi/projects/toko/documents/survey-{record['id']}.eml\n"
    assert (
        f"The survey {record['id']} asks for the CSAT of rina; answers count until 2027-01-05.\n" in ran.err
    )
    assert {key: record[key] for key in ("kind", "question", "scale", "contact", "occasion", "expires")} == {
        "kind": "survey",
        "question": "csat",
        "scale": 5,
        "contact": "rina",
        "occasion": "delivery",
        "expires": "2027-01-05",
    }
    mail = draft(studio, record["id"])
    assert mail["Date"].endswith(" +0700")
    assert (mail["X-Unsent"], mail["To"]) == ("1", "Rina Wijaya <rina@kopi.example>")
    assert mail["Message-ID"] == record["message"]


def test_each_link_opens_a_mail_with_the_token_and_the_score(studio, run, asked):
    *scores, decline = links(draft(studio, asked))
    key = studio.survey_key_file.read_bytes().strip()
    assert len(scores) == 5
    for score, link in enumerate(scores, start=1):
        parts = urlsplit(link)
        assert (parts.scheme, unquote(parts.path)) == ("mailto", "dewi@studio.example")
        assert list(parse_qs(parts.query)) == ["subject"]
        (subject,) = parse_qs(parts.query)["subject"]
        assert re.fullmatch(rf"\[CK-[0-9A-HJKMNP-TV-Z]{{32}}\] CSAT {score}", subject)
        token = verify(key, subject)
        assert (token.question, token.expires.isoformat(), token.is_for("rina")) == (
            asked,
            "2027-01-05",
            True,
        )
        assert not re.search(r"[\[\] ]", link)
    assert parse_qs(urlsplit(decline).query)["subject"][0].endswith("] SKIP")


def test_answers_go_to_the_address_for_answers(studio, run):
    settings = studio.settings_file
    settings.write_text(
        settings.read_text().replace("[mail]\n", '[mail]\nreply_to = "halo+ck@studio.example"\n')
    )
    name = journal_id(run, studio)
    mail = draft(studio, name)
    assert all(link.startswith("mailto:halo+ck@studio.example?") for link in links(mail))
    assert mail["Reply-To"] == "halo+ck@studio.example"


def journal_id(run, studio):
    assert run(*ASK).code == 0
    return journal(studio)[0]["id"]


def test_the_text_part_has_a_line_to_type_on_and_no_links(studio, run, asked):
    text = draft(studio, asked).get_body(("plain",)).get_content()
    assert "\nSkor: ___\n" in text.replace("\r", "")
    assert "mailto:" not in text
    assert "CK-" not in text
    assert not re.search(r"(?m)^\s*\d", text)


def test_the_contacts_own_language_is_written_in(studio, run):
    with studio.client_file("kopi").open("a") as file:
        file.write('\n[[contacts]]\nid = "budi"\nname = "Budi Santoso"\ntitle = "Mr"\n')
        file.write('email = "budi@kopi.example"\nlanguage = "en"\n')
    ran = run("survey", "ask", "kopi", "--kind", "nps", "--contact", "budi")
    path = studio.root / ran.out.strip()
    assert path.parent == studio.client_dir("kopi") / "documents"
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert "How likely are you to recommend us" in mail.get_body(("plain",)).get_content()
    assert len(links(mail)) == 12


def test_a_dry_run_shows_the_mail_and_keeps_nothing(studio, run):
    ran = run(*ASK, "--dry-run")
    assert ran.code == 0
    assert "Seberapa puas Bapak/Ibu dengan hasil yang kami serahkan" in ran.out
    assert not studio.journal_file("kopi").exists()
    assert not studio.survey_key_file.exists()
    assert data(run, *ASK, "--dry-run")["document"] == "survey"


def test_json_names_the_survey_and_its_draft(studio, run):
    said = data(run, *ASK)
    assert (studio.root / said["file"]).is_file()
    assert (said["survey"]["question"], said["to"], said["sending"]) == ("csat", "rina@kopi.example", None)


def test_a_draft_can_go_elsewhere(studio, run, tmp_path):
    ran = run(*ASK, "-o", tmp_path / "ask.eml")
    assert ran.out == f"{tmp_path / 'ask.eml'}\n"
    assert b"X-Unsent: 1" in (tmp_path / "ask.eml").read_bytes()
    assert not studio.documents_dir("kopi", "toko").exists()


def test_a_lost_draft_is_written_again_byte_for_byte(studio, run, asked):
    path = studio.documents_dir("kopi", "toko") / f"survey-{asked}.eml"
    before = path.read_bytes()
    path.unlink()
    assert run("survey", "mail", asked[:5]).code == 0
    assert path.read_bytes() == before
    assert len(journal(studio)) == 1


def test_nobody_is_asked_twice_within_the_cool_down(studio, run, asked, monkeypatch):
    again = run("survey", "ask", "kopi", "--kind", "nps", "--contact", "rina")
    assert again.code == 5
    assert "rina was asked on 2026-11-21; nobody is asked twice within 30 days.\n" in again.err
    assert "It is possible again on 2026-12-21. When it cannot wait: add --force\n" in again.err
    assert run("survey", "ask", "kopi", "--kind", "nps", "--contact", "rina", "--force").code == 0
    monkeypatch.setenv("CLIENTKIT_TODAY", "2026-12-21")
    assert run("survey", "ask", "kopi", "--kind", "nps", "--contact", "rina").code == 0
    assert len(journal(studio)) == 3


def test_one_person_with_two_ids_is_one_person(studio, run, asked):
    with studio.client_file("kopi").open("a") as file:
        file.write('\n[[contacts]]\nid = "rina2"\nname = "Rina W"\nemail = "RINA@kopi.example"\n')
    assert run("survey", "ask", "kopi", "--kind", "nps", "--contact", "rina2").code == 5


def test_what_was_taken_back_was_not_asked(studio, run, asked):
    ran = run("undo", asked[:4], "--note", "Draft not sent")
    assert ran.code == 0
    assert data(run, "survey", "list")["surveys"] == []
    assert run(*ASK).code == 0
    assert run("survey", "mail", asked).code == 5


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (("client", "set", "kopi", "consent.surveys=false"), "kopi wants no surveys (consent.surveys"),
        (
            ("client", "consent", "kopi", "--contact", "rina", "--purpose", "surveys", "--forbid"),
            "rina of kopi wants",
        ),
        (("client", "set", "kopi", "contacts.rina.email="), "rina of kopi has no mail address."),
    ],
)
def test_who_wants_none_is_not_asked_whatever_is_typed(studio, run, wish, said):
    assert run(*wish).code == 0
    for words in (ASK, (*ASK, "--force")):
        refused = run(*words)
        assert (refused.code, said in refused.err) == (5, True), refused.err
    assert all(record["kind"] == "consent" for record in journal_or_none(studio))


def journal_or_none(studio):
    return journal(studio) if studio.journal_file("kopi").exists() else []


def test_a_later_yes_allows_it_again(studio, run):
    for word in ("--no", "--yes"):
        run("client", "consent", "kopi", "--contact", "rina", "--purpose", "surveys", word)
    assert run(*ASK).code == 0


@pytest.mark.parametrize(
    ("change", "word"), [("stage=lost", "lost"), ("archived=true", "archived")], ids=["lost", "archived"]
)
def test_an_old_client_is_asked_with_a_warning(studio, run, change, word):
    run("client", "set", "kopi", change)
    ran = run(*ASK)
    assert ran.code == 0
    assert f"Note: kopi is {word}; make sure that a question is welcome there\n" in ran.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("survey", "ask", "kopi"), 2, "Give --kind csat (satisfied?), nps"),
        (("survey", "ask", "kopi", "--kind", "nsp"), 2, "no question that can be asked"),
        ((*ASK, "--trigger", "deliver"), 2, "Did you mean 'delivery'?"),
        (("survey", "ask", "kopi", "--kind", "nps", "--contact", "budi"), 3, "no contact called 'budi'"),
        (("survey", "ask", "kopy", "--kind", "nps"), 3, "Did you mean 'kopi'?"),
        (("survey", "mail", "zzz"), 3, "no survey whose id begins with 'zzz'"),
        (("survey", "remind", ""), 3, "no survey"),
    ],
)
def test_what_cannot_be_is_said(studio, run, words, code, said):
    ran = run(*words)
    assert ran.code == code
    assert said in ran.err


def test_one_contact_needs_no_name(studio, run):
    assert run("survey", "ask", "kopi", "--kind", "ces", "--trigger", "complaint").code == 0
    assert journal(studio)[0]["occasion"] == "complaint"


def test_one_reminder_after_some_days_in_the_same_thread(studio, run, asked, monkeypatch):
    early = run("survey", "remind", asked)
    assert (early.code, "Remind from 2026-11-26 on" in early.err) == (5, True)
    monkeypatch.setenv("CLIENTKIT_TODAY", LATER)
    ran = run("survey", "remind", asked)
    assert ran.code == 0, ran.err
    first, second = journal(studio)
    assert (second["kind"], second["ref"]) == ("survey_reminded", asked)
    mail = draft(studio, f"{asked}-reminder")
    assert (mail["In-Reply-To"], mail["References"]) == (first["message"], first["message"])
    assert mail["Message-ID"] == second["message"] != first["message"]
    assert "Pada 21 November 2026 kami mengajukan satu pertanyaan" in mail.get_body(("plain",)).get_content()
    assert links(mail) == links(draft(studio, asked))
    assert states(run) == ["reminded"]
    assert "there is no second reminder" in ran.err
    assert "survey retract" not in ran.err
    twice = run("survey", "remind", asked)
    assert (twice.code, "one reminder is enough" in twice.err) == (5, True)


def test_no_reminder_of_what_is_over(studio, run, asked, monkeypatch):
    monkeypatch.setenv("CLIENTKIT_TODAY", LATER)
    run("client", "consent", "kopi", "--contact", "rina", "--purpose", "surveys", "--forbid")
    assert run("survey", "remind", asked).code == 5
    run("survey", "decline", asked)
    assert "is declined" in run("survey", "remind", asked).err
    monkeypatch.setenv("CLIENTKIT_TODAY", "2027-01-06")
    assert states(run) == ["declined"]


def test_states_and_the_rate(studio, run, asked, monkeypatch):
    assert states(run) == ["asked"]
    monkeypatch.setenv("CLIENTKIT_TODAY", "2027-01-05")
    assert states(run) == ["asked"]
    monkeypatch.setenv("CLIENTKIT_TODAY", "2027-01-06")
    assert states(run) == ["expired"]
    run("feedback", "add", "--survey", asked, "--csat", 4)
    assert states(run) == ["answered"]
    said = data(run, "survey", "list", "kopi")
    counted = {key: said["rate"][key] for key in ("asked", "reached", "answered", "rate", "high")}
    assert counted == {"asked": 1, "reached": 1, "answered": 1, "rate": 100.0, "high": 100.0}
    listed = run("survey", "list")
    assert re.search(r"kopi/toko +rina +CSAT +delivery +answered +2027-01-06 +4\n", listed.out)
    assert listed.err == "Answered: 1 of 1 asked (100 %).\n"
    assert len(data(run, "survey", "list", "kopi", "--until", "2026-11-21")["surveys"]) == 1
    assert data(run, "survey", "list", "--since", "2026-11-22")["surveys"] == []
    assert "Nobody was asked in these days." in run("survey", "list", "--since", "2026-11-22").err


def test_nobody_asked_is_said(studio, run):
    ran = run("survey", "list")
    assert (ran.code, ran.out) == (0, "")
    assert "Nobody was asked" in ran.err


def test_a_no_that_came_by_phone(studio, run, asked):
    ran = run("survey", "decline", asked[:6], "--note", "No time")
    assert ran.code == 0
    assert "clientkit client consent kopi --contact rina --purpose surveys --forbid" in ran.err
    assert states(run) == ["declined"]
    assert run("survey", "decline", asked).code == 5


def test_an_answer_by_phone_belongs_to_its_survey(studio, run, asked):
    ran = run("feedback", "add", "--survey", asked[:5], "--csat", 5, "--comment", "Cepat")
    assert ran.code == 0, ran.err
    record = journal(studio)[1]
    assert {key: record[key] for key in ("survey", "contact", "occasion", "project", "csat")} == {
        "survey": asked,
        "contact": "rina",
        "occasion": "delivery",
        "project": "toko",
        "csat": 5,
    }
    twice = run("feedback", "add", "--survey", asked, "--csat", 4)
    assert (twice.code, f"clientkit feedback set {record['id']}" in twice.err) == (5, True)
    run("feedback", "set", record["id"], "csat=4")
    assert data(run, "survey", "list")["surveys"][0]["score"] == 4
    answered = run("undo", asked)
    assert (answered.code, "it was asked" in answered.err) == (5, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--nps", 9), "asks for CSAT, not for NPS"),
        (("--csat", 5, "--contact", "budi"), "has the contact rina, not budi"),
        (("--csat", 5, "--trigger", "end"), "has the trigger delivery, not end"),
        (("jaya", "--csat", 5), "has the subject kopi/toko, not jaya"),
        (("--csat", 6), "out of range"),
        ((), "neither a score nor a comment"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(studio, run, asked, words, said):
    ran = run("feedback", "add", *words, "--survey", asked)
    assert ran.code == 2
    assert said in ran.err
    assert len(journal(studio)) == 1


def test_a_survey_of_ten_is_answered_of_ten(studio, run):
    text = studio.settings_file.read_text()
    studio.settings_file.write_text(text.replace("[feedback]\n", "[feedback]\ncsat_scale = 10\n"))
    name = journal_id(run, studio)
    studio.settings_file.write_text(text)
    assert run("feedback", "add", "--survey", name, "--csat", 9).code == 0
    assert (journal(studio)[1]["csat"], journal(studio)[1]["csat_scale"]) == (9, 10)


def test_the_key_is_told_by_its_fingerprint_alone(studio, run, asked):
    told = run("survey", "key").out
    key = studio.survey_key_file.read_text().strip()
    assert re.fullmatch(r"\.clientkit/survey\.key  fingerprint [0-9a-f]{12}\n", told)
    assert key not in told
    assert run("survey", "key", "--new").out != told
    assert studio.survey_key_file.read_text().strip() != key


def test_another_machine_without_the_key_says_what_to_do(studio, run, asked, monkeypatch):
    key = studio.survey_key_file.read_text().strip()
    studio.survey_key_file.unlink()
    monkeypatch.setenv("CLIENTKIT_DEVICE", "desk")
    told = run("survey", "key")
    assert "This machine has no survey key" in told.out
    assert "Copy .clientkit/survey.key from the machine that asked" in told.err
    assert run("survey", "mail", asked).code == 5
    refused = run(*ASK, "--force")
    assert (refused.code, "Something was asked by mail before" in refused.err) == (5, True)
    monkeypatch.setenv("CLIENTKIT_SURVEY_KEY", key)
    assert run(*ASK, "--force").code == 0
    assert data(run, "survey", "key")["source"] == "environment"


def test_without_an_address_of_your_own_nothing_is_asked(studio, run):
    text = studio.settings_file.read_text()
    studio.settings_file.write_text(re.sub(r"(?m)^email = .*\n", "", text))
    ran = run(*ASK)
    assert (ran.code, "Your own mail address is not set" in ran.err) == (5, True)
    assert not studio.journal_file("kopi").exists()


@pytest.fixture
def server(studio):
    """A server that the settings name."""
    with smtp_server() as running:
        name_server(studio.settings_file, running)
        yield running


def test_it_is_sent_once_and_on_record_before(studio, run, server):
    ran = run(*ASK, "--send", "--yes")
    assert ran.code == 0, ran.err
    (mail,) = server.mails
    kinds = [record["kind"] for record in journal(studio)]
    assert kinds == ["survey", "mail_sending", "mail_outcome"]
    survey, sending, _ = journal(studio)
    assert (sending["ref"], sending["document"], sending["message"]) == (
        survey["id"],
        "survey",
        survey["message"],
    )
    assert b"X-Unsent" not in mail.data
    assert b"CK-" in mail.data
    twice = run("survey", "mail", survey["id"], "--send", "--yes")
    assert (twice.code, "already" in twice.err) == (5, True)
    assert len(server.mails) == 1


def test_yes_alone_neither_drafts_nor_sends(studio, run):
    ran = run(*ASK, "--yes")
    assert (ran.code, "only --send sends" in ran.err) == (2, True)
    assert not studio.journal_file("kopi").exists()


def test_nothing_is_asked_where_nobody_can_say_yes(studio, run, server):
    ran = run(*ASK, "--send")
    assert (ran.code, "Add --yes" in ran.err) == (2, True)
    assert not studio.journal_file("kopi").exists()
    assert server.mails == []


def test_one_that_no_server_took_is_unsent_and_can_go_later(studio, run, server):
    server.behaviour.refuses = frozenset({"rina@kopi.example"})
    ran = run(*ASK, "--send", "--yes")
    assert ran.code == 6
    name = journal(studio)[0]["id"]
    assert f"clientkit survey mail {name} --send" in ran.err
    assert states(run) == ["unsent"]
    assert data(run, "survey", "list")["rate"]["asked"] == 0
    server.behaviour.refuses = frozenset()
    assert run("survey", "mail", name, "--send", "--yes").code == 0
    assert states(run) == ["asked"]
    assert len(server.mails) == 1


def test_a_reminder_is_sent_into_the_thread(studio, run, server, monkeypatch):
    run(*ASK, "--send", "--yes")
    monkeypatch.setenv("CLIENTKIT_TODAY", LATER)
    name = journal(studio)[0]["id"]
    assert run("survey", "remind", name, "--send", "--yes").code == 0
    first, second = (email.message_from_bytes(mail.data) for mail in server.mails)
    assert second["In-Reply-To"] == first["Message-ID"]
    assert states(run) == ["reminded"]


def test_ids_are_completed_for_those_that_wait(studio, run, asked):
    from clientkit.kernel.store.ids import waiting_surveys

    assert waiting_surveys(studio, "kopi") == [asked]
    with studio.journal_file("kopi").open("a") as file:
        file.write('"survey" torn\n["survey"]\n')
    assert waiting_surveys(studio, "kopi") == [asked]
    run("feedback", "add", "--survey", asked, "--csat", 5)
    assert waiting_surveys(studio, "kopi") == []


def test_a_recommendation_asked_for_too_often_is_noted(studio, run, monkeypatch):
    words = ("survey", "ask", "kopi", "--kind", "nps", "--contact", "rina")
    assert "often enough" not in run(*words).err
    monkeypatch.setenv("CLIENTKIT_TODAY", "2027-01-20")
    ran = run(*words)
    assert ran.code == 0
    assert "asked for the NPS on 2026-11-21 already; every 90 days is often enough" in ran.err
    monkeypatch.setenv("CLIENTKIT_TODAY", "2027-04-20")
    assert "often enough" not in run(*words).err


def test_two_commands_at_once_make_one_key(studio, clientkit):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        ran = list(pool.map(lambda _: clientkit(*ASK, "--force"), range(4)))
    assert {done.code for done in ran} <= {0, 5}, [done.err for done in ran]
    key = studio.survey_key_file.read_bytes().strip()
    asked = journal(studio)
    assert len(asked) >= 1
    for record in asked:
        (subject,) = parse_qs(urlsplit(links(draft(studio, record["id"]))[0]).query)["subject"]
        assert verify(key, subject).question == record["id"]


def reply(studio, name, score, sender="rina@kopi.example"):
    """A mail as the link of a score opens it."""
    link = next(one for one in links(draft(studio, name)) if one.endswith(f"%20{score}"))
    (subject,) = parse_qs(urlsplit(link).query)["subject"]
    path = studio.root.parent / f"reply-{score}.eml"
    lines = (f"From: Rina <{sender}>", "To: dewi@studio.example", f"Subject: {subject}")
    path.write_text("\n".join([*lines, f"Message-ID: <{score}@kopi.example>", "", "Terlambat dua kali.", ""]))
    return path


def test_an_answer_by_mail_closes_the_circle(studio, run, asked):
    ran = run("mail", "read", reply(studio, asked, 2), "--yes")
    assert ran.code == 0, ran.err
    answer = journal(studio)[-1]
    assert (answer["kind"], answer["survey"], answer["csat"]) == ("feedback", asked, 2)
    assert (answer["occasion"], answer["contact"], answer["comment"]) == (
        "delivery",
        "rina",
        "Terlambat dua kali.",
    )
    assert (
        "kopi/toko from rina: CSAT 2/5.\nThat is a low score: ask what happened by Mon 23 Nov 2026" in ran.err
    )
    assert f"clientkit feedback follow {answer['id']}" in ran.err
    assert states(run) == ["answered"]
    again = run("mail", "read", reply(studio, asked, 2), "--yes")
    assert "low score" not in again.err


def test_a_no_by_mail_ends_the_survey(studio, run, asked):
    path = reply(studio, asked, 1)
    path.write_text(re.sub(r"CSAT 1", "SKIP", path.read_text()))
    assert run("mail", "read", path, "--yes").code == 0
    assert states(run) == ["declined"]


def test_a_draft_that_cannot_be_written_is_on_record_and_says_so(studio, run, tmp_path):
    ran = run(*ASK, "-o", tmp_path / "nowhere" / "ask.eml")
    assert ran.code == 6
    name = journal(studio)[0]["id"]
    assert f"The survey is on record; to write its mail again: clientkit survey mail {name}\n" in ran.err


def test_ambiguous_and_empty_names_are_said(studio, run, asked):
    with studio.client_file("kopi").open("a") as file:
        file.write('\n[[contacts]]\nid = "budi"\nname = "Budi"\nemail = "budi@kopi.example"\n')
    unnamed = run("survey", "ask", "kopi", "--kind", "nps")
    assert (unnamed.code, "Add --contact rina|budi" in unnamed.err) == (2, True)
    line = studio.journal_file("kopi").read_text()
    other = ("0" if asked[0] != "0" else "1") + asked[1:]
    with studio.journal_file("kopi").open("a") as file:
        file.write(line.replace(asked, f"{asked[:4]}{other[0]}zzzzz").replace(other, asked))
    several = run("survey", "mail", asked[:4])
    assert (several.code, "could be" in several.err) == (2, True)


def test_json_of_what_ends_a_survey(studio, run, asked):
    assert data(run, "survey", "decline", asked)["outcome"] == "declined"
    assert run("undo", asked).code == 0


def test_a_client_without_contacts_cannot_be_asked(studio, run):
    text = studio.client_file("kopi").read_text()
    studio.client_file("kopi").write_text(text.partition("[[contacts]]")[0])
    ran = run("survey", "ask", "kopi", "--kind", "nps")
    assert (ran.code, "kopi has no contact yet." in ran.err) == (3, True)


def test_a_no_on_the_terminal_asks_nothing(studio, server, terminal):
    said = terminal(*ASK, "--send", answers=["n\n"])
    assert said.code == 5
    assert "Nothing was asked and nothing was sent." in said.out
    assert not studio.journal_file("kopi").exists()
    assert server.mails == []
