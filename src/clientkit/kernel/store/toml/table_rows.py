"""Adding a row to a list of tables in a TOML file: it stands after the last one, all else stays as it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from clientkit.errors import InvalidDataError
from clientkit.kernel.store.toml.file import load
from clientkit.kernel.store.toml.line_numbers import last_line
from clientkit.kernel.store.toml.new_file import toml_value


def add_row(text: str, section: str, values: Mapping[str, Any]) -> str:
    """The text with one more `[[section]]`; `values` are text, numbers, dates and lists of these.

    The first row stands under the commented example of the section, where there is one, else at the end of
    the file. The result is read again and compared with what it should hold.

    Raises:
        InvalidDataError: the text cannot be edited safely, for instance because the list is written inline.
    """
    data = load(text)
    rows = data.get(section, [])
    lines = text.rstrip("\n").split("\n")
    place = _line_after(lines, last_line(text, (section, len(rows) - 1)) or _example(lines, section))
    row = [f"[[{section}]]", *(f"{key} = {toml_value(value)}" for key, value in values.items())]
    gap = [""] if lines[place:] and lines[place].strip() else []
    edited = "\n".join([*lines[:place], "", *row, *gap, *lines[place:]]) + "\n"
    try:
        is_right = load(edited) == {**data, section: [*rows, dict(values)]}
    except ValueError:
        is_right = False
    if not is_right:
        raise InvalidDataError(
            f"A row of [[{section}]] cannot be added in place.",
            "Add it in an editor, in the form of the others.",
        )
    return edited


def _example(lines: Sequence[str], section: str) -> int:
    """Line of a commented header of the section, the last line where there is none."""
    examples = [
        number
        for number, line in enumerate(lines, start=1)
        if line.startswith("#") and line[1:].strip() == f"[[{section}]]"
    ]
    return examples[0] if examples else len(lines)


def _line_after(lines: Sequence[str], line: int) -> int:
    """How many lines stand before a place after `line`: comments right under it go with it.

    Comments without a blank line before the next header go with that.
    """
    after = line
    while after < len(lines) and lines[after].startswith("#"):
        after += 1
    return after if after == len(lines) or not lines[after].strip() else line
