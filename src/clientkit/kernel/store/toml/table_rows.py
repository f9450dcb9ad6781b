"""Adding a row to a list of tables in a TOML file: it stands after the last one, all else stays as it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from clientkit.errors import RefusedError
from clientkit.kernel.store.toml.edit import line_end, lines_of, set_keys
from clientkit.kernel.store.toml.file import load
from clientkit.kernel.store.toml.line_numbers import last_line, places
from clientkit.kernel.store.toml.new_file import toml_value


def add_row(text: str, section: str, values: Mapping[str, Any]) -> str:
    """The text with one more `[[section]]`; `values` are text, numbers, dates and lists of these.

    The first row stands under the commented example of the section, where there is one, else at the end of
    the file; in a list that is written inline it is one entry more. The result is read again and compared.

    Raises:
        RefusedError: the text cannot be edited safely.
    """
    data = load(text)
    rows = data.get(section, [])
    if (section,) in places(text).statements:
        return set_keys(text, {(section,): [*rows, dict(values)]})
    end = line_end(text)
    body = text.rstrip("\r\n")
    lines = lines_of(body)
    place = _line_after(lines, last_line(text, (section, len(rows) - 1)) or _example(lines, section))
    row = [f"[[{section}]]", *(f"{key} = {toml_value(value)}" for key, value in values.items())]
    gap = end if lines[place:] and lines[place].strip() else ""
    above, below, rest = "".join(lines[:place]), "".join(lines[place:]), text[len(body) :]
    above, rest = (above, rest) if below else (above + end, rest.removeprefix(end))
    edited = f"{above}{end}{end.join(row)}{end}{gap}{below}{rest}"
    try:
        is_right = load(edited) == {**data, section: [*rows, dict(values)]}
    except ValueError:
        is_right = False
    if not is_right:
        raise RefusedError(
            f"A row of [[{section}]] cannot be added in place, after line {place}.",
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
