"""An amount in a line on a screen; documents write it as their language does."""

from decimal import Decimal


def money(amount: Decimal, currency: str) -> str:
    """Rupiah as they are written, others by their code."""
    if currency == "IDR":
        return f"Rp{amount:,.0f}".replace(",", ".")
    return f"{currency} {amount:,}".strip()
