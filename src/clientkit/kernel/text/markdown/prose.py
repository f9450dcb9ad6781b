"""Text that a person wrote as Markdown, made fit to stand inside a document."""

import re
from itertools import count

from clientkit.kernel.model.values.safe_text import printable
from clientkit.kernel.text.markdown.escape import PROSE

DEEPEST_HEADING = 6

_ELEMENT = re.compile(
    "a|abbr|address|article|aside|audio|b|base|bdi|bdo|blockquote|body|br|button|canvas|caption|center|cite"
    "|code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|div|dl|dt|em|embed|fieldset|figcaption"
    "|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label"
    "|legend|li|link|main|map|mark|math|menu|meta|meter|nav|noscript|object|ol|optgroup|option|output|p|param"
    "|picture|pre|progress|q|rp|rt|ruby|s|samp|script|section|select|small|source|span|strike|strong|style"
    "|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var"
    "|video|wbr",
    re.IGNORECASE,
)
"""The elements of HTML: their tags are taken out, while `List<Text>` is text."""
_CONTAINER = r"(?:[\s>]|[-*+]\s|\d{1,9}[.)]\s)*"
_HEADING = re.compile(rf"({_CONTAINER})(#{{1,6}})(?=\s|$)(.*)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+) *")
_NO_PARAGRAPH = re.compile(r" *(?:[-*+>#|]|\d{1,9}[.)]\s| {4})")
_PASSES = 8
_INDENTED_CODE = " " * 4
# lengths are bounded so that no text, however odd, takes more than linear time
_INLINE = re.compile(
    r"""(?P<code>(?<!`)(?P<ticks>`+)(?!`).{1,2000}?(?<!`)(?P=ticks)(?!`))
    | (?P<escape>\\[!-/:-@\[-`{-~])
    | (?P<address><(?:https?:|mailto:)[^\s<>]*> | <[^\s<>@]+@[^\s<>@]+>)
    | (?P<comment><!--.{0,2000}?-->)
    | </?(?P<element>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>])[^<>]*>
    | !\[(?P<alt>(?:[^\[\]]|\[[^\[\]]{0,200}\]){0,500})\](?:\([^()]{0,2000}\)|\[[^\[\]]{0,200}\])?
    | (?P<open><(?=[A-Za-z/!?]))
    | (?P<definition>\](?=:))
    """,
    re.VERBOSE,
)


def mark_prose(text: str, level: int) -> str:
    """Markdown from the data between its marks: its headings below `level`, no HTML, no pictures.

    What would reach beyond it is closed: an open code block ends, link definitions are plain text.
    """
    return f"{PROSE[0]}{_fit(printable(text).strip(), level)}{PROSE[1]}"


def _fit(text: str, level: int) -> str:
    text, code = _code_lines(text)
    fitted: list[str] = []
    for number, line in zip(count(), text.split("\n")):
        if number in code or line.startswith(_INDENTED_CODE):
            fitted.append(line)
        elif (underline := _UNDERLINE.fullmatch(line)) and fitted and fitted[-1]:
            _underlined(fitted, underline[1][0], level)
        else:
            fitted.append(_demoted(_inline(line), level))
    return "\n".join(_hard_break(line, after) for line, after in zip(fitted, [*fitted[1:], ""], strict=True))


def _code_lines(text: str) -> tuple[str, frozenset[int]]:
    """The text with its last code block closed, and the lines that are in a fenced one."""
    if "```" not in text and "~~~" not in text:
        return text, frozenset()
    from clientkit.kernel.text.markdown.to_html import parser

    tokens = parser().parse(f"{text}\n\nprobe")
    fences = [token for token in tokens if token.type == "fence" and token.map]
    if tokens[-1].type == "fence":
        text = f"{text}\n{tokens[-1].markup}"
    return text, frozenset(line for token in fences for line in range(*(token.map or ())))


def _underlined(fitted: list[str], sign: str, level: int) -> None:
    """A line of `===` or `---` under text: makes the text before it a heading where it can be one."""
    alone = len(fitted) < 2 or not fitted[-2]  # noqa: PLR2004 - the line before the last one
    if alone and not _NO_PARAGRAPH.match(fitted[-1]):
        depth = min(level + (1 if sign == "=" else 2), DEEPEST_HEADING)
        fitted[-1] = f"{'#' * depth} {fitted[-1].strip()}"
    elif sign == "-":
        fitted += ["", "---"]
    else:
        fitted.append("\\=")


def _demoted(line: str, level: int) -> str:
    heading = _HEADING.fullmatch(line)
    if not heading:
        return line
    depth = min(len(heading[2]) + level, DEEPEST_HEADING)
    return f"{heading[1]}{'#' * depth}{heading[3]}"


def _inline(line: str) -> str:
    for _ in range(_PASSES):
        if (fitted := _INLINE.sub(_replaced, line)) == line:
            return line
        line = fitted
    # pictures in pictures in pictures: what is left of them is text
    return line.replace("![", "!\\[")


def _replaced(match: re.Match[str]) -> str:
    if match["comment"]:
        return ""
    if match["alt"] is not None:
        return match["alt"]
    if match["element"]:
        return "" if _ELEMENT.fullmatch(match["element"]) else f"\\{match[0]}"
    if match["open"]:
        return "\\<"
    return "]\\" if match["definition"] else match[0]


def _hard_break(line: str, after: str) -> str:
    """Two blanks at a line's end break it; they would be lost, a backslash is not."""
    return f"{line.rstrip()}\\" if line.endswith("  ") and line.strip() and after.strip() else line.rstrip()
