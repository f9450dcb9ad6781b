"""The source tree as a graph: which file imports which, what a file spells, and which tests bear its name."""

import ast
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

PACKAGE = "clientkit"

NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
"""The words that a name is made of: `scope`, `Document` in `scope_of_Document`."""

ROOM_FILES = {"actions", "queries", "show", "cli"}
"""The files, or folders, that rooms have in common."""

DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


class SourceFile:
    """One Python file of the program."""

    def __init__(self, path: Path, source: Path) -> None:
        self.path = path
        self.place = path.relative_to(source).with_suffix("")
        parts = self.place.parts
        self.module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        self.text = path.read_text(encoding="utf-8")

    def __repr__(self) -> str:
        """Its path in the package."""
        return str(self.place.relative_to(PACKAGE).with_suffix(".py"))

    @cached_property
    def tree(self) -> ast.Module:
        """What Python reads in it."""
        return ast.parse(self.text)

    @cached_property
    def lines(self) -> int:
        """Its lines, all of them."""
        return self.text.count("\n")

    @cached_property
    def strings(self) -> set[str]:
        """The texts in it that are no docstrings."""
        return {
            node.value
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in self._docs
        }

    @cached_property
    def _docs(self) -> set[int]:
        bodies = (node.body for node in ast.walk(self.tree) if isinstance(node, DOCUMENTED))
        return {id(one.value) for body in bodies for one in body if isinstance(one, ast.Expr)}

    @cached_property
    def words(self) -> set[str]:
        """The words of its names and texts, in small letters; comments and docstrings do not count."""
        fields = ("id", "attr", "name", "arg", "module")
        names = (getattr(node, field, None) for node in ast.walk(self.tree) for field in fields)
        texts = [*(name for name in names if isinstance(name, str)), *self.strings]
        return {word.lower() for text in texts for word in NAME_PARTS.findall(text)}

    @cached_property
    def functions(self) -> list[int]:
        """How many lines each of its functions has."""
        return [
            (node.end_lineno or node.lineno) - node.lineno + 1
            for node in ast.walk(self.tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]

    @cached_property
    def public_classes(self) -> list[str]:
        """The classes that others may use."""
        return [
            node.name
            for node in self.tree.body
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        ]

    def imports(self) -> Iterator[str]:
        """The modules and names that it imports, wherever in it, from `clientkit` on."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


class SourceTree:
    """The program's files below a folder that holds `src` and `tests`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        source = root / "src"
        self.files = [SourceFile(path, source) for path in sorted((source / PACKAGE).rglob("*.py"))]
        self.by_module = {file.module: file for file in self.files}

    @cached_property
    def imports(self) -> dict[str, set[str]]:
        """The modules that each module imports."""
        return {
            file.module: {module for name in file.imports() if (module := self._module(name))} - {file.module}
            for file in self.files
        }

    def _module(self, name: str) -> str | None:
        if name in self.by_module:
            return name
        return above if (above := name.rpartition(".")[0]) in self.by_module else None

    @cached_property
    def importers(self) -> dict[str, set[str]]:
        """The modules that import each module."""
        return {
            module: {one for one, imports in self.imports.items() if module in imports}
            for module in self.by_module
        }

    def circles(self) -> list[list[str]]:
        """Modules that reach each other by imports, each group once."""
        reach = {module: self._reach(module) for module in self.by_module}
        groups = {
            tuple(sorted(other for other in reach[module] if module in reach[other]))
            for module in self.by_module
            if module in reach[module]
        }
        return [list(group) for group in sorted(groups)]

    def _reach(self, module: str) -> set[str]:
        seen: set[str] = set()
        ahead = [module]
        while ahead:
            fresh = self.imports[ahead.pop()] - seen
            seen |= fresh
            ahead += fresh
        return seen

    def folders(self) -> dict[str, int]:
        """How many files lie directly in each folder, the empty ones that make it a package too."""
        counts: dict[str, int] = {}
        for file in self.files:
            folder = str(file.place.parent)
            counts[folder] = counts.get(folder, 0) + 1
        return counts

    def without_tests(self) -> list[SourceFile]:
        """The files with code whose tests cannot be found by name.

        The tests of `reports/weekly/lint.py` are `tests/reports/weekly/test_lint.py`, or begin so
        (`test_lint_words.py`); a folder may have one for all its files: `tests/reports/test_weekly.py`.
        The files that every room has (`actions.py`, `queries.py`, `show.py`) may be tested by its commands:
        `tests/promises/test_cli.py`, or all of `tests/reports/cli/`.
        """
        return [file for file in self.files if file.lines and not self._has_tests(file)]

    def _has_tests(self, file: SourceFile) -> bool:
        place = file.place.relative_to(PACKAGE)
        tests = self.root / "tests"
        names = [place, *(one for one in place.parents if one.parent.name)]
        if ROOM_FILES & set(place.parts):
            names.append(place.parents[-2] / "cli")
            if any((tests / place.parents[-2] / "cli").glob("test_*.py")):
                return True
        return any(any((tests / one.parent).glob(f"test_{one.name}*.py")) for one in names)
