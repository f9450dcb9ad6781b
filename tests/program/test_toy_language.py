"""A language is added as CONTRIBUTING says: a folder of templates, and one line of Python."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import clientkit
from clientkit.kernel.text.template.sources import shipped_templates

CODE = "nl"
LINE = '    "nl": LanguageFacts("Dutch", "EUR"),\n'
TRANSLATED = {
    'contents = "Contents"': 'contents = "Inhoud"',
    'number = ["Page ", " of "]': 'number = ["Blad ", " van "]',
    'chart = "Gantt chart"': 'chart = "Gantt-diagram"',
    'today = "Today"': 'today = "Vandaag"',
    'working_day = ["working day", "working days"]': 'working_day = ["werkdag", "werkdagen"]',
    'by = "By whom: {}"': 'by = "Door wie: {}"',
    'title = "Scores"': 'title = "Cijfers"',
    'week = "Week"': 'week = "Weeknummer"',
    'new = "New"': 'new = "Nieuw"',
    "vague] #": 'vague]\nspoedig = "een datum"\n#',
}
"""Some words of English, and what stands there in the words file of the new language."""

RUNNER = """
import io, json, sys
from contextlib import redirect_stderr, redirect_stdout
from clientkit.main import outcome
answers = []
for line in json.load(sys.stdin):
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = outcome(line)
        except SystemExit as leaving:
            code = leaving.code
    for stream in (out, err):
        stream.flush()
    answers.append([int(code or 0), out.buffer.getvalue().decode(), err.buffer.getvalue().decode()])
