"""The line that adds what is missing works where it is typed, and names nothing that nobody owns."""

import sys

import pytest

from clientkit.kernel.model.values import extras

LEFT = {"pipx": "pipx_metadata.json", "uv": "uv-receipt.toml"}
"""By its maker, what tells an environment apart, wherever it lies."""


@pytest.mark.parametrize(
    ("made_by", "begins"),
    [
        ("pip", f"{sys.executable} -m pip install 'typst"),
        ("pipx", "pipx inject clientkit 'typst"),
        ("uv", f"uv pip install --python {sys.executable} 'typst"),
        ("uv venv", f"uv pip install --python {sys.executable} 'typst"),
    ],
)
def test_the_line_is_of_whoever_made_the_environment(tmp_path, monkeypatch, made_by, begins):
    prefix = tmp_path / "clientkit"
    prefix.mkdir()
    if made_by in LEFT:
        (prefix / LEFT[made_by]).touch()
    if made_by == "uv venv":
        monkeypatch.setattr(extras, "find_spec", lambda _name: None)
    monkeypatch.setattr(sys, "prefix", str(prefix))
    line = extras.add_command("pdf")
    assert line.startswith(begins)
    assert "clientkit[" not in line


def test_an_extra_that_no_metadata_knows_is_its_package():
    assert extras.add_command("nothing-of-ours").endswith("install nothing-of-ours")
