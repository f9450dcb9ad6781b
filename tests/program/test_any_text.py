"""Whatever somebody types into a text is kept as it is, and steers no terminal, page or mail."""

import email
import json
import re
from email.policy import default

import pytest

TEXTS = {
    "escapes": "a\x1b[31mb\x1b]8;;http://x\x07c\x9b2J\x85d\x00e\x7ff",
    "bidi": "a\u202eb\u202c\u2066c\u200fd\u2028e\ufeff",
    "markup": "[/b] [red]x[/red] [id] [link=http://x]y[/link] \\[",
    "page": '<script>alert(1)</script><img src=x onerror="a()"> &amp; <b onclick=x> javascript:x',
    "markdown": "# a\n\n| b | c |\n|---|---|\n[d](javascript:e) ![f](http://x/y.png) `g` **h**\n- i",
    "template": "{{ 7177 * 7 }} {% for a in b %} {# c #} ${d} {0}",
    "formula": '=HYPERLINK("http://x")',
    "dashes": "--yes -x",
    "lines": "a\r\nb\n\nc\td\re",
    "header": "Bcc: x@y.example\r\nSubject: =?utf-8?q?=0A?=",
    "letters": "Cafe\u0301 \u6771\u4eac \u0642\u0647\u0648\u0629 Z\u0351\u0363a\u0346 \u2615",
    "long": "panjang " * 2499 + "akhir",
}
EVERY_TEXT = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
ACTIVE = re.compile(r"<script|<[^>]*\son\w+=|src=[\"']?http|href=[\"']?\s*javascript|<b\W", re.IGNORECASE)

WRITING = {
    "done text": ("done", "--", "kopi/toko", "{text}"),
    "plan_moved reason": ("progress", "move", "{next}", "--due", "2026-11-24", "--note={text}"),
    "plan_dropped reason": ("progress", "drop", "{other next}", "--note={text}"),
    "lesson text prevention": ("lesson", "--prevention={text}", "--", "kopi/toko", "{text}"),
    "blocked text unblocks": ("blocked", "--unblocks={text}", "--", "kopi/toko", "{text}"),
    "ask text otherwise": (*("ask", "--default={text}", "--due", "2026-11-27", "--", "kopi/toko", "{text}"),),
    "resolved text": ("answer", "{ask}", "--", "{text}"),
    "risk text answer": ("risk", "--answer={text}", "--", "kopi/toko", "{text}"),
    "status reason": ("report", "status", "--", "kopi/toko", "amber", "{text}"),
    "log text": ("log", "add", "--contact", "rina", "--", "kopi/toko", "{text}"),
    "promise text": ("promise", "add", "--due", "2026-11-27", "--", "kopi/toko", "{text}"),
    "promise_ended note": ("promise", "broken", "{promise}", "--note={text}"),
    "feedback comment": (
        *(
            "feedback",
            "add",
            "kopi/toko",
            "--nps",
            "3",
            "--contact",
            "rina",
            "--comment={text}",
            "--quotable",
        ),
    ),
    "follow_up note": ("feedback", "follow", "{feedback}", "--note={text}"),
    "consent evidence": (
        *("client", "consent", "kopi", "--contact", "rina", "--purpose", "quote", "--allow"),
        "--where={text}",
    ),
    "criterion note": ("scope", "met", "kopi/toko", "D1", "--note={text}"),
    "survey_ended note": ("survey", "decline", "{survey}", "--note={text}"),
    "retraction reason": ("undo", "{promise}", "--note={text}"),
}
"""Each kind of record with the fields that hold a text, and what writes it down."""

READING = (
    ("progress", "list", "--all", "kopi/toko"),
    ("report", "show", "kopi/toko"),
    ("report", "check", "kopi/toko"),
    ("report", "list", "kopi/toko"),
    ("report", "series", "kopi/toko"),
    ("log", "list", "kopi"),
    ("promise", "list", "--all"),
    ("feedback", "list"),
    ("feedback", "loop", "--all"),
    ("client", "show", "kopi"),
    ("client", "list", "--health"),
    ("project", "show", "kopi/toko"),
    ("scope", "criteria", "kopi/toko"),
    ("survey", "list"),
    ("survey", "due"),
    ("score",),
    ("mail", "list"),
    ("check",),
)
DOCUMENTS = (
    ("report", "week", "kopi/toko"),
    ("report", "month", "kopi/toko"),
    ("report", "close", "kopi/toko"),
    ("scope", "render", "kopi/toko"),
    ("timeline", "render", "kopi/toko"),
)


def journal(studio):
    return [json.loads(line) for line in studio.journal_file("kopi").read_bytes().splitlines()]


