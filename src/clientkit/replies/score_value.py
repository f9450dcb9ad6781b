"""One answer as somebody typed it: a number on its scale, or what it might be taken for."""

import re
import unicodedata
from typing import Literal, NamedTuple

Certainty = Literal["sure", "unsure", "refused", "none"]

WORDS = {
    word: score
    for score, words in enumerate(
        (
            "zero nol kosong sifar cero z\u00e9ro nul",
            "one satu eins uno",
            "two dua zwei dos deux twee dois duas dalawa",
            "three tiga drei tres trois drie tr\u00eas tatlo",
            "four empat vier cuatro quatre quattro quatro apat",
            "five lima f\u00fcnf cinco cinq cinque vijf",
            "six enam sechs seis zes anim",
            "seven tujuh sieben siete sept sette zeven sete pito",
            "eight delapan lapan acht ocho huit otto oito walo",
            "nine sembilan neun nueve neuf nove negen siyam",
            "ten sepuluh zehn diez dix dieci tien dez sampu",
        )
    )
    for word in words.split()
}
"""Scores in words: English and Indonesian, then those of some neighbours, which only ever raise a doubt."""

VALUE_LIMIT = 200
"""Letters of a line that can be an answer."""

_ALONE = re.compile(r"[0-9]{1,3}")
_OF = re.compile(
    r"([0-9]{1,2})\s*(?:/|dari|out of|of|per)\s*([0-9]{1,3})(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_WITH_WORDS = re.compile(r"([0-9]{1,2})\s*(?:[,;!(\u2013\u2014]|\s-)\s*(?=[^\W\d_])\D*")
_SEVERAL = re.compile(
    r"([0-9]{1,2})(?:\s*(?:-|\u2013|\u2014|,|&|\+|or|atau|to|sampai|s/d|dan|and|hingga)\s*([0-9]{1,2}))+[.!]?",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"[0-9]{1,2}[.,][0-9]{1,2}")


class AnswerScale(NamedTuple):
    """The whole numbers that a question can be answered with."""

    lowest: int
    highest: int

    def holds(self, score: int) -> bool:
        """Whether a score is on it."""
        return self.lowest <= score <= self.highest


class Value(NamedTuple):
    """What an answer says: the scores that it may mean, how sure that is, and why it is not."""

    scores: tuple[int, ...]
    certainty: Certainty
    why: str = ""


NOTHING = Value((), "none")


def value_of(text: str, scale: AnswerScale) -> Value:
    """The score that a piece of text gives, when it gives nothing else: `9`, `9/10`, `9, because ...`."""
    if len(text) > VALUE_LIMIT:
        return NOTHING
    plain = text.strip().strip("*_\"'`()[] \t").rstrip(".!").strip()
    if _ALONE.fullmatch(plain):
        return _checked(int(plain), scale)
    if found := _OF.fullmatch(plain):
        return _of(found, scale)
    if _DECIMAL.fullmatch(plain):
        return Value((), "unsure", f"{plain} is no whole number")
    if _SEVERAL.fullmatch(plain):
        numbers = dict.fromkeys(int(one) for one in re.findall(r"[0-9]+", plain))
        return Value(tuple(filter(scale.holds, numbers)), "unsure", f"{plain!r} names two scores")
    found = _WITH_WORDS.fullmatch(plain)
    return _checked(int(found[1]), scale) if found else _in_words(plain, scale)


def numbers_in(text: str, scale: AnswerScale) -> set[int]:
    """The numbers of a scale that a text names, whatever they count; `9/10` names the 9 alone."""
    text = re.sub(rf"(?i)(\d)\s*(?:/|dari|out of|of|per)\s*{scale.highest}\b", r"\1", text)
    found: set[int] = set()
    for token in re.findall(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+|\S", text):
        if token[0].isdecimal():
            pieces = [] if re.fullmatch(r"\d{1,3}([.,]\d{3})+", token) else re.split(r"\D", token)
            found |= {int(one) for one in pieces if len(one) <= 2 and (one == "0" or one[0] != "0")}  # noqa: PLR2004 - ten has two digits
        elif (number := WORDS.get(token.lower())) is not None:
            found.add(number)
        else:
            found |= {int(unicodedata.numeric(one, -1.0)) for one in token if not one.isascii()}
    return {number for number in found if scale.holds(number)}


def _of(found: re.Match[str], scale: AnswerScale) -> Value:
    score, top = int(found[1]), int(found[2])
    if re.search(r"[0-9]", found["rest"]) or (
        found["rest"] and not re.match(r"\s*[,;!.(\u2013\u2014-]", found["rest"])
    ):
        return NOTHING  # a date, a fraction of something else
    if top != scale.highest:
        if score > top:
            return NOTHING
        return Value(
            (), "unsure", f"{score}/{top} is on another scale than {scale.lowest} to {scale.highest}"
        )
    return _checked(score, scale)


def _checked(score: int, scale: AnswerScale) -> Value:
    if scale.holds(score):
        return Value((score,), "sure")
    return Value((), "refused", f"{score} is not on the scale from {scale.lowest} to {scale.highest}")


def _in_words(plain: str, scale: AnswerScale) -> Value:
    word = re.sub(
        r"\s*(?:/|dari|out of|of)\s*(?:ten|sepuluh|10|five|lima|5|seven|tujuh|7)$", "", plain.lower()
    )
    score = WORDS.get(word.strip(" .,!"))
    if score is None:
        score = _odd_digit(plain)
    if score is None:
        return NOTHING
    if not scale.holds(score):
        return Value((), "refused", f"{plain!r} is not on the scale from {scale.lowest} to {scale.highest}")
    return Value((score,), "unsure", f"{plain!r} is taken for {score}")


def _odd_digit(plain: str) -> int | None:
    """A circled, wide or boxed digit, or one of another script."""
    bare = plain.replace("\ufe0f", "").replace("\u20e3", "")
    if re.fullmatch(r"[0-9]{1,2}", bare):
        return int(bare)
    if not bare or len(bare) > 2:  # noqa: PLR2004 - ten has two digits
        return None
    numbers = [unicodedata.numeric(letter, -1.0) for letter in bare]
    if any(number < 0 or number != int(number) for number in numbers):
        return None
    return int(numbers[0]) if len(numbers) == 1 else int(numbers[0]) * 10 + int(numbers[1])
