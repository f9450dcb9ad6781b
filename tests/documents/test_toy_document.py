"""A new document is one file, one line and its templates: everything that goes over documents finds it."""

import json
from collections.abc import Callable, Iterator

import pytest
from typer import _completion_classes

from clientkit.documents.cli.document import render_document
from clientkit.documents.registry import install
from clientkit.documents.request import DocumentRequest
from clientkit.errors import UsageError
from clientkit.kernel.model.values.references import Scope
from clientkit.kernel.screen.session import Session
from clientkit.kernel.store.workspace import Workspace
from clientkit.program import DOCUMENTS, WRITERS
from support.toy_document import LINE, write_template

REQUEST = DocumentRequest("receipt", "kopi", "toko", "en")


def a_session(studio: Workspace) -> Session:
    return Session(studio, Scope(), "documents", {})


@pytest.fixture
def toy(studio: Workspace) -> Iterator[Workspace]:
    write_template(studio.templates_dir)
    install((*DOCUMENTS, LINE), WRITERS)
    yield studio
    install(DOCUMENTS, WRITERS)


@pytest.mark.parametrize(
    ("form", "beginning"), [("md", b"# Toko daring\n"), ("html", b"<!doctype html>"), ("pdf", b"%PDF")]
)
def test_it_is_rendered_and_says_what_it_lacks(toy: Workspace, capsys, form: str, beginning: bytes) -> None:
    render_document(a_session(toy), REQUEST, form, None, as_json=False)
    file = toy.documents_dir("kopi", "toko") / f"receipt.{form}"
    said = capsys.readouterr()
    assert said.out.endswith(f"documents/receipt.{form}\n")
    assert said.err == "Still missing:\namount: what was paid\n"
    assert file.read_bytes().startswith(beginning)


def test_its_formats_are_those_of_every_document(toy: Workspace) -> None:
    with pytest.raises(UsageError, match="There is no format 'docx'") as caught:
        render_document(a_session(toy), REQUEST, "docx", None, as_json=False)
    assert caught.value.hint == "Formats are md, html, pdf and eml."
    render_document(a_session(toy), REQUEST, "eml", None, as_json=False)
    assert (toy.documents_dir("kopi", "toko") / "receipt.eml").exists()


def test_it_is_mailed_by_its_name_and_by_its_file(toy: Workspace, run: Callable) -> None:
    drafted = run("mail", "draft", "receipt", "kopi/toko")
    assert (drafted.code, drafted.out) == (0, "clients/kopi/projects/toko/documents/receipt.eml\n")
    assert "amount: what was paid" in drafted.err
    render_document(a_session(toy), REQUEST, "md", None, as_json=False)
    assert (
        run("mail", "draft", toy.documents_dir("kopi", "toko") / "receipt.md", "--language", "en").code == 0
    )
    assert run("mail", "draft", "receipt", "kopi/toko", "--week", "2026-W47").err.startswith(
        "Error: --week does not go with 'receipt'."
    )


def test_its_template_is_listed_shown_described_and_tried(toy: Workspace, run: Callable) -> None:
    rows = json.loads(run("template", "list", "--json").out)["data"]
    assert {row["path"] for row in rows if row["document"] == "receipt"} == {
        "templates/en/receipt.md.j2",
        "templates/id/receipt.md.j2",
    }
    assert "{{ client }}" in run("template", "show", "receipt").out
    assert "day of the receipt" in run("template", "show", "receipt", "--fields").out
    assert "is your own already" in run("template", "copy", "receipt").err
    assert run("template", "check").code == 0
    path = toy.templates_dir / "en" / "receipt.md.j2"
    path.write_text(path.read_text(encoding="utf-8") + "{{ amount }}\n", encoding="utf-8")
    failed = run("template", "check")
    assert failed.code == 1
    assert failed.out.startswith("receipt (en) of ")


@pytest.mark.parametrize("words", ["template show ", "template copy ", "mail draft ", "mail send "])
def test_its_name_is_completed(toy: Workspace, run: Callable, monkeypatch, words: str) -> None:
    _completion_classes.completion_init()
    monkeypatch.setenv("_CLIENTKIT_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", f"clientkit {words}rec")
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) + 1))
    assert run().out.split() == ["receipt"]
