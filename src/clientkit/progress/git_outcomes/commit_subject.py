"""The first line of a commit in words that a client can read; nothing is added to what it says.

The rule, published in docs/how-to/from-your-work.md: merges, fixups and what only programmers gain by (chore,
ci, build, style, test, refactor) are left out; a type becomes a word, an imperative the past tense.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from clientkit.kernel.model.values.language import LANGUAGES, Language
from clientkit.kernel.model.values.text import CONTROL
from clientkit.kernel.text.words import words_of

Group = Literal["new", "changed", "fixed", "faster", "removed", "documented", "undone", "other"]
Reason = Literal["merges", "fixups", "chores"]

GROUPS: tuple[Group, ...] = (
    *("new", "changed", "fixed", "faster", "removed", "documented", "undone", "other"),
)
"""In the order in which a client wants to read them."""

TEXT_LIMIT = 200
"""Characters of a proposed outcome: two lines of a report."""

LINE_LIMIT = 1000
"""Characters of a commit's first line that are looked at."""

TYPES: dict[str, Group] = {
    "feat": "new",
    "feature": "new",
    "fix": "fixed",
    "bugfix": "fixed",
    "hotfix": "fixed",
    "perf": "faster",
    "docs": "documented",
    "doc": "documented",
}
CHORES = frozenset(
    ("chore", "ci", "build", "style", "test", "tests", "refactor", "lint", "deps", "release", "wip")
)
"""Types of work that only programmers gain by."""


class CommitWords(NamedTuple):
    """What the first lines of commits are told with in a language."""

    chores: tuple[str, ...]
    """Leading words of work that only programmers gain by."""
    prefixes: Mapping[Group, str]
    """What a type is called where no verb says it already."""
    verbs: Mapping[Group, Mapping[str, str]]
    """Leading words and their past tense, by their group."""


def commit_words(language: Language) -> CommitWords:
    """What the first lines of commits are told with in a language."""
    return words_of(language, "commits", CommitWords)


@cache
def known_verbs() -> dict[str, tuple[Group, str]]:
    """Leading words in every language, as commits are not written in that of the client's documents."""
    return {
        form: (group, past)
        for language in LANGUAGES
        for group, verbs in commit_words(language).verbs.items()
        for verb, past in verbs.items()
        for form in (verb, f"{verb}s", past.lower())
    }


@cache
def _chores() -> frozenset[str]:
    return frozenset(word for language in LANGUAGES for word in commit_words(language).chores)


_HIDDEN = re.compile(f"{CONTROL}|[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_MERGE = re.compile(
    r"Merge (branch|branches|pull request|remote-tracking|tag|commit|request)\b", re.IGNORECASE
)
_FIXUP = re.compile(r"(fixup|squash|amend)! |wip\b", re.IGNORECASE)
_TYPED = re.compile(r"(?P<type>[\w.-]{1,40})(\((?P<scope>[^()]{0,60})\))?(?P<breaking>!)?: +(?P<rest>\S.*)")
_REVERT = re.compile(r'Revert "(?P<rest>.+)"')
_CHORE = re.compile(
    r"(initial commit|typos?|(re)?format(ting)?( code)?|v?\d+(\.\d+)+|(release|version) v?\d[\w.-]*|"
    r"(add|update|fix|bump|upgrade) (the )?(tests?|dependenc(y|ies)|deps|lock ?file|changelog|readme|"
    r"\.?gitignore|linter|ci)( .*)?)\.?",
    re.IGNORECASE,
)
_TICKET = re.compile(r"(\[[A-Z][A-Z0-9]+-\d+\]:?|[A-Z][A-Z0-9]+-\d+:|:[a-z0-9_+-]+:)\s+")
_TAIL = re.compile(r"\s*(\((#\d+|[A-Z][A-Z0-9]+-\d+)\)|\[(skip ci|ci skip|no ci)\])$")


class Outcome(NamedTuple):
    """A commit in words: its group, what was done, and the part of the work it names."""

    group: Group
    text: str
    scope: str


OutcomeOrReason: TypeAlias = Outcome | Reason


def outcome_of(subject: str, language: Language) -> OutcomeOrReason:
    """What a commit's first line tells a client, or why it tells them nothing."""
    line = clean_line(subject)
    if reason := _left_out(line):
        return reason
    if back := _REVERT.fullmatch(line):
        return _undone(back["rest"], language)
    typed = _TYPED.fullmatch(line)
    if typed is None:
        return _plain(line)
    kind, scope = typed["type"].lower(), (typed["scope"] or "").strip()
    if kind == "revert":
        return _undone(typed["rest"], language)
    if kind in TYPES:
        return _of_type(TYPES[kind], typed["rest"], scope, language)
    return _plain(line) if scope else _plain(typed["rest"], typed["type"])


def _left_out(line: str) -> Reason | None:
    if _MERGE.match(line):
        return "merges"
    if _FIXUP.match(line):
        return "fixups"
    typed = _TYPED.fullmatch(line)
    if typed and typed["type"].lower() in CHORES:
        return "chores"
    first = line.partition(" ")[0].lower()
    return "chores" if first in _chores() or not line or _CHORE.fullmatch(line) else None


def _undone(line: str, language: Language) -> OutcomeOrReason:
    """Of a commit before the week; what takes back a taking back is told in git's own words."""
    inner = Outcome("other", line, "") if _REVERT.fullmatch(line) else outcome_of(line, language)
    if isinstance(inner, str):
        return inner
    return Outcome("undone", _cut(f"{commit_words(language).prefixes['undone']}: {inner.text}"), inner.scope)


def clean_line(subject: str) -> str:
    """The line without what steers a terminal, without marks, tickets and numbers of requests around it."""
    line = " ".join(_HIDDEN.sub(" ", subject[:LINE_LIMIT]).split())
    line = _TICKET.sub("", line, count=1) if _TICKET.match(line) else line
    while (shorter := _TAIL.sub("", line)) != line:
        line = shorter
    return line


def reverted_line(subject: str) -> str | None:
    """The first line of the commit that this one takes back, as git words it; None where there is none."""
    back = _REVERT.fullmatch(clean_line(subject))
    return clean_line(back["rest"]) if back else None


def _of_type(group: Group, rest: str, scope: str, language: Language) -> Outcome:
    """A verb that is known says it better than the type."""
    _, past = _past(rest)
    if past and group != "documented":
        return Outcome(group, _cut(past), scope)
    return Outcome(group, _cut(f"{commit_words(language).prefixes[group]}: {rest}"), scope)


def _plain(line: str, scope: str = "") -> Outcome:
    group, past = _past(line)
    return Outcome(group, _cut(past or line[:1].upper() + line[1:]), scope)


def _past(line: str) -> tuple[Group, str]:
    """The group that the leading word stands for, and the line in the past tense; '' for any other word."""
    first, _, rest = line.partition(" ")
    group, past = known_verbs().get(first.lower(), ("other", ""))
    return group, f"{past} {rest}" if past and rest else ""


def _cut(text: str) -> str:
    """At most two lines of a report, cut between words where there are any."""
    if len(text) <= TEXT_LIMIT:
        return text
    head = text[: TEXT_LIMIT - 1]
    words, _, last = head.rpartition(" ")
    return f"{words if len(words) > TEXT_LIMIT // 2 and last else head}…"
