"""The strings by which somebody is known, found and replaced in whatever spelling they stand."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote

from clientkit.privacy.forget.readings import readings

GONE = "(forgotten)"
"""What stands where words stood that must not be empty."""

SHORTEST = 12
"""Letters that words of theirs have at least, to be looked for as they stand."""

PART = 3
"""Letters that a word of a name has at least, to be looked for alone."""

BETWEEN = r"(?:[\s._,+/-]|%20|&nbsp;|\\[nrt]){0,6}"
BLANK = r"(?:[\s>|*_]|\\[nrt]|&nbsp;|%20)+"
APART = r"[\s().\/-]*"
TELLING = 6
"""Digits without a country's code that a telephone number has at least."""

NO_LETTER = "\ue000"
NO_LETTER_BEFORE, NO_LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"


@dataclass(frozen=True)
class Strings:
    """What a person, or a client with all of theirs, is called and reached by."""

    pseudonym: str
    names: tuple[str, ...] = ()
    """Of several words, or surely theirs: looked for everywhere, in any letter case."""
    parts: tuple[str, ...] = ()
    """Words of their name that nobody else of the client bears: looked for as names are written."""
    rare: tuple[str, ...] = ()
    """Those of them that nobody else of the workspace bears: looked for outside the client's folder too."""
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    """What commands call them: taken out of git's messages, which name them so."""
    words: tuple[str, ...] = ()
    """What they said, and what was noted of them."""

    @classmethod
    def load(cls, data: Any) -> "Strings":
        """What `asdict` wrote."""
        values: dict[str, Any] = {
            key: value if isinstance(value, str) else tuple(value) for key, value in data.items()
        }
        return cls(**values)

    def dump(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)

    def replaced(self, text: str, *, inside: bool) -> str:
        """The text with a pseudonym where they are named; `inside` the client's folder by parts as well."""
        pattern = self._inside if inside else self._outside
        return pattern.sub(self._stand_in, text) if pattern else text

    def struck(self, text: str) -> str:
        """The text with the pseudonym for whatever is theirs, their words and addresses too."""
        return self._inside.sub(lambda _: self.pseudonym, text) if self._inside else text

    def places(self, text: str, *, inside: bool) -> Iterator[re.Match[str]]:
        """Where a text has any of them."""
        pattern = self._inside if inside else self._outside
        return pattern.finditer(text) if pattern else iter(())

    def stand_in(self, text: str, *, message: bool = False) -> str:
        """A path, a ref, an author without parts of names in any letter case; a `message` without ids too."""
        pattern = self._messages if message else self._anywhere
        return pattern.sub(self._stand_in, text) if pattern else text

    def perhaps(self, text: str) -> Iterator[re.Match[str]]:
        """Where a text has a part of their name in small letters: a name, or a word of the language."""
        return (match for match in self._small.finditer(text) if match[0].islower())

    def named_in(self, data: bytes, *, inside: bool) -> tuple[bool, str]:
        """Whether bytes have any of them in what can be read of them, and what of them cannot be read."""
        pattern = self._inside if inside else self._outside
        return self._found(data, pattern)

    def named_in_git(self, data: bytes, *, message: bool = False) -> bool:
        """Whether a ref or a file of git's own has any of them, in any letter case, or a `message`."""
        return self._found(data, self._messages if message else self._anywhere)[0]

    def _found(self, data: bytes, pattern: re.Pattern[str] | None) -> tuple[bool, str]:
        found = list(readings(data))
        text = NO_LETTER.join(text for text, _ in found)  # searched at once: most are a few letters long
        return bool(pattern and pattern.search(text)), next((why for _, why in found if why), "")

    def _stand_in(self, match: re.Match[str]) -> str:
        kind = match.lastgroup
        if kind == "mail":
            return f"{self.pseudonym}@forgotten.invalid"
        return GONE if kind == "words" else self.pseudonym

    @cached_property
    def _inside(self) -> re.Pattern[str] | None:
        return self._pattern(self.parts, any_case=False)

    @cached_property
    def _outside(self) -> re.Pattern[str] | None:
        return self._pattern(self.rare, any_case=False)

    @cached_property
    def _anywhere(self) -> re.Pattern[str] | None:
        return self._pattern(self.rare, any_case=True)

    @cached_property
    def _messages(self) -> re.Pattern[str] | None:
        return self._pattern((*self.rare, *self.ids), any_case=True)

    @cached_property
    def _small(self) -> re.Pattern[str]:
        some = "|".join(_spelled(one, BLANK) for one in self.parts) or "(?!)"
        return re.compile(f"(?i:{NO_LETTER_BEFORE}(?:{some}){NO_LETTER_AFTER})")

    def _pattern(self, parts: Sequence[str], *, any_case: bool) -> re.Pattern[str] | None:
        kinds = {
            "mail": [_address(one) for one in self.addresses],
            "phone": [_phone(one) for one in self.phones if len(re.findall(r"\d", one)) >= TELLING],
            "words": [_spelled(one, BLANK) for one in self.words],
            "name": [_name(one) for one in self.names],
        }
        found = [
            f"(?P<{kind}>(?i:{'|'.join(sorted(one, key=len)[::-1])}))" for kind, one in kinds.items() if one
        ]
        forms = [form for one in parts for form in ({one} if any_case else {one, one.upper()})]
        if forms:
            some = "|".join(
                sorted((_spelled(form, BLANK, flat=not any_case) for form in forms), key=len)[::-1]
            )
            some = f"(?i:{some})" if any_case else some
            found.append(f"(?P<part>{NO_LETTER_BEFORE}(?:{some}){NO_LETTER_AFTER})")
        return re.compile("|".join(found)) if found else None


