"""A figure explained: its formula, the formula with the numbers in it, and where it comes from."""

from collections.abc import Sequence

from pydantic import Field

from clientkit.kernel.model.values.base import Model


class Explanation(Model):
    """One figure, step by step; everything is written so that a calculator can repeat it."""

    figure: str = Field(description="what is explained, for instance nps or interval of nps")
    formula: str = Field(description="how it is reckoned")
    steps: tuple[str, ...] = Field(description="the same with the numbers in it")
    result: float | None = Field(description="what comes out, unrounded; null for an interval alone")
    low: float | None = Field(None, description="lower end, where an interval is explained")
    high: float | None = Field(None, description="upper end")
    source: str = Field(description="who published it, and when")


def number(value: float) -> str:
    """A number with six significant digits, or all of a whole one's."""
    return str(int(value)) if float(value).is_integer() else f"{value:.6g}"


def operand(value: float) -> str:
    """A number within a formula: a negative one in brackets, since a power before its minus binds first."""
    return f"({number(value)})" if value < 0 else number(value)


def nothing(figure: str, formula: str, why: str, source: str) -> Explanation:
    """A figure that there is nothing to reckon of."""
    return Explanation(figure=figure, formula=formula, steps=(why,), result=None, source=source)


def summed(counts: Sequence[tuple[int, int]]) -> str:
    """`5*2 + 4*1`: values with how often they were given, those that never were left out."""
    return " + ".join(f"{value}*{count}" for value, count in counts if count) or "0"
