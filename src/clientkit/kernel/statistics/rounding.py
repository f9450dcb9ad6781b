"""Figures rounded for display, which is the last thing that happens to them."""

HALF = 0.5


def rounded(value: float, digits: int = 0) -> str:
    """A figure for display: half away from zero, as by hand, and never `-0`."""
    if digits == 0:  # the same without `decimal`, which lists can do without
        whole = int(abs(value))
        whole += abs(value) - whole >= HALF
        return f"-{whole}" if value < 0 and whole else f"{whole}"
    from decimal import ROUND_HALF_UP, Decimal

    unit = Decimal(1).scaleb(-digits)
    return f"{Decimal(value).quantize(unit, ROUND_HALF_UP):zf}"


def signed(shown: str) -> str:
    """A figure with a plus before it where it is above 0."""
    return f"+{shown}" if float(shown) > 0 else shown
