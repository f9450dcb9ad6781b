"""The JSON Schemas that are shipped: real files and records fit, nonsense does not, and files name theirs."""

import json
import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from clientkit.kernel.store.toml.schemas import SHIPPED, TOML_FILES, keep_schemas, schema_line


def schema(name: str) -> Draft202012Validator:
    whole = json.loads((SHIPPED / f"{name}.json").read_bytes())
    Draft202012Validator.check_schema(whole)
    return Draft202012Validator(whole)


def as_json(value):
    """A TOML document as its schema sees it: dates are texts."""
    match value:
        case dict():
            return {key: as_json(one) for key, one in value.items()}
        case list():
            return [as_json(one) for one in value]
        case date() | datetime():
            return value.isoformat()
    return value


def test_all_files_and_records_of_the_sample_fit(run, tmp_path, monkeypatch):
    root = tmp_path / "studio"
    assert run("demo", root, "--no-git").code == 0
    monkeypatch.chdir(root)
    for kind in ("website", "retainer"):
        assert run("project", "add", "kopi", kind, "--from", kind).code == 0
    schemas = {name: schema(name) for name in TOML_FILES}
    for path in root.glob("**/*.toml"):
        if path.stem in schemas and "agreements" not in path.parts:
            value = as_json(tomllib.loads(path.read_text(encoding="utf-8")))
            assert [one.message for one in schemas[path.stem].iter_errors(value)] == [], path
    records = schema("records")
    journals = [path.read_bytes() for path in root.glob("clients/*/journal/*")]
    for line in b"".join(journals).splitlines():
        assert [one.message for one in records.iter_errors(json.loads(line))] == [], line


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("client", {"name": 5}),
        ("project", {"title": "X", "milestones": "none"}),
        ("clientkit", {"you": "Dewi"}),
        ("records", {"kind": "done"}),
        ("output", {"schema": 1, "kind": "error", "data": {"message": "x"}}),
        ("output", {"schema": 2, "kind": "clients", "data": []}),
        ("output", {"schema": 1, "kind": "nobody knows", "data": []}),
    ],
)
def test_nonsense_does_not_fit(name, value):
    assert not schema(name).is_valid(value)


def test_a_new_file_names_its_schema_and_edit_makes_it_anew(studio, run, monkeypatch):
    files = [studio.settings_file, studio.client_file("kopi"), studio.project_file("kopi", "toko")]
    for path in files:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first == schema_line(studio, path)
        named = path.parent / first.removeprefix("#:schema ")
        assert named.resolve() == studio.private_dir / "schema" / f"{path.stem}.json"
        assert named.read_bytes() == (SHIPPED / named.name).read_bytes()
    kept = studio.private_dir / "schema" / "client.json"
    kept.write_text("{}")
    monkeypatch.setenv("EDITOR", "true")
    assert run("client", "edit", "kopi").code == 0
    assert kept.stat().st_size > 1000


def test_a_link_in_place_of_the_folder_is_not_followed(studio, tmp_path):
    folder = studio.private_dir / "schema"
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder.symlink_to(elsewhere)
    keep_schemas(studio)
    assert list(elsewhere.iterdir()) == []


def test_the_own_settings_of_a_user_name_none(run):
    run("config", "set", "user.pager=cat")
    own = Path.home() / ".config" / "clientkit"
    assert not any("#:schema" in path.read_text() for path in own.glob("*.toml"))
