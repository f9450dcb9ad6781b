"""Money, numbers and dates as a reader of their language expects them."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from typing import Any, Literal, get_args

from clientkit.kernel.model.files.calendar_settings import WEEKDAYS
from clientkit.kernel.model.values.language import Language
from clientkit.kernel.model.values.money import quantum
from clientkit.kernel.text.amount_in_words import amount_in_words
from clientkit.kernel.text.template.continued import continued
from clientkit.kernel.text.template.data import wrong_kind
from clientkit.kernel.text.words import word_file

Number = Decimal | int
DayStyle = Literal["full", "long", "short", "brief", "compact"]

MINUS = "\u2212"
"""The sign of a number below nothing, in print: a hyphen is shorter than a plus."""

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


def format_money(amount: Number, currency: str, language: Language) -> str:
    """An amount as the language writes it: `IDR 12,500,000`, `$12,500.00`; `Rp12.500.000`, `US$12.500,00`.

    Whole currencies show decimals only where there are any. Rounded once, half up.
    """
    number = Decimal(amount)
    whole = quantum(currency) == 1 and number == number.to_integral_value()
    places = 0 if whole else 2
    digits = _digits(abs(number), language, places)
    sign = MINUS if number.quantize(Decimal(1).scaleb(-places), context=_EXACT) < 0 else ""
    symbol = _symbol(currency, language)
    return f"{sign}{symbol}{' ' if symbol == currency else ''}{digits}"


def format_number(value: Number, language: Language, decimals: int | None = None) -> str:
    """A number with the language's separators: all its decimals, or so many, rounded half up."""
    number = Decimal(value)
    if decimals is None:
        return _digits(number, language, max(0, -int(number.normalize(_EXACT).as_tuple().exponent)))
    return _digits(number, language, decimals)


def format_spelled(value: Number, language: Language) -> str:
    """A small count in words, as in a sentence: `two`, `dua`; any other number in digits."""
    words = word_file(language)["lint"]["numbers"]
    return words[int(value) - 1] if value in range(1, len(words) + 1) else format_number(value, language)


def format_percent(value: Number, language: Language, decimals: int | None = None) -> str:
    """A share of a hundred: `11%`, `12.5%`."""
    return f"{format_number(value, language, decimals)}%"


def format_hours(value: Number, language: Language) -> str:
    """Hours with their unit: `1 hour`, `12.5 hours`, `12,5 jam`."""
    return _with_unit(value, "hour", language)


def format_working_days(value: Number, language: Language) -> str:
    """A duration in working days: `5 working days`, `5 hari kerja`."""
    return _with_unit(value, "working_day", language)


def format_day(day: date, language: Language, style: DayStyle = "full") -> str:
    """A date; `full` with its weekday, `long` without, `short` and `compact` the same abbreviated.

    `Monday, 17 August 2026`, `17 August 2026`, `Mon 17 Aug 2026`, `17 Aug 2026`;
    `Senin, 17 Agustus 2026`, `17 Agustus 2026`, `Sen, 17 Agt 2026`, `17 Agt 2026`.

    Raises:
        ValueError: a style that does not exist.
    """
    styles = get_args(DayStyle)
    if style not in styles:
        raise ValueError(f"no style of a date is called '{style}': there are {', '.join(styles)}")
    return formatted(day, word_file(language)["dates"][style], language)


def format_month(day: date, language: Language) -> str:
    """The month that a day is in: `August 2026`, `Agustus 2026`."""
    return formatted(day, "MMMM y", language)


def format_weekday(day: date | str, language: Language) -> str:
    """The weekday of a date, or of a code such as `mon`: `Monday`, `Senin`.

    Raises:
        ValueError: a text that is no weekday's code.
    """
    if isinstance(day, str):
        if day not in WEEKDAYS:
            raise ValueError(f"'{day[:40]}' is not a weekday: write one of {', '.join(WEEKDAYS)}")
        # 5 January 1970 is a Monday: any Monday would do
        day = date(1970, 1, 5 + [*WEEKDAYS].index(day))
    return formatted(day, "EEEE", language)


