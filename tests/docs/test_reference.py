"""The generated parts of docs/ say what the program does today."""

import json
import subprocess
from difflib import unified_diff

import pytest
from jsonschema import Draft202012Validator

import commands_page
import json_page
import man_page
import markdown_page
import schema_files
import write_docs
from clientkit.kernel.screen.show import VIEWS, load_views
from clientkit.program import SECTIONS
from support.programs import find


@pytest.mark.parametrize("page", write_docs.PAGES, ids=lambda page: page.name)
def test_page_is_as_generated(page):
    text = page.read_text(encoding="utf-8")
    made = markdown_page.complete(text, write_docs.PAGES[page]())
    changed = list(unified_diff(text.splitlines(), made.splitlines(), "as it is", "as generated", n=0))
    assert changed[:20] == [], "run 'make docs' and look at what it changed"


def test_json_is_described_whole():
    """Every command that has it, every kind that a room shows, and the fields that the examples print."""
    printed = json_page.printed()
    for path, text in schema_files.made():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run 'make docs'"
    schema = Draft202012Validator(schema_files.output_schema())
    with_json = {
        context.command_path.removeprefix("clientkit ")
        for real, context in commands_page.every_command()
        if any("--json" in parameter.opts for parameter in real.params)
    }
    assert with_json == {one.example.command for one in printed}
    for room in {module.split(".")[0] for section in SECTIONS for _, _, module in section.commands}:
        load_views(room)
    kinds = {view.kind for view in VIEWS.values() if isinstance(view.kind, str)}
    assert kinds <= {one.kind for one in printed}
    for one in printed:
        described = [one.fields(model) for model in one.models]
        for text in one.texts:
            said = json.loads(text)
            assert [error.message for error in schema.iter_errors(said)] == [], one.example.line
            assert said["schema"] == 1
            for entry in said["data"] if one.several else [said["data"]]:
                assert set(entry) in described, one.example.line


def test_the_manual_page_is_as_generated_and_sound(tmp_path):
    """`man clientkit` works where it is installed by pip or pipx; groff finds nothing to warn of."""
    made = man_page.page()
    assert write_docs.MANUAL.read_text(encoding="utf-8") == made, "run 'make docs'"
    for real, context in commands_page.every_command():
        assert context.command_path.replace("-", "\\-") in made, real.name
    if groff := find("groff"):
        done = subprocess.run(
            [groff, "-man", "-Tutf8", "-ww", "-z"], input=made.encode(), capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")