def words_of(name: str) -> list[str]:
    """The words of a name that could stand for it alone."""
    return [one for one in re.findall("[^\\W\\d_]+(?:['\u2019-][^\\W\\d_]+)*", name) if len(one) >= PART]


def _name(name: str) -> str:
    words = [_spelled(word, BETWEEN) for word in name.split()]
    orders = [words, [words[-1], *words[:-1]]] if words[1:] else [words]
    return f"{NO_LETTER_BEFORE}(?:{'|'.join(BETWEEN.join(one) for one in orders)}){NO_LETTER_AFTER}"


def _address(address: str) -> str:
    return rf"(?<![\w.+-]){_spelled(address, BLANK)}(?![\w-]|\.\w)"


def _phone(phone: str) -> str:
    """Whatever stands between its digits, with its country's code or with 0 in its place."""
    digits = re.sub(r"\D", "", phone)
    ways = [(r"(?:\+|00)?", digits)]
    if phone.strip().startswith("+"):  # how long a country's code is nobody can tell by its digits
        ways += [("0", digits[length:]) for length in (1, 2, 3) if len(digits) - length >= TELLING]
    elif digits.startswith("0"):
        ways += [(r"(?:\+|00)?[1-9]\d{0,2}", digits[1:])]
    some = "|".join(f"{before}{APART}{APART.join(rest)}" for before, rest in ways)
    return rf"(?<!\d)(?:{some})(?!\d)"


def _spelled(text: str, blank: str, *, flat: bool = False) -> str:
    """A text letter by letter: each as it is, taken apart, or escaped as JSON, a link or a page has it."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(blank if one == " " else _letter(one, flat=flat) for one in text)


def _letter(one: str, *, flat: bool) -> str:
    if one.isascii() and one.isalnum():
        return one
    forms = {one} if flat else {one, one.lower(), one.upper()}
    ways = []
    for form in filter(lambda form: len(form) == 1, sorted(forms)):
        code = ord(form)
        ways += [re.escape(form), re.escape(unicodedata.normalize("NFD", form))]
        ways += [
            rf"\\u{code:04x}",
            rf"\\u{code:04X}",
            re.escape(quote(form, safe="")),
            f"&#{code};",
            f"&#x{code:x};",
        ]
    if one in "'\u2019":
        ways += ["'", "\u2019", "&#39;", "&#x27;", "&rsquo;", "&apos;"]
    return f"(?:{'|'.join(dict.fromkeys(ways))})"