def format_period(first: date, last: date, language: Language) -> str:
    """Two dates as one span: `16-22 November 2026` with an en dash, months and years said once."""
    if first == last:
        return format_day(first, language, "long")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{format_day(last, language, 'long')}"  # noqa: RUF001 - a span takes an en dash
    start = formatted(first, "d MMMM" if first.year == last.year else "d MMMM y", language)
    return f"{start} – {format_day(last, language, 'long')}"  # noqa: RUF001 - a span takes an en dash


def join_words(words: Iterable[str], language: Language) -> str:
    """A list in a sentence: `a, b and c`; in Indonesian `a, b, dan c`, and `a dan b` for two."""
    items = [str(word) for word in words]
    if len(items) < 2:  # noqa: PLR2004 - fewer than two need no conjunction
        return "".join(items)
    *others, last = items
    conjunction: str = word_file(language)["lists"]["two" if len(others) == 1 else "more"]
    return conjunction.join((", ".join(others), last))


def language_filters(language: Language) -> dict[str, Callable[..., str]]:
    """The filters of a document's language, by the names that templates use.

    Each raises TypeError for a value of another kind than its own, an empty one included.
    """
    speaking: dict[str, tuple[Callable[..., str], Callable[[Any], Any]]] = {
        "money": (format_money, _number),
        "in_words": (amount_in_words, _number),
        "number": (format_number, _number),
        "spelled": (format_spelled, _number),
        "percent": (format_percent, _number),
        "hours": (format_hours, _number),
        "working_days": (format_working_days, _number),
        "day": (format_day, _date),
        "month": (format_month, _date),
        "weekday": (format_weekday, _date_or_code),
        "period": (format_period, _date),
        "join_words": (join_words, _several),
        "continued": (continued, _text),
    }
    return {name: _in_language(language, *how) for name, how in speaking.items()}


def _in_language(
    language: Language, function: Callable[..., str], checked: Callable[[Any], Any]
) -> Callable[..., str]:
    takes_two = function in (format_money, amount_in_words, format_period)

    def speaking(value: Any, *rest: Any, **named: Any) -> str:
        further = (*rest, language) if takes_two else (language, *rest)
        return function(checked(value), *further, **named)

    return speaking


def _number(value: Any) -> Number:
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return value
    raise wrong_kind("a number", value)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise wrong_kind("a text", value)


def _date(value: Any) -> date:
    if isinstance(value, date):
        return value
    raise wrong_kind("a date", value)


def _date_or_code(value: Any) -> date | str:
    return value if isinstance(value, str) else _date(value)


def _several(value: Any) -> Iterable[str]:
    if isinstance(value, Iterable) and not isinstance(value, str):
        return value
    raise wrong_kind("a list", value)


def _with_unit(value: Number, unit: str, language: Language) -> str:
    one, many = word_file(language)["units"][unit]
    return f"{format_number(value, language)} {one if abs(value) == 1 else many}"


def _digits(number: Decimal, language: Language, places: int) -> str:
    """Digits in groups; rounds half up from the exact number, once."""
    rounded = number.quantize(Decimal(1).scaleb(-places), context=_EXACT)
    text = f"{rounded + 0:,f}"  # + 0: minus zero is zero
    return text.translate(_separators(language))


@cache
def _separators(language: Language) -> dict[int, str]:
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return str.maketrans({",": get_group_symbol(language), ".": get_decimal_symbol(language), "-": MINUS})


@cache
def _symbol(currency: str, language: Language) -> str:
    from babel.numbers import get_currency_symbol

    return get_currency_symbol(currency, language)


def formatted(day: date, pattern: str, language: Language) -> str:
    """A date in one of Unicode's patterns (UTS 35): `d MMM` gives `17 Aug`, `17 Agt`."""
    from babel.dates import format_date

    short = word_file(language)["dates"]["short_months"].get(str(day.month))
    if short and "MMMM" not in pattern:
        pattern = pattern.replace("MMM", f"'{short}'")
    return format_date(day, pattern, locale=language)