@pytest.fixture
def said_everywhere(studio, run):
    """Write a text into every kind of record; the records by their kinds."""
    project = studio.project_file("kopi", "toko")
    deliverable = '[[deliverables]]\nid = "D1"\ntitle = "Shop"\ncriteria = ["A visitor can pay"]\n'
    project.write_text(f"{project.read_text(encoding='utf-8')}\n{deliverable}", encoding="utf-8")

    def note(*words):
        ran = run(*words)
        assert ran.code == 0, (words[:3], ran.err)
        return journal(studio)[-1]

    def write(text):
        made = {"text": text}
        for name in ("next", "other next"):
            made[name] = note("next", "kopi/toko", name, "--due", "2026-11-20")["id"]
        asked = ("survey", "ask", "kopi/toko", "--kind", "nps", "--contact", "rina", "--trigger", "delivery")
        made["survey"] = note(*asked)["id"]
        records = {}
        for name, words in WRITING.items():
            kind, *fields = name.split()
            record = note(*(re.sub(r"{([\w ]+)}", lambda found: made[found[1]], word) for word in words))
            assert record["kind"] == kind
            assert [record[field] for field in fields] == [text] * len(fields), name
            made.setdefault(kind, record["id"])
            records[kind] = record
        return records

    return write


def pages_of(mail):
    """The parts of a mail that are read, decoded."""
    message = email.message_from_string(mail, policy=default)
    assert message["Bcc"] is None
    return [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]


@EVERY_TEXT
def test_it_is_kept_and_steers_no_terminal(said_everywhere, run, text):
    said_everywhere(text)
    for words in READING:
        ran = run(*words)
        assert ran.code in {0, 1}, (words, ran.err)
        assert not STEERING.search(ran.out + ran.err), words
    listed = json.loads(run("progress", "list", "--all", "kopi/toko", "--json").out)["data"]
    assert [row["text"] for row in listed if row["kind"] == "done"] == [text]
    logged = json.loads(run("log", "list", "kopi", "--json").out)["data"]
    assert [row["text"] for row in logged] == [text]
    answers = json.loads(run("feedback", "list", "--json").out)["data"]
    assert [row["comment"] for row in answers] == [text]


@EVERY_TEXT
def test_it_steers_no_document_and_no_mail(said_everywhere, run, text):
    said_everywhere(text)
    pages = []
    for words in DOCUMENTS:
        for form in ("md", "html", "eml"):
            ran = run(*words, "--format", form, "-o", "-")
            assert ran.code == 0, (words, form, ran.err)
            pages += [ran.out] if form != "eml" else pages_of(ran.out)
    for whom in ("client", "self"):
        for form in ("md", "html"):
            summary = ("score", "render", "kopi", "--reader", whom, "--format", form, "-o", "-")
            pages.append(run(*summary).out)
    pages.append(run("report", "series", "kopi/toko", "--format", "svg").out)
    for page in pages:
        assert page
        assert not STEERING.search(page.replace("\r\n", "\n")), page
        if page.startswith("<"):
            assert not ACTIVE.search(page), ACTIVE.search(page)
            assert "50239" not in page


NAMES = {
    "markup": "[/b] <script>alert(1)</script> {{ 7177 * 7 }} | `a`",
    "address": 'Rina" <x@y.example>, "Wijaya',
    "bidi": "Rina \u202eayajiW",
    "encoded": "=?utf-8?q?=0ABcc=3A_x=40y.example?=",
    "formula": "=1+1",
    "wide": "\u6771\u4eac " * 40,
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_stays_a_name_in_a_mail(studio, run, name):
    for key in ("name", "title", "position"):
        assert run("client", "set", "kopi", f"contacts.rina.{key}={name}").code == 0
    assert run("project", "set", "kopi/toko", f"title={name}").code == 0
    settings = studio.settings_file.read_text(encoding="utf-8")
    studio.settings_file.write_text(settings.replace('"Dewi Lestari"', json.dumps(name)), encoding="utf-8")
    ask = ("survey", "ask", "kopi/toko", "--kind", "nps", "--contact", "rina", "--trigger", "delivery")
    for words in ((*ask, "-o", "-"), *((*one, "--format", "eml", "-o", "-") for one in DOCUMENTS)):
        ran = run(*words)
        assert ran.code == 0, (words, ran.err)
        message = email.message_from_string(ran.out, policy=default)
        assert [one.addr_spec for one in message["To"].addresses] == ["rina@kopi.example"]
        assert [one.addr_spec for one in message["From"].addresses] == ["dewi@studio.example"]
        assert not STEERING.search(f"{message['To']}{message['From']}{message['Subject']}")
        for page in pages_of(ran.out):
            assert not STEERING.search(page.replace("\r\n", "\n"))
            assert not page.startswith("<") or not ACTIVE.search(page)
