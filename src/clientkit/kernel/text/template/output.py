"""The finished text of a document: prose in its place, data escaped, blank lines in order."""

import re

from clientkit.kernel.text.markdown.escape import DATA, PROSE, resolve_marks

_PROSE_LINE = re.compile(
    f"^(?P<before>.*?){PROSE[0]}(?P<prose>[^{PROSE[1]}]*){PROSE[1]}(?P<after>.*)$", re.MULTILINE
)
_MARK = re.compile(f"[{''.join(DATA + PROSE)}]")
_LIST_MARKER = re.compile(r"[-*+]|\d{1,9}[.)]")
_BEGINS_BLOCK = re.compile(r"\s*(?:[#>|]|```|~~~|[-*+]\s|\d{1,9}[.)]\s|$)| {4}", re.MULTILINE)
_ALONE = re.compile(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?")


def lay_out(text: str) -> str:
    """A rendered text as it is written to a file.

    At most one blank line between blocks, no blanks at the end of a line, one newline at the end.

    Raises:
        ValueError: a mark is left over: a template cut through a text with data in it.
    """
    while PROSE[0] in text:
        text = _PROSE_LINE.sub(_placed, text)
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    blocks = [resolve_marks(block.strip("\n")) for block in re.split(r"\n{2,}", lines)]
    tidy = "\n".join(line.rstrip() for line in "\n\n".join(block for block in blocks if block).split("\n"))
    if _MARK.search(tidy):
        raise ValueError("finished text is cut into pieces; cut the value that goes into it")
    return f"{tidy}\n" if tidy else ""


def _placed(match: re.Match[str]) -> str:
    """Prose with its line: as blocks where it stands alone, else on the line, in one piece."""
    before, prose, after = match["before"], match["prose"], match["after"]
    if not _ALONE.fullmatch(before) or after.strip():
        return f"{before}{_on_the_line(before, prose)}{after}"
    lines = prose.split("\n")
    further = _LIST_MARKER.sub(lambda marker: " " * len(marker[0]), before)
    placed = "\n".join([before + lines[0], *(further + line for line in lines[1:])])
    is_item = further != before
    return placed if is_item or len(lines) == 1 else f"{placed}\n"


def _on_the_line(before: str, prose: str) -> str:
    if "\n" in prose and any(_BEGINS_BLOCK.match(line) for line in prose.split("\n")):
        # blocks cannot stand on one line: their words do, as plain text
        words = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", " ".join(prose.split()))
        return f"{DATA[0]}{words}{DATA[1]}"
    prose = re.sub(r"(?<!\\)\\?\n", " ", prose)
    if not before.lstrip().startswith("|"):
        return prose
    return re.sub(r"(?<!\\)\|", r"\\|", prose) + (" " if prose.endswith("\\") else "")
