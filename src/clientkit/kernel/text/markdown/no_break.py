"""What no line parts: an amount and its currency, a number and what it counts, a telephone prefix, a day."""

import re

NO_BREAK = "\u00a0"
"""The space that no line ends at."""

_TOGETHER = re.compile(
    r"""(?:\b[A-Z]{3}|\bRp|[$€£¥])[ ](?=[-\u2212]?\d)              # IDR 45,000,000
    |\d[ ](?=%|[$€£¥]|[A-Z]{3}\b)                             # 12 %, 4.500 EUR
    |\b[A-Z]\w{2,8}[ ](?=\d{1,2}(?![.,]?\d))                # Tue 1, Pasal 12
    |\+\d{1,3}[ ](?=\d)                                         # +62 812, the rest may break
    |(?<![\w.,])\d{1,3}(?:[.,]\d{1,3})?[ ](?=[^\W\d_]{1,10}\b) # 23.5 hours, 1 Dec
    """,
    re.VERBOSE,
)


def unbroken(text: str) -> str:
    """A text with such spaces where a line must not end; a year may stand on the next."""
    return _TOGETHER.sub(lambda found: found[0].replace(" ", NO_BREAK), text)
