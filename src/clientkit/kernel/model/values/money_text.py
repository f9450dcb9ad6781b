"""An amount in a line on a screen; documents write it as their language does."""

from decimal import Decimal

_SWAPPED = str.maketrans(",.", ".,")


def money(amount: Decimal, currency: str) -> str:
    """Rupiah as they are written, others by their code; cents only where there are any."""
    figure = f"{amount:,.2f}".removesuffix(".00")
    return "Rp" + figure.translate(_SWAPPED) if currency == "IDR" else f"{currency} {figure}".strip()
