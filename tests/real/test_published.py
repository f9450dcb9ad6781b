"""Statements of work that were really published: entered, checked, and rendered in both languages."""

import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest

from support.document_reader import cells, words
from support.pdf_reader import pages, squeezed

HERE = Path(__file__).parent
LANGUAGES = ("en", "id")
DOCUMENTS = ("scope", "timeline")


@dataclass(frozen=True)
class Published:
    """One of them: its folder here, its project, the day on which it was entered."""

    folder: str
    project: str
    entered: str
    end: dict[str, str]
    price: dict[str, str]

    @property
    def lacks(self) -> list[tuple[str, str]]:
        """What the check finds in it, as its folder lists it: code and key."""
        listed = tomllib.loads((HERE / self.folder / "lacks.toml").read_text("utf-8"))["finding"]
        return sorted((one["code"], one["key"]) for one in listed)

    @property
    def typed(self) -> dict[str, object]:
        """The project file as it was typed."""
        client, project = self.project.split("/")
        file = HERE / self.folder / "workspace" / "clients" / client / "projects" / project / "project.toml"
        return tomllib.loads(file.read_text("utf-8"))


DASHBOARD = Published(
    folder="fedramp_dashboard",
    project="gsa/fedramp",
    entered="2016-06-09",
    end={"en": "12 August 2016", "id": "12 Agustus 2016"},
    price={},
)
SCORECARD = Published(
    folder="va_scorecard",
    project="va/scorecard",
    entered="2018-07-31",
    end={"en": "20 August 2018", "id": "20 Agustus 2018"},
    price={"en": "$9,995.00", "id": "US$9.995,00"},
)

pytestmark = pytest.mark.parametrize("published", [DASHBOARD, SCORECARD], ids=lambda one: one.folder)


@pytest.fixture(autouse=True)
def _standing_in_a_copy(published: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "workspace"
    shutil.copytree(HERE / published.folder / "workspace", copy)
    monkeypatch.chdir(copy)
    monkeypatch.setenv("CLIENTKIT_TODAY", published.entered)


def test_its_files_are_all_well(published: Published, run) -> None:
    assert published.typed["deliverables"]
    done = run("check")
    assert (done.code, done.out) == (0, ""), done.out


def test_the_check_finds_what_the_original_does_not_say(published: Published, run) -> None:
    done = run("scope", "check", published.project, "--json")
    found = json.loads(done.out)["data"]["findings"]
    assert done.code == 1
    assert sorted((one["code"], one["key"]) for one in found) == published.lacks


def test_rendering_it_names_the_same_empty_fields(published: Published, run) -> None:
    rendered = run("scope", "render", published.project)
    named = {line.partition(":")[0] for line in rendered.err.splitlines() if re.match(r"[a-z0-9_.]+: ", line)}
    empty = {key for code, key in published.lacks if code in {"missing-field", "no-answer-time"}}
    assert named == empty


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_agreement_holds_every_fact_that_was_typed(published: Published, language: str, run) -> None:
    text = words(_document(run, "scope", published, language, "md").read_text("utf-8"))
    wanted = [words(fact) for fact in _facts(published.typed)]
    assert len(wanted) > 20
    assert [fact for fact in wanted if fact not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_price_and_its_end_are_written_as_the_language_has_it(
    published: Published, language: str, run
) -> None:
    text = _document(run, "scope", published, language, "md").read_text("utf-8")
    assert published.end[language] in text
    money = {*re.findall(r"(?:US)?\$[\d.,]*\d", text)}
    assert money == ({published.price[language]} if published.price else set())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_both_languages_have_the_same_sections_and_share_no_label(
    published: Published, document: str, run
) -> None:
    english, indonesian = (
        _document(run, document, published, language, "md").read_text("utf-8") for language in LANGUAGES
    )
    headings = [re.findall(r"^(#+) (.*)$", text, re.MULTILINE) for text in (english, indonesian)]
    assert [mark for mark, _ in headings[0]] == [mark for mark, _ in headings[1]]
    ours = {heading for _, heading in headings[0]} & {heading for _, heading in headings[1]}
    deliverables = {f"{one['id']} · {one['title']}" for one in published.typed["deliverables"]}
    assert ours == (deliverables if document == "scope" else set())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_timeline_and_the_agreement_name_each_milestone(
    published: Published, document: str, language: str, run
) -> None:
    found = cells(_document(run, document, published, language, "md").read_text("utf-8"))
    for milestone in published.typed["milestones"]:
        row = found.index(milestone["id"])
        assert found[row + 1] == words(milestone["title"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_page_says_what_the_markdown_says(
    published: Published, document: str, language: str, run
) -> None:
    page = _Page()
    page.feed(_document(run, document, published, language, "html").read_text("utf-8"))
    assert page.language == language
    markdown = _document(run, document, published, language, "md").read_text("utf-8")
    missing = [cell for cell in cells(markdown) if squeezed(cell) not in squeezed(page.text)]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_pdf_says_what_the_markdown_says(published: Published, document: str, language: str, run) -> None:
    pdf = _document(run, document, published, language, "pdf").read_bytes()
    printed = squeezed("".join(pages(pdf))).casefold()  # page one sets its headings in capitals
    markdown = _document(run, document, published, language, "md").read_text("utf-8")
    titles = [one["title"] for one in published.typed["milestones"]]
    for text in [*titles, *re.findall(r"^#+ (?!Gantt|Bagan)(.*)$", markdown, re.MULTILINE)]:
        assert squeezed(words(text)).casefold() in printed


def _document(run, document: str, published: Published, language: str, form: str) -> Path:
    """Render a document where it is kept, and give its path back."""
    done = run(document, "render", published.project, "--language", language, "--format", form)
    assert done.code == 0, done.err
    path = Path(done.out.strip())
    assert path.name == f"{document}.{form}"
    return path


NOT_SHOWN = {"id", "model", "currency", "owner", "timezone", "milestone", "milestones", "after"}
"""Keys whose text a document shows in other words; milestones have a test of their own."""


def _facts(table: dict[str, object]) -> Iterator[str]:
    """Every text of a project file that a client should find in the agreement."""
    for key, value in table.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and key not in NOT_SHOWN:
                yield from _facts(one)
            elif isinstance(one, str) and key not in NOT_SHOWN:
                yield one


HIDDEN = {"style", "script", "title"}


class _Page(HTMLParser):
    """The words of a page as a reader sees them, and the language it says it is in."""

    def __init__(self) -> None:
        super().__init__()
        self.language, self.text, self._within = "", "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.language = dict(attrs).get("lang") or ""
        if tag in HIDDEN:
            self._within = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._within:
            self._within = ""

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.text += data
