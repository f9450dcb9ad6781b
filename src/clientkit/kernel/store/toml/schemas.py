"""JSON Schemas of the TOML files, from which editors complete keys: shipped, and kept beside what names them.

A file names its schema by a path of the workspace (`#:schema`, as Taplo, Even Better TOML and Tombi read it):
that works without a network and on every machine. The schemas lie in the private folder, and are made anew.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from clientkit.kernel.store.atomic_write import make_folders
from clientkit.kernel.store.workspace import Workspace

SHIPPED = Path(__file__).parents[3] / "schema_files"
"""Made by 'make docs' from the models; `output.json` and `records.json` beside these."""

TOML_FILES = ("clientkit", "client", "project")


def schema_line(workspace: Workspace, path: Path) -> str:
    """The first line of a file of one of these names."""
    target = workspace.private_dir / "schema" / f"{path.stem}.json"
    return f"#:schema ./{Path(os.path.relpath(target, path.parent)).as_posix()}".replace("/./..", "/..")


def keep_schemas(workspace: Workspace) -> None:
    """Have the schemas of this version in the workspace; without the right to write there, do without."""
    folder = workspace.private_dir / "schema"
    if workspace.private_dir.is_symlink():  # it may lead to somebody's own files
        return
    with suppress(OSError):
        for name in TOML_FILES:
            data = (SHIPPED / f"{name}.json").read_bytes()
            target = folder / f"{name}.json"
            if target.exists() and target.read_bytes() == data:
                continue
            make_folders(workspace, folder)
            if folder.is_symlink():
                return
            fresh = folder / f"{name}.new"
            fresh.unlink(missing_ok=True)
            fresh.write_bytes(data)
            fresh.replace(target)


def keys_of(name: str) -> Iterator[str]:
    """The keys of a TOML file that can be set, with dots; without those in lists of tables."""
    whole = json.loads((SHIPPED / f"{name}.json").read_bytes())

    def keys(properties: Mapping[str, Any], before: str) -> Iterator[str]:
        for key, one in properties.items():
            inner = whole["$defs"].get(str(one.get("$ref")).rpartition("/")[2], {})
            if "properties" in inner:
                yield from keys(inner["properties"], f"{before}{key}.")
            elif not (one.get("deprecated") or "const" in one or "$ref" in one.get("items", {})):
                yield f"{before}{key}"

    return keys(whole["properties"], "")
