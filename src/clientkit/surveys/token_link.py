"""The links of a survey: each opens a mail that answers it, with its token and score in the subject.

A subject reads `[CK-7F3K…] NPS 9`, `[CK-…] CSAT 4`, `[CK-…] CES 6`, or `[CK-…] SKIP` from who does not want
to answer. Its body is empty, so that every word in it is the client's own.
"""

from urllib.parse import quote

from clientkit.surveys.token import in_subject

SKIP = "SKIP"
"""What the subject says in place of a score from who does not want to answer."""

_PLAIN_IN_ADDRESSES = "@!$'*+"
"""Signs that may stand in the address of a `mailto:` link as they are (RFC 6068, section 2)."""


def answer_subject(token: str, question: str, score: int) -> str:
    """The subject of the answer with that score."""
    return f"{in_subject(token)} {question.upper()} {score}"


def skip_subject(token: str) -> str:
    """The subject of the mail that declines."""
    return f"{in_subject(token)} {SKIP}"


def mailto(address: str, subject: str) -> str:
    """A link that opens a mail to an address with a subject (RFC 6068)."""
    return f"mailto:{quote(address, safe=_PLAIN_IN_ADDRESSES)}?subject={quote(subject, safe='')}"
