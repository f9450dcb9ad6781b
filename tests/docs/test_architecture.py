"""What ARCHITECTURE.md says of the tree is so: its paths, its rooms and their order, no circle."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

from source_tree import SourceTree

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "clientkit"
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PATH = re.compile(r"`([a-z_]+/(?:[\w./-]*)|[a-z_]+\.(?:py|md|toml))`")
FIXED_NAMES = {
    "rules.py",
    "queries.py",
    "actions.py",
    "document.py",
    "due.py",
    "cli.py",
    "show.py",
    "words.toml",
}


def rooms() -> list[str]:
    """The folders of the map, from the top down."""
    drawing = re.search(r"^```\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
    assert drawing
    return [line.split("/")[0] for line in drawing[1].splitlines() if re.match(r"\w+/ ", line)]


def layers() -> list[list[str]]:
    """The layers of the contract on rooms, from the top down."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    assert contract["exhaustive"]
    return [layer.split(" | ") for layer in contract["layers"]]


def test_every_path_is_there():
    paths = {match[1] for match in PATH.finditer(TEXT)} - FIXED_NAMES
    assert len(paths) > 50
    assert [path for path in sorted(paths) if not any((top / path).exists() for top in (SOURCE, ROOT))] == []


def test_the_map_shows_every_room_and_no_other():
    folders = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert sorted(rooms()) == sorted(folders)


def test_the_map_has_the_order_that_is_held():
    place = {room: number for number, layer in enumerate(layers()) for room in layer}
    assert set(rooms()) == set(place) - {"main", "program", "errors"}
    assert [(upper, lower) for upper, lower in pairwise(rooms()) if place[upper] > place[lower]] == []


def test_rooms_side_by_side_are_named():
    for layer in layers():
        if len(layer) > 1:
            assert " and ".join(f"`{room}`" for room in layer) in " ".join(TEXT.split())


def test_no_files_import_in_a_circle():
    assert SourceTree(ROOT).circles() == []


def test_no_contract_has_an_exception():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    assert [one["name"] for one in contracts["contracts"] if "ignore_imports" in one] == []


def test_no_two_public_classes_have_one_name():
    names = [name for file in SourceTree(ROOT).files for name in file.public_classes]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_map_and_its_changes_fit_on_a_page():
    assert len(TEXT.splitlines()) < 130
    assert len(re.findall(r"^\| (?!change|---)", TEXT, re.MULTILINE)) == 12
