"""Templates from the command line: which is used and why, what it receives, and whether all work."""

import json
from collections.abc import Callable

import pytest

from clientkit.documents.registry import template_names
from clientkit.errors import InvalidDataError
from clientkit.kernel.store.workspace import Workspace
from clientkit.kernel.text.brand.style_file import STYLES
from clientkit.templates.trial import try_style
from clientkit.workspace.demo_sample import sample_workspace

DOCUMENTS = template_names()
TRIALS = len(DOCUMENTS) * 2 * 3
"""Every document and letter in both languages for each of the sample's three projects."""


def test_list_says_which_is_used_for_each_document_and_language_and_why(
    studio: Workspace, run: Callable
) -> None:
    rows = json.loads(run("template", "list", "--json").out)["data"]
    assert [(row["document"], row["language"]) for row in rows] == [
        *((d, one) for d in DOCUMENTS for one in ("en", "id")),
        *((style, "") for style in STYLES),
    ]
    assert {(row["origin"], row["reason"]) for row in rows} == {("shipped", "shipped with clientkit")}
    assert run("template", "copy", "report", "--language", "id").out == "templates/id/report.md.j2\n"
    rows = json.loads(run("template", "list", "--json").out)["data"]
    (own,) = [row for row in rows if row["origin"] == "workspace"]
    assert (own["document"], own["language"], own["path"]) == ("report", "id", "templates/id/report.md.j2")
    assert "your own" in run("template", "list").out


def test_show_prints_the_template_or_the_data_that_it_receives(studio: Workspace, run: Callable) -> None:
    assert "# Perjanjian Lingkup Kerja" in run("template", "show", "scope", "--language", "id").out
    fields = run("template", "show", "scope", "--fields").out
    assert "deliverables[].criteria" in fields
    assert "name of the project" in fields
    assert json.loads(run("template", "show", "diff", "--fields", "--json").out)["kind"] == "fields"
    assert run("template", "show", "invoice").code == 3
    assert run("template", "show", "scope", "--language", "fr").code == 2


def test_a_copy_is_made_once_and_then_is_ones_own(studio: Workspace, run: Callable) -> None:
    run("template", "copy", "scope")
    again = run("template", "copy", "scope")
    assert again.code == 5
    assert "is your own already; nothing was copied." in again.err
    path = studio.templates_dir / "en" / "scope.md.j2"
    path.write_text("# Mine: {{ title }}\n", encoding="utf-8")
    assert run("scope", "render", "kopi/toko", "--language", "en", "-o", "-").out == "# Mine: Toko daring\n"


def test_check_renders_everything_and_names_what_fails(studio: Workspace, run: Callable) -> None:
    well = run("template", "check")
    assert (well.code, well.out, well.err) == (0, "", f"{TRIALS} documents rendered, all well.\n")
    assert not (sample_workspace().root / ".clientkit").exists(), "nothing is written into the sample"
    run("template", "copy", "page.css")
    (studio.templates_dir / "html" / "page.css").write_text("@import 'x';", encoding="utf-8")
    run("template", "copy", "complaint-policy")
    with (studio.templates_dir / "en" / "complaint-policy.md.j2").open("a", encoding="utf-8") as file:
        file.write("Total: total_price</b>\n")
    for document in ("timeline", "diff"):
        run("template", "copy", document)
        path = studio.templates_dir / "en" / f"{document}.md.j2"
        path.write_text(path.read_text(encoding="utf-8") + "{{ nothing }}\n", encoding="utf-8")
    broken = run("template", "check")
    assert broken.code == 1
    assert "the field 'nothing' is missing" in broken.out
    assert "a tag, '</b>'; and 1 more." in broken.out
    assert broken.err == f"{TRIALS + 1} documents rendered, 10 failed.\n"
    trials = json.loads(run("template", "check", "--json").out)["data"]
    assert {trial["document"] for trial in trials if trial["problem"]} == {
        *("timeline", "diff", "page.css", "complaint-policy")
    }


def test_a_style_file_is_shown_copied_once_and_tried(studio: Workspace, run: Callable) -> None:
    assert "nav ol {" in run("template", "show", "page.css").out
    for name, folder in STYLES.items():
        assert run("template", "copy", name).out == f"templates/{folder}/{name}\n"
        assert run("template", "copy", name).code == 5
        try_style(studio.templates_dir, name)
    (studio.templates_dir / "html" / "mail.css").write_text("p { src(x) }", encoding="utf-8")
    (studio.templates_dir / "typst" / "document.typ").write_text("#nothing", encoding="utf-8")
    with pytest.raises(InvalidDataError, match=r"line 1: 'src\(' stands there"):
        try_style(studio.templates_dir, "mail.css")
    with pytest.raises(InvalidDataError, match="unknown variable: nothing"):
        try_style(studio.templates_dir, "document.typ")