json.dump(answers, sys.__stdout__)
"""


class Toy(NamedTuple):
    """A clientkit of its own, with one language more, in the sample studio whose documents are in it."""

    package: Path
    studio: Path
    state: str
    """The state folder in which the studio is trusted: it is made once for all tests."""

    def run(self, *lines: str) -> list[tuple[int, str, str]]:
        """Exit code, stdout and stderr of each command line, all run in one process."""
        environment = {**os.environ, "PYTHONPATH": str(self.package.parent), "CLIENTKIT_TODAY": "2026-11-21"}
        environment["XDG_STATE_HOME"] = self.state
        done = subprocess.run(
            [sys.executable, "-c", RUNNER],
            input=json.dumps([shlex.split(line) for line in lines]),
            cwd=self.studio,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return [(code, out, err) for code, out, err in json.loads(done.stdout)]


@pytest.fixture(scope="module")
def toy(tmp_path_factory) -> Toy:
    package = tmp_path_factory.mktemp("toy") / "clientkit"
    shutil.copytree(Path(clientkit.__file__).parent, package)
    templates = package / "template_files"
    shutil.copytree(shipped_templates(), templates)
    table = package / "kernel" / "model" / "values" / "language.py"
    head, brace, rest = table.read_text("utf-8").partition("\n}\n")
    table.write_text(f"{head}\n{LINE.rstrip()}{brace}{rest}", encoding="utf-8")
    shutil.copytree(templates / "en", templates / CODE)
    words = templates / CODE / "words.toml"
    text = words.read_text("utf-8")
    for english, dutch in TRANSLATED.items():
        assert text.count(english) == 1, english
        text = text.replace(english, dutch)
    words.write_text(text, encoding="utf-8")
    studio = package.parent / "studio"
    studio.mkdir()
    made = Toy(package, studio, os.environ["XDG_STATE_HOME"])
    lines = (f"client set kopi language={CODE}", f"project set kopi/toko language={CODE}", "survey key --new")
    assert [code for code, _, _ in made.run("demo . --no-git", *lines)] == [0, 0, 0, 0]
    return made


def rendered(toy: Toy, *lines: str) -> dict[str, str]:
    """What each command line prints; all of them succeed."""
    answers = dict(zip(lines, toy.run(*lines), strict=True))
    assert {line: err for line, (code, _, err) in answers.items() if code} == {}
    return {line: out for line, (_, out, _) in answers.items()}


DOCUMENTS = (
    *("scope render kopi/toko", "timeline render kopi/toko", "report week kopi/toko"),
    *("report month kopi/toko", "report close kopi/toko"),
)


FORMATS = ("md", "html", "pdf", "eml")


def test_documents_are_rendered_in_every_format(toy):
    files = {
        f"{line} --format {form}": toy.studio / f"{number}.{form}"
        for form in FORMATS
        for number, line in enumerate(DOCUMENTS)
    }
    rendered(toy, *(f"{line} -o {file}" for line, file in files.items()))
    texts = {line: file.read_bytes().decode("utf-8", "replace") for line, file in files.items()}
    assert all(texts.values())
    scope, timeline = (texts[f"{line} --format html"] for line in DOCUMENTS[:2])
    assert f'lang="{CODE}"' in scope
    assert "Inhoud" in scope
    assert "Gantt-diagram" in timeline
    assert "Vandaag" in timeline
    assert "november 2026" in timeline  # Babel's own words of the language


def test_what_is_not_a_document_is_rendered_too(toy):
    calendar, course, scores, page = (toy.studio / name for name in ("a.ics", "b.svg", "c.svg", "d.html"))
    out = rendered(
        toy,
        f"timeline export kopi/toko -o {calendar}",
        f"report series kopi/toko --format svg -o {course}",
        "report series kopi/toko --format md -o -",
        f"score render kopi --format svg -o {scores}",
        f"score render kopi --format html -o {page}",
        "score render kopi",
        "scope show kopi/toko",
        "timeline show kopi/toko",
        "report show kopi/toko",
        f"template show report --language {CODE}",
    )
    assert "Door wie: " in calendar.read_text("utf-8")
    assert "Weeknummer" in out["report series kopi/toko --format md -o -"]
    assert "<svg" in course.read_text("utf-8")
    assert "Cijfers" in scores.read_text("utf-8")
    assert f'lang="{CODE}"' in page.read_text("utf-8")
    assert "werkdagen" in out["scope show kopi/toko"]


def test_letters_and_surveys_are_drafted(toy):
    documents = ("scope", "timeline", "report", "month", "closing")
    drafts = rendered(
        toy,
        *(f"mail draft {document} kopi/toko" for document in documents),
        "survey ask kopi/toko --kind nps --contact hendra",
        "survey list kopi --json",
    )
    asked = json.loads(drafts["survey list kopi --json"])["data"]["surveys"]
    assert [survey["language"] for survey in asked] == [CODE]
    rendered(toy, f"survey mail {asked[0]['id']}")


def test_versions_of_an_agreement_are_compared_in_it(toy):
    (toy.studio / "reply.eml").write_text("Akkoord.\n", encoding="ascii")
    accept = "scope accept kopi/toko --name 'Rina Wijaya' --evidence reply.eml --force"
    rendered(toy, accept, "project set kopi/toko objective=Verkoop")
    ((code, out, _),) = toy.run("scope diff kopi/toko -o -")
    assert code == 1  # they differ
    assert "Verkoop" in out


def test_checks_know_the_language(toy):
    project = toy.studio / "clients" / "kopi" / "projects" / "toko" / "project.toml"
    text = project.read_text("utf-8")
    project.write_text(text.replace('description = "', 'description = "Spoedig. ', 1), encoding="utf-8")
    (code, out, _), (reported, _, _) = toy.run("scope check kopi/toko", "report check kopi/toko")
    project.write_text(text, encoding="utf-8")
    assert code == reported == 1
    assert "een datum" in out


def test_templates_are_listed_in_it(toy):
    rows = json.loads(rendered(toy, "template list --json")["template list --json"])["data"]
    assert {row["language"] for row in rows if row["language"]} == {"en", "id", CODE}  # none: a style


@pytest.mark.slow
def test_templates_are_tried_in_it(toy):
    assert "all well" in toy.run("template check")[0][2]


def test_help_errors_and_questions_name_it(toy):
    help_page, (code, _, error), (other, _, message) = toy.run(
        "client add --help", "scope show kopi/toko --language xx", "client set kopi language=xx"
    )
    assert "en, id or nl" in " ".join(help_page[1].split())
    assert (code, other) == (2, 2)
    assert "Languages are en, id and nl." in error
    assert "'en', 'id' or 'nl'" in message
