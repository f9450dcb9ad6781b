"""Compiled templates: kept beside their sources, made anew after any change, and never needed."""

import sys

import pytest

from clientkit.kernel.text.template.compiled import CompiledTemplates
from clientkit.kernel.text.template.engine import _Folders
from clientkit.kernel.text.template.output import lay_out
from clientkit.kernel.text.template.sandbox import TemplateEnvironment


@pytest.fixture
def said(tmp_path, monkeypatch):
    """Writes a template where it lies, and says what it makes for somebody who starts anew."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "en").mkdir()

    def say(text):
        (tmp_path / "en" / "note.md.j2").write_text(text, encoding="utf-8")
        loader = _Folders((tmp_path,), "en")
        made = TemplateEnvironment("en", loader=loader, bytecode_cache=CompiledTemplates())
        return lay_out(made.get_template("note.md.j2").render(name="Rina")).strip()

    return say


def kept(folder):
    return sorted(folder.joinpath("kept").rglob("note.md.*"))


def test_the_second_time_it_is_not_compiled(tmp_path, said, monkeypatch):
    assert said("{{ name }}!") == "Rina!"
    assert len(kept(tmp_path)) == 1
    with monkeypatch.context() as nothing_compiles:
        nothing_compiles.setattr(TemplateEnvironment, "_generate", None)
        assert said("{{ name }}!") == "Rina!"
    assert said("{{ name }}?") == "Rina?"


@pytest.mark.parametrize("broken", [b"", b"j2", bytes(80), b"whole, but for the end"])
def test_what_is_broken_is_compiled_anew(tmp_path, said, broken):
    said("{{ name }}!")
    (file,) = kept(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(broken if b"end" not in broken else whole[: len(whole) // 2])
    assert said("{{ name }}!") == "Rina!"
    assert file.read_bytes() == whole


def test_nothing_is_kept_where_nothing_may_be(tmp_path, said, monkeypatch):
    (tmp_path / "kept").write_text("no folder", encoding="utf-8")
    assert said("{{ name }}!") == "Rina!"
    (tmp_path / "kept").unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert said("{{ name }}!") == "Rina!"
    assert kept(tmp_path) == []
