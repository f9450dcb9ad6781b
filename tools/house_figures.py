"""What the source tree is made of, in figures: `make figures`; each folder that is named is a column more."""

import statistics
import sys
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from source_tree import SourceFile, SourceTree

ROOT = Path(__file__).parents[1]

DOCUMENTS = frozenset({"scope", "timeline", "report", "month"})
METRICS = frozenset({"csat", "nps", "ces"})
LANGUAGES = frozenset({"en", "id"})

CRUMB = 60
"""Lines below which a file with one importer is a part of it."""


def _size(tree: SourceTree) -> str:
    empty = sum(1 for file in tree.files if not file.lines)
    return f"{len(tree.files)} ({empty} empty) / {sum(file.lines for file in tree.files):,}"


def _largest_folder(tree: SourceTree) -> str:
    folder, count = max(tree.folders().items(), key=lambda one: one[1])
    return f"{count} ({folder})"


def _functions(tree: SourceTree) -> str:
    lengths = [length for file in tree.files for length in file.functions]
    return f"{statistics.median(lengths):.0f} / {statistics.quantiles(lengths, n=10)[-1]:.0f}"


def _spell_documents(tree: SourceTree) -> list[SourceFile]:
    return [file for file in tree.files if file.words >= DOCUMENTS]


def _spell_metrics(tree: SourceTree) -> list[SourceFile]:
    return [file for file in tree.files if file.words >= METRICS]


def _spell_languages(tree: SourceTree) -> list[SourceFile]:
    return [file for file in tree.files if file.strings >= LANGUAGES]


def _crumbs(tree: SourceTree) -> list[SourceFile]:
    return [file for file in tree.files if 0 < file.lines < CRUMB and len(tree.importers[file.module]) == 1]


def _long_files(tree: SourceTree) -> list[SourceFile]:
    return [file for file in tree.files if file.lines > 250]  # noqa: PLR2004 - the limit of CONTRIBUTING


def _long_functions(tree: SourceTree) -> list[str]:
    return [f"{file} ({longest})" for file in tree.files if (longest := max(file.functions, default=0)) > 30]  # noqa: PLR2004 - the same limit


def _doubled_classes(tree: SourceTree) -> list[str]:
    counts = Counter(name for file in tree.files for name in file.public_classes)
    return sorted(name for name, count in counts.items() if count > 1)


def _ignored_imports(tree: SourceTree) -> list[str]:
    settings = tomllib.loads((tree.root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    return [line for contract in contracts for line in contract.get("ignore_imports", ())]


def _circles(tree: SourceTree) -> list[str]:
    return [" <> ".join(circle) for circle in tree.circles()]


FIGURES: dict[str, Callable[[SourceTree], str]] = {
    "source files / lines": _size,
    "largest folder (files directly in it)": _largest_folder,
    "functions: median / nine of ten (lines)": _functions,
}
LISTS: dict[str, Callable[[SourceTree], list[SourceFile] | list[str]]] = {
    "files that spell all documents": _spell_documents,
    "files that spell all metrics": _spell_metrics,
    "files that spell both languages": _spell_languages,
    "files under 60 lines that one other imports": _crumbs,
    "files over 250 lines": _long_files,
    "files with a function over 30 lines": _long_functions,
    "public class names used twice": _doubled_classes,
    "imports that a contract ignores": _ignored_imports,
    "circles of imports": _circles,
    "files without tests by name": SourceTree.without_tests,
}
"""What is counted, and listed below the table for the tree itself."""


def report(trees: list[SourceTree], *, listed: bool) -> str:
    """The table with a column for each tree; then, where wanted, what the last column counts, by name."""
    rows = [(title, *(figure(tree) for tree in trees)) for title, figure in FIGURES.items()]
    rows += [(title, *(str(len(entries(tree))) for tree in trees)) for title, entries in LISTS.items()]
    widths = [max(len(row[column]) for row in rows) for column in range(len(trees) + 1)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    if listed:
        for title, entries in LISTS.items():
            lines += ["", f"{title}:", *(f"  {entry}" for entry in entries(trees[-1]))]
    return "\n".join(line.rstrip() for line in lines)


def main(arguments: list[str]) -> None:
    """Print the figures of the folders that are named, and of this tree."""
    others = [Path(argument) for argument in arguments if argument != "--list"]
    trees = [SourceTree(root.resolve()) for root in (*others, ROOT)]
    print(report(trees, listed="--list" in arguments))  # noqa: T201 - a program for the terminal


if __name__ == "__main__":
    main(sys.argv[1:])
